/**
 * Rows as they lie in the store: about a hundred of a collection, in order of id, are sealed and written as one block. One by one, ten thousand rows
 * took seconds to be kept and more to be read.
 */
import { grouped } from '../../platform/grouped.ts';
import type { Vault } from '../people/vault.ts';
import type { Store, StoredBlock } from './database.ts';

const BLOCK_ROWS = 100;

export type PlainRow = readonly [id: string, body: unknown];

/** Whose rows, of which kind and of which download of everything. */
export type BlockPlace = Pick<StoredBlock, 'space' | 'collection' | 'edition'>;

export type BlockKey = [space: string, collection: string, edition: number, first: string];

/** What a page of changes does to the blocks. */
export interface BlockChanges {
  readonly gone: readonly BlockKey[];
  readonly put: readonly StoredBlock[];
}

/** Blocks of rows that are in order of id. `vault` null: the browser cannot seal. */
export function blocksOf(place: BlockPlace, rows: readonly PlainRow[], vault: Vault | null): Promise<StoredBlock[]> {
  const parts = Array.from({ length: Math.ceil(rows.length / BLOCK_ROWS) }, (_, at) => rows.slice(at * BLOCK_ROWS, (at + 1) * BLOCK_ROWS));
  return Promise.all(
    parts.map(async (part): Promise<StoredBlock> => {
      const head = { ...place, first: part[0]?.[0] ?? '', count: part.length };
      return vault === null ? { ...head, rows: part } : { ...head, sealed: await vault.seal(part) };
    }),
  );
}

/** Rows that lie here and that the key of their person does not open: it was lost, or made anew, or what lies here was changed. */
export class Unopened extends Error {}

/** The rows of a block: none where it is sealed and whoever works here has no key. Throws `Unopened`. */
export async function rowsOfBlock({ rows, sealed, isAlone, first }: StoredBlock, vault: Vault | null): Promise<readonly PlainRow[]> {
  if (sealed === undefined) return rows ?? [];
  if (vault === null) return [];
  const opened = await vault.open(sealed).catch((cause: unknown) => {
    throw new Unopened('Rows lie here that were sealed under another key.', { cause });
  });
  return isAlone === true ? [[first, opened]] : asRows(opened);
}

/** What `blocksOf` sealed. */
function asRows(opened: unknown): readonly PlainRow[];
function asRows(opened: unknown): unknown {
  return opened;
}

/** What rows that changed make of the blocks of their collection; `body` null takes a row away. Nothing is written yet. Throws as `rowsOfBlock`. */
export async function changeBlocks(store: Store, place: BlockPlace, changes: readonly PlainRow[], vault: Vault | null): Promise<BlockChanges> {
  const { space, collection, edition } = place;
  const keys = await store.getAllKeys('blocks', rangeOfEdition(place));
  const firsts = keys.map(([, , , first]) => first);
  const [gone, put]: [BlockKey[], StoredBlock[]] = [[], []];
  for (const [first, own] of grouped(changes, ([id]) => firsts[blockAt(firsts, id)] ?? id)) {
    const key: BlockKey = [space, collection, edition, first];
    const block = await store.get('blocks', key);
    const rows = new Map(block === undefined ? [] : await rowsOfBlock(block, vault));
    for (const [id, body] of own) {
      if (body === null) rows.delete(id);
      else rows.set(id, body);
    }
    gone.push(key);
    put.push(...(await blocksOf(place, [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)), vault)));
  }
  return { gone, put };
}

/** Which of the blocks, by their first ids, a row belongs in: the last that begins before it, or the first of all. */
function blockAt(firsts: readonly string[], id: string): number {
  let [low, high] = [0, firsts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((firsts[middle] ?? '') <= id) low = middle;
    else high = middle - 1;
  }
  return low;
}

function rangeOfEdition({ space, collection, edition }: BlockPlace): IDBKeyRange {
  return IDBKeyRange.bound([space, collection, edition], [space, collection, edition, []]);
}

/** All rows of a collection, by id. While everything is downloaded anew, those of the download before stay until others of the same id come. */
export async function storedRows(store: Store, space: string, collection: string, vault: Vault | null): Promise<Map<string, unknown>> {
  const blocks = await store.getAll('blocks', IDBKeyRange.bound([space, collection], [space, collection, []]));
  const opened = await Promise.all(blocks.map((block) => rowsOfBlock(block, vault)));
  return new Map(opened.flat());
}

/** One row as the server gave it; undefined where it is not here. */
export async function storedRow(store: Store, space: string, collection: string, id: string, vault: Vault | null): Promise<unknown> {
  const blocks = store.transaction('blocks').store;
  const keys = await blocks.getAllKeys(IDBKeyRange.bound([space, collection], [space, collection, []]));
  const places = [...grouped(keys, ([, , edition]) => edition).values()].map((own) => own[blockAt(own.map(([, , , first]) => first), id)]);
  const found = await Promise.all(places.toReversed().map((key) => (key === undefined ? undefined : blocks.get(key))));
  for (const block of found) {
    const row = block === undefined ? undefined : (await rowsOfBlock(block, vault)).find(([one]) => one === id);
    if (row !== undefined) return row[1];
  }
  return undefined;
}
