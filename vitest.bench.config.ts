import { defineConfig } from 'vitest/config';

/** Benchmarks, bundled by scripts/bench.mjs: one at a time, on a database that keeps what it is told (fsync on). */
export default defineConfig({
  test: {
    include: ['dist/bench/**/*.bench.js'],
    exclude: [],
    // A database for those that need no fsync; started when one asks for it.
    globalSetup: ['test/database/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    env: { NODE_ENV: 'production' },
  },
});
