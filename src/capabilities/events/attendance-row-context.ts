/** What reading one row of a list needs and collects. Pure. */
import type { Field, Finding, ListSession, ProblemCode, Reading, ReadingColumn, WarningCode } from './attendance-file.ts';

/** What reading a row needs to know besides its cells. */
export interface RowContext {
  readonly reading: Reading;
  readonly sessions: readonly ListSession[];
}

/** Collects what is wrong or strange while one row is read. */
export interface Findings {
  readonly problems: Finding<ProblemCode>[];
  readonly warnings: Finding<WarningCode>[];
}

/** A name as a row gives it. */
export interface NameReading {
  readonly asWritten: string;
  readonly givenNames: string;
  readonly surnames: string;
  /** Place and institution that stood beside the name. */
  readonly place: string | null;
  readonly organisation: string | null;
}

/** Heading of the column a field was read from, as a person finds it in the file. */
export function headingOf(reading: Reading, field: Field, session: number | null = null): string | null {
  const fits = (column: ReadingColumn): boolean => column.field === field && (session === null || column.session === session);
  const fallback = field === 'full-name' ? ['given-names', 'surnames'] : [];
  const column = reading.columns.find(fits) ?? reading.columns.find((other) => fallback.includes(other.field));
  return column?.heading ?? null;
}
