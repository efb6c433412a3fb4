/** Which fields of a row have to be typed over to mend it. */
import { FIELDS, type Field } from '../../attendance-file.ts';
import type { ToMend } from '../../../../registry/views/review/review-words.ts';
import { problemIn, type ImportState, type PreviewRow, type RowProblem } from './import-words.ts';
import type { ImportTexts } from './texts.es.ts';

interface FieldOfRow {
  /** Name of the edit: a field, with the session for a column of presence (`session-presence:3`). */
  readonly key: string;
  readonly field: Field;
  readonly heading: string | null;
  readonly value: string;
}

/** Field a problem is mended in where its column is not in the file. */
const FIELD_OF_PROBLEM: Readonly<Record<string, Field>> = {
  'name-missing': 'full-name',
  'name-unreadable': 'full-name',
  'name-too-long': 'full-name',
  'document-letter-o': 'document',
  'document-unreadable': 'document',
  'birth-year-impossible': 'birth-year',
  'date-impossible': 'date',
  'date-unreadable': 'date',
  'date-without-session': 'date',
  'leave-before-join': 'leave-time',
  'minutes-unreadable': 'minutes',
  'mark-unreadable': 'present',
  'more-than-session': 'minutes',
  'session-unknown': 'session-number',
};

/** What has to be typed over in a row. */
export function mendOf(texts: ImportTexts, row: PreviewRow, columns: ImportState['columns']): ToMend {
  const fields = fieldsToMend(row, columns).map(({ key, field, heading, value }) => ({
    key,
    label: heading === null ? texts.field[field] : `${texts.field[field]} («${heading}»)`,
    value,
  }));
  return { problems: row.problems.map((problem) => problemIn(texts, problem)), fields, holder: null };
}

/** One field for each problem of the row, each once, with what stands there now. */
export function fieldsToMend(row: PreviewRow, columns: ImportState['columns']): FieldOfRow[] {
  const found = row.problems.flatMap((problem) => fieldOf(row, problem, columns));
  return found.filter((one, at) => found.findIndex((other) => other.key === one.key) === at);
}

function fieldOf(row: PreviewRow, problem: RowProblem, columns: ImportState['columns']): FieldOfRow[] {
  const column = columns.find((one) => one.heading === problem.column && one.field !== 'ignore');
  const field = column?.field ?? nameField(FIELD_OF_PROBLEM[problem.code], columns);
  if (field === undefined) return [];
  const key = column?.field === 'session-presence' && column.session !== null ? `${field}:${column.session}` : field;
  return [{ key, field, heading: column?.heading ?? null, value: row.edits[key] ?? problem.value ?? '' }];
}

/** A file with given names and surnames apart has no column of full names to mend. */
function nameField(field: Field | undefined, columns: ImportState['columns']): Field | undefined {
  const apart = columns.some((column) => column.field === 'given-names');
  return field === 'full-name' && apart ? 'given-names' : field;
}

/** Whether a text names a field; what the server sends is text. */
export function isField(text: string): text is Field {
  return FIELDS.some((field) => field === text);
}
