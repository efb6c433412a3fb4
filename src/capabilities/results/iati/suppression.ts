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
  const periods = report.periods.map((period) => {
    const { actual, parts } = period;
    if (actual === null) return period;
    if (isSmall(actual, report.measure) || (parts !== null && (isFew(parts.numerator) || isFew(parts.denominator - parts.numerator)))) {
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

function isSmall(actual: number, measure: IndicatorReport['measure']): boolean {
  return measure === 'unit' && isFew(actual);
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
