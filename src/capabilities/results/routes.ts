/** Routes of the results framework. */
import type { Pool } from 'pg';
import { withinScope } from '../../access/scope.ts';
import { inProgramme } from '../../platform/database/programme-transaction.ts';
import type { Routes } from '../../platform/http/route.ts';
import type { Figures, Moment } from '../../figures/figures.ts';
import type { Narrowing } from '../../figures/question.ts';
import { countWaiting } from '../../registry/duplicate-queries.ts';
import { countRegistry } from '../../registry/queries.ts';
import { deliverablesRoutes } from './deliverables/routes.ts';
import { iatiRoutes } from './iati/routes.ts';
import { observationsRoutes } from './observations/routes.ts';
import { readFramework, readProgramme } from './contract.ts';
import { frameworkDefined, programmeDescribed } from './entries.ts';
import { readPlans, type PlanRow } from './plan-queries.ts';
import { dayOf, isWhole, mainTarget, plansOf } from './plans.ts';
import { findLatest, latestRoot, payloadAt } from './queries.ts';

export function resultsRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  deliverablesRoutes(routes, pool, figures);
  iatiRoutes(routes, pool, figures);
  observationsRoutes(routes, pool, figures);

  routes.inside(readFramework, async ({ programme, query, caller }) => {
    const narrowing = { ...query, ...(await withinScope(pool, programme.id, caller)) };
    const moment = await figures.momentAt(programme, query.asOf, narrowing);
    const { payload, definedBy, plans, day } = await inProgramme(pool, programme.id, async (client) => ({
      payload: await payloadAt(client, programme.id, frameworkDefined, moment.position),
      definedBy: await latestRoot(client, programme.id, frameworkDefined, moment.position),
      plans: isWhole({ ...narrowing, asOf: undefined }) ? await readPlans(client, programme.id, moment.position, null) : [],
      day: await dayOf(client, programme, moment, figures.parts.clock.now(), query.asOf),
    }));
    const results = payload === null ? [] : frameworkDefined.payload.parse(payload).results;
    const rows = frameworkRows(figures, moment, narrowing, { plans, day });
    return {
      asOf: moment.asOf,
      narrowedTo: caller.scopeName,
      position: moment.position,
      definedBy: payload === null ? null : definedBy,
      day,
      results: results.map((result) => ({
        ...result,
        areas: result.areas.map((area) => ({
          ...area,
          indicators: rows.filter((row) => row.result === result.code && row.area === area.code).map(({ line }) => line),
        })),
      })),
    };
  });

  routes.inside(readProgramme, async ({ programme, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const payload = await payloadAt(client, programme.id, programmeDescribed, Number.MAX_SAFE_INTEGER);
      const counts = await countRegistry(client, programme.id);
      const mayMerge = caller.may('person.merge');
      const latest = caller.may('entry.read') ? await findLatest(client, programme.id) : [];
      return {
        described: payload === null ? null : programmeDescribed.payload.parse(payload),
        peopleCount: counts.people,
        organisationCount: counts.organisations,
        duplicateCount: mayMerge ? await countWaiting(client, programme.id) : 0,
        latest: latest.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString(), recordedBy: row.recordedBy ?? '' })),
      };
    }, { scope: caller.scope }),
  );
}

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
