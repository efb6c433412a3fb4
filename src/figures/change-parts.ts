/**
 * The figures of records that stand behind a figure, on one side of a comparison: itself, of a ratio both its parts, of a
 * change the figure in both periods, of a share its whole and its part.
 */
import type { Figures, Moment } from './figures.ts';
import { isOfAmounts, namedBy, type Indicator } from './indicator.ts';
import type { Period } from './periods.ts';
import type { Narrowing } from './question.ts';
import { STATUS } from './status.ts';

/** A figure of records as it stood at a moment. */
export interface RecordsBehind {
  readonly moment: Moment;
  /** Null: it was not there. */
  readonly code: string | null;
  /** How each fact stood in it. */
  readonly status: Uint8Array;
  readonly period: Period;
}

/** By a key that is the same at both moments. */
export type Behind = ReadonlyMap<string, RecordsBehind>;

const BEFORE = '< ';
const PART = ' part';

/** Of an indicator that does not stand at the moment, nothing. */
export function recordsBehind(figures: Figures, moment: Moment, indicatorId: string, period: Period): Behind {
  const found = new Map<string, RecordsBehind>();
  gather(figures, moment, { indicatorId, period, when: '', path: [] }, found);
  return found;
}

interface Looked {
  readonly indicatorId: string;
  readonly period: Period;
  /** Grows with every step back in time. */
  readonly when: string;
  /** Definitions that led here: versions that came together could make a circle. */
  readonly path: readonly string[];
}

function gather(figures: Figures, moment: Moment, { indicatorId, period, when, path }: Looked, found: Map<string, RecordsBehind>): void {
  const defined = [...moment.indicators].find(([, { id }]) => id === indicatorId);
  if (defined === undefined || path.includes(indicatorId)) return;
  const [code, { indicator }] = defined;
  const { aggregate } = indicator;
  const into = (id: string, more: Partial<Looked> = {}): void => gather(figures, moment, { indicatorId: id, period, when, path: [...path, indicatorId], ...more }, found);
  if (aggregate.kind === 'ratio') {
    into(aggregate.numerator);
    into(aggregate.denominator);
  } else if (aggregate.kind === 'change') {
    const compared = aggregate.against === 'baseline' ? null : (figures.evaluate(moment, code, period, []).composition?.compared ?? null);
    into(aggregate.of, { period: compared?.now.period ?? period });
    if (compared !== null) into(aggregate.of, { period: compared.before.period ?? period, when: `${when}${BEFORE}` });
  } else {
    const statusIn = (narrowing: Narrowing): Uint8Array => figures.evaluate(moment, code, { ...period, ...narrowing }, [], true).status ?? new Uint8Array(0);
    found.set(`${when}${indicatorId}`, { moment, code, status: statusIn({}), period });
    // Whoever passes to the part of a share, or from it, stays in the whole.
    if (aggregate.kind === 'share') found.set(`${when}${indicatorId}${PART}`, { moment, code, status: statusIn(aggregate.numerator), period });
  }
}

/** Which indicator a key is of. */
export function indicatorOfKey(key: string): string {
  return key.replaceAll(BEFORE, '').replace(PART, '');
}

/** An indicator and all that it is worked out from, as they are defined at a moment. */
export function definitionsBehind({ indicators }: Moment, indicatorId: string): Map<string, Indicator> {
  const found = new Map<string, Indicator>();
  const ahead = [indicatorId];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const indicator = [...indicators.values()].find((one) => one.id === id)?.indicator;
    if (indicator === undefined || found.has(id)) continue;
    found.set(id, indicator);
    ahead.push(...namedBy(indicator));
  }
  return found;
}

/** Facts of a case that add to what it amounts to, beside the one it is counted by. */
const OF_ONE_CASE: Readonly<Record<Indicator['cases']['rule'], readonly number[]>> = {
  'each-fact': [],
  attainment: [STATUS.rejoined, STATUS['other-session'], STATUS['other-spelling']],
  paired: [STATUS['pair-half']],
};

/** Statuses of the facts that make the value what it is. */
export function countingStatuses({ aggregate, cases }: Indicator): ReadonlySet<number> {
  return new Set([STATUS.counted, ...(isOfAmounts(aggregate) ? OF_ONE_CASE[cases.rule] : [])]);
}

/** Whether it matters how much a fact says, and not only that it is there. */
export function dependsOnAmounts({ aggregate }: Indicator): boolean {
  return isOfAmounts(aggregate) || aggregate.kind === 'observed';
}
