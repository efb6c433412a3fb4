/** Conflicts and waiting entries as screens show them: words for ids, authors beside values, private values hidden. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { Problem } from '../platform/problem.ts';
import { searchText } from '../registry/search-text.ts';
import { openConflictOf, versionsBeside, type OpenConflict } from './conflict.ts';
import type { listConflicts, listWaiting, namedThing, readConflict, shownValue, authorLine } from './conflict-contract.ts';
import {
  findAuthors,
  findConflicts,
  findNames,
  findWaitingEntries,
  mayRead,
  type AuthorRow,
  type NamedRow,
  type PageAsked,
} from './conflict-queries.ts';
import type { EntryKind } from './entry.ts';
import type { Version } from './fold.ts';
import { findVersionsOf } from './succession-queries.ts';
import { payloadOf } from './versions.ts';

/** Last digits of a private value, by its part; null for a value that has none. Given by the room that knows its shape. */
export type Mask = (part: string, value: unknown) => string | null;

type Kinds = ReadonlyMap<string, EntryKind>;
type Shown = z.input<typeof shownValue>;
type Named = z.input<typeof namedThing>;
type Author = z.input<typeof authorLine>;
type Page = z.input<typeof readConflict.answer>;

/** Whether private values are shown as they are, how the others are masked, and the kinds that are not shown. */
interface Reader {
  readonly reveals: boolean;
  readonly mask: Mask;
  readonly hidden: readonly string[];
}

const VALUES_SHOWN = 50;
const AUTHORS_SHOWN = 5;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Things in conflict; `q` is searched word by word in names. */
export async function conflictList(
  client: PoolClient,
  kinds: Kinds,
  programmeId: string,
  asked: PageAsked & { readonly q?: string | undefined },
): Promise<z.input<typeof listConflicts.answer>> {
  const words = searchText(asked.q).split(' ').filter((word) => word !== '');
  const rows = await findConflicts(client, programmeId, { ...asked, words });
  const versions = await findVersionsOf(client, kinds, programmeId, rows.map(({ rootId }) => rootId), null);
  const open = new Map([...versions].map(([rootId, own]) => [rootId, openConflictOf(rootId, own)]));
  const authors = await findAuthors(client, programmeId, [...open.values()].flatMap((one) => (one === null ? [] : writersOf(one))));
  const names = await findNames(client, programmeId, [...open].flatMap(([id, one]) => [id, ...idsIn(one?.state.payload)]));
  const items = rows.flatMap((row) => {
    const one = open.get(row.rootId);
    if (one === undefined || one === null) return [];
    const by = writersOf(one).flatMap((id) => authors.get(id)?.recordedBy ?? []);
    const about = aboutOf(row.rootId, one.state.payload, names);
    return [{ id: row.rootId, kind: one.kind, about, since: row.since.toISOString(), position: row.from, by: [...new Set(by)], fields: row.fields }];
  });
  return { items, ...pageEnd(rows.map(({ from, total }) => ({ position: from, total })), asked) };
}

/** One thing with what is to be decided in it. Throws `not-found` for what the reader may not see. */
export async function conflictPage(client: PoolClient, kinds: Kinds, programmeId: string, id: string, reader: Reader): Promise<Page> {
  const [page] = (await mayRead(client, programmeId, id)) ? await pagesOf(client, kinds, programmeId, [id], reader) : [];
  if (page === undefined) throw new Problem('not-found', { entry: id });
  return page;
}

/** These things as `conflictPage` shows each, in their order; those of hidden kinds, and those that are not there, are left out. */
export async function pagesOf(client: PoolClient, kinds: Kinds, programmeId: string, ids: readonly string[], reader: Reader): Promise<Page[]> {
  const versions = await findVersionsOf(client, kinds, programmeId, ids, null);
  const found = ids.flatMap((id) => {
    const own = versions.get(id) ?? [];
    const one = openConflictOf(id, own);
    const kind = one === null ? undefined : kinds.get(one.kind);
    return one === null || kind === undefined || reader.hidden.includes(kind.kind) ? [] : [{ id, one, own, kind }];
  });
  const authors = await findAuthors(client, programmeId, found.flatMap(({ one }) => [...writersOf(one), ...one.joined.map((joined) => joined.id)]));
  const names = await findNames(client, programmeId, found.flatMap(({ id, one }) => [id, ...saidIn(one)]));
  return found.map(({ id, one, own, kind }) => ({
    id,
    kind: kind.kind,
    schemaVersion: kind.version,
    permission: kind.permission,
    parts: Object.keys(kind.privateParts),
    about: aboutOf(id, one.state.payload, names),
    leaves: [...one.leaves],
    withdrawn: one.state.withdrawn,
    occurredOn: one.state.occurredOn,
    payload: { ...one.state.payload },
    ...fieldsOf(one, authors, reader),
    beside: besideOf(one, own, reader.reveals),
    labels: [id, ...saidIn(one)].flatMap((said) => names.get(said) ?? []),
  }));
}

