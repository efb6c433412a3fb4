/**
 * What a thing is once all its versions are in: the three-way merge of corrections. Pure; the phone can run it too.
 *
 * Each field is a register. A version writes the fields in which it differs from what its author had seen (the merge of
 * the versions it supersedes), and those that were in conflict there: having seen both, it decides. A write stands until
 * a version that has seen it writes the field again. One standing value: that is the field. Several different ones: the
 * field is in conflict and the write with the earliest position counts. Reasons and examples: docs/decisions/0008.
 */
import canonicalize from 'canonicalize';

/** Kind of the entry that takes a thing back. */
export const WITHDRAWAL = 'ledger.entry-withdrawn';

/** Private parts that speak of the entry, not of the thing: they are no field of it. */
const REMARKS: ReadonlySet<string> = new Set(['note', 'reason']);

/** One version: the whole thing as its author left it. Private parts that are absent were not touched. */
export interface Version {
  readonly id: string;
  readonly position: number;
  readonly kind: string;
  readonly supersedes: readonly string[];
  readonly occurredOn: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly private: Readonly<Record<string, unknown>>;
  /** Partner for which it was recorded; null or absent: for the whole programme. */
  readonly recordedFor?: string | null;
}

/** Values that stand side by side in one field, earliest position first: the first counts. */
export interface Conflict {
  /** `withdrawn`, `occurredOn`, `payload.<field>` or `private.<part>`. */
  readonly field: string;
  readonly versions: readonly { readonly id: string; readonly position: number; readonly value: unknown }[];
}

/** The thing as it stands. */
export interface State {
  readonly withdrawn: boolean;
  readonly occurredOn: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly private: Readonly<Record<string, unknown>>;
}

interface Write {
  readonly by: Version;
  readonly value: unknown;
  readonly text: string;
}
/** Field -> writes that stand. Shared between versions, never changed. */
type Registers = ReadonlyMap<string, readonly Write[]>;

/** The thing from all its versions, in any order; null while its first version is not in. */
export function foldOf(rootId: string, versions: readonly Version[]): Fold | null {
  const fold = new Fold(rootId);
  for (const version of versions) fold.add(version);
  return fold.isThere ? fold : null;
}

/**
 * Takes versions in, one by one, and says how the thing stands. A version counts once its thing and all that it has
 * seen count; until then it waits. Ten thousand versions, in a row or side by side, cost a second in all.
 */
export class Fold {
  /** Position at which the thing came to stand as it does. */
  position = 0;
  /** Versions that no other has seen. What decides must supersede all of them. */
  readonly leaves = new Set<string>();
  private readonly rootId: string;
  private kind: string | null = null;
  private readonly all = new Map<string, Version>();
  /** Registers after each version that counts. */
  private readonly after = new Map<string, Registers>();
  /** Registers of everything that counts. */
  private readonly standing = new Map<string, Register>();
  private readonly waiting = new Map<string, Set<string>>();

  constructor(rootId: string) {
    this.rootId = rootId;
  }

  /** Whether the first version is in. */
  get isThere(): boolean {
    return this.after.has(this.rootId);
  }

  /** Kind of the first version; null while it is not in. */
  get rootKind(): string | null {
    return this.kind;
  }

  get versions(): readonly Version[] {
    return [...this.all.values()];
  }

  counts(id: string): boolean {
    return this.after.has(id);
  }

