import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest is begun first: otherwise one of them is left at the end, with nothing beside it. */
const LONGEST = ['every-screen-laptop', 'command-line', 'every-screen-phone', 'badges', 'coordinator', 'shared-phone', 'partner'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.indexOf(basename(moduleId, '.journey.ts'));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

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
    // What a journey changes is in its server and its browser: what they have in common is loaded once in a process.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
