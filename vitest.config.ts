import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const TESTS = ['src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'];

/** A window or a phone keeps what it knows in its modules; what is put in the place of something else stays there for whoever comes next. */
const APART = ['src/web/**/*.test.ts', 'src/**/views/**/*.test.ts', 'test/phone/**/*.test.ts', ...['src', 'test', 'examples'].flatMap(testsBelow).filter(putsInPlace)];

export default defineConfig({
  plugins: [vue()],
  test: {
    globalSetup: ['test/database/global-setup.ts'],
    // An odd time zone brings out dates that were meant for another.
    env: { TZ: 'America/Phoenix' },
    // By default one core is left idle: of two, half.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      // The server keeps nothing in its modules: its tests load it once in a process, not once in a file.
      { extends: true, test: { name: 'server', include: TESTS, exclude: APART, isolate: false } },
      { extends: true, test: { name: 'apart', include: APART, sequence: { groupOrder: 1 } } },
    ],
  },
});

function testsBelow(folder: string): string[] {
  const names = readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

function putsInPlace(path: string): boolean {
  return /^import \{[^}]*\bvi\b[^}]*\} from 'vitest'/m.test(readFileSync(join(import.meta.dirname, path), 'utf8'));
}
