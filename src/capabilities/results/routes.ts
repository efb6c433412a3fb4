/** Routes of the results framework. */
import type { Pool } from 'pg';
import { withinScope } from '../../access/scope.ts';
import { inProgramme } from '../../platform/database/programme-transaction.ts';
import type { Routes } from '../../platform/http/route.ts';
import type { Figures } from '../../figures/figures.ts';
import { countWaiting } from '../../registry/duplicate-queries.ts';
import { countRegistry } from '../../registry/queries.ts';
import { deliverablesRoutes } from './deliverables/routes.ts';
import { iatiRoutes } from './iati/routes.ts';
import { observationsRoutes } from './observations/routes.ts';
import { risksRoutes } from './risks/routes.ts';
import { workplanRoutes } from './workplan/routes.ts';
import { frameworkRows } from './framework-rows.ts';
import { readFramework, readProgramme } from './contract.ts';
import { hiddenKinds } from '../../ledger/entry.ts';
import { chainRoutes } from './chain/routes.ts';
import { budgetRoutes } from './budget/routes.ts';
import { notesRoutes } from './notes/routes.ts';
import { frameworkDefined, programmeDescribed } from './entries.ts';
import { budgetAgreed, currencySet, spendingRecorded } from './statement-entries.ts';
import { readPlans } from './plan-queries.ts';
import { dayOf, isWhole } from './plans.ts';
import { findLatest, latestRoot, payloadAt } from './queries.ts';

/** Kinds of this room that not everybody who reads entries may see. */
const MONEY_KINDS = new Map([currencySet, budgetAgreed, spendingRecorded].map((kind) => [kind.kind, kind]));

export function resultsRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  deliverablesRoutes(routes, pool, figures);
  iatiRoutes(routes, pool, figures);
  observationsRoutes(routes, pool, figures);
  workplanRoutes(routes, pool, figures);
  notesRoutes(routes, pool, figures);
  budgetRoutes(routes, pool, figures);
  risksRoutes(routes, pool, figures);
  chainRoutes(routes, pool, figures);

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
      const latest = caller.may('entry.read') ? await findLatest(client, programme.id, hiddenKinds(MONEY_KINDS, caller.may)) : [];
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
