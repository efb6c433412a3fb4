// npm run bench [name]: runs the benchmarks (or the one named) and prints rows for docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkNode, ensureInstalled, root } from './ready.mjs';

checkNode();
ensureInstalled('everything');
const { status } = spawnSync(
  join(root, 'node_modules', '.bin', 'vitest'),
  ['run', '--config', 'vitest.bench.config.ts', '--reporter=default', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
