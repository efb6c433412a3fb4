/**
 * Facts and versions in memory, as columns of numbers: what figures are computed from in milliseconds. Pure data
 * structures; rows come in order of position. Things (people, organisations ...) get dense numbers here, in the order
 * they are met; `Dictionary` leads back to ledger positions.
 */

import type { AgeGroups } from '../registry/entries.ts';
import type { BirthSpan } from './fact.ts';

/** End of a row that is still in force. */
export const OPEN = 0x7fffffff;

/** A growing column of 32-bit integers. */
export class IntColumn {
  values: Int32Array = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.grow(this.length * 2);
    this.values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.values[index] ?? 0;
  }

  set(index: number, value: number, fill: number): void {
    if (index >= this.values.length) this.grow(Math.max(index + 1, this.values.length * 2));
    while (this.length <= index) {
      this.values[this.length] = fill;
      this.length += 1;
    }
    this.values[index] = value;
  }

  clone(): IntColumn {
    const copy = new IntColumn();
    copy.values = this.values.slice();
    copy.length = this.length;
    return copy;
  }

  private grow(capacity: number): void {
    const next = new Int32Array(capacity);
    next.set(this.values);
    this.values = next;
  }
}

/** Ledger positions to dense numbers and back. */
export class Dictionary {
  private readonly byPosition = new Map<number, number>();
  readonly positions: number[] = [];

  /** Dense number of a thing; -1 for none. */
  intern(position: number | null): number {
    if (position === null) return -1;
    const known = this.byPosition.get(position);
    if (known !== undefined) return known;
    const made = this.positions.length;
    this.byPosition.set(position, made);
    this.positions.push(position);
    return made;
  }

  find(position: number): number | undefined {
    return this.byPosition.get(position);
  }

  get size(): number {
    return this.positions.length;
  }

  clone(): Dictionary {
    const copy = new Dictionary();
    for (const position of this.positions) copy.intern(position);
    return copy;
  }
}

/** Facts of one measure: a linked list per person, and those without a person. */
export interface MeasureIndex {
  /** Last fact of each person, or -1. */
  readonly heads: IntColumn;
  readonly withoutPerson: IntColumn;
}

const INT_COLUMNS = [
  'from', 'ordinal', 'to', 'because', 'batch', 'day', 'person', 'organisation', 'activity', 'occasion', 'place',
  'quantity', 'previous', 'batchFrom', 'batchTo',
] as const;
const DICTIONARIES = ['people', 'organisations', 'activities', 'occasions', 'batches'] as const;

export class Columns {
  from = new IntColumn();
  ordinal = new IntColumn();
  to = new IntColumn();
  because = new IntColumn();
  batch = new IntColumn();
  day = new IntColumn();
  person = new IntColumn();
  organisation = new IntColumn();
  activity = new IntColumn();
  occasion = new IntColumn();
  place = new IntColumn();
  quantity = new IntColumn();
  /** Previous fact of the same person and measure, or -1. */
  previous = new IntColumn();
  readonly measures = new Map<number, MeasureIndex>();

  people = new Dictionary();
  organisations = new Dictionary();
  activities = new Dictionary();
  occasions = new Dictionary();
  /** Batch numbers; dense number 0 is "no batch". */
  batches = new Dictionary();
  batchFrom = new IntColumn();
  batchTo = new IntColumn();

  readonly personVersions: PersonVersionRow[] = [];
  readonly organisationVersions: OrganisationVersionRow[] = [];
  readonly edges: EdgeVersionRow[] = [];
  readonly ageGroupVersions: AgeGroupsVersionRow[] = [];

  constructor() {
    this.batches.intern(0);
    this.batchFrom.push(0);
    this.batchTo.push(OPEN);
  }

  get length(): number {
    return this.from.length;
  }

  /** A copy to try entries on. Cost: linear in the number of facts. */
  clone(): Columns {
    const copy = new Columns();
    for (const name of INT_COLUMNS) copy[name] = this[name].clone();
    for (const name of DICTIONARIES) copy[name] = this[name].clone();
    for (const [measure, index] of this.measures) {
      copy.measures.set(measure, { heads: index.heads.clone(), withoutPerson: index.withoutPerson.clone() });
    }
    for (const row of this.personVersions) copy.personVersions.push({ ...row });
    for (const row of this.organisationVersions) copy.organisationVersions.push({ ...row });
    for (const row of this.edges) copy.edges.push({ ...row });
    for (const row of this.ageGroupVersions) copy.ageGroupVersions.push({ ...row });
    return copy;
  }

  indexOf(measure: number): MeasureIndex {
    const known = this.measures.get(measure);
    if (known !== undefined) return known;
    const made = { heads: new IntColumn(), withoutPerson: new IntColumn() };
    this.measures.set(measure, made);
    return made;
  }

  /** Whether a row that says from, to and batch holds at a position. */
  holds(from: number, to: number, batch: number, position: number): boolean {
    if (from > position || to <= position) return false;
    return batch === 0 || (this.batchFrom.at(batch) <= position && position < this.batchTo.at(batch));
  }
}

