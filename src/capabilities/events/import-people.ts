/** People an import can meet: those the registry knows and those registered by earlier rows. Pure. */
import { blockingKeys } from '../../registry/blocking.ts';
import type { MatchRecord } from '../../registry/matching.ts';
import { normaliseName } from '../../registry/names.ts';
import type { Stay } from './attendance-file.ts';

export interface IndexedPerson {
  readonly id: string;
  /** Row of this file that registered the person; null for one the registry knows. */
  readonly row: number | null;
  readonly name: string;
  readonly nameKey: string;
  readonly organisation: string | null;
  readonly record: MatchRecord;
  /** Stays that this file gave the person. */
  readonly stays: Stay[];
}

/** Records compared with one row at most: a key everybody has must not make a list slow. */
const COMPARED_MAX = 400;

export class PeopleIndex {
  private readonly byKey = new Map<number, IndexedPerson[]>();
  private readonly byId = new Map<string, IndexedPerson>();
  private readonly canonicalOf = new Map<string, string>();
  private readonly distinguished = new Set<string>();

  constructor(known: readonly { id: string; canonicalId: string; name: string; organisation: string | null; record: MatchRecord }[]) {
    for (const { id, canonicalId, name, organisation, record } of known) {
      this.canonicalOf.set(id, canonicalId);
      this.index({ id, row: null, name, nameKey: this.nameKey(record), organisation, record, stays: [] });
    }
  }

  add(person: { id: string; row: number; name: string; organisation: string | null; record: MatchRecord; stays: readonly Stay[] }): void {
    this.index({ ...person, nameKey: this.nameKey(person.record), stays: [...person.stays] });
  }

  addStays(person: IndexedPerson, stays: readonly Stay[]): void {
    person.stays.push(...stays);
  }

  /** Everyone who shares a key with a record. */
  near(record: MatchRecord): IndexedPerson[] {
    const found = new Set<IndexedPerson>();
    for (const key of blockingKeys(record)) {
      for (const person of this.byKey.get(key) ?? []) {
        found.add(person);
        if (found.size >= COMPARED_MAX) return [...found];
      }
    }
    return [...found];
  }

  /** Name as it is compared: same letters, whatever the accents, case and spacing. */
  nameKey(record: MatchRecord): string {
    return normaliseName(`${record.givenNames ?? ''} ${record.surnames ?? ''}`);
  }

  find(id: string): IndexedPerson | null {
    return this.byId.get(id) ?? null;
  }

  nameOf(id: string): string {
    return this.byId.get(id)?.name ?? '';
  }

  /** What stands for the whole person, whichever of their records was met. */
  canonical(person: IndexedPerson): string {
    return this.canonicalId(person.id);
  }

  canonicalId(record: string): string {
    let id = record;
    for (let next = this.canonicalOf.get(id); next !== undefined && next !== id; next = this.canonicalOf.get(id)) id = next;
    return id;
  }

  /** From now on a record made by this file stands for a known person. */
  unite(id: string, known: IndexedPerson): void {
    this.canonicalOf.set(id, this.canonical(known));
  }

  /** A person said that these two are not the same. */
  distinguish(id: string, other: IndexedPerson): void {
    this.distinguished.add(`${this.canonicalId(id)} ${this.canonical(other)}`);
  }

  areDistinguished(one: IndexedPerson, other: IndexedPerson): boolean {
    const [a, b] = [this.canonical(one), this.canonical(other)];
    return this.distinguished.has(`${a} ${b}`) || this.distinguished.has(`${b} ${a}`);
  }

  private index(person: IndexedPerson): void {
    this.byId.set(person.id, person);
    for (const key of blockingKeys(person.record)) {
      const list = this.byKey.get(key) ?? [];
      list.push(person);
      this.byKey.set(key, list);
    }
  }
}
