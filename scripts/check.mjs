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

// Each keeps one core busy: two run at once, those that take longest first.
await tools([
  ['types of the browser', 'vue-tsc', ['-p', 'tsconfig.web.json']],
  ['types of the server', 'tsc', ['-p', 'tsconfig.server.json']],
  ['types of the journeys', 'tsc', ['-p', 'tsconfig.journeys.json']],
  ...withConfig(['.oxlintrc.json'], () => ['lint', 'oxlint', ['--type-aware', '--deny-warnings']]),
  ['build', process.execPath, [join('scripts', 'build.mjs')]],
  ['types of the pure files', 'tsc', ['-p', 'tsconfig.pure.json']],
  ...withConfig(['.dependency-cruiser.mjs', '.dependency-cruiser.cjs', '.dependency-cruiser.json'], (config) => ['directions of imports', 'depcruise', ['src', '--config', config]]),
  ...withConfig(['knip.json', 'knip.jsonc', 'knip.ts'], () => ['dead code', 'knip', []]),
  ['types of the worker', 'tsc', ['-p', 'tsconfig.worker.json']],
]);
tests('tests on PostgreSQL 15', [], { DIGNA_TEST_PG: '15' });
tests('core on PostgreSQL 18', coreTests(), { DIGNA_TEST_PG: '18' });
if (filesBelow('test/journeys').some((path) => path.endsWith('.journey.ts'))) {
  tests('journeys in Chromium', ['--config', 'vitest.journeys.config.ts'], {});
}

rmSync(reports, { recursive: true, force: true });
if (failedSteps.length > 0) process.stdout.write(`\nFailed: ${failedSteps.join('; ')}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed > 0 ? 1 : 0);

/** Steps that pass or fail as a whole, two at once; what they printed is shown one after the other. */
async function tools(steps) {
  const waiting = [...steps];
  const results = new Map();
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.set(next, await captured(...next));
  };
  await Promise.all([lane(), lane()]);
  for (const one of steps) said(results.get(one));
}

/** A tool that runs beside others: what it printed, and whether it passed. */
function captured(name, command, args) {
  const startedAt = performance.now();
  const child = spawn(executable(command), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    const end = (ok) => resolve({ name, ok, output, seconds: secondsSince(startedAt) });
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(false);
    });
    child.on('close', (status) => end(status === 0));
  });
}

/** Reports what ran beside others. */
function said({ name, ok, output, seconds }) {
  process.stdout.write(`\n== ${name}\n${output}-- ${name}: ${ok ? 'passed' : 'FAILED'} in ${seconds} s\n`);
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
  const { status } = spawnSync(executable(command), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  process.stdout.write(`-- ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${secondsSince(startedAt)} s\n`);
  if (status !== 0) failedSteps.push(name);
  return status === 0;
}

/** A tool of the project where there is one, else of the machine. */
function executable(command) {
  const local = join(root, 'node_modules', '.bin', command);
  return existsSync(local) ? local : command;
}

function secondsSince(startedAt) {
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}

/** A step for which there is a configuration, or none. */
function withConfig(names, step) {
  const found = names.find((name) => existsSync(join(root, name)));
  return found === undefined ? [] : [step(found)];
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