  /** Takes a version in. Returns the versions that count from now on: itself, if any, and those that waited for it. */
  add(version: Version): string[] {
    this.all.set(version.id, version);
    const counting: string[] = [];
    const ready = [version];
    for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
      if (this.after.has(next.id) || !this.isReady(next)) continue;
      this.count(next);
      counting.push(next.id);
      for (const id of this.waiting.get(next.id) ?? []) {
        const waiter = this.all.get(id);
        if (waiter !== undefined) ready.push(waiter);
      }
      this.waiting.delete(next.id);
    }
    if (counting.length > 0) this.position = Math.max(this.position, ...counting.map((id) => this.all.get(id)?.position ?? 0));
    return counting;
  }

  state(): State {
    return stateFrom(this.standing);
  }

  /** Names of the fields in conflict, in order. */
  conflictFields(): string[] {
    return [...this.standing].filter(([, register]) => register.isContested).map(([field]) => field).sort();
  }

  /** Fields in conflict in which a version is one of those that stand. */
  conflictFieldsOf(id: string): string[] {
    return this.conflictFields().filter((field) => this.standing.get(field)?.has(id) === true);
  }

  /** Values that stand side by side, field by field. */
  conflicts(): Conflict[] {
    return this.conflictFields().map((field) => ({
      field,
      versions: (this.standing.get(field)?.writes() ?? []).map(({ by, value }) => ({ id: by.id, position: by.position, value })),
    }));
  }

  /** Version whose value counts in each field that is not in conflict. */
  settledBy(): ReadonlyMap<string, string> {
    const settled = new Map<string, string>();
    for (const [field, register] of this.standing) {
      const [first] = register.writes();
      if (first !== undefined && !register.isContested) settled.set(field, first.by.id);
    }
    return settled;
  }

  private isReady(version: Version): boolean {
    if (version.id === this.rootId) return true;
    const missing = [this.rootId, ...version.supersedes].filter((id) => !this.after.has(id));
    for (const id of missing) {
      const waiters = this.waiting.get(id) ?? new Set();
      this.waiting.set(id, waiters.add(version.id));
    }
    // A correction of another kind than the thing it names can have come before it: it never counts.
    const fits = version.kind === this.kind || version.kind === WITHDRAWAL;
    return missing.length === 0 && version.supersedes.length > 0 && fits && this.isTheirs(version);
  }

  /**
   * Nobody could judge whose a thing is before it was in: what a partner corrected then counts only where the thing was
   * recorded for the same partner. Otherwise whoever knew an id beforehand would correct what is somebody else's.
   */
  private isTheirs({ position, recordedFor = null }: Version): boolean {
    const root = this.all.get(this.rootId);
    return recordedFor === null || root === undefined || position > root.position || root.recordedFor === recordedFor;
  }

  private count(version: Version): void {
    if (version.id === this.rootId) this.kind = version.kind;
    const seesAll = [...this.leaves].every((id) => version.supersedes.includes(id));
    const seen = seesAll ? this.writesStanding() : this.merge(version.supersedes);
    const writes = writesOf(seen, version);
    this.after.set(version.id, new Map([...seen, ...writes]));
    const ancestors = seesAll ? null : seenBy(this.all, [version.id]);
    for (const [field, [write]] of writes) {
      if (write === undefined) continue;
      const register = this.standing.get(field) ?? new Register();
      this.standing.set(field, register);
      register.forget(ancestors);
      register.add(write);
    }
    for (const id of version.supersedes) this.leaves.delete(id);
    this.leaves.add(version.id);
  }

  private writesStanding(): Registers {
    return new Map([...this.standing].map(([field, register]) => [field, register.writes()]));
  }

  /** Registers after several branches: of each field the writes that no other standing writer has seen. */
  private merge(ids: readonly string[]): Registers {
    const [first, ...others] = ids.map((id) => this.after.get(id)).filter((branch) => branch !== undefined);
    if (first === undefined) return new Map();
    if (others.length === 0) return first;
    const merged = new Map<string, readonly Write[]>();
    for (const field of new Set([first, ...others].flatMap((branch) => [...branch.keys()]))) {
      const writes = new Map<string, Write>();
      for (const branch of [first, ...others]) {
        for (const write of branch.get(field) ?? []) writes.set(write.by.id, write);
      }
      const seen = writes.size < 2 ? new Set<string>() : seenBy(this.all, [...writes.keys()]);
      const standing = [...writes.values()].filter(({ by }) => !seen.has(by.id));
      merged.set(field, standing.sort((a, b) => a.by.position - b.by.position));
    }
    return merged;
  }
}

/** The writes of one field that stand, earliest position first. */
class Register {
  private byVersion = new Map<string, Write>();
  /** How many stand for each value. */
  private readonly texts = new Map<string, number>();
  private last = 0;

