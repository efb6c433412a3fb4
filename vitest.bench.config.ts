import { defineConfig } from 'vitest/config';

/** Benchmarks: one at a time, on a database that keeps what it is told (fsync on). */
export default defineConfig({
  test: {
    include: ['bench/**/*.bench.ts'],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    env: { NODE_ENV: 'production' },
  },
});
