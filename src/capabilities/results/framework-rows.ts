/** Every indicator with its present value: for the framework, the command line, money and the results chain. */
import type { Figures, Moment } from '../../figures/figures.ts';
import type { Narrowing } from '../../figures/question.ts';
import type { PlanRow } from './plan-queries.ts';
import { mainTarget, plansOf } from './plans.ts';

/** Every indicator with its present value, in order of code; the framework page and the command line share it. */
export function frameworkRows(
  figures: Figures,
  moment: Moment,
  narrowing: Narrowing,
  planned: { readonly plans: readonly PlanRow[]; readonly day: string } = { plans: [], day: '' },
) {
  const planOf = plansOf(planned.plans);
  const codes = [...moment.indicators.keys()].sort(new Intl.Collator('es', { numeric: true }).compare);
  return codes.flatMap((code) => {
    const defined = moment.indicators.get(code);
    if (defined === undefined) return [];
    const { id, indicator } = defined;
    const evaluation = figures.evaluate(moment, code, narrowing, []);
    const summary = figures.summary(moment, indicator, evaluation);
    const { sexes } = summary;
    const showsWomen = sexes !== null && indicator.unit === 'people';
    return [
      {
        result: indicator.result,
        area: indicator.area,
        line: {
          id,
          code,
          name: indicator.name,
          unit: summary.unit,
          unitWord: indicator.unitWord ?? null,
          scale: indicator.aggregate.kind === 'observed' ? indicator.aggregate.scale : null,
          value: summary.value,
          missing: summary.missing,
          womenPercent: showsWomen ? Math.round((sexes.woman * 10_000) / sexes.total) / 100 : null,
          unknownSex: showsWomen ? sexes.unknown : null,
          evidenceCount: summary.evidenceCount,
          target: mainTarget(figures, { moment, indicator, day: planned.day }, planOf(id), evaluation),
          series: summary.series,
        },
      },
    ];
  });
}
