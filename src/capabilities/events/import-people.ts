/** People an import can meet: those the registry knows and those registered by earlier rows. Pure. */
import { blockingKeys } from '../../registry/blocking.ts';
import { BlockIndex } from '../../registry/import-block-index.ts';
import { prepareOnce, type MatchRecord, type Prepared } from '../../registry/matching.ts';
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
  /** The record, cut for comparing. */
  readonly prepared: Prepared;
  /** Stays that this file gave the person. */
  readonly stays: Stay[];
}

type Known = Pick<IndexedPerson, 'id' | 'name' | 'organisation' | 'record'> & { readonly canonicalId: string };
type Registered = Omit<IndexedPerson, 'row' | 'nameKey' | 'prepared' | 'stays'> & { readonly row: number; readonly stays: readonly Stay[] };

/** People of this file with one name who are met whatever crowd shares their keys: a name comes back in every session. */
const NAMESAKES_MET_MAX = 50;

/** First the known, then the records of all rows, in order; people are met under the records that come before. */
export class PeopleIndex {
  private readonly index = new BlockIndex();
  /** By place in the index: whom the record is of; undefined for rows not planned yet, or that registered nobody. */
  private readonly people: (IndexedPerson | undefined)[] = [];
  private readonly nameKeys: string[] = [];
  private readonly places = new Map<MatchRecord, number>();
  /** People of this file by their name. */
  private readonly named = new Map<string, IndexedPerson[]>();
  private readonly byId = new Map<string, IndexedPerson>();
  private readonly canonicalOf = new Map<string, string>();
  private readonly distinguished = new Set<string>();

  constructor(known: readonly Known[]) {
    for (const { id, canonicalId, name, organisation, record } of known) {
      this.canonicalOf.set(id, canonicalId);
      const place = this.expect(record);
      this.put(place, { id, row: null, name, nameKey: this.nameKeys[place] ?? '', organisation, record, prepared: prepareOnce(record), stays: [] });
    }
  }

  /** Makes room for a record, of whoever it will turn out to be. Returns its place. */
  expect(record: MatchRecord): number {
    const place = this.people.length;
    this.places.set(record, place);
    this.people.push(undefined);
    this.nameKeys.push(nameKeyOf(record));
    this.index.add(blockingKeys(record));
    return place;
  }

  /** To be called when all records are expected; after that, asking is fast. */
  sort(): void {
    this.index.sort();
  }

  /** Somebody whom a row registers, under the record that was expected. */
  add(person: Registered): void {
    const nameKey = this.nameKey(person.record);
    const added = { ...person, nameKey, prepared: prepareOnce(person.record), stays: [...person.stays] };
    this.put(this.places.get(person.record) ?? this.expect(person.record), added);
    const namesakes = this.named.get(nameKey);
    if (namesakes === undefined) this.named.set(nameKey, [added]);
    else if (namesakes.length < NAMESAKES_MET_MAX) namesakes.push(added);
  }

  /** Lets go of a record under which nobody was registered: it is asked for no more. */
  forget(record: MatchRecord): void {
    this.places.delete(record);
  }

  addStays(person: IndexedPerson, stays: readonly Stay[]): void {
    person.stays.push(...stays);
  }

  /** Everyone who shares a key with an expected record, or, in this file, its name. */
  near(record: MatchRecord): Iterable<IndexedPerson> {
    const found = new Set<IndexedPerson>();
    for (const place of this.index.near(this.places.get(record) ?? 0)) {
      const person = this.people[place];
      if (person !== undefined) found.add(person);
    }
    for (const person of this.named.get(this.nameKey(record)) ?? []) found.add(person);
    return found;
  }

  /** Name as it is compared: same letters, whatever the accents, case and spacing. */
  nameKey(record: MatchRecord): string {
    return this.nameKeys[this.places.get(record) ?? -1] ?? nameKeyOf(record);
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

  private put(place: number, person: IndexedPerson): void {
    this.people[place] = person;
    this.byId.set(person.id, person);
  }
}

function nameKeyOf({ givenNames, surnames }: MatchRecord): string {
  return normaliseName(`${givenNames ?? ''} ${surnames ?? ''}`);
}
