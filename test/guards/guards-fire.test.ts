/** Each guard against a planted violation: a guard nobody has seen fail is not a guard. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/platform/database/project-root.ts';
import { CHECKS } from './tidy.ts';

const root = projectRoot();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'digna-planted-'));
  for (const file of ['.oxlintrc.json', '.dependency-cruiser.mjs', 'tsconfig.base.json', 'tsconfig.pure.json', 'tsconfig.web.json', 'package.json']) {
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function run(command: string, args: string[]): string {
  const { stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', command), args, { cwd: folder, encoding: 'utf8' });
  return stdout + stderr;
}

describe('tidy', () => {
  const planted: Record<keyof typeof CHECKS, [string, string]> = {
    namesSaySomething: ['src/ledger/utils.ts', ''],
    nothingLeftOver: ['src/ledger/a.ts', ['// FIX', 'ME later'].join('')],
    sqlStaysInQueries: ['src/ledger/routes.ts', 'client.query(`select a from entry`)'],
    pureFilesStayPure: ['src/registry/facts.ts', 'const now = Date.now();'],
    capabilitiesHaveReadmes: ['src/capabilities/mentoring/entries.ts', ''],
    kindsAreNamedForTheirRoom: ['src/capabilities/mentoring/entries.ts', "  kind: 'events.session-held',"],
    pagesHaveOneTitle: ['docs/page.md', '# One\n\n# Two\n'],
    noWordsInTemplates: ['src/web/Page.vue', '<template><p>Hola mundo</p></template>'],
    linksNameTheirPage: ['src/web/Page.vue', '<RouterLink :to="`/personas/${id}`" />'],
  };
  for (const [name, check] of Object.entries(CHECKS)) {
    test(`${name} fires`, () => {
      const entry = Object.entries(planted).find(([key]) => key === name)?.[1];
      expect(check(new Map(entry === undefined ? [] : [entry]))).toHaveLength(1);
    });
  }
});

describe('the compiler', () => {
  test('lets no pure file see the browser, Node or the network', () => {
    plant('src/ledger/entry.ts', 'export const a = document.title; export const b = process.env; export const c = fetch;');
    const out = run('tsc', ['-p', 'tsconfig.pure.json']);
    expect(out).toContain("'document'");
    expect(out).toContain("'process'");
    expect(out).toContain("'fetch'");
    rmSync(join(folder, 'src'), { recursive: true });
  });
});

describe('the linter', () => {
  const planted: [string, string, string][] = [
    ['no-console', 'src/a.ts', "console.log('a');"],
    ['no-default-export', 'src/a.ts', 'export default 1;'],
    ['no-explicit-any', 'src/a.ts', 'export const a: any = 1;'],
    ['no-non-null-assertion', 'src/a.ts', 'export const a = (b: string | null): string => b!;'],
    ['no-floating-promises', 'src/a.ts', 'export function f(): void { Promise.resolve(1); }'],
    ['filename-case', 'src/BadName.ts', 'export const a = 1;'],
    ['max-lines-per-function', 'src/a.ts', `export function f(): number {\n  let a = 1;\n${"  a += 1;\n".repeat(80)}  return a;\n}`],
    ['switch-exhaustiveness-check', 'src/a.ts', "export function f(a: 'x' | 'y'): number { switch (a) { case 'x': return 1; } return 2; }"],
  ];
  for (const [rule, path, text] of planted) {
    test(`${rule} fires`, () => {
      plant(path, text);
      plant('tsconfig.json', '{ "extends": "./tsconfig.base.json", "include": ["src"] }');
      expect(run('oxlint', ['--type-aware', '--deny-warnings', path])).toContain(rule);
      rmSync(join(folder, 'src'), { recursive: true });
    });
  }
});

describe('directions of imports', () => {
  const planted: [string, Record<string, string>][] = [
    ['no-cycles', { 'src/ledger/a.ts': "import './b.ts';", 'src/ledger/b.ts': "import './a.ts';" }],
    ['platform-knows-no-domain', { 'src/platform/a.ts': "import '../ledger/b.ts';", 'src/ledger/b.ts': '' }],
    ['core-knows-no-capability', { 'src/ledger/a.ts': "import '../capabilities/events/rules.ts';", 'src/capabilities/events/rules.ts': '' }],
    ['capabilities-meet-in-entries', { 'src/capabilities/a/queries.ts': "import '../b/rules.ts';", 'src/capabilities/b/rules.ts': '' }],
    ['pure-stays-pure', { 'src/capabilities/a/rules.ts': "import './queries.ts';", 'src/capabilities/a/queries.ts': '' }],
    ['views-stay-in-the-browser', { 'src/capabilities/a/views/x.ts': "import '../queries.ts';", 'src/capabilities/a/queries.ts': '' }],
    ['server-never-draws', { 'src/ledger/a.ts': "import '../web/b.ts';", 'src/web/b.ts': '' }],
    ['only-app-assembles', { 'src/ledger/a.ts': "import '../app/b.ts';", 'src/app/b.ts': '' }],
    ['only-queries-speak-sql', { 'src/ledger/a.ts': "import pg from 'pg'; export const a = pg;" }],
    ['no-orphans', { 'src/ledger/alone.ts': 'export const a = 1;' }],
  ];
  for (const [rule, files] of planted) {
    test(`${rule} fires`, () => {
      for (const [path, text] of Object.entries(files)) plant(path, text);
      expect(run('depcruise', ['src', '--config', '.dependency-cruiser.mjs'])).toContain(rule);
      rmSync(join(folder, 'src'), { recursive: true });
    });
  }

  test('are looked at: more than a hundred modules of this tree', () => {
    const { stdout } = spawnSync(join(root, 'node_modules', '.bin', 'depcruise'), ['src', '--config', '.dependency-cruiser.mjs'], { cwd: root, encoding: 'utf8' });
    expect(Number(/(\d+) modules/.exec(stdout)?.[1])).toBeGreaterThan(100);
  });
});

describe('dead code', () => {
  test('an export nobody uses is found', () => {
    plant('src/app/serve.ts', "import './a.ts';");
    plant('src/app/a.ts', 'export const used = 1; export function unused(): void {}');
    plant('knip.json', '{ "entry": ["src/app/serve.ts"], "project": ["src/**/*.ts"] }');
    expect(run('knip', ['--exclude', 'dependencies,unlisted,binaries,unresolved'])).toContain('unused');
    rmSync(join(folder, 'src'), { recursive: true });
  });
});
