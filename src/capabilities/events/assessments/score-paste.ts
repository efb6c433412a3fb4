/** Scores as they come out of a spreadsheet: columns of numbers, with or without names before them. Pure. */
import { normaliseName } from '../../../registry/names.ts';

/** A score, nothing, or something that is neither. */
type Score = number | null | 'not-a-number';

export interface PastedScores {
  /** The name where the row has one. */
  readonly name: string | null;
  /** As they were pasted: what is no score stays to be mended. */
  readonly scores: readonly string[];
}

/** A score as people type it: `12`, `12,5`, `12.5`; null for an empty cell. */
export function scoreTyped(text: string): Score {
  const plain = text.replaceAll(/[\s\u00a0\u200b-\u200f\u2060\ufeff]/g, '');
  if (plain === '' || plain === '-') return null;
  return /^\d{1,5}([.,]\d{1,2})?$/.test(plain) ? Number(plain.replace(',', '.')) : 'not-a-number';
}

/** Whether a text is a table to spread over cells, not one score. */
export function isTable(text: string): boolean {
  return /[\t\n]/.test(text.trim());
}

/**
 * Rows of a pasted table. A first cell that is no score is a name; a row of headings at the top, without a single score, is
 * passed over. Without names, empty cells keep their place: the row beside them has no result.
 */
export function pastedScores(text: string): PastedScores[] {
  const lines = text.replaceAll(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n').map((line) => line.split('\t'));
  const rows = lines.map(rowOf);
  const [first] = rows;
  const isHeading = first !== undefined && rows.length > 1 && !first.scores.some((score) => typeof scoreTyped(score) === 'number') && lines[0]?.some((cell) => /\p{L}/u.test(cell));
  return isHeading === true ? rows.slice(1) : rows;
}

function rowOf(cells: readonly string[]): PastedScores {
  const [first = '', ...others] = cells;
  const named = scoreTyped(first) === 'not-a-number' && /\p{L}{2}/u.test(first);
  return named ? { name: first.trim(), scores: others.map(trimmed) } : { name: null, scores: cells.map(trimmed) };
}

function trimmed(text: string): string {
  return text.trim();
}

/** Whose row it is, whichever comes first in it, given names or surnames; null for nobody, or for several. */
export function personNamed<Person extends { readonly givenNames: string; readonly surnames: string }>(
  people: readonly Person[],
  name: string,
): Person | null {
  const wanted = normaliseName(name);
  const found = people.filter(({ givenNames, surnames }) =>
    [`${givenNames} ${surnames}`, `${surnames} ${givenNames}`].some((written) => normaliseName(written) === wanted),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}
