// A server or a command reduced to its database, in a process of its own that tests can kill: see database-process.ts.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const source = join(root, 'src', 'platform', 'database', 'database.ts');
const { module } = await runnerImport(source, { root, configFile: false, logLevel: 'silent' });
const log = { info: () => {}, error: (sentence) => process.stderr.write(`${sentence}\n`) };
try {
  const database = await module.openDatabase({ env: process.env, purpose: process.argv[2], log });
  process.stdin.once('data', async () => {
    await database.stop();
    process.exit(0);
  });
  process.stdout.write('open\n');
} catch (error) {
  process.stdout.write(`${error.code ?? error.message}\n`);
  process.exit(1);
}
