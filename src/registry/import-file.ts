/**
 * What a list of people or of organisations is once it is read: the fields a column can be taken for, how a file is
 * read, and what is wrong with it. Pure.
 */
import type { DateOrder } from './cell-values.ts';
import { LIST_DOUBTS } from './column-guesses.ts';
import type { SampledColumn } from './sheet-headings.ts';

export const IMPORTED = ['people', 'organisations'] as const;
export type Imported = (typeof IMPORTED)[number];

/** What a column of a list of people can be taken for. */
export const PERSON_FIELDS = [
  'ignore',
  'full-name',
  'given-names',
  'surnames',
  'paternal',
  'maternal',
  'married',
  'document',
  'complement',
  'issued-in',
  'sex',
  'birth',
  'age',
  'age-band',
  'phone',
  'email',
  'department',
  'municipality',
  'organisation',
  'position',
  'indigenous',
  'disability',
  'languages',
] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** What a column of a list of organisations can be taken for. */
export const ORGANISATION_FIELDS = [
  'ignore',
  'name',
  'acronym',
  'tax-number',
  'organisation-kind',
  'sector',
  'value-chain',
  'department',
  'municipality',
  'phone',
  'email',
  'address',
  'contact-person',
  'formal',
  'members-women',
  'members-men',
  'members-unknown',
  'workers-women',
  'workers-men',
  'workers-unknown',
  'sales',
  'equity',
  'exports',
] as const;
export type OrganisationField = (typeof ORGANISATION_FIELDS)[number];

export type Field = PersonField | OrganisationField;
export const FIELDS_OF = { people: PERSON_FIELDS, organisations: ORGANISATION_FIELDS } as const;
/** Every field there is, each once. */
export const FIELDS: readonly [Field, ...Field[]] = ['ignore', ...new Set<Field>([...PERSON_FIELDS, ...ORGANISATION_FIELDS].slice(1))];

export interface ReadingColumn extends SampledColumn {
  readonly field: Field;
}

/** Things the file leaves open; shown to the person, none of them blocks. */
export const DOUBT_CODES = LIST_DOUBTS;
export type DoubtCode = (typeof DOUBT_CODES)[number];

/** How a file is read: guessed or remembered first, then as a person corrects it. Plain data. */
export interface Reading {
  readonly sheetIndex: number;
  readonly sheet: string | null;
  /** Row with the headings (the lower one of two), from 1; 0 when the list has none. */
  readonly headerRow: number;
  readonly columns: readonly ReadingColumn[];
  /** Whether the columns are those a person chose for an earlier file with these headings. */
  readonly remembered: boolean;
  readonly nameOrder: 'given-first' | 'surnames-first';
  readonly dateOrder: DateOrder;
  /** What a bare "M" means in the column of sex; null when the column does not tell. */
  readonly sexOfM: 'man' | 'woman' | null;
  readonly doubts: readonly DoubtCode[];
}

/** Whether a value that the registry has otherwise stays, or gives way to the file's. Fields not named: `fill`. */
export type Policy = Readonly<Partial<Record<Field, 'fill' | 'replace'>>>;

/** Why a row cannot go in until it is mended or skipped. */
export const PROBLEM_CODES = [
  'name-missing',
  'name-unreadable',
  'name-too-long',
  'document-letter-o',
  'document-unreadable',
  'document-of-other',
  'birth-impossible',
  'birth-unreadable',
  'age-impossible',
  'tax-number-unreadable',
  'tax-number-of-other',
  'number-unreadable',
  'amount-unreadable',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What is worth a look but lets the row in. The value meant is left empty. */
export const WARNING_CODES = [
  'document-not-ci',
  'sex-unreadable',
  'sex-undecidable',
  'department-unknown',
  'municipality-unknown',
  'municipality-ambiguous',
  'municipality-elsewhere',
  'phone-unreadable',
  'email-unreadable',
  'stated-unreadable',
  'language-unknown',
  'position-without-organisation',
  'organisation-kind-unknown',
  'sector-unknown',
  'text-cut',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

export interface Finding {
  readonly code: ProblemCode | WarningCode;
  /** Field it is mended in. */
  readonly field: Field;
  /** Heading of the column; null where the list has none. */
  readonly column: string | null;
  /** What stands there, or for a number that is somebody else's, whose. */
  readonly value: string | null;
}

/** What is wrong with the list as a whole. While one blocks, nothing can go in. */
export interface ListFault {
  readonly code: 'no-name-column' | 'no-rows' | 'too-many-rows' | 'column-twice';
  readonly blocks: boolean;
  readonly detail: string | null;
}

/** Rows one import takes; above, the file is to be split. */
export const IMPORT_ROWS_MAX = 120_000;

/** Cells of a row by field, before they are read. */
export type Cells = Readonly<Partial<Record<Field, string>>>;
