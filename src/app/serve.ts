/** `npm start`: opens the database, brings the schema forward, loads the example programme, serves. */
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { CannotStart } from '../platform/database/cannot-start.ts';
import { openDatabase } from '../platform/database/database.ts';
import { findMigrations, migrate } from '../platform/database/migrate.ts';
import { projectRoot } from '../platform/database/project-root.ts';
import { systemClock } from '../platform/clock.ts';
import { dataFolder } from '../platform/data-folder.ts';
import { basePathOf } from '../platform/http/base-path.ts';
import { REBUILD } from './catalogue.ts';
import { EXAMPLE_PROGRAMME } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { openHouse, type House } from './house.ts';
import { EXAMPLE_USERS, examplePassword, loadExample } from './load-example.ts';
import { hasUsers, listProgrammes } from '../access/queries.ts';
import { isOutdated } from '../ledger/rebuild-queries.ts';
import { readAhead } from './read-ahead.ts';
import { publicAddressIn } from './public-address.ts';
import { makeServer } from './server.ts';

const PORT_DEFAULT = 4280;
// Left alone, the heap grows to several times what is alive in it before it is cleaned. A small machine has no room for
// that: an import of 40,000 people held 600 MB at most, with this 335 MB, for a sixth more work.
setFlagsFromString('--heap-growing-percent=30');

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const { env } = process;
  const empty = process.argv.includes('--empty');
  const log = { info: say, error: (line: string) => process.stderr.write(`${line}\n`) };
  const database = await openDatabase({ env, purpose: 'serve', log });
  let closing = false;
  const close = async (code: number): Promise<void> => {
    if (closing) return;
    closing = true;
    await database.stop();
    process.exit(code);
  };
  try {
    await migrate(database.owner, await findMigrations(projectRoot()), { log });
    const house = await openHouse(database.app, dataFolder(env), systemClock);
    const hadUsers = await hasUsers(house.pool);
    const port = Number(env['PORT'] ?? PORT_DEFAULT);
    if (!empty && !hadUsers) {
      say('Cargando el programa de ejemplo … / Loading the example programme …');
      await loadExample(house, await examplePassword(dataFolder(env)), publicAddressIn(env) ?? `http://localhost:${port}`);
    }
    const app = await makeServer(house, { webFolder: join(projectRoot(), 'dist', 'web'), log: log.error, trustedProxies: proxiesIn(env), publicAddress: publicAddressIn(env) });
    void house.searches.resume((await listProgrammes(house.pool)).map(({ id }) => id));
    const brought = bringForward(house);
    await app.listen({ port, host: env['HOST'] ?? '127.0.0.1' });
    const demonstration = (await listProgrammes(house.pool)).some((programme) => programme.demonstration);
    announce(`http://localhost:${port}${basePathOf(publicAddressIn(env))}`, empty && !hadUsers, demonstration ? await examplePassword(dataFolder(env)) : null);
    void brought.then(() => readAhead(house, app));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => void Promise.all([app.close(), house.searches.stop(), house.newRecords.stop(), house.typesetting.stop()]).then(() => close(0)));
    }
  } catch (error) {
    complain(error);
    await close(1);
  }
}

/** Makes projections again that an earlier version of Digna had made, programme by programme, beside the running service. */
async function bringForward(house: House): Promise<void> {
  for (const { id, code } of await listProgrammes(house.pool)) {
    try {
      if (!(await isOutdated(house.pool, id, REBUILD.projectedAs))) continue;
      const { entries, changed } = await house.ledger.rebuild({ programmeId: id, ...REBUILD });
      if (Object.keys(changed).length > 0) say(`${code}: ${entries} entradas, listas rehechas / entries, lists made again`);
    } catch {
      // The database went away meanwhile; the next start finds the same work undone.
      say(`${code}: no se pudieron rehacer las listas; ejecute «digna rebuild» / the lists could not be made again; run "digna rebuild"`);
    }
  }
}

/** Addresses or networks (CIDR) of reverse proxies in front, separated by commas. */
function proxiesIn(env: NodeJS.ProcessEnv): string[] {
  return (env['DIGNA_TRUSTED_PROXIES'] ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
}

/** `address`: on this machine. `password`: of the demonstration users, or null where there are none. */
function announce(address: string, empty: boolean, password: string | null): void {
  say('');
  say(`  Digna: ${address}`);
  if (empty) {
    say('  Abra esa dirección para crear la primera administradora. / Open it to make the first administrator.');
  } else if (password !== null) {
    say('  Personas y organizaciones inventadas (demostración). / Invented people and organisations (demonstration).');
    say(`  Página pública / Public page: ${address}/p/${EXAMPLE_PROGRAMME.code}`);
    for (const { username, role } of EXAMPLE_USERS) say(`  ${username.padEnd(10)} ${password}   ${role}`);
  }
  say('');
}

function complain(error: unknown): void {
  if (error instanceof CannotStart) process.stderr.write(`${error.message}\n`);
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    process.stderr.write('El puerto está ocupado: elija otro con PORT. / The port is taken: choose another with PORT.\n');
  } else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

main().catch((error: unknown) => {
  complain(error);
  process.exit(1);
});
