/** Route of what is planned of an indicator. */
import type { Pool } from 'pg';
import { inProgramme } from '../../platform/database/programme-transaction.ts';
import type { Routes } from '../../platform/http/route.ts';
import { definitionOf, type Figures } from '../../figures/figures.ts';
import { programmeDescribed } from './entries.ts';
import { readPlan } from './plan-contract.ts';
import { readPlans } from './plan-queries.ts';
import { allTargets, dayOf, followUpOf, plansOf } from './plans.ts';
import { payloadAt } from './queries.ts';

export function planRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(readPlan, async ({ programme, params, query, caller }) => {
    const moment = await figures.momentAt(programme, query.asOf);
    const { id, indicator } = definitionOf(moment, params.code);
    return inProgramme(pool, programme.id, async (client) => {
      const rows = await readPlans(client, programme.id, moment.position, id);
      const day = await dayOf(client, programme, moment, figures.parts.clock.now(), query.asOf);
      const plan = plansOf(rows)(id);
      const described = await payloadAt(client, programme.id, programmeDescribed, moment.position);
      const targets = allTargets(figures, { moment, indicator, day }, plan, rows, caller.may('person.read'));
      return {
        indicatorId: id,
        unit: indicator.unit,
        day,
        programme: described === null ? null : periodOf(programmeDescribed.payload.parse(described)),
        // What is reached is of the whole programme: who sees one partner's part is not told it.
        targets: caller.scope === null ? targets : targets.map((line) => ({ ...line, actual: null, percent: null, expected: null, state: 'missing' as const })),
        followUp: followUpOf(plan, rows),
        narrowedTo: caller.scopeName,
      };
    });
  });
}

function periodOf({ startsOn, endsOn }: { startsOn: string; endsOn: string }): { startsOn: string; endsOn: string } {
  return { startsOn, endsOn };
}
