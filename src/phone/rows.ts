/** Pages of what a phone keeps, and what of it changed since a cursor. Decision 14. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { EntryKind } from '../ledger/entry.ts';
import { WITHDRAWAL } from '../ledger/fold.ts';
import { readHead } from '../ledger/queries.ts';
import { payloadOf } from '../ledger/versions.ts';
import type { PhoneCollection, TouchedThing } from './collection.ts';
import type { readRows } from './contract.ts';
import { findSaid, type SaidRow } from './queries.ts';

/** Where more things changed than this, everything is sent again: a page of that is as quick. */
const TOUCHED_MAX = 2000;

/** Of the shapes of all rows: raised when a room changes one, so that phones are sent everything again. */
const SHAPES = 2;

/** What rows depend on besides the ledger: who may read what, and how far. */
interface Reader {
  readonly may: (permission: string) => boolean;
  readonly scope: string | null;
}

/** A place in the rows of one reader. `position`, `epoch`: of the ledger when the reading began. */
const cursorSchema = z.tuple([z.int(), z.int(), z.string()]);
const pageSchema = z.tuple([z.int(), z.int(), z.string(), z.int().min(0), z.uuid().nullable()]);

type Answer = z.input<typeof readRows.answer>;

export interface RowsParts {
  readonly kinds: ReadonlyMap<string, EntryKind>;
  readonly collections: readonly PhoneCollection[];
}

/** One answer to `readRows`. The transaction must be one unchanging view, narrowed to the reader's reach. */
export async function rowsOf(
  client: PoolClient,
  { kinds, collections }: RowsParts,
  programmeId: string,
  asked: { readonly cursor?: string | undefined; readonly after?: string | undefined; readonly limit: number },
  reader: Reader,
): Promise<Answer> {
  const seen = collections.filter(({ permission }) => reader.may(permission));
  const head = await readHead(client, programmeId);
  const reach = `${SHAPES} ${reader.scope ?? ''} ${seen.map(({ name }) => name).join(' ')}`;
  const cursor = cursorSchema.safeParse(untold(asked.cursor)).data;
  const isKnown = cursor !== undefined && cursor[1] === head.epoch && cursor[2] === reach && cursor[0] <= head.position;
  const things = isKnown ? await touchedSince(client, kinds, programmeId, cursor[0], head.position) : null;
  const moves = things !== null && reader.scope !== null && seen.some(({ movesReach }) => movesReach?.(things) === true);
  if (things !== null && !moves) {
    const rows: Answer['rows'] = [];
    for (const one of seen) rows.push(...(await changed(client, one, programmeId, things)));
    return { whole: false, rows, position: head.position, after: null, cursor: told([head.position, head.epoch, reach]) };
  }
  const page = pageSchema.safeParse(untold(asked.after)).data;
  const goesOn = page !== undefined && page[1] === head.epoch && page[2] === reach;
  const [position, , , at, after] = goesOn ? page : [head.position, head.epoch, reach, 0, null];
  const { rows, next } = await pageOf(client, seen, programmeId, { at, after, limit: asked.limit });
  return {
    whole: true,
    rows,
    position,
    after: next === null ? null : told([position, head.epoch, reach, next.at, next.after]),
    cursor: next === null ? told([position, head.epoch, reach]) : null,
  };
}

interface Place {
  readonly at: number;
  readonly after: string | null;
}

/** Rows of one collection after the other, until a page is full. */
async function pageOf(
  client: PoolClient,
  collections: readonly PhoneCollection[],
  programmeId: string,
  { at, after, limit }: Place & { readonly limit: number },
): Promise<{ rows: Answer['rows']; next: Place | null }> {
  const rows: Answer['rows'] = [];
  let from = after;
  for (let which = at; which < collections.length; which += 1) {
    const collection = collections[which];
    if (collection === undefined) break;
    const found = await collection.page(client, programmeId, from, limit - rows.length);
    rows.push(...found.map(({ id, body }) => ({ collection: collection.name, id, body })));
    const last = found.at(-1);
    if (rows.length >= limit && last !== undefined) return { rows, next: { at: which, after: last.id } };
    from = null;
  }
  return { rows, next: null };
}

async function touchedSince(
  client: PoolClient,
  kinds: RowsParts['kinds'],
  programmeId: string,
  after: number,
  upTo: number,
): Promise<TouchedThing[] | null> {
  if (after === upTo) return [];
  const said = await findSaid(client, programmeId, { after, upTo, most: TOUCHED_MAX });
  return said === null ? null : thingsOf(kinds, said);
}

function thingsOf(kinds: RowsParts['kinds'], said: readonly SaidRow[]): TouchedThing[] {
  const things = new Map<string, { kind: string; rootId: string; versions: TouchedThing['versions'][number][] }>();
  for (const { rootId, kind, body } of said) {
    const thing = things.get(rootId) ?? { kind, rootId, versions: [] };
    // The kind made the payload it is asked about.
    thing.versions.push({ kind, named: kinds.get(kind)?.references(payloadOf(body, kinds) as never) ?? [] });
    if (kind !== WITHDRAWAL) thing.kind = kind;
    things.set(rootId, thing);
  }
  return [...things.values()];
}

async function changed(client: PoolClient, collection: PhoneCollection, programmeId: string, things: readonly TouchedThing[]): Promise<Answer['rows']> {
  const ids = things.length === 0 ? [] : await collection.touched(client, programmeId, things);
  if (ids.length === 0) return [];
  const rows = await collection.rows(client, programmeId, ids);
  const known = new Set(rows.map(({ id }) => id));
  return [
    ...rows.map(({ id, body }) => ({ collection: collection.name, id, body })),
    ...ids.filter((id) => !known.has(id)).map((id) => ({ collection: collection.name, id, body: null })),
  ];
}

function told(place: z.input<typeof cursorSchema> | z.input<typeof pageSchema>): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** What was told before; whatever else comes reads as nothing, and everything is sent again. */
function untold(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
