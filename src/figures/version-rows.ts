/** What was known of people, organisations, ages and partners, version by version, in order of position. Pure. */
import type { AgeGroups } from '../registry/entries.ts';
import type { BirthSpan } from './fact.ts';
import { IntColumn } from './int-column.ts';

/** What was known of people, version by version, in order of position. */
export class PersonVersions {
  from = new IntColumn();
  to = new IntColumn();
  batch = new IntColumn();
  person = new IntColumn();
  sex = new IntColumn();
  /** First and last year in which the person may have been born; 0 unknown. */
  bornFrom = new IntColumn();
  bornTo = new IntColumn();
  /** 1: the year of birth was stated; 0: the years follow from a band of ages, or none are known. */
  isYear = new IntColumn();

  get length(): number {
    return this.from.length;
  }

  push(row: PersonVersionRow): void {
    this.from.push(row.from);
    this.to.push(row.to);
    this.batch.push(row.batch);
    this.person.push(row.person);
    this.sex.push(row.sex);
    this.bornFrom.push(row.born?.from ?? 0);
    this.bornTo.push(row.born?.to ?? 0);
    this.isYear.push(row.birthYear === null ? 0 : 1);
  }

  /** Ends the version that began at a position. */
  end(from: number, to: number): void {
    const at = firstNotBefore(this.length, from, (index) => this.from.at(index));
    if (at < this.length && this.from.at(at) === from) this.to.values[at] = to;
  }

  /** As `Columns.fork`. */
  fork(): PersonVersions {
    const copy = new PersonVersions();
    for (const name of ['from', 'batch', 'person', 'sex', 'bornFrom', 'bornTo', 'isYear'] as const) copy[name] = this[name].fork();
    copy.to = this.to.clone();
    return copy;
  }
}

/** Index of the first row that does not begin before a position; rows stand in order of position. */
export function firstNotBefore(length: number, from: number, fromAt: (index: number) => number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fromAt(middle) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ends the version that began at a position; versions stand in order of position. */
export function endVersion(versions: readonly { readonly from: number; to: number }[], from: number, to: number): void {
  const version = versions[firstNotBefore(versions.length, from, (index) => versions[index]?.from ?? 0)];
  if (version !== undefined && version.from === from) version.to = to;
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
}
export interface AgeGroupsVersionRow extends Versioned {
  readonly groups: AgeGroups;
}
export interface OrganisationVersionRow extends Versioned {
  readonly organisation: number;
  /** Stated by the organisation's own entry, and not by one that speaks of it. */
  readonly isOwn: boolean;
  /** -1: this statement does not say. */
  readonly kind: number;
  /** Division of its economic activity; 0 unknown, -1: this statement does not say. */
  readonly sector: number;
}
export interface PartnerVersionRow extends Versioned {
  readonly activity: number;
  readonly partner: number;
}
export interface Edge extends Versioned {
  readonly a: number;
  readonly b: number;
  readonly aId: string;
  readonly bId: string;
}
export interface OrganisationEdgeRow extends Edge {
  readonly chosenKind: number | null;
  readonly chosenSector: number | null;
}
export interface EdgeVersionRow extends Edge {
  readonly chosenSex: number | null;
  readonly chosenBirthYear: number | null;
  readonly chosenPlace: number | null;
}
