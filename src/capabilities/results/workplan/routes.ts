/** The route of the workplan. */
import type { Pool } from 'pg';
import type { Figures } from '../../../figures/figures.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Routes } from '../../../platform/http/route.ts';
import { frameworkDefined } from '../entries.ts';
import { dayOf } from '../plans.ts';
import { payloadAt } from '../queries.ts';
import { readWorkplan } from './contract.ts';
import { workplanAt } from './workplan.ts';

export function workplanRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(readWorkplan, async ({ programme, query, caller }) => {
    const moment = await figures.momentAt(programme, query.asOf);
    return inProgramme(pool, programme.id, async (client) => {
      const day = await dayOf(client, programme, moment, figures.parts.clock.now(), query.asOf);
      const payload = await payloadAt(client, programme.id, frameworkDefined, moment.position);
      const results = payload === null ? [] : frameworkDefined.payload.parse(payload).results;
      const activities = await workplanAt(client, programme.id, moment.position, day);
      const named = caller.may('person.read');
      return {
        asOf: moment.asOf,
        position: moment.position,
        day,
        narrowedTo: caller.scopeName,
        areas: results.flatMap((result) => result.areas.map((area) => ({ ...area, result: result.code }))),
        activities: named ? activities : activities.map((one) => ({ ...one, progress: one.progress.map((line) => ({ ...line, recordedBy: null })) })),
      };
    }, { scope: caller.scope });
  });
}
