/** The route of the results chain, put together from the framework, the workplan, products and figures. */
import type { Pool } from 'pg';
import { withinScope } from '../../../access/scope.ts';
import type { Figures } from '../../../figures/figures.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Routes } from '../../../platform/http/route.ts';
import { deliverablesAt } from '../deliverables/routes.ts';
import { frameworkDefined, programmeDescribed } from '../entries.ts';
import { frameworkRows } from '../framework-rows.ts';
import { dayOf } from '../plans.ts';
import { payloadAt } from '../queries.ts';
import { workplanAt } from '../workplan/workplan.ts';
import { assumptionsAt } from './chain.ts';
import { readChain } from './contract.ts';

export function chainRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(readChain, async ({ programme, query, caller }) => {
    const narrowing = await withinScope(pool, programme.id, caller);
    const moment = await figures.momentAt(programme, query.asOf, narrowing);
    const { position, asOf } = moment;
    const figureRows = frameworkRows(figures, moment, narrowing);
    return inProgramme(pool, programme.id, async (client) => {
      const day = await dayOf(client, programme, moment, figures.parts.clock.now(), query.asOf);
      const defined = await payloadAt(client, programme.id, frameworkDefined, position);
      const described = await payloadAt(client, programme.id, programmeDescribed, position);
      const activities = await workplanAt(client, programme.id, position, day);
      const { products } = await deliverablesAt(client, programme.id, position);
      const results = defined === null ? [] : frameworkDefined.payload.parse(defined).results;
      return {
        asOf,
        position,
        day,
        narrowedTo: caller.scopeName,
        purpose: described === null ? null : programmeDescribed.payload.parse(described).summary,
        results: results.map((result) => ({
          ...result,
          areas: result.areas.map((area) => ({
            ...area,
            activities: activities.filter((one) => one.area === area.code),
            products: products.filter((one) => one.area === area.code),
            figures: figureRows.filter((row) => row.result === result.code && row.area === area.code).map(({ line }) => line),
          })),
        })),
        assumptions: await assumptionsAt(client, programme.id, position),
      };
    }, { scope: caller.scope });
  });
}
