/** Routes for phones. */
import type { Pool } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import { readRows } from './contract.ts';
import { rowsOf, type RowsParts } from './rows.ts';

export function phoneRoutes(routes: Routes, parts: RowsParts & { readonly pool: Pool }): void {
  routes.inside(readRows, ({ programme, caller, query }) =>
    inProgramme(parts.pool, programme.id, (client) => rowsOf(client, parts, programme.id, query, caller), {
      scope: caller.scope,
      isolation: 'repeatable read',
      readOnly: true,
    }),
  );
}
