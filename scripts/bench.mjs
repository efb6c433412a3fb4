// npm run bench [name] [runs=…]: bundles the benchmarks (or those named) as the server is bundled, runs them and prints rows for
// docs/benchmarks.md. From the sources, under the test runner, every call from one file to another costs twice.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, ensureInstalled, root } from './ready.mjs';

checkNode();
ensureInstalled('everything');
const { bundleForNode } = await import('./server-bundle.mjs');
const outDir = join(root, 'dist', 'bench');
rmSync(outDir, { recursive: true, force: true });
// `runs=2000` says to a benchmark how much: it reads BENCH_RUNS.
const given = process.argv.slice(2).filter((one) => one.includes('='));
for (const [name, value] of given.map((one) => one.split('='))) process.env[`BENCH_${name.toUpperCase()}`] = value;
const names = process.argv.slice(2).filter((one) => !given.includes(one));
const benches = readdirSync(join(root, 'bench'), { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.bench.ts') && (names.length === 0 || names.some((name) => file.includes(name))));
// One bundle a benchmark: what two shared would be a file of its own again.
for (const file of benches) {
  await bundleForNode({ outDir, emptyOutDir: false, input: join(root, 'bench', file), output: { entryFileNames: file.replace(/\.ts$/, '.js') } });
}
await bundleForNode({ outDir, emptyOutDir: false, input: join(root, 'src', 'figures', 'figure-worker.ts'), output: { entryFileNames: 'figure-worker.js' } });
const { status } = spawnSync(
  join(root, 'node_modules', '.bin', 'vitest'),
  ['run', '--config', 'vitest.bench.config.ts'],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
