/** What the columns of a list of people hold, judged from all of them together. Shared by every list with people. Pure. */
import { meaningOfM, type DateOrder } from './cell-values.ts';
import { normaliseName, usualNameOrder } from './names.ts';
import { findDepartment } from './place-search.ts';
import type { ListPlace, SampledColumn } from './sheet-headings.ts';

/** A column as it is being judged: what it is taken for so far, 'ignore' for nothing. */
interface JudgedColumn extends SampledColumn {
  readonly field: string;
}

/** A field, the share of a column's cells that must look like it, and what looks like it. */
export type ContentSign = readonly [field: string, share: number, fits: (cell: string) => boolean];

/** What a person's particulars look like, the surest first. */
export const PERSON_SIGNS: readonly ContentSign[] = [
  ['email', 0.6, (cell) => /^\S+@\S+\.\S+$/.test(cell)],
  ['phone', 0.8, (cell) => /^(\+?591)?\s?[67]\d{3}[\s-]?\d{4}$/.test(cell)],
  ['document', 0.7, (cell) => /^\d{5,8}(\s?-?\d?[A-Z]{0,4})$/.test(cell)],
  ['sex', 0.9, (cell) => /^(f|m|h|v|mujer|hombre|femenino|masculino|var[oó]n)$/i.test(cell)],
  ['department', 0.8, (cell) => findDepartment(cell) !== null],
];

const PERSON_NAMES: readonly string[] = ['full-name', 'given-names', 'surnames', 'paternal'];
/** `name` is an organisation's. */
const NAMES: readonly string[] = [...PERSON_NAMES, 'name'];

/** What a list leaves open, whoever is on it. */
export const LIST_DOUBTS = ['no-heading', 'duplicate-heading', 'sex-m-undecidable', 'date-order-assumed'] as const;

/** Rows by which the order of names is judged. */
const NAMES_JUDGED_MAX = 2000;
const SAMPLES_SHOWN = 5;

/** What a row of headings scores at the least when a name is among them. */
export const NAMED_SCORE_MIN = 10;

/** Different fields a row names; without a name among them it can hardly be the heading of a list. */
export function scoreOfFields(named: Iterable<string>): number {
  const fields = new Set(named);
  fields.delete('ignore');
  if (!NAMES.some((field) => fields.has(field))) return fields.size >= 3 ? 1 : 0;
  return NAMED_SCORE_MIN + fields.size * 2;
}

/** "Nombres" is the whole name, unless the surnames have a column of their own. */
export function givenBesideSurnames<C extends JudgedColumn>(columns: readonly C[]): C[] {
  if (!columns.some(({ field }) => field === 'surnames' || field === 'paternal')) return [...columns];
  return columns.map((column) => {
    const whole = column.field === 'full-name' && !normaliseName(column.heading).includes('apellido');
    return whole ? { ...column, field: 'given-names' } : column;
  });
}

/** Columns headed F and M (or H and M, V and M) with a mark in one of them. */
export function sexInTwoColumns<C extends JudgedColumn>(columns: readonly C[]): C[] {
  const letters = columns.filter((column) => /^[fmhv]$/i.test(column.heading) && column.field === 'ignore');
  const pair = letters.map((column) => column.heading.toLowerCase()).sort().join('');
  if (!['fm', 'hm', 'mv'].includes(pair)) return [...columns];
  return columns.map((column) => (letters.includes(column) ? { ...column, field: 'sex' } : column));
}

/**
 * Columns whose heading says nothing (`isKnown` is false for it) are taken by what stands in them, each field once;
 * a column of names is looked for last, and only where none is named.
 */
export function byContent<C extends JudgedColumn>(
  columns: readonly C[],
  signs: readonly ContentSign[],
  isKnown: (heading: string) => boolean,
): C[] {
  let result = [...columns];
  const take = (field: string, share: number, fits: (cell: string) => boolean): void => {
    const found = result.find(
      (column) => column.field === 'ignore' && column.samples.length > 0 && !isKnown(column.heading) && shareOf(column, fits) >= share,
    );
    if (found !== undefined) result = result.map((column) => (column === found ? { ...column, field } : column));
  };
  for (const [field, share, fits] of signs) {
    if (!result.some((column) => column.field === field)) take(field, share, fits);
  }
  const named = result.some((column) => PERSON_NAMES.includes(column.field));
  if (!named) take('full-name', 0.7, (cell) => /^\p{L}[\p{L}.'’-]*(\s+[\p{L}.'’-]+){1,6},?.*$/u.test(cell));
  return result;
}

