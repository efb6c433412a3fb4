/** Route of the indicator editor. Nothing is written. */
import type { Pool } from 'pg';
import { withinScope } from '../../access/scope.ts';
import type { Routes } from '../../platform/http/route.ts';
import type { Figures, Moment } from '../../figures/figures.ts';
import type { Indicator } from '../../figures/indicator.ts';
import type { Narrowing } from '../../figures/question.ts';
import { previewIndicator } from './indicator-contract.ts';

export function indicatorRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(previewIndicator, async ({ programme, body: { indicator, corrects }, caller }) => {
    const within = await withinScope(pool, programme.id, caller);
    const { organisation, process } = indicator.filter;
    // The moment finds out where the things that the definition names stand in the ledger.
    const moment = await figures.momentAt(programme, undefined, { ...within, organisation, process });
    const known = corrects === null ? undefined : moment.indicators.get(corrects);
    const defined = { id: '', indicator, definedOn: figures.parts.clock.now() };
    const tried = { ...moment, indicators: new Map([[indicator.code, defined]]) };
    return {
      after: triedOf(figures, tried, indicator, within),
      before: known === undefined ? null : triedOf(figures, moment, known.indicator, within),
    };
  });
}

function triedOf(figures: Figures, moment: Moment, indicator: Indicator, narrowing: Narrowing) {
  const { value, unit, numerator, denominator, evidenceCount } = figures.summary(
    moment,
    indicator,
    figures.evaluate(moment, indicator.code, narrowing, []),
  );
  return { value, unit, numerator, denominator, evidenceCount };
}
