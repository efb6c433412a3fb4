/** What was known at a position: which records are one, and what was said of them by then. Pure. */
import type { AgeGroups } from '../registry/entries.ts';
import { valueThatStands } from '../registry/value-that-stands.ts';
import type { Columns } from './columns.ts';
import type { BirthSpan } from './fact.ts';
import { sharedBytes, sharedInts } from './int-column.ts';
import type { Edge, EdgeVersionRow } from './version-rows.ts';

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
  /** Per record of an organisation: the canonical record. */
  readonly canonicalOrganisation: Int32Array;
  /** Per record of an organisation: number of the kind of the whole organisation (0 unknown). */
  readonly organisationKind: Uint8Array;
  /** Per record of an organisation: division of the economic activity of the whole organisation (0 unknown). */
  readonly organisationSector: Uint8Array;
  /** Per activity: the organisation that runs it, its canonical record; -1 where nobody said. */
  readonly partner: Int32Array;
}

/** What was known at a position. Cost: linear in the number of people. */
export function viewAt(columns: Columns, position: number): View {
  const sex = sharedBytes(columns.people.size);
  const bornFrom = sharedShorts(columns.people.size);
  const bornTo = sharedShorts(columns.people.size);
  const isYear = new Uint8Array(columns.people.size);
  const versions = columns.personVersions;
  for (let at = 0; at < versions.length; at += 1) {
    if (!columns.holds(versions.from.at(at), versions.to.at(at), versions.batch.at(at), position)) continue;
    const person = versions.person.at(at);
    sex[person] = versions.sex.at(at);
    bornFrom[person] = versions.bornFrom.at(at);
    bornTo[person] = versions.bornTo.at(at);
    isYear[person] = versions.isYear.at(at);
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
    const source = birthOfComponent(records, own, { bornFrom, bornTo, isYear });
    bornFrom[head] = source.from;
    bornTo[head] = source.to;
  }
  const described = organisationsAt(columns, position);
  const ageGroups = columns.ageGroupVersions.findLast((row) => columns.holds(row.from, row.to, row.batch, position))?.groups ?? null;
  const canonicalOrganisation = unifyOrganisations(columns, position, described);
  const partner = partnersOf(columns, position, canonicalOrganisation);
  const organisations = { canonicalOrganisation, organisationKind: described.kind, organisationSector: described.sector, partner };
  return { position, canonical, members, sex, bornFrom, bornTo, ageGroups, ...organisations };
}

function sharedShorts(length: number): Int16Array {
  return new Int16Array(new SharedArrayBuffer(length * Int16Array.BYTES_PER_ELEMENT));
}

/** What was said of each record of an organisation; 0 unknown. */
interface Described {
  readonly kind: Uint8Array;
  readonly sector: Uint8Array;
}

/** A record whose own entry was withdrawn, or came in an import that is not open, has no kind, whatever else speaks of it: it was never said to exist. */
function organisationsAt(columns: Columns, position: number): Described {
  const rows = columns.organisationVersions.filter((row) => columns.holds(row.from, row.to, row.batch, position));
  const standing = new Set(rows.flatMap(({ organisation, isOwn }) => (isOwn ? [organisation] : [])));
  const [kind, sector] = [sharedBytes(columns.organisations.size), sharedBytes(columns.organisations.size)];
  for (const row of rows) {
    if (!standing.has(row.organisation)) continue;
    if (row.kind >= 0) kind[row.organisation] = row.kind;
    if (row.sector >= 0) sector[row.organisation] = row.sector;
  }
  return { kind, sector };
}

/** Who ran each activity, as was known at a position: who is said to later runs it from the later position on. */
function partnersOf(columns: Columns, position: number, canonical: Int32Array): Int32Array {
  const partner = sharedInts(columns.activities.size).fill(-1);
  for (const row of columns.partnerVersions) {
    if (columns.holds(row.from, row.to, row.batch, position)) partner[row.activity] = canonical[row.partner] ?? row.partner;
  }
  return partner;
}

/** Canonical record of each organisation; gives every record of one the kind and the sector of the whole. */
function unifyOrganisations(columns: Columns, position: number, { kind, sector }: Described): Int32Array {
  const edges = columns.organisationEdges.filter((edge) => columns.holds(edge.from, edge.to, edge.batch, position));
  const { canonical, members } = components(columns.organisations.size, edges);
  for (const [head, records] of members) {
    const own = edges.filter((edge) => canonical[edge.a] === head);
    const whole = numberThatStands(records, own.findLast((edge) => edge.chosenKind !== null)?.chosenKind ?? null, kind);
    const division = numberThatStands(records, own.findLast((edge) => edge.chosenSector !== null)?.chosenSector ?? null, sector);
    for (const record of records) {
      kind[record] = whole;
      sector[record] = division;
    }
  }
  return canonical;
}

/** Connected components; the canonical record of each is the one with the smallest id. */
function components(
  size: number,
  edges: readonly Edge[],
): { canonical: Int32Array; members: Map<number, number[]> } {
  const parent = sharedInts(size);
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

/** 0, as in every narrow column, is what nobody knows. */
function numberThatStands(records: readonly number[], chosen: number | null, column: Uint8Array): number {
  return valueThatStands(records, chosen, (record) => column[record] || null) ?? 0;
}

/** By the latest merge that chose one. */
function sexOfComponent(records: readonly number[], edges: readonly EdgeVersionRow[], sex: Uint8Array): number {
  return numberThatStands(records, edges.findLast((edge) => edge.chosenSex !== null)?.chosenSex ?? null, sex);
}

/** The same for the years of birth; a year that was stated goes before a band, even of one age. */
function birthOfComponent(
  records: readonly number[],
  edges: readonly EdgeVersionRow[],
  { bornFrom, bornTo, isYear }: { readonly bornFrom: Int16Array; readonly bornTo: Int16Array; readonly isYear: Uint8Array },
): BirthSpan {
  const spanOf = (record: number): BirthSpan | null => (bornFrom[record] ? { from: bornFrom[record], to: bornTo[record] ?? 0 } : null);
  const yearOf = (record: number): BirthSpan | null => (isYear[record] === 1 ? spanOf(record) : null);
  const chosen = edges.findLast((edge) => edge.chosenBirthYear !== null)?.chosenBirthYear ?? null;
  return valueThatStands(records, chosen, yearOf) ?? valueThatStands(records, chosen, spanOf) ?? { from: 0, to: 0 };
}
