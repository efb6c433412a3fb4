/** What the readers of one row share: how the list is read, the sessions, and what they find wrong. Pure. */
import type {
  Field,
  Finding,
  ListSession,
  ProblemCode,
  Reading,
  ReadingColumn,
  WarningCode,
} from './attendance-file.ts';

/** What reading a row needs to know besides its cells. */
export interface RowContext {
  readonly reading: Reading;
  readonly sessions: readonly ListSession[];
}

/** The cells of a row, by field (`session-presence:3` for a column of session 3). */
export type Cells = Readonly<Record<string, string>>;

/** What else a problem may say: minutes a session lasted, session of the column meant. */
export interface More {
  readonly limit?: number;
  readonly session?: number;
}

/** Collects what is wrong or strange while one row is read. */
export interface Findings {
  readonly problem: (code: ProblemCode, field: Field, value: string | null, more?: More) => void;
  readonly warning: (code: WarningCode, field: Field, value: string | null) => void;
  readonly problems: readonly Finding<ProblemCode>[];
  readonly warnings: readonly Finding<WarningCode>[];
}

/** An empty collection for one row of the list. */
export function findingsFor(reading: Reading): Findings {
  const problems: Finding<ProblemCode>[] = [];
  const warnings: Finding<WarningCode>[] = [];
  return {
    problems,
    warnings,
    problem: (code, field, value, more = {}) => {
      const column = headingOf(reading, field, more.session ?? null);
      problems.push({ code, column, value, ...(more.limit === undefined ? {} : { limit: more.limit }) });
    },
    warning: (code, field, value) => {
      warnings.push({ code, column: headingOf(reading, field), value });
    },
  };
}

/** Heading of the column a field was read from, as a person finds it in the file. */
export function headingOf(reading: Reading, field: Field, session: number | null = null): string | null {
  const fits = (column: ReadingColumn): boolean => {
    return column.field === field && (session === null || column.session === session);
  };
  const instead = (column: ReadingColumn): boolean => {
    return field === 'full-name' && (column.field === 'given-names' || column.field === 'surnames');
  };
  return (reading.columns.find(fits) ?? reading.columns.find(instead))?.heading ?? null;
}
