/**
 * A database for benchmarks: the embedded one as it is served, fsync on, below a temporary folder; or in the folder that
 * BENCH_KEEP names, where it stays, so that what takes long to fill is filled once and a change is measured on the same rows.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../src/platform/database/database.ts';
import { findMigrations, migrate } from '../src/platform/database/migrate.ts';
import { projectRoot } from '../src/platform/database/project-root.ts';

export interface BenchDatabase extends Database {
  readonly folder: string;
  /** What `fill` says of what it filled; where that was kept, nothing is filled again. */
  readonly filled: <T>(fill: () => Promise<T>) => Promise<T>;
}

export async function benchDatabase(): Promise<BenchDatabase> {
  const keep = process.env['BENCH_KEEP'];
  const folder = keep ?? (await mkdtemp(join(tmpdir(), 'digna-bench-')));
  await mkdir(folder, { recursive: true });
  const said = join(folder, 'filled.json');
  const log = { info: () => undefined, error: (line: string) => process.stderr.write(`${line}\n`) };
  const database = await openDatabase({ env: { ...process.env, DIGNA_DATA: folder }, purpose: 'serve', log });
  await migrate(database.owner, await findMigrations(projectRoot()), { log });
  return {
    ...database,
    folder,
    filled: async (fill) => {
      if (existsSync(said)) return JSON.parse(await readFile(said, 'utf8'));
      const filled = await fill();
      await writeFile(said, JSON.stringify(filled));
      return filled;
    },
    stop: async () => {
      await database.stop();
      if (keep === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The value below which a share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Prints one row for docs/benchmarks.md. */
export function row(...cells: readonly (string | number)[]): void {
  process.stdout.write(`| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell)).join(' | ')} |\n`);
}

/** Random numbers that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
