/** Keeps the line of each person in step with their records. */
import type { PoolClient } from 'pg';
import { meanwhile } from '../platform/meanwhile.ts';
import type { BirthSpan } from '../figures/fact.ts';
import { birthSpanOf } from './facts.ts';
import { countWords, deleteLines, findLineRecords, insertLines, type LineRecord, type PersonLineRow } from './line-queries.ts';
import { phoneticKey } from './names.ts';
import { mergeInForce, standing, type Merge } from './people.ts';
import { findMerges } from './queries.ts';
import { numberKeys, sortKey, wordsOf } from './sort-key.ts';

/** People whose lines are made in one go. */
const CHUNK = 4000;

/**
 * Makes the lines of everybody these records belong to anew. `recordIds` holds every record of a person whose records
 * were joined or separated: a line bears the id of one of them.
 */
export async function refreshLines(client: PoolClient, programmeId: string, recordIds: readonly string[]): Promise<void> {
  const changes = new Map<string, number>();
  const count = (words: readonly string[], people: number): void => {
    for (const word of words) changes.set(word, (changes.get(word) ?? 0) + people);
  };
  const groups = chunksOf(recordIds);
  let lines = linesFrom(await readRecords(client, programmeId, groups[0] ?? []));
  for (const [at, ids] of groups.entries()) {
    // Read before these are written: the next lines are made while the database writes.
    const next = await readRecords(client, programmeId, groups[at + 1] ?? []);
    const gone = [...new Set([...ids, ...lines.map(({ id }) => id)])];
    for (const words of await deleteLines(client, programmeId, gone)) count(words, -1);
    for (const { words } of lines) count(words, 1);
    lines = await meanwhile(insertLines(client, programmeId, lines), () => linesFrom(next));
  }
  const changed = [...changes].filter(([, people]) => people !== 0);
  await countWords(client, programmeId, changed.map(([word, people]) => ({ word, sound: phoneticKey(word), people })));
}

function chunksOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, at) => ids.slice(at * CHUNK, (at + 1) * CHUNK));
}

/** All records of some people, and the merges that joined them. */
interface Records {
  readonly records: readonly LineRecord[];
  readonly merges: readonly Merge[];
}

async function readRecords(client: PoolClient, programmeId: string, recordIds: readonly string[]): Promise<Records> {
  if (recordIds.length === 0) return { records: [], merges: [] };
  const records = await findLineRecords(client, programmeId, recordIds);
  const merged = records.filter((record) => record.canonicalId !== record.id).map(({ canonicalId }) => canonicalId);
  const merges = merged.length === 0 ? [] : (await findMerges(client, programmeId, merged)).map(mergeInForce);
  return { records, merges };
}

function linesFrom({ records, merges }: Records): PersonLineRow[] {
  const byPerson = new Map<string, LineRecord[]>();
  for (const record of records) {
    const own = byPerson.get(record.canonicalId);
    if (own === undefined) byPerson.set(record.canonicalId, [record]);
    else own.push(record);
  }
  return [...byPerson].map(([id, own]) => lineFrom(id, own, merges));
}

function lineFrom(id: string, records: readonly LineRecord[], merges: readonly Merge[]): PersonLineRow {
  const { value, named } = standing(records, merges);
  const born = value('birthYear', yearOf) ?? value('birthYear', bornOf) ?? { from: 0, to: 0 };
  return {
    id,
    sortName: sortKey(named?.surnames ?? '', named?.givenNames ?? ''),
    words: wordsOf(...records.flatMap(({ givenNames, surnames, married }) => [givenNames, surnames, married])),
    numbers: [...new Set(records.flatMap(numbersOf).flatMap(numberKeys))],
    sex: value('sex', (record) => record.sex) ?? 'unknown',
    bornFrom: born.from,
    bornTo: born.to,
    department: value('department', (record) => record.department) ?? '',
    municipality: value('municipality', (record) => record.municipality) ?? '',
    recordCount: records.length,
    registeredPosition: Math.min(...records.map(({ number }) => number)),
  };
}

/** Numbers and the address that a record is found by. */
export function numbersOf({ documentNumber, phones, email }: Pick<LineRecord, 'documentNumber' | 'phones' | 'email'>): string[] {
  return [documentNumber, ...phones.map(({ number }) => number), email].filter((text) => text !== null);
}

/** A year that was stated goes before a band, even of one age: whoever is 40 was born in one of two years. */
function yearOf(record: LineRecord): BirthSpan | null {
  return record.birthYear === null ? null : bornOf(record);
}

function bornOf({ birthYear, bandFrom, bandTo, bandStatedOn }: LineRecord): BirthSpan | null {
  const ageBand = bandFrom === null || bandStatedOn === null ? null : { fromYears: bandFrom, toYears: bandTo, statedOn: bandStatedOn };
  return birthSpanOf({ birthYear, ageBand });
}