function shareOf(column: JudgedColumn, fits: (cell: string) => boolean): number {
  return column.samples.filter(fits).length / Math.max(1, column.samples.length);
}

/** Of two columns for one thing the fuller is kept, the earlier where they are equal; `joined` fields may have several. */
export function oneColumnEach<C extends JudgedColumn>(columns: readonly C[], joined: ReadonlySet<string>): C[] {
  return columns.map((column) => {
    if (joined.has(column.field)) return column;
    const rivals = columns.filter((other) => other.field === column.field);
    const fullest = Math.max(...rivals.map((rival) => rival.samples.length));
    const kept = rivals.find((rival) => rival.samples.length === fullest);
    return kept === column ? column : { ...column, field: 'ignore' };
  });
}

/** What a whole list says of itself, whoever is on it. */
export interface ListJudgement {
  readonly nameOrder: 'given-first' | 'surnames-first';
  readonly sexOfM: 'man' | 'woman' | null;
  readonly doubts: (typeof LIST_DOUBTS)[number][];
}

/** The questions that only the whole list answers and every list raises: its headings, the order of names, what M means. */
export function judgeList(place: ListPlace, columns: readonly JudgedColumn[]): ListJudgement {
  const doubts: ListJudgement['doubts'] = place.headerRow === 0 ? ['no-heading'] : [];
  const headings = columns.map((column) => normaliseName(column.heading)).filter((heading) => heading !== '');
  if (new Set(headings).size < headings.length) doubts.push('duplicate-heading');
  const headingOf = (field: string): string => columns.find((column) => column.field === field)?.heading ?? '';
  // Where F and M have a column each, the headings are what is stated; the cells only hold marks.
  const letters = columns.filter(({ field }) => field === 'sex').map(({ heading }) => /(?:^|\s)([fmhv])$/i.exec(heading)?.[1] ?? '');
  const sexes = [...new Set([...cellsOf(place, columns, ['sex']), ...letters])];
  const sexOfM = meaningOfM(sexes, headingOf('sex'));
  if (sexOfM === null && sexes.some((cell) => normaliseName(cell) === 'm')) doubts.push('sex-m-undecidable');
  const surnamesFirst = normaliseName(headingOf('full-name')).startsWith('apellido');
  const names = cellsOf(place, columns, ['full-name'], NAMES_JUDGED_MAX);
  return { nameOrder: surnamesFirst ? 'surnames-first' : usualNameOrder(names), sexOfM, doubts };
}

/** What stands in the columns of these fields, empty cells left out; of the first `rows` rows where not all are needed. */
export function cellsOf(place: ListPlace, columns: readonly JudgedColumn[], fields: readonly string[], rows = Infinity): string[] {
  const indexes = columns.filter((column) => fields.includes(column.field)).map(({ index }) => index);
  const data = indexes.length === 0 ? [] : place.sheet.rows.slice(place.headerRow, place.headerRow + rows);
  return data.flatMap((row) => indexes.map((index) => row[index] ?? '')).filter((cell) => cell !== '');
}

/** Day or month first: the order that scores higher. Where both do equally, `otherwise`, which is only assumed where a date could be either. */
export function orderOfDates(
  values: readonly string[],
  scoreOf: (order: DateOrder) => number,
  otherwise: DateOrder,
): { order: DateOrder; assumed: boolean } {
  const [dmy, mdy] = [scoreOf('dmy'), scoreOf('mdy')];
  if (dmy !== mdy) return { order: dmy > mdy ? 'dmy' : 'mdy', assumed: false };
  return { order: otherwise, assumed: values.some((value) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d/.test(value)) };
}

/** The columns with as many samples as a screen shows. */
export function withFewSamples<C extends JudgedColumn>(columns: readonly C[]): C[] {
  return columns.map((column) => ({ ...column, samples: column.samples.slice(0, SAMPLES_SHOWN) }));
}
