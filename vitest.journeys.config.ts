import { defineConfig } from 'vitest/config';

/** A role's day in a real browser against a real server; run by scripts/check.mjs after the build. */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.journey.ts'],
    globalSetup: ['test/journeys/global-setup.ts'],
    env: { TZ: 'America/La_Paz' },
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // What is waited for comes when the machine gets to it; the second that is usual is too short where others use it too.
    expect: { poll: { timeout: 20_000 } },
    // Browsers wait much of the time: two at once keep two cores busy.
    maxWorkers: 2,
  },
});