interface Versioned {
  readonly from: number;
  to: number;
  /** Dense number of the batch; 0 for none. */
  readonly batch: number;
}
export interface PersonVersionRow extends Versioned {
  readonly person: number;
  readonly sex: number;
  readonly birthYear: number | null;
  readonly born: BirthSpan | null;
  readonly place: number | null;
}
export interface AgeGroupsVersionRow extends Versioned {
  readonly groups: AgeGroups;
}
export interface OrganisationVersionRow extends Versioned {
  readonly organisation: number;
  readonly kind: number;
}
export interface EdgeVersionRow extends Versioned {
  readonly a: number;
  readonly b: number;
  readonly aId: string;
  readonly bId: string;
  readonly chosenSex: number | null;
  readonly chosenBirthYear: number | null;
  readonly chosenPlace: number | null;
}

/** What is known at one position: which records are one person, and their attributes then. */
export interface View {
  readonly position: number;
  /** Per record: the canonical record. */
  readonly canonical: Int32Array;
  /** Records of each person with more than one, by canonical record. */
  readonly members: ReadonlyMap<number, readonly number[]>;
  /** Per canonical record: number of the sex (0 unknown). */
  readonly sex: Uint8Array;
  /** Per canonical record: first and last year in which the person may have been born; 0 unknown. */
  readonly bornFrom: Int16Array;
  readonly bornTo: Int16Array;
  /** The ages the programme counted by then; null before it set any. */
  readonly ageGroups: AgeGroups | null;
  /** Per organisation: number of the kind (0 unknown). */
  readonly organisationKind: Uint8Array;
}

/** What was known at a position. Cost: linear in the number of people. */
export function viewAt(columns: Columns, position: number): View {
  const sex = new Uint8Array(columns.people.size);
  const bornFrom = new Int16Array(columns.people.size);
  const bornTo = new Int16Array(columns.people.size);
  for (const row of columns.personVersions) {
    if (!columns.holds(row.from, row.to, row.batch, position)) continue;
    sex[row.person] = row.sex;
    bornFrom[row.person] = row.born?.from ?? 0;
    bornTo[row.person] = row.born?.to ?? 0;
  }
  const edges = columns.edges.filter((edge) => columns.holds(edge.from, edge.to, edge.batch, position));
  const { canonical, members } = components(columns.people.size, edges);
  const edgesOf = new Map<number, EdgeVersionRow[]>();
  for (const edge of edges) {
    const head = canonical[edge.a] ?? edge.a;
    const list = edgesOf.get(head);
    if (list === undefined) edgesOf.set(head, [edge]);
    else list.push(edge);
  }
  for (const [head, records] of members) {
    const own = edgesOf.get(head) ?? [];
    sex[head] = sexOfComponent(records, own, sex);
    const source = birthOfComponent(records, own, bornFrom, bornTo);
    bornFrom[head] = source.from;
    bornTo[head] = source.to;
  }
  const organisationKind = new Uint8Array(columns.organisations.size);
  for (const row of columns.organisationVersions) {
    if (columns.holds(row.from, row.to, row.batch, position)) organisationKind[row.organisation] = row.kind;
  }
  const ageGroups = columns.ageGroupVersions.findLast((row) => columns.holds(row.from, row.to, row.batch, position))?.groups ?? null;
  return { position, canonical, members, sex, bornFrom, bornTo, ageGroups, organisationKind };
}

/** Connected components; the canonical record of each is the one with the smallest id. */
function components(
  size: number,
  edges: readonly EdgeVersionRow[],
): { canonical: Int32Array; members: Map<number, number[]> } {
  const parent = new Int32Array(size);
  for (let record = 0; record < size; record += 1) parent[record] = record;
  const find = (record: number): number => {
    let root = record;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let at = record; at !== root; ) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const ids = new Map<number, string>();
  for (const edge of edges) {
    ids.set(edge.a, edge.aId).set(edge.b, edge.bId);
    const a = find(edge.a);
    const b = find(edge.b);
    if (a === b) continue;
    // The root with the smaller id stays root, so that the root is the canonical record.
    if ((ids.get(a) ?? '') < (ids.get(b) ?? '')) parent[b] = a;
    else parent[a] = b;
  }
  const members = new Map<number, number[]>();
  for (const [record] of [...ids].sort((x, y) => (x[1] < y[1] ? -1 : 1))) {
    const root = find(record);
    const list = members.get(root);
    if (list === undefined) members.set(root, [record]);
    else list.push(record);
  }
  for (const record of ids.keys()) parent[record] = find(record);
  return { canonical: parent, members };
}

/** The chosen record's value where a merge chose one (the latest that did), else the first known in order of id. */
function sexOfComponent(records: readonly number[], edges: readonly EdgeVersionRow[], sex: Uint8Array): number {
  const chosen = edges.findLast((edge) => edge.chosenSex !== null)?.chosenSex ?? null;
  if (chosen !== null) return sex[chosen] ?? 0;
  return records.map((record) => sex[record] ?? 0).find((value) => value !== 0) ?? 0;
}

/** The same for the years of birth; a known year goes before a mere band. */
function birthOfComponent(
  records: readonly number[],
  edges: readonly EdgeVersionRow[],
  bornFrom: Int16Array,
  bornTo: Int16Array,
): BirthSpan {
  const spanOf = (record: number): BirthSpan => ({ from: bornFrom[record] ?? 0, to: bornTo[record] ?? 0 });
  const chosen = edges.findLast((edge) => edge.chosenBirthYear !== null)?.chosenBirthYear ?? null;
  if (chosen !== null) return spanOf(chosen);
  const known = records.map(spanOf).filter(({ from }) => from !== 0);
  return known.find(({ from, to }) => from === to) ?? known[0] ?? { from: 0, to: 0 };
}
