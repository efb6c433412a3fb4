import { defineConfig } from 'vitest/config';

/** Benchmarks, bundled by scripts/bench.mjs: one at a time, on a database that keeps what it is told (fsync on). */
export default defineConfig({
  test: {
    include: ['dist/bench/**/*.bench.js'],
    exclude: [],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    env: { NODE_ENV: 'production' },
  },
});
