/** How a refused entry is mended, and what takes its place. Pure. */
import type { KeptEntry, Shadow } from './database.ts';
import type { ToKeep } from './outbox.ts';

/** What of an entry can be chosen anew. */
export type Choosable = 'person' | 'organisation' | 'session' | 'process';
export type FormOf = 'person' | 'organisation' | 'session' | 'process';

/** `retry`: nothing of it can be changed here, but what stood in its way may be gone. `drop`: the programme has it already. */
export type Way =
  | { readonly way: 'choose'; readonly what: Choosable; readonly key: string }
  | { readonly way: 'date' }
  | { readonly way: 'form'; readonly form: FormOf }
  | { readonly way: 'drop' }
  | { readonly way: 'retry' };

/** Refused entries of one cause, that are mended together. */
export interface RefusedGroup {
  readonly key: string;
  readonly way: Way;
  readonly entries: readonly [KeptEntry, ...KeptEntry[]];
}

/** By what a kind of entry calls a thing (its references), what is chosen and where it stands. */
const CHOICES: Readonly<Record<string, { readonly what: Choosable; readonly key: string }>> = {
  person: { what: 'person', key: 'personId' },
  organisation: { what: 'organisation', key: 'organisationId' },
  partner: { what: 'organisation', key: 'partnerId' },
  funder: { what: 'organisation', key: 'funderId' },
  session: { what: 'session', key: 'sessionId' },
  process: { what: 'process', key: 'processId' },
};
const FORMS: Readonly<Record<string, FormOf>> = {
  'registry.person-registered': 'person',
  'registry.organisation-registered': 'organisation',
  'events.session-scheduled': 'session',
  'events.process-opened': 'process',
};
/** What somebody else has said meanwhile: saying it again adds nothing. */
const SAID_ALREADY: ReadonlySet<string> = new Set(['already-registered', 'already-invited', 'already-tested', 'already-followed-up', 'already-set', 'already-certified', 'sheet-already-kept', 'already-answered']);
/** What no change of the entry would change: who may write, or a server that is older. */
const NOT_ITS_FAULT: ReadonlySet<string> = new Set(['not-allowed', 'outside-scope', 'right-ended', 'unknown-kind', 'future-version', 'unknown-root', 'wrong-root']);

export function wayOf({ draft, code, field }: Pick<KeptEntry, 'draft' | 'code' | 'field'>): Way {
  if (code === null || NOT_ITS_FAULT.has(code)) return { way: 'retry' };
  if (SAID_ALREADY.has(code)) return { way: 'drop' };
  if (code === 'impossible-date' && field === 'occurredOn') return { way: 'date' };
  const choice = code === 'session-of-another-process' ? CHOICES['session'] : code === 'unknown-reference' ? CHOICES[field ?? ''] : undefined;
  if (choice !== undefined && typeof draft.payload[choice.key] === 'string') return { way: 'choose', ...choice };
  const form = FORMS[draft.kind];
  // A correction begins from what stands, which a form of its own page shows.
  return form !== undefined && draft.rootId == null ? { way: 'form', form } : { way: 'retry' };
}

/** Refused entries by their cause, in the order of the first of each. What has a form is mended one by one. */
export function groupsOf(refused: readonly KeptEntry[]): RefusedGroup[] {
  const groups = new Map<string, { way: Way; entries: [KeptEntry, ...KeptEntry[]] }>();
  for (const entry of refused) {
    const way = wayOf(entry);
    const key = causeOf(entry, way);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { way, entries: [entry] });
    else group.entries.push(entry);
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}

function causeOf({ order, code, field, draft }: KeptEntry, way: Way): string {
  const of = [draft.kind, code, field].join(' ');
  if (way.way === 'choose') return `${of} ${String(draft.payload[way.key])}`;
  if (way.way === 'date') return `${of} ${draft.occurredOn}`;
  return way.way === 'form' ? `${of} ${order}` : of;
}

