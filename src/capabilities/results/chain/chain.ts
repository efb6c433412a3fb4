/** Assumptions as plain data: for the results chain and for the donor's report. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { assumptionStated } from '../statement-entries.ts';
import { findStatements } from '../statement-queries.ts';
import type { assumptionLine } from './contract.ts';

export async function assumptionsAt(client: PoolClient, programmeId: string, position: number): Promise<z.input<typeof assumptionLine>[]> {
  const rows = await findStatements(client, programmeId, position, [assumptionStated]);
  return rows.map(({ id, leaves, conflictFields, body }) => ({ id, leaves, conflictFields, ...assumptionStated.payload.parse(body) }));
}
