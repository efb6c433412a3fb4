/**
 * What a thing is after corrections, worked out the slow way: straight from the rule's words, field by field, with whole
 * sets of what each version has seen. The ledger's own way (src/ledger/fold.ts) must agree with it.
 */
import type { Version } from '../../src/ledger/fold.ts';

export interface PaperState {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly conflicts: readonly string[];
}

/** Every version must have come after all that it has seen. Fields: those of the payload, and `withdrawn`. */
export function paperState(versions: readonly Version[]): PaperState {
  const seenBy = new Map<string, Set<string>>();
  const wrote = new Map<string, Map<string, unknown>>();
  for (const version of versions) {
    const seen = new Set<string>();
    for (const id of version.supersedes) for (const one of [id, ...(seenBy.get(id) ?? [])]) seen.add(one);
    seenBy.set(version.id, seen);
    const before = standing(versions.filter(({ id }) => seen.has(id)), seenBy, wrote);
    const own = new Map<string, unknown>();
    const says: Record<string, unknown> =
      version.kind === 'ledger.entry-withdrawn' ? { withdrawn: true } : { ...version.payload, withdrawn: false };
    for (const [field, values] of before) {
      if (!(field in says) && different(values)) own.set(field, values[0]);
    }
    for (const [field, value] of Object.entries(says)) {
      const values = before.get(field) ?? [];
      const told = values.length === 1 || !different(values) ? values[0] : undefined;
      if (field === 'withdrawn' || values.length === 0 || different(values) || told !== value) own.set(field, value);
    }
    wrote.set(version.id, own);
  }
  const end = standing(versions, seenBy, wrote);
  return {
    fields: Object.fromEntries([...end].map(([field, values]) => [field, values[0]])),
    conflicts: [...end].filter(([, values]) => different(values)).map(([field]) => field).sort(),
  };
}

/** Per field, the values written by versions that no later writer of the field has seen, earliest position first. */
function standing(
  versions: readonly Version[],
  seenBy: ReadonlyMap<string, ReadonlySet<string>>,
  wrote: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>();
  for (const field of new Set(versions.flatMap(({ id }) => [...(wrote.get(id)?.keys() ?? [])]))) {
    const writers = versions.filter(({ id }) => wrote.get(id)?.has(field) === true);
    const last = writers.filter(({ id }) => !writers.some((other) => seenBy.get(other.id)?.has(id) === true));
    last.sort((a, b) => a.position - b.position);
    values.set(field, last.map(({ id }) => wrote.get(id)?.get(field)));
  }
  return values;
}

function different(values: readonly unknown[]): boolean {
  return values.some((value) => value !== values[0]);
}