/** Every id in what counts and in what stands beside it. */
function saidIn({ state, contests, joined }: OpenConflict): string[] {
  return idsIn([state.payload, ...contests.map(({ before, values }) => [before, values.map(({ value }) => value)]), ...joined.map(({ before }) => before)]);
}

function besideOf(one: OpenConflict, versions: readonly Version[], reveals: boolean): Page['beside'] {
  if (!reveals && one.contests.some(({ field }) => field.startsWith('private.'))) return [];
  return versionsBeside(one, versions)
    .slice(0, VALUES_SHOWN)
    .map(({ id, kind, occurredOn, supersedes, seen, payload, private: parts }) => ({
      id, kind, occurredOn, supersedes: [...supersedes], seen: [...seen], payload: { ...payload }, private: { ...parts },
    }));
}

/** The fields of a conflict as a reader may see them. */
export function fieldsOf(
  { contests, joined }: Pick<OpenConflict, 'contests' | 'joined'>,
  authors: ReadonlyMap<string, AuthorRow>,
  { reveals, mask }: { readonly reveals: boolean; readonly mask: Mask },
): Pick<Page, 'fields' | 'joined'> {
  const shown = (field: string, value: unknown): Shown => {
    const part = field.startsWith('private.') ? field.slice('private.'.length) : null;
    if (part === null || reveals || value === null) return { value: value ?? null, hidden: false, mask: null };
    return { value: null, hidden: true, mask: mask(part, value) };
  };
  const author = (id: string): Author[] => {
    const row = authors.get(id);
    if (row === undefined) return [];
    const { recordedAt, recordedBy, note, ...rest } = row;
    return [{ ...rest, recordedAt: recordedAt.toISOString(), recordedBy: recordedBy ?? '', note: reveals ? note : null }];
  };
  return {
    fields: contests.map(({ field, before, values }) => ({
      field,
      before: shown(field, before),
      values: values.slice(0, VALUES_SHOWN).map(({ value, ids }) => ({
        ...shown(field, value),
        authors: ids.slice(0, AUTHORS_SHOWN).flatMap(author),
        authorCount: ids.length,
      })),
      valueCount: values.length,
    })),
    joined: joined.map(({ field, before, value, id }) => ({
      field,
      before: shown(field, before),
      now: shown(field, value),
      author: author(id)[0] ?? null,
    })),
  };
}

/** Entries that wait for what they correct. */
export async function waitingList(
  client: PoolClient,
  kinds: Kinds,
  programmeId: string,
  asked: PageAsked,
): Promise<z.input<typeof listWaiting.answer>> {
  const rows = await findWaitingEntries(client, programmeId, asked);
  const read = rows.map(({ body, total: _total, ...row }) => ({ ...row, payload: payloadOf(body, kinds) }));
  const names = await findNames(client, programmeId, read.flatMap(({ rootId, payload }) => [rootId, ...idsIn(payload)]));
  return {
    items: read.map(({ payload, recordedAt, recordedBy, ...row }) => ({
      ...row,
      recordedAt: recordedAt.toISOString(),
      recordedBy: recordedBy ?? '',
      about: aboutOf(row.rootId, payload, names),
    })),
    ...pageEnd(rows, asked),
  };
}

function pageEnd(rows: readonly { readonly position: number; readonly total: number }[], asked: PageAsked): { total: number; next: number | null } {
  const last = rows.at(-1);
  return { total: last?.total ?? 0, next: last === undefined || rows.length < asked.limit ? null : last.position };
}

/** Ids of the versions whose values stand side by side, each once. */
function writersOf({ contests }: OpenConflict): string[] {
  return [...new Set(contests.flatMap(({ values }) => values.slice(0, VALUES_SHOWN).flatMap(({ ids }) => ids.slice(0, AUTHORS_SHOWN))))];
}

/** What an entry speaks of: its thing, else the things it names. */
export async function thingsOf(client: PoolClient, programmeId: string, rootId: string, payload: Readonly<Record<string, unknown>>): Promise<Named[]> {
  return aboutOf(rootId, payload, await findNames(client, programmeId, [rootId, ...idsIn(payload)]));
}

/** The thing itself where it has a name, else the things its payload names; failing both its code, title or name. */
function aboutOf(rootId: string, payload: Readonly<Record<string, unknown>>, names: ReadonlyMap<string, NamedRow>): Named[] {
  const own = names.get(rootId);
  if (own !== undefined) return [own];
  const order = ['person', 'session', 'organisation', 'process'];
  const named = idsIn(payload)
    .flatMap((id) => names.get(id) ?? [])
    // Members are named in values; nothing is about them.
    .filter(({ what }) => what !== 'other')
    .toSorted((a, b) => order.indexOf(a.what) - order.indexOf(b.what));
  // A session is named by its process already.
  const things = named.some(({ what }) => what === 'session') ? named.filter(({ what }) => what !== 'process') : named;
  if (things.length > 0) return things;
  const label = [payload['code'], payload['title'], payload['name']].find((text) => typeof text === 'string');
  return label === undefined ? [] : [{ what: 'other', id: rootId, label: String(label), number: null }];
}

/** Every id in a value, however deep, each once. */
function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return UUID.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(idsIn))];
}
