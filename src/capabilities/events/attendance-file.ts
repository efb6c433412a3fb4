/**
 * What an attendance list is once it is read: the fields a column can be taken for, how a file is read, and its rows.
 * Pure. The guessing is in `attendance-reading.ts`, the rows are made in `attendance-rows.ts`.
 */
import type { DateOrder, ListDocument } from '../../registry/cell-values.ts';
import { LIST_DOUBTS } from '../../registry/column-guesses.ts';
import type { OrganisationKind, Sex } from '../../registry/entries.ts';
import type { SampledColumn } from '../../registry/sheet-headings.ts';

/** What a column of an attendance list can be taken for. */
export const FIELDS = [
  'ignore',
  'full-name',
  'given-names',
  'surnames',
  'document',
  'sex',
  'organisation',
  'organisation-kind',
  'position',
  'department',
  'municipality',
  'phone',
  'email',
  'birth-year',
  'age',
  'minutes',
  'join-time',
  'leave-time',
  'date',
  'session-number',
  'present',
  'session-presence',
] as const;
export type Field = (typeof FIELDS)[number];

/** A session of the process the list is for. */
export interface ListSession {
  readonly number: number;
  /** ISO day. */
  readonly heldOn: string;
  readonly durationMinutes: number;
}

/**
 * `zoom-joins`: a row per time somebody joined. `zoom-report`: the same below a block about the meeting.
 * `zoom-totals`: a row per participant. `list`: a row per person, or per person and session. `wide-list`: a row per
 * person and a column per session.
 */
export const LAYOUTS = ['zoom-joins', 'zoom-report', 'zoom-totals', 'list', 'wide-list'] as const;
export type Layout = (typeof LAYOUTS)[number];

export interface ReadingColumn extends SampledColumn {
  readonly field: Field;
  /** Session a `session-presence` column stands for; null where its heading fits no session. */
  readonly session: number | null;
}

/** Things the file leaves open; shown to the person, none of them blocks. */
export const DOUBT_CODES = [...LIST_DOUBTS, 'mark-a-undecidable'] as const;
export type DoubtCode = (typeof DOUBT_CODES)[number];

/** How a file is read: guessed first, then as a person corrects it. Plain data. */
export interface Reading {
  readonly sheetIndex: number;
  readonly sheet: string | null;
  /** Row with the headings (the lower one of two), from 1; 0 when the list has none. */
  readonly headerRow: number;
  readonly layout: Layout;
  readonly columns: readonly ReadingColumn[];
  /** Session the whole list is for, where its rows do not say it; null while nobody has said. */
  readonly sessionNumber: number | null;
  readonly nameOrder: 'given-first' | 'surnames-first';
  readonly dateOrder: DateOrder;
  /** What a bare "M" means in the column of sex: masculino or mujer; null when the column does not tell. */
  readonly sexOfM: 'man' | 'woman' | null;
  /** What a bare "A" means as a mark: asistió or ausente; null when the marks do not tell. */
  readonly meaningOfA: 'present' | 'absent' | null;
  readonly doubts: readonly DoubtCode[];
}

/** Why a row cannot go in until it is mended or skipped. */
export const PROBLEM_CODES = [
  'name-missing',
  'name-unreadable',
  'name-too-long',
  'document-letter-o',
  'document-unreadable',
  'birth-year-impossible',
  'date-impossible',
  'date-unreadable',
  'date-without-session',
  'leave-before-join',
  'minutes-unreadable',
  'mark-unreadable',
  'more-than-session',
  'session-unknown',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What is worth a look but lets the row in. The value meant is left empty. */
export const WARNING_CODES = [
  'document-not-ci',
  'sex-unreadable',
  'sex-undecidable',
  'organisation-kind-unknown',
  'department-unknown',
  'municipality-unknown',
  'municipality-ambiguous',
  'phone-unreadable',
  'email-unreadable',
  'minutes-differ',
  'text-cut',
  'no-attendance',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

export interface Finding<Code extends string> {
  readonly code: Code;
  /** Heading of the column; null where no single column is meant. */
  readonly column: string | null;
  /** What stands there. */
  readonly value: string | null;
  /** For `more-than-session`: the minutes the session lasted. */
  readonly limit?: number;
}

/** One stay in one session. */
export interface Stay {
  readonly sessionNumber: number;
  readonly minutes: number;
  /** Heading of the column the minutes come from. */
  readonly column: string | null;
  /** When the person joined and left, `YYYY-MM-DDTHH:mm` as the file's clock shows it; null where it does not say. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface AttendanceRow {
  /** Row of the file, from 1. */
  readonly row: number;
  readonly sheet: string | null;
  readonly nameAsWritten: string;
  readonly givenNames: string;
  readonly surnames: string;
  readonly document: ListDocument | null;
  /** null: the list does not say. Never guessed. */
  readonly sex: Sex | null;
  readonly organisation: string | null;
  readonly organisationKind: OrganisationKind | null;
  readonly position: string | null;
  readonly department: string | null;
  readonly municipality: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly birthYear: number | null;
  readonly stays: readonly Stay[];
  readonly problems: readonly Finding<ProblemCode>[];
  readonly warnings: readonly Finding<WarningCode>[];
  /** The cells the row was made from, by field (`session-presence:3` for a column of session 3). */
  readonly cells: Readonly<Record<string, string>>;
}

/** What is wrong with the list as a whole. While one blocks, nothing can go in. */
export interface ListFault {
  readonly code: 'no-name-column' | 'no-attendance-column' | 'session-not-said' | 'column-without-session' | 'no-rows';
  readonly blocks: boolean;
  readonly detail: string | null;
}
