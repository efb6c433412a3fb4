/** Turns the cells of up to three answers of one figure into rows and parts that a chart and its table share. */
import { wordOf } from '../../web/codes/codes.ts';
import type { BarPart, BarRow } from '../../web/ui/bar-rows.ts';
import { language } from '../../web/words.ts';
import { groupWord } from '../group-words.ts';
import type { Dimension } from '../indicator.ts';

export interface Cell {
  readonly keys: readonly string[];
  readonly labels: readonly string[];
  readonly value: number | null;
}

export interface Breakdown {
  readonly parts: BarPart[];
  readonly rows: BarRow[];
  readonly totals: BarRow;
}

const SEX_ORDER = ['woman', 'man', 'other', 'not-stated', 'unknown'];

/** Words for a dimension's key; things with a name of their own bring it as label. */
export function keyWord(dimension: Dimension, key: string, label: string): string {
  return groupWord(dimension, key, label, language.value);
}

/**
 * `both` is broken down by first and second, `firsts` and `seconds` by one of them: their values are people counted
 * once in the row or column, which the sum of the cells need not be. A cell that is not there is `absent`.
 */
export function breakdownOf(from: {
  first: Dimension;
  second: Dimension | null;
  firsts: readonly Cell[];
  seconds: readonly Cell[];
  both: readonly Cell[];
  value: number | null;
  totalWord: string;
  absent: number | null;
}): Breakdown {
  const { first, second, absent } = from;
  const parts = second === null ? [] : partsOf(second, from.seconds);
  const values = new Map(from.both.map((cell) => [cell.keys.join(' '), cell.value]));
  const rows = inOrder(first, from.firsts).map((cell) => ({
    key: cell.keys[0] ?? '',
    label: keyWord(first, cell.keys[0] ?? '', cell.labels[0] ?? ''),
    values: second === null ? [cell.value] : parts.map((part) => values.get(`${cell.keys[0]} ${part.key}`) ?? absent),
    total: cell.value,
  }));
  const columns = new Map(from.seconds.map((cell) => [cell.keys[0], cell.value]));
  const totals = {
    key: 'total',
    label: from.totalWord,
    values: parts.map((part) => columns.get(part.key) ?? absent),
    total: from.value,
  };
  return { parts: second === null ? [{ key: first, label: wordOf('dimensions', first) }] : parts, rows, totals };
}

function partsOf(dimension: Dimension, cells: readonly Cell[]): BarPart[] {
  return inOrder(dimension, cells).map((cell) => {
    const key = cell.keys[0] ?? '';
    return { key, label: keyWord(dimension, key, cell.labels[0] ?? ''), missing: key === 'unknown' };
  });
}

/** Sexes in their order, the rest by size; what is not known always last. */
function inOrder(dimension: Dimension, cells: readonly Cell[]): Cell[] {
  const rank = (cell: Cell): number => {
    const key = cell.keys[0] ?? '';
    if (dimension === 'sex') return SEX_ORDER.indexOf(key);
    return key === 'unknown' ? Number.MAX_SAFE_INTEGER : -(cell.value ?? 0);
  };
  return cells.toSorted((a, b) => rank(a) - rank(b));
}
