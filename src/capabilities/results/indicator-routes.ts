/** Routes of the indicator editor. Nothing is written. */
import type { Pool } from 'pg';
import { withinScope } from '../../access/scope.ts';
import type { Routes } from '../../platform/http/route.ts';
import type { Figures, Moment } from '../../figures/figures.ts';
import { namedBy, type Indicator } from '../../figures/indicator.ts';
import type { Narrowing } from '../../figures/question.ts';
import { previewIndicator, readIndicatorChoices } from './indicator-contract.ts';

export function indicatorRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(previewIndicator, async ({ programme, body: { indicator, corrects }, caller }) => {
    const within = await withinScope(pool, programme.id, caller);
    const moment = await figures.momentAt(programme, undefined, within, indicator);
    const known = corrects === null ? undefined : moment.indicators.get(corrects);
    const defined = { id: known?.id ?? '', indicator, definedOn: figures.parts.clock.now() };
    const others = [...moment.indicators].filter(([, { id }]) => id !== known?.id);
    const tried = { ...moment, indicators: new Map([...others, [indicator.code, defined]]) };
    return {
      after: triedOf(figures, tried, indicator, within),
      before: known === undefined ? null : triedOf(figures, moment, known.indicator, within),
    };
  });

  routes.inside(readIndicatorChoices, async ({ programme }) => {
    const { indicators } = await figures.momentAt(programme, undefined);
    return {
      measures: [...figures.parts.measures.keys()],
      indicators: [...indicators.values()].map(({ id, indicator }) => ({ id, code: indicator.code, name: indicator.name, names: namedBy(indicator) })),
    };
  });
}

function triedOf(figures: Figures, moment: Moment, indicator: Indicator, narrowing: Narrowing) {
  const { value, unit, missing, numerator, denominator, evidenceCount } = figures.summary(
    moment,
    indicator,
    figures.evaluate(moment, indicator.code, narrowing, []),
  );
  return { value, unit, missing, numerator, denominator, evidenceCount };
}