/** What is chosen in the place of what an entry names. */
export interface Choice {
  /** null: nothing, where the entry may leave it open. */
  readonly id: string | null;
  readonly name: string;
  /** Of a session: the process it belongs to. */
  readonly processId?: string;
}

/** The entry with another thing named, and its shadows likewise. */
export function withChoice({ entry, shadows }: Standing, { what, key }: Extract<Way, { way: 'choose' }>, { id, name, processId }: Choice): ToKeep {
  const before = entry.draft.payload[key];
  const whole: Pick<ToKeep, 'draft' | 'shadows'> = { draft: { ...entry.draft, id: entry.id }, shadows: shadows.map(({ collection, id: row, body }) => ({ collection, id: row, body })) };
  const renamed = id !== null && typeof before === 'string' ? renaming(whole, new Map([[before, id]])) : whole;
  const of = processId === undefined ? {} : { processId };
  const draft = { ...renamed.draft, payload: { ...renamed.draft.payload, [key]: id, ...of } };
  const about = what === 'person' ? [name, ...entry.about.split(' · ').slice(1)].join(' · ') : entry.about;
  return { draft, about, shadows: renamed.shadows.map((shadow) => ({ ...shadow, body: bodyWith(shadow.body, { [key]: id, ...of }) })) };
}

/** The entry on another day; a session is held on it, too. */
export function withDate({ entry, shadows }: Standing, day: string): ToKeep {
  const changes: Readonly<Record<string, unknown>> = 'heldOn' in entry.draft.payload ? { heldOn: day } : {};
  const draft = { ...entry.draft, id: entry.id, occurredOn: day, payload: { ...entry.draft.payload, ...changes } };
  return { draft, about: entry.about, shadows: shadows.map(({ collection, id, body }) => ({ collection, id, body: bodyWith(body, changes) })) };
}

/** Of a row only what it has already: rows are no payloads. */
function bodyWith(body: unknown, changes: Readonly<Record<string, unknown>>): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return { ...body, ...Object.fromEntries(Object.entries(changes).filter(([key]) => key in body)) };
}

/** An entry that the server does not have, with how it changes rows. */
export interface Standing {
  readonly entry: KeptEntry;
  readonly shadows: readonly Shadow[];
}

export interface Replacement {
  /** Entries that go, by their order. */
  readonly replaced: readonly number[];
  readonly added: readonly ToKeep[];
}

/**
 * What is kept in the place of mended entries. Each is a new entry with a new id; what else was written here and names a mended one (the
 * attendance of somebody whose registration was refused) names the new one, and is a new entry itself. `changed`: by the id of what they replace;
 * where one already has another id, that one stays. `unsent` in the order in which they were written.
 */
export function replacementOf(unsent: readonly Standing[], changed: ReadonlyMap<string, ToKeep>, newId: () => string): Replacement {
  const names = new Map<string, string>();
  const replaced: number[] = [];
  const added: ToKeep[] = [];
  for (const { entry, shadows } of unsent) {
    const mended = changed.get(entry.id);
    const stands = mended ?? { draft: { ...entry.draft, id: entry.id }, about: entry.about, shadows: shadows.map(({ collection, id, body }) => ({ collection, id, body })) };
    if (mended === undefined && ![...names.keys()].some((id) => JSON.stringify(entry.draft).includes(id))) continue;
    names.set(entry.id, mended !== undefined && mended.draft.id !== entry.id ? mended.draft.id : newId());
    replaced.push(entry.order);
    added.push({ ...renaming(stands, names), about: stands.about });
  }
  return { replaced, added };
}

/** Ids are like no other text, so every mention of one can be found as text. */
function renaming<T extends Pick<ToKeep, 'draft' | 'shadows'>>({ draft, shadows }: T, names: ReadonlyMap<string, string>): Pick<ToKeep, 'draft' | 'shadows'> {
  let text = JSON.stringify({ draft, shadows });
  for (const [before, after] of names) text = text.replaceAll(before, after);
  const renamed: Pick<ToKeep, 'draft' | 'shadows'> = JSON.parse(text);
  return renamed;
}
