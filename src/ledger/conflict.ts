/** An open conflict as a person decides it: what stands side by side, what was there before, what merged by itself. Pure. */
import canonicalize from 'canonicalize';
import { ancestorsOf, Fold, foldOf, type State, type Version } from './fold.ts';

/** One value of a field and the versions that wrote it, earliest position first. */
export interface ContestedValue {
  readonly value: unknown;
  readonly ids: readonly string[];
}

/** A field in conflict. The first value counts until somebody decides. */
export interface Contest {
  readonly field: string;
  /** What the author of the earliest version had seen; null where the thing said nothing. */
  readonly before: unknown;
  readonly values: readonly ContestedValue[];
}

/** A field that only one side changed. */
export interface Joined {
  readonly field: string;
  readonly before: unknown;
  readonly value: unknown;
  readonly id: string;
}

export interface OpenConflict {
  /** Empty where nothing is to be decided. */
  readonly contests: readonly Contest[];
  readonly joined: readonly Joined[];
  /** The thing as it counts now. */
  readonly state: State;
  /** Versions that no other has seen: what decides must supersede all of them. */
  readonly leaves: readonly string[];
  /** Kind of the thing. */
  readonly kind: string;
}

/** How a thing stands, from all its versions; null while its first version is not in. */
export function openConflictOf(rootId: string, versions: readonly Version[]): OpenConflict | null {
  const fold = new Fold(rootId);
  for (const version of versions) fold.add(version);
  if (!fold.isThere) return null;
  const seen = seenStates(rootId, versions);
  const contests = fold.conflicts().map(({ field, versions: writes }) => ({
    field,
    before: valueIn(seen(writes[0]?.id ?? rootId), field),
    values: byValue(writes),
  }));
  const joined = joinedFields(fold, versions).map(({ field, id }) => ({
    field,
    id,
    before: valueIn(seen(id), field),
    value: valueIn(fold.state(), field),
  }));
  return { contests, joined, state: fold.state(), leaves: [...fold.leaves], kind: fold.rootKind ?? '' };
}

/** A version that stands beside what counts. */
export interface Beside extends Version {
  /** Others of these that its author had seen. */
  readonly seen: readonly string[];
}

/**
 * The versions whose values do not count, each as its author left it, of private parts only those in conflict. Undoing a
 * decision says them again beside what counted: over what their authors had seen, so that they stand apart as before.
 */
export function versionsBeside({ contests }: OpenConflict, versions: readonly Version[]): Beside[] {
  const ids = new Set(contests.flatMap(({ values }) => values.slice(1).flatMap(({ ids: [writer] }) => writer ?? [])));
  const contested = new Set(contests.map(({ field }) => field));
  return versions
    .filter(({ id }) => ids.has(id))
    .map((version) => ({
      ...version,
      private: Object.fromEntries(Object.entries(version.private).filter(([part]) => contested.has(`private.${part}`))),
      seen: ancestorsOf(versions, version.id).flatMap(({ id }) => (ids.has(id) ? [id] : [])),
    }))
    // Whoever has seen another has seen all that other had: so each comes after those it has seen.
    .toSorted((a, b) => a.seen.length - b.seen.length);
}

/** What a state says in a field, null where it says nothing. */
export function valueIn(state: State | null, field: string): unknown {
  if (state === null) return null;
  if (field === 'withdrawn') return state.withdrawn;
  if (field === 'occurredOn') return state.occurredOn;
  const parts = field.startsWith('private.') ? state.private : state.payload;
  return parts[field.slice(field.indexOf('.') + 1)] ?? null;
}

/** What the author of a version had seen; worked out once for each version. */
function seenStates(rootId: string, versions: readonly Version[]): (id: string) => State | null {
  const known = new Map<string, State | null>();
  return (id) => {
    const state = known.get(id) ?? foldOf(rootId, ancestorsOf(versions, id))?.state() ?? null;
    known.set(id, state);
    return state;
  };
}

function byValue(writes: readonly { readonly id: string; readonly value: unknown }[]): ContestedValue[] {
  const values = new Map<string, { value: unknown; ids: string[] }>();
  for (const { id, value } of writes) {
    const text = canonicalize(value) ?? '';
    const known = values.get(text);
    if (known === undefined) values.set(text, { value, ids: [id] });
    else known.ids.push(id);
  }
  return [...values.values()];
}

/** Fields whose value was written by a version that not every side has seen. Every correction says "it exists": no news. */
function joinedFields(fold: Fold, versions: readonly Version[]): { field: string; id: string }[] {
  if (fold.leaves.size < 2) return [];
  const later = new Map<string, string[]>();
  for (const { id, supersedes } of versions.filter((version) => fold.counts(version.id))) {
    for (const seen of supersedes) {
      const after = later.get(seen);
      if (after === undefined) later.set(seen, [id]);
      else after.push(id);
    }
  }
  const seenByAll = new Map<string, boolean>();
  const isSeenByAll = (id: string): boolean => {
    const known = seenByAll.get(id) ?? sees(later, id, fold.leaves);
    seenByAll.set(id, known);
    return known;
  };
  return [...fold.settledBy()]
    .filter(([field, id]) => field !== 'withdrawn' && !isSeenByAll(id))
    .map(([field, id]) => ({ field, id }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
}

/** Whether all leaves come after a version, or are it. */
function sees(later: ReadonlyMap<string, readonly string[]>, id: string, leaves: ReadonlySet<string>): boolean {
  const reached = new Set([id]);
  const ahead = [id];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    for (const after of later.get(next) ?? []) {
      if (reached.has(after)) continue;
      reached.add(after);
      ahead.push(after);
    }
  }
  return [...leaves].every((leaf) => reached.has(leaf));
}
