/** The route of products delivered and totals declared. */
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { Figures } from '../../../figures/figures.ts';
import { findFileDetails } from '../../../ledger/upload-queries.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Routes } from '../../../platform/http/route.ts';
import { frameworkDefined, productDelivered, totalDeclared } from '../entries.ts';
import { payloadAt } from '../queries.ts';
import { listDeliverables, type productLine, type totalLine } from './contract.ts';
import { findDeliverables } from './queries.ts';

export interface Deliverables {
  readonly products: z.input<typeof productLine>[];
  readonly totals: z.input<typeof totalLine>[];
  /** SHA-256 of the document of a product, by the product's id. */
  readonly files: ReadonlyMap<string, string>;
}

export function deliverablesRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(listDeliverables, async ({ programme, query }) => {
    const { asOf, position } = await figures.momentAt(programme, query.asOf);
    return inProgramme(pool, programme.id, async (client) => {
      const payload = await payloadAt(client, programme.id, frameworkDefined, position);
      const results = payload === null ? [] : frameworkDefined.payload.parse(payload).results;
      const areas = results.flatMap((result) => result.areas.map((area) => ({ ...area, result: result.code })));
      const { products, totals, files } = await deliverablesAt(client, programme.id, position);
      const details = await findFileDetails(client, programme.id, [...files.values()]);
      const fileOf = (id: string) => {
        const sha256 = files.get(id);
        const found = sha256 === undefined ? undefined : details.get(sha256);
        return sha256 === undefined || found === undefined ? null : { sha256, ...found };
      };
      return { asOf, position, areas, products: products.map((one) => ({ ...one, file: fileOf(one.id) })), totals };
    });
  });
}

/** What was delivered and declared as of a position. */
export async function deliverablesAt(client: PoolClient, programmeId: string, position: number): Promise<Deliverables> {
  const rows = await findDeliverables(client, programmeId, position);
  const products: Deliverables['products'] = [];
  const totals: Deliverables['totals'] = [];
  const files = new Map<string, string>();
  for (const { id, leaves, conflictFields, kind, body } of rows) {
    const standing = { id, leaves, conflictFields };
    if (kind === productDelivered.kind) {
      const { fileSha256, ...says } = productDelivered.payload.parse(body);
      products.push({ ...standing, ...says });
      if (fileSha256 !== null) files.set(id, fileSha256);
    } else totals.push({ ...standing, ...totalStated(body) });
  }
  return { products, totals, files };
}

function totalStated(body: unknown) {
  const { value, ...stated } = totalDeclared.payload.parse(body);
  return { ...stated, value: Number(value) };
}
