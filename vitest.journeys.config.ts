import { defineConfig } from 'vitest/config';

/** A role's day in a real browser against a real server; run by scripts/check.mjs after the build. */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.journey.ts'],
    globalSetup: ['test/journeys/global-setup.ts'],
    env: { TZ: 'America/La_Paz' },
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // One browser and one server at a time: two cores are soon busy.
    fileParallelism: false,
  },
});
