/** Opens the house for one command, beside a running server or without one, and closes it whatever happens. */
import { openDatabase, type Database } from '../platform/database/database.ts';
import { findMigrations, migrate } from '../platform/database/migrate.ts';
import { projectRoot } from '../platform/database/project-root.ts';
import { systemClock } from '../platform/clock.ts';
import { dataFolder } from '../platform/data-folder.ts';
import { openHouse, type House } from './house.ts';

export async function withHouse<T>(env: NodeJS.ProcessEnv, work: (house: House, database: Database) => Promise<T>): Promise<T> {
  // Standard output is the command's answer, so operators' notes go to the other one.
  const toError = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const database = await openDatabase({ env, purpose: 'command', log: { info: () => undefined, error: toError } });
  try {
    await migrate(database.owner, await findMigrations(projectRoot()), { log: { info: () => undefined, error: toError } });
    const house = await openHouse(database.app, dataFolder(env), systemClock);
    const answer = await work(house, database);
    // Whoever the command registered is compared before it ends.
    await house.newRecords.settle();
    return answer;
  } finally {
    await database.stop();
  }
}
