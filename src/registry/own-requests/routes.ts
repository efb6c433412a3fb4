/** The route by which whoever coordinates sees what people ask about their own data. Answering is appending an entry. */
import type { Pool } from 'pg';
import { inProgramme } from '../../platform/database/programme-transaction.ts';
import type { Routes } from '../../platform/http/route.ts';
import { linesOf } from '../people-lines.ts';
import { readOwnRequests } from './contract.ts';
import { findRequests } from './queries.ts';

export function ownRequestsRoutes(routes: Routes, { pool }: { readonly pool: Pool }): void {
  routes.inside(readOwnRequests, ({ programme, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const rows = await findRequests(client, programme.id, null);
      const lines = new Map((await linesOf(client, programme.id, [...new Set(rows.map(({ personId }) => personId))])).map((line) => [line.id, line]));
      const nameOf = (id: string): string => [lines.get(id)?.givenNames, lines.get(id)?.surnames].filter((part) => (part ?? '') !== '').join(' ');
      return { items: rows.map(({ answerId: _answerId, ...row }) => ({ ...row, name: nameOf(row.personId) })) };
    }, { scope: caller.scope }),
  );
}
