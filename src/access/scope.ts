/** What a member narrowed to a partner may read of figures: facts of that partner's processes only. */
import type { Pool } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Caller } from '../platform/http/route.ts';
import { findProcessesOfPartner } from './scope-queries.ts';

/** To be spread over what a figure is narrowed to; empty for a caller who sees the whole programme. */
export async function withinScope(
  pool: Pool,
  programmeId: string,
  caller: Pick<Caller, 'scope'>,
): Promise<{ within?: readonly string[] }> {
  const { scope } = caller;
  if (scope === null) return {};
  return { within: await inProgramme(pool, programmeId, (client) => findProcessesOfPartner(client, programmeId, scope)) };
}
