/** Routes of conflicts and waiting entries. Deciding is appending an entry that supersedes all leaves. */
import type { Pool } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import { listConflicts, listWaiting, readConflict } from './conflict-contract.ts';
import { conflictList, conflictPage, waitingList, type Mask } from './conflict-page.ts';
import { areDisclosed, disclosedOf, type Disclose } from './disclosed.ts';
import { hiddenKinds, type EntryKind } from './entry.ts';

export interface ConflictRoutesParts {
  readonly pool: Pool;
  readonly kinds: ReadonlyMap<string, EntryKind>;
  readonly mask: Mask;
  readonly disclose: Disclose;
}

export function conflictRoutes(routes: Routes, { pool, kinds, mask, disclose }: ConflictRoutesParts): void {
  routes.inside(listConflicts, ({ programme, query, caller }) =>
    inProgramme(pool, programme.id, (client) => conflictList(client, kinds, programme.id, { ...query, hidden: hiddenKinds(kinds, caller.may) }), { scope: caller.scope }),
  );

  routes.inside(readConflict, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const reveals = caller.may('person.reveal');
      const page = await conflictPage(client, kinds, programme.id, params.id, { reveals, mask, hidden: hiddenKinds(kinds, caller.may) });
      const shown = areDisclosed([...page.fields, ...page.joined].map(({ field }) => field));
      if (reveals && shown) await disclose(client, programme.id, disclosedOf(page.about, params.id), caller.userId);
      return page;
    }, { scope: caller.scope }),
  );

  routes.inside(listWaiting, ({ programme, query, caller }) =>
    inProgramme(pool, programme.id, (client) => waitingList(client, kinds, programme.id, { ...query, hidden: hiddenKinds(kinds, caller.may) }), { scope: caller.scope }),
  );
}
