/** The route of risks and lessons. */
import type { Pool } from 'pg';
import type { Figures } from '../../../figures/figures.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Routes } from '../../../platform/http/route.ts';
import { frameworkDefined } from '../entries.ts';
import { payloadAt } from '../queries.ts';
import { listRisks } from './contract.ts';
import { risksAt } from './risks.ts';

export function risksRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(listRisks, async ({ programme, query, caller }) => {
    const { asOf, position } = await figures.momentAt(programme, query.asOf);
    return inProgramme(pool, programme.id, async (client) => {
      const payload = await payloadAt(client, programme.id, frameworkDefined, position);
      const results = payload === null ? [] : frameworkDefined.payload.parse(payload).results;
      const { risks, lessons } = await risksAt(client, programme.id, position);
      return { asOf, position, narrowedTo: caller.scopeName, areas: results.flatMap(({ areas }) => areas), risks, lessons };
    }, { scope: caller.scope });
  });
}
