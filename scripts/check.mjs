// npm run check: every guard of the project in readable order, then one line that sums them up.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from './ready.mjs';

/** What of the tests is run on both: the core. Everything else meets the embedded PostgreSQL 18 in the journeys, and 15, the oldest, here. */
const CORE = ['src/ledger/', 'src/figures/', 'src/platform/', 'test/'];
/** They ask the same statements over and over, which others ask once: a second time would cost minutes for nothing new. */
const REPEATING = ['src/figures/histories.test.ts', 'src/ledger/corrections.test.ts'];
const reports = mkdtempSync(join(tmpdir(), 'digna-check-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const failedSteps = [];

// The browser's types take as long as all the others.
const browserTypes = captured('vue-tsc', ['-p', 'tsconfig.web.json']);
tool('types of the pure files', 'tsc', ['-p', 'tsconfig.pure.json']);
tool('types of the server', 'tsc', ['-p', 'tsconfig.server.json']);
tool('types of the worker', 'tsc', ['-p', 'tsconfig.worker.json']);
tool('types of the journeys', 'tsc', ['-p', 'tsconfig.journeys.json']);
said('types of the browser', await browserTypes);
withConfig(['.oxlintrc.json'], () => tool('lint', 'oxlint', ['--type-aware', '--deny-warnings']));
withConfig(['.dependency-cruiser.mjs', '.dependency-cruiser.cjs', '.dependency-cruiser.json'], (config) =>
  tool('directions of imports', 'depcruise', ['src', '--config', config]),
);
withConfig(['knip.json', 'knip.jsonc', 'knip.ts'], () => tool('dead code', 'knip', []));
tests('tests on PostgreSQL 15', [], { DIGNA_TEST_PG: '15' });
tests('core on PostgreSQL 18', coreTests(), { DIGNA_TEST_PG: '18' });
tool('build', process.execPath, [join('scripts', 'build.mjs')]);
if (filesBelow('test/journeys').some((path) => path.endsWith('.journey.ts'))) {
  tests('journeys in Chromium', ['--config', 'vitest.journeys.config.ts'], {});
}

rmSync(reports, { recursive: true, force: true });
if (failedSteps.length > 0) process.stdout.write(`\nFailed: ${failedSteps.join('; ')}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed > 0 ? 1 : 0);

/** A step that passes or fails as a whole. */
function tool(name, command, args) {
  const ok = step(name, command, args, {});
  total[ok ? 'passed' : 'failed'] += 1;
}

/** A tool that runs beside others: what it printed, and whether it passed. */
function captured(command, args) {
  const child = spawn(join(root, 'node_modules', '.bin', command), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, output: `${error.message}\n` }));
    child.on('close', (status) => resolve({ ok: status === 0, output }));
  });
}

/** Reports what ran beside others. */
function said(name, { ok, output }) {
  process.stdout.write(`\n== ${name}\n${output}-- ${name}: ${ok ? 'passed' : 'FAILED'}\n`);
  if (!ok) failedSteps.push(name);
  total[ok ? 'passed' : 'failed'] += 1;
}

/** A run of tests, counted one by one from its report. */
function tests(name, args, env) {
  const report = join(reports, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = step(name, 'vitest', ['run', ...args, ...reporters], env);
  const counted = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
  const failed = counted?.numFailedTests ?? 0;
  total.passed += counted?.numPassedTests ?? 0;
  total.skipped += (counted?.numPendingTests ?? 0) + (counted?.numTodoTests ?? 0);
  // A file that does not load, or an error outside any test, fails the run without a failed test.
  total.failed += ok ? failed : Math.max(failed, 1);
}

function step(name, command, args, env) {
  process.stdout.write(`\n== ${name}\n`);
  const startedAt = performance.now();
  const local = join(root, 'node_modules', '.bin', command);
  const { status } = spawnSync(existsSync(local) ? local : command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`-- ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  if (status !== 0) failedSteps.push(name);
  return status === 0;
}

function withConfig(names, run) {
  const found = names.find((name) => existsSync(join(root, name)));
  if (found !== undefined) run(found);
}

/** The test files of the core that ask for a test database, themselves or by way of what they import, but for those of REPEATING. */
function coreTests() {
  const door = resolve(root, 'test/database/test-database.ts');
  const reached = new Map();
  const reaches = (file) => {
    if (file === door) return true;
    if (!reached.has(file)) {
      reached.set(file, false); // Ends a circle of imports.
      reached.set(file, importsOf(file).some(reaches));
    }
    return reached.get(file);
  };
  return ['src', 'test', 'examples']
    .flatMap(filesBelow)
    .filter((path) => path.endsWith('.test.ts') && reaches(path))
    .map((path) => relative(root, path))
    .filter((path) => CORE.some((room) => path.startsWith(room)) && !REPEATING.includes(path));
}

function importsOf(file) {
  if (!file.endsWith('.ts')) return [];
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/from '(\.[^']+)'/g)]
    .map(([, path]) => resolve(dirname(file), path))
    .filter((path) => existsSync(path));
}

function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true }).map((path) => join(root, folder, path));
}
