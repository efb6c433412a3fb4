/** Routes for phones. */
import type { Pool } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import { turns } from '../platform/turns.ts';
import { readRows } from './contract.ts';
import { rowsOf, type RowsParts } from './rows.ts';

/** Pages made at once. Fifty phones that come back from the field together wait for each other, and not for connections that the others hold. */
const AT_ONCE_MAX = 4;

export function phoneRoutes(routes: Routes, parts: RowsParts & { readonly pool: Pool }): void {
  const turn = turns(AT_ONCE_MAX);
  routes.inside(readRows, ({ programme, caller, query }) =>
    turn(() =>
      inProgramme(parts.pool, programme.id, (client) => rowsOf(client, parts, programme.id, query, caller), {
        scope: caller.scope,
        isolation: 'repeatable read',
        readOnly: true,
      }),
    ),
  );
}
