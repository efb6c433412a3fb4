/** The command line beside a running server: the example's figures, as a program reads them. */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXPECTED } from '../../examples/bolivia-digna-y-productiva/truth.ts';
import { DEFAULT_SEED, generateLists } from '../../examples/bolivia-digna-y-productiva/generate.ts';
import { PARTNER_ID } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { projectRoot } from '../../src/platform/database/project-root.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await runServer();
});
afterAll(() => server.stop());

function digna(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot(), 'bin', 'digna.mjs'), ...args], {
    env: { ...process.env, DIGNA_DATA: server.folder, PORT: String(server.port), DIGNA_PASSWORD: 'otra-contraseña-larga' },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('digna', () => {
  test('figures --json gives every indicator its present value', () => {
    const { code, out } = digna('figures', '--json');
    expect(code).toBe(0);
    const { items } = JSON.parse(out);
    expect(Object.fromEntries(items.map((item: { code: string; value: number }) => [item.code, item.value]))).toEqual({
      '2.2.1': 263,
      '2.2.2': 60.08,
      '2.2.3': 3,
      '2.2.4': EXPECTED.organisations,
      '2.2.5': EXPECTED.participations,
    });
  });

  test('figure by sex and kind: 158 women; kinds add up to more than 263 and say so', () => {
    const figure = JSON.parse(digna('figure', '2.2.1', '--by', 'sex', '--json').out);
    expect(figure.sexes).toMatchObject({ woman: 158, total: 263, unknown: EXPECTED.unknownSex });
    const byKind = JSON.parse(digna('figure', '2.2.1', '--by', 'organisation-kind', '--json').out);
    expect(Object.fromEntries(byKind.cells.map((cell: { keys: string[]; value: number }) => [cell.keys[0], cell.value]))).toEqual(EXPECTED.byKind);
    expect(byKind.overlap).toBe(EXPECTED.byKind.employers + EXPECTED.byKind.workers + EXPECTED.byKind.government - 263);
    expect(byKind.overlap).toBeGreaterThan(0);
  });

  test('evidence --json adds up: read less collapsed less left out is counted', () => {
    const { summary, items } = JSON.parse(digna('evidence', '2.2.1', '--json').out);
    const sum = (lines: { count: number }[]): number => lines.reduce((total, line) => total + line.count, 0);
    expect(summary.read - sum(summary.collapsed) - sum(summary.leftOut)).toBe(263);
    expect(items).toHaveLength(263);
    expect(items.every((item: { file: { name: string; row: number } | null }) => (item.file?.row ?? 0) > 0)).toBe(true);
  });

  test('as of before the lists came in there is no data', () => {
    expect(JSON.parse(digna('figure', '2.2.1', '--as-of', '@12', '--json').out).value).toBeNull();
  });

  test('a list already in is refused, a dry run writes nothing, a rebuild changes nothing', async () => {
    const lists = await generateLists(DEFAULT_SEED);
    const [first] = lists;
    const waiting = lists.find(({ loaded }) => !loaded);
    const pathOf = (list: typeof first): string => join(server.folder, list?.fileName ?? '');
    for (const list of [first, waiting]) await writeFile(pathOf(list), list?.bytes ?? new Uint8Array());
    expect(digna('import', 'attendance', pathOf(first), '--process', 'APOYO').code).toBe(1);
    const dry = digna('import', 'attendance', pathOf(waiting), '--process', 'TRANSICION', '--dry-run', '--json');
    expect(dry.code).toBe(0);
    expect(JSON.parse(dry.out)).toMatchObject({ batchId: null });
    const before = digna('figures', '--json').out;
    expect(digna('rebuild').code).toBe(0);
    const drop = (text: string): unknown => ({ ...JSON.parse(text), asOf: null });
    expect(drop(digna('figures', '--json').out)).toEqual(drop(before));
  });

  test('report --format iati writes the file and says what the programme does not know', async () => {
    const path = join(server.folder, 'programa.xml');
    const { code, out } = digna('report', '--format', 'iati', '--out', path);
    expect(code).toBe(0);
    expect(out).toContain('No se sabe: El programa no registra presupuesto');
    expect(await readFile(path, 'utf8')).toContain('<iati-activities version="2.03"');
    expect(digna('report', '--format', 'docx', '--out', path).code).toBe(2);
  });

  test('entries can be appended from a file: an indicator of one’s own, once however often it is sent', async () => {
    const trained = JSON.parse(digna('figure', '2.2.1', '--json').out).indicator;
    const path = join(server.folder, 'indicador.json');
    const id = '01890000-0000-7000-8000-000000000777';
    const payload = { ...trained, code: 'BENI', filter: { ...trained.filter, department: ['08'] } };
    await writeFile(path, JSON.stringify([{ id, kind: 'results.indicator-defined', occurredOn: '2021-11-26', payload }]));
    expect(digna('append', path)).toMatchObject({ code: 0, out: `${id} accepted\n` });
    expect(digna('append', path)).toMatchObject({ code: 0, out: `${id} already-had\n` });
    expect(JSON.parse(digna('figure', 'BENI', '--json').out).value).toBeGreaterThan(0);
    await writeFile(path, '[{"kind":');
    expect(digna('append', path).code).toBe(2);
  });

  test('users can be added; what is not understood exits with 2, what is not found with 1', () => {
    expect(digna('user', 'add', 'benita', '--name', 'Benita', '--role', 'donor').code).toBe(0);
    expect(digna('user', 'add', 'benita', '--name', 'Benita', '--role', 'donor').code).toBe(1);
    expect(digna('user', 'add', 'carmen', '--role', 'reina').code).toBe(2);
    expect(digna('user', 'add', 'carmen', '--role', 'trainer')).toMatchObject({ code: 1, err: expect.stringContaining('bad-reach') });
    expect(digna('user', 'add', 'carmen', '--role', 'trainer', '--partner', PARTNER_ID).code).toBe(0);
    const { items } = JSON.parse(digna('user', 'list', '--json').out);
    const carmen = items.find((item: { username: string }) => item.username === 'carmen');
    expect(carmen).toMatchObject({ role: 'trainer', partner: 'Centro de Formación Wiñay', endedAt: null });
    expect(digna('user', 'link', 'carmen').out).toMatch(/^\/clave\/[\w-]{32}\n$/);
    expect(digna('user', 'end', 'carmen').code).toBe(0);
    expect(digna('user', 'end', 'carmen').code).toBe(1);
    expect(digna('user', 'end', 'admin')).toMatchObject({ code: 1, err: expect.stringContaining('last-administrator') });
    expect(digna('user', 'link', 'nadie').code).toBe(1);
    expect(digna('figure', '9.9.9', '--json').code).toBe(1);
    expect(digna('nonsense').code).toBe(2);
    expect(digna('--help')).toMatchObject({ code: 0, out: expect.stringContaining('digna figures') });
    expect(JSON.parse(digna('programme', 'list', '--json').out).items).toHaveLength(1);
  });
});
