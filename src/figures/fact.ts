/** What entries yield for figures. Pure: yields are computed from sealed payloads only, never from private parts. */
import type { z } from 'zod';
import type { EntryKind } from '../ledger/entry.ts';
import type { NumberOf, Stored } from '../ledger/stored.ts';
import type { AgeGroups } from '../registry/entries.ts';
import type { Indicator } from './indicator.ts';

/** One countable statement. Things are named by the position of the entry that introduced them. */
export interface Fact {
  /** Number of the measure; see `Measure`. */
  readonly measure: number;
  readonly occurredOn: string;
  readonly person: number | null;
  readonly organisation: number | null;
  readonly activity: number | null;
  readonly occasion: number | null;
  /** INE code as a number: a department (1-9) or a municipality (six digits). */
  readonly place: number | null;
  /** Organisation that runs the activity: said once, by a fact of the activity as a whole. */
  readonly partner: number | null;
  readonly quantity: number;
}

/** A measure that facts carry. The number is stored: it is never reused. */
export interface Measure {
  readonly name: string;
  readonly number: number;
  readonly unit: string;
}

export interface PersonVersion {
  readonly sex: number;
  readonly birthYear: number | null;
  /** Years in which the person may have been born, both included; where the year is known, that year twice. */
  readonly born: BirthSpan | null;
  readonly place: number | null;
}

export interface BirthSpan {
  readonly from: number;
  readonly to: number;
}

export interface OrganisationVersion {
  /** null: the statement does not say. */
  readonly kind: number | null;
  /** Division of its economic activity, 1 to 99; 0 unknown; null: the statement does not say. */
  readonly sector: number | null;
  readonly place: number | null;
  /** Position of the organisation that is meant; absent: the one this entry introduced. */
  readonly of?: number;
}

/** Two records are one. */
export interface IdentityEdge {
  readonly recordA: number;
  readonly recordB: number;
  readonly chosenSex: number | null;
  readonly chosenBirthYear: number | null;
  readonly chosenPlace: number | null;
}

/** Two records of organisations are one. */
export interface OrganisationEdge {
  readonly recordA: number;
  readonly recordB: number;
  readonly chosenKind: number | null;
  readonly chosenSector: number | null;
}

export interface Yield {
  readonly facts?: readonly Fact[];
  readonly person?: PersonVersion;
  readonly organisation?: OrganisationVersion;
  readonly edge?: IdentityEdge;
  readonly organisationEdge?: OrganisationEdge;
  readonly indicator?: Indicator;
  readonly ageGroups?: AgeGroups;
}

/** An entry and what it yields. */
export interface Yielded {
  readonly entry: Stored;
  readonly yield: Yield;
}

/** What entries of one kind yield. */
export interface YieldRule {
  readonly kind: string;
  readonly of: (entry: Stored, numberOf: NumberOf) => Yield;
}

/** Declares what a kind yields; the payload is read back through the kind's own schema. */
export function yieldRule<P extends z.ZodType>(
  kind: EntryKind & { readonly payload: P },
  of: (payload: z.output<P>, entry: Stored, numberOf: NumberOf) => Yield,
): YieldRule {
  return { kind: kind.kind, of: (entry, numberOf) => of(kind.payload.parse(entry.payload), entry, numberOf) };
}

/** A place as facts carry it: the municipality where known, else the department, else null. */
export function placeNumber(department: string | null, municipality: string | null): number | null {
  const code = municipality ?? department;
  return code === null ? null : Number(code);
}