  get isContested(): boolean {
    return this.texts.size > 1;
  }

  get value(): unknown {
    const [first] = this.byVersion.values();
    return first?.value;
  }

  has(id: string): boolean {
    return this.byVersion.has(id);
  }

  writes(): Write[] {
    return [...this.byVersion.values()];
  }

  add(write: Write): void {
    this.byVersion.set(write.by.id, write);
    this.texts.set(write.text, (this.texts.get(write.text) ?? 0) + 1);
    // One that waited comes after versions of greater positions; nearly always the newest is the last.
    if (write.by.position < this.last) {
      this.byVersion = new Map([...this.byVersion].sort(([, a], [, b]) => a.by.position - b.by.position));
    }
    this.last = Math.max(this.last, write.by.position);
  }

  /** Takes out what has been seen; null: everything. Walks the smaller of the two. */
  forget(seen: ReadonlySet<string> | null): void {
    if (seen === null) {
      this.byVersion.clear();
      this.texts.clear();
      return;
    }
    const gone = seen.size < this.byVersion.size ? seen : [...this.byVersion.keys()].filter((id) => seen.has(id));
    for (const id of gone) {
      const write = this.byVersion.get(id);
      if (write === undefined) continue;
      this.byVersion.delete(id);
      const left = (this.texts.get(write.text) ?? 1) - 1;
      if (left === 0) this.texts.delete(write.text);
      else this.texts.set(write.text, left);
    }
  }
}

/** Versions a version has seen, itself left out. */
export function ancestorsOf(versions: readonly Version[], id: string): Version[] {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const found = seenBy(byId, [id]);
  return versions.filter((version) => found.has(version.id));
}

/** Every version that any of these has seen. */
function seenBy(byId: ReadonlyMap<string, Version>, ids: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const ahead = ids.flatMap((id) => byId.get(id)?.supersedes ?? []);
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    ahead.push(...(byId.get(id)?.supersedes ?? []));
  }
  return seen;
}

/** What a version writes over what it has seen: one write a field. */
function writesOf(seen: Registers, version: Version): Map<string, readonly Write[]> {
  const writes = new Map<string, readonly Write[]>();
  const stated = statedBy(version);
  for (const [field, value] of stated) {
    const text = textOf(value);
    const before = seen.get(field) ?? [];
    // Whoever corrects a thing says that it exists: a withdrawal written apart is a contradiction, not another field.
    if (field === 'withdrawn' || isContested(before) || before[0]?.text !== text) writes.set(field, [{ by: version, value, text }]);
  }
  for (const [field, before] of seen) {
    const [counts] = before;
    // Seen in conflict and left alone: the value that counted stands, decided.
    if (counts !== undefined && isContested(before) && !stated.has(field)) writes.set(field, [{ ...counts, by: version }]);
  }
  return writes;
}

function statedBy(version: Version): Map<string, unknown> {
  if (version.kind === WITHDRAWAL) return new Map([['withdrawn', true]]);
  const stated = new Map<string, unknown>([
    ['withdrawn', false],
    ['occurredOn', version.occurredOn],
  ]);
  for (const [field, value] of Object.entries(version.payload)) stated.set(`payload.${field}`, value);
  for (const [part, value] of Object.entries(version.private)) {
    if (!REMARKS.has(part)) stated.set(`private.${part}`, value);
  }
  return stated;
}

function isContested(writes: readonly Write[]): boolean {
  return writes.some(({ text }) => text !== writes[0]?.text);
}

function textOf(value: unknown): string {
  return canonicalize(value) ?? '';
}

function stateFrom(registers: ReadonlyMap<string, Register>): State {
  const payload: Record<string, unknown> = {};
  const parts: Record<string, unknown> = {};
  for (const [field, { value }] of registers) {
    if (field.startsWith('payload.')) payload[field.slice('payload.'.length)] = value;
    else if (field.startsWith('private.')) parts[field.slice('private.'.length)] = value;
  }
  return {
    withdrawn: registers.get('withdrawn')?.value === true,
    occurredOn: String(registers.get('occurredOn')?.value),
    payload,
    private: parts,
  };
}
