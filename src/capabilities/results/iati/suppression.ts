/**
 * Small cells are not published, and cannot be found by subtraction either. Pure.
 * A cell under the limit is hidden. Whoever knows the total subtracts the cells that are shown, so at least two cells are
 * hidden and together they reach the limit: the smallest of the others is hidden too until that is so (secondary suppression).
 */
import type { Cell, IndicatorReport } from './activity.ts';

/** Fewest people or organisations in a figure that is published. Source: domain.md, section 8. */
export const CELL_MIN = 5;

export interface Suppressed {
  readonly report: IndicatorReport;
  /** Cells and totals that are not published. */
  readonly hidden: number;
}

/** The report as it may be published. */
export function suppressSmall(report: IndicatorReport): Suppressed {
  if (!report.sensitive) return { report, hidden: 0 };
  let hidden = 0;
  const [widest] = report.periods.filter(({ actual }) => actual !== null).toSorted(byWidth);
  const tell = periodsTell(report);
  const periods = report.periods.map((period) => {
    if (period.actual === null) return period;
    if (isSmall(period, report.measure) || (tell && period !== widest)) {
      hidden += 1 + period.cells.length;
      return { ...period, actual: null, parts: null, cells: [] };
    }
    // Shares of parts would give the parts away.
    const cells = report.measure === 'percentage' ? [] : shownCells(period.cells);
    hidden += period.cells.length - cells.length;
    return { ...period, cells };
  });
  return { report: { ...report, periods }, hidden };
}

type Period = IndicatorReport['periods'][number];

function isSmall({ actual, parts, behind }: Period, measure: IndicatorReport['measure']): boolean {
  if (behind !== undefined) return behind.some(isFew);
  if (parts !== null && (isFew(parts.numerator) || isFew(parts.denominator - parts.numerator))) return true;
  return measure === 'unit' && isFew(actual ?? 0);
}

/**
 * Whether the periods of an indicator, taken from one another, would leave a few: one of them is of a few, two differ by
 * a few, or the widest exceeds the others together by a few. Then only the widest is published.
 */
function periodsTell({ measure, periods }: IndicatorReport): boolean {
  const known = periods.filter(({ actual }) => actual !== null);
  if (known.length < 2) return false;
  if (known.some((one) => isSmall(one, measure))) return true;
  const amounts = known.map(({ actual, parts, behind }) => behind ?? (parts === null ? [actual ?? 0] : [parts.numerator, parts.denominator]));
  const counts = Array.from({ length: Math.max(...amounts.map(({ length }) => length)) }, (_none, at) => amounts.map((one) => one[at] ?? 0));
  return counts.some((of) => of.some((one, at) => of.slice(at + 1).some((other) => isFew(Math.abs(one - other)))) || isFew(2 * Math.max(...of) - of.reduce((sum, one) => sum + one, 0)));
}

function byWidth(a: Period, b: Period): number {
  return a.from < b.from || (a.from === b.from && a.to > b.to) ? -1 : 1;
}

/** More than nobody, but so few that they could be known. */
function isFew(count: number): boolean {
  return count > 0 && count < CELL_MIN;
}

function shownCells(cells: readonly Cell[]): Cell[] {
  const dimensions = [...new Set(cells.map(({ dimension }) => dimension))];
  return dimensions.flatMap((dimension) => shownOf(cells.filter((cell) => cell.dimension === dimension)));
}

function shownOf(cells: readonly Cell[]): Cell[] {
  const hidden = new Set(cells.filter(({ amount }) => isFew(amount)));
  if (hidden.size === 0) return [...cells];
  for (const cell of cells.toSorted((a, b) => a.amount - b.amount)) {
    const sum = [...hidden].reduce((total, { amount }) => total + amount, 0);
    if (hidden.size >= 2 && sum >= CELL_MIN) break;
    // A cell of nobody hides nobody.
    if (cell.amount > 0) hidden.add(cell);
  }
  return cells.filter((cell) => !hidden.has(cell));
}
