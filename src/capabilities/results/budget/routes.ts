/** The route of money. */
import type { Pool } from 'pg';
import type { Figures } from '../../../figures/figures.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Routes } from '../../../platform/http/route.ts';
import { frameworkRows } from '../framework-rows.ts';
import { budgetAt, costsOf } from './budget.ts';
import { readBudget } from './contract.ts';

export function budgetRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(readBudget, async ({ programme, query }) => {
    const moment = await figures.momentAt(programme, query.asOf);
    const { asOf, position } = moment;
    const budget = await inProgramme(pool, programme.id, (client) => budgetAt(client, programme.id, position));
    return { asOf, position, ...budget, costs: costsOf(budget, frameworkRows(figures, moment, {})) };
  });
}
