/** What the columns of a list of people hold, judged from all of them together. Shared by every list with people. Pure. */
import { normaliseName } from './names.ts';
import { findDepartment } from './places.ts';

/** A column as it is being judged: its heading, what it is taken for so far ('ignore' for nothing), and sample cells. */
interface JudgedColumn {
  readonly heading: string;
  readonly field: string;
  readonly samples: readonly string[];
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
