/** The route of products delivered and totals declared. */
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { Figures } from '../../../figures/figures.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Routes } from '../../../platform/http/route.ts';
import { frameworkDefined, productDelivered, totalDeclared } from '../entries.ts';
import { payloadAt } from '../queries.ts';
import { listDeliverables, type productLine, type totalLine } from './contract.ts';
import { findDeliverables } from './queries.ts';

export interface Deliverables {
  readonly products: z.input<typeof productLine>[];
  readonly totals: z.input<typeof totalLine>[];
}

export function deliverablesRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(listDeliverables, async ({ programme, query }) => {
    const { asOf, position } = await figures.momentAt(programme, query.asOf);
    return inProgramme(pool, programme.id, async (client) => {
      const payload = await payloadAt(client, programme.id, frameworkDefined, position);
      const results = payload === null ? [] : frameworkDefined.payload.parse(payload).results;
      const areas = results.flatMap((result) => result.areas.map((area) => ({ ...area, result: result.code })));
      return { asOf, position, areas, ...(await deliverablesAt(client, programme.id, position)) };
    });
  });
}

/** What was delivered and declared as of a position. */
export async function deliverablesAt(client: PoolClient, programmeId: string, position: number): Promise<Deliverables> {
  const rows = await findDeliverables(client, programmeId, position);
  const products: Deliverables['products'] = [];
  const totals: Deliverables['totals'] = [];
  for (const { id, leaves, conflictFields, kind, body } of rows) {
    const standing = { id, leaves, conflictFields };
    if (kind === productDelivered.kind) products.push({ ...standing, ...productDelivered.payload.parse(body) });
    else totals.push({ ...standing, ...totalStated(body) });
  }
  return { products, totals };
}

function totalStated(body: unknown) {
  const { value, ...stated } = totalDeclared.payload.parse(body);
  return { ...stated, value: Number(value) };
}
