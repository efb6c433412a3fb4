/** What of a report that is no figure differs from what the programme says now: named as it was called and is called. Pure. */
import type { ReportContent } from './content.ts';

export interface ChangedThing {
  readonly part: 'programme' | 'results' | 'indicators' | 'products' | 'totals' | 'workplan' | 'budget' | 'risks' | 'lessons';
  /** Null: it was not there. */
  readonly was: string | null;
  readonly now: string | null;
}

interface Named {
  readonly key: string;
  readonly name: string;
  /** All that is said of it. */
  readonly says: unknown;
}

export function changedThings(was: ReportContent, now: ReportContent): ChangedThing[] {
  return [
    ...changed('programme', [programmeOf(was)], [programmeOf(now)]),
    ...changed('results', was.results.map(resultOf), now.results.map(resultOf)),
    ...changed('indicators', was.indicators.map(indicatorOf), now.indicators.map(indicatorOf)),
    ...changed('products', was.products.map(titled), now.products.map(titled)),
    ...changed('totals', was.totals.map(titled), now.totals.map(titled)),
    ...changed('workplan', (was.workplan ?? []).map(titled), (now.workplan ?? []).map(titled)),
    ...changed('budget', budgetOf(was), budgetOf(now)),
    ...changed('risks', (was.risks?.risks ?? []).map(titled), (now.risks?.risks ?? []).map(titled)),
    ...changed('lessons', (was.risks?.lessons ?? []).map(titled), (now.risks?.lessons ?? []).map(titled)),
  ];
}

function changed(part: ChangedThing['part'], was: readonly Named[], now: readonly Named[]): ChangedThing[] {
  const [before, after] = [new Map(was.map((one) => [one.key, one])), new Map(now.map((one) => [one.key, one]))];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [one, other] = [before.get(key), after.get(key)];
    if (one !== undefined && other !== undefined && JSON.stringify(one.says) === JSON.stringify(other.says)) return [];
    return [{ part, was: one?.name ?? null, now: other?.name ?? null }];
  });
}

function programmeOf({ programme }: ReportContent): Named {
  return { key: '', name: programme.name.es, says: sorted(programme) };
}

function resultOf({ code, name, areas }: ReportContent['results'][number]): Named {
  return { key: code, name: `${code} ${name.es}`, says: sorted({ name, areas }) };
}

/** Its words: its value, target and baseline have a line of their own. */
function indicatorOf({ id, code, name, unit, source, result, area }: ReportContent['indicators'][number]): Named {
  return { key: id, name: `${code} ${name.es}`, says: sorted({ code, name, unit, source, result, area }) };
}

function titled(one: { readonly id: string; readonly title: string }): Named {
  return { key: one.id, name: one.title, says: sorted(one) };
}

function budgetOf({ budget }: ReportContent): Named[] {
  return (budget?.rows ?? []).map((row) => {
    const line = budget?.lines.find(({ key }) => key === row.under);
    return { key: `${row.under} ${row.funder}`, name: line === undefined ? row.under : `${line.code} ${line.name.es}`, says: sorted(row) };
  });
}

/** The same with its keys in order: what was kept has them sorted, what is computed does not. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
}
