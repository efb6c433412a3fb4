/** The route of the home page. */
import type { Pool } from 'pg';
import { withinScope } from '../../../access/scope.ts';
import type { Figures } from '../../../figures/figures.ts';
import type { EntryKind } from '../../../ledger/entry.ts';
import { dayIn } from '../../../platform/calendar.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Routes } from '../../../platform/http/route.ts';
import { frameworkRows } from '../framework-rows.ts';
import { readPlans } from '../plan-queries.ts';
import { isWhole } from '../plans.ts';
import { readHome } from './contract.ts';
import { figureMatters, mattersFor, reminderMatters, type MattersElsewhere } from './matters.ts';
import { inOrder } from './rules.ts';

export interface HomeParts {
  readonly pool: Pool;
  readonly figures: Figures;
  readonly kinds: ReadonlyMap<string, EntryKind>;
  readonly elsewhere: MattersElsewhere;
}

export function homeRoutes(routes: Routes, { pool, figures, kinds, elsewhere }: HomeParts): void {
  routes.inside(readHome, async ({ programme, caller }) => {
    const narrowing = await withinScope(pool, programme.id, caller);
    const moment = await figures.momentAt(programme, undefined, narrowing);
    const today = dayIn(figures.parts.clock.now(), programme.timeZone);
    const asked = { programme, caller, position: moment.position, today, kinds, elsewhere: await elsewhere(programme.id) };
    const { plans, matters } = await inProgramme(
      pool,
      programme.id,
      async (client) => ({
        plans: isWhole(narrowing) ? await readPlans(client, programme.id, moment.position, null) : [],
        matters: await mattersFor(client, asked),
      }),
      { scope: caller.scope },
    );
    const lines = frameworkRows(figures, moment, narrowing, { plans, day: today }).map(({ line }) => line);
    const reminders = await reminderMatters({ pool, figures, kinds }, programme, caller);
    return { day: today, matters: inOrder([...matters, ...reminders, ...figureMatters(lines, caller)], today), figures: lines };
  });
}
