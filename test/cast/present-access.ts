import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse } from '../../src/app/house.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { makePool } from '../../src/platform/database/pools.ts';
import { quietLog } from '../database/quiet-log.ts';
import { accessTable } from './access-table.ts';
import { contractsOf } from './routes.ts';

/** The table as the code has it now. No database is asked: hanging routes up asks none. */
export async function presentAccess(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'digna-access-'));
  const pool = makePool('postgres://nobody@127.0.0.1:1/none', 1, quietLog);
  try {
    return accessTable(await contractsOf(await openHouse(pool, folder, systemClock)));
  } finally {
    await pool.end();
    await rm(folder, { recursive: true, force: true });
  }
}
