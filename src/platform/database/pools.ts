/** Connections to one database: how values are read, how long to wait, and how to outlive a database that goes away. */
import pg from 'pg';
import type { Log } from './log.ts';

/** The app answers slowly rather than not at all while connections are made; beyond this it says that it cannot. */
const CONNECT_MS_MAX = 5_000;
const IDLE_MS_MAX = 30_000;

/** Numbers PostgreSQL gives its types, the same in every server. */
const INT8: number = 20;
const INT8_ARRAY: number = 1016;
const DATE: number = 1082;
const DATE_ARRAY: number = 1182;
const TIMESTAMP: number = 1114;
const TEXT_ARRAY: number = 1009;

/**
 * A pool that survives the loss of its connections: broken ones are dropped and made anew when next needed.
 * Values: int8 is a number (beyond 2^53 it throws), date is `YYYY-MM-DD`, timestamptz a Date, numeric stays text.
 */
export function makePool(url: string, connectionsMax: number, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    idleTimeoutMillis: IDLE_MS_MAX,
    keepAlive: true,
    application_name: 'digna',
    options: '-c TimeZone=UTC',
    types: valueTypes,
    // What is asked without waiting for the answer before is sent at once; PostgreSQL answers in the order of asking.
    pipeline: true,
  });
  let silentUntil = 0;
  // Without this a connection lost between two queries would end the whole process.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', () => {
    if (Date.now() < silentUntil) return;
    silentUntil = Date.now() + CONNECT_MS_MAX;
    log.error('A connection to the database was lost; the next query makes a new one.');
  });
  return pool;
}

const asText = (text: string): string => text;
const textArray = pg.types.getTypeParser(TEXT_ARRAY);

/** How values are read on every connection of ours. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return safeInteger;
    if (oid === DATE || oid === TIMESTAMP) return asText;
    if (oid === INT8_ARRAY) return (text: string) => eachInteger(textArray(text));
    if (oid === DATE_ARRAY) return textArray;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('An integer of the database is too large to be exact.');
  return value;
}

function eachInteger(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(eachInteger);
  return typeof value === 'string' ? safeInteger(value) : value;
}
