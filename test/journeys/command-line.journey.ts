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

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const digna = (...args: string[]): Answer => dignaIn('es_BO.UTF-8', ...args);

function dignaIn(language: string, ...args: string[]): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot(), 'bin', 'digna.mjs'), ...args], {
    env: { ...process.env, LC_ALL: language, DIGNA_DATA: server.folder, PORT: String(server.port), DIGNA_PASSWORD: 'otra-contraseña-larga' },
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

  test('what is refused is said in the language of the system, or in the one that is asked for; the code stays', async () => {
    const spanish = 'not-found: Eso no existe en este programa. Revise cómo lo escribió. {"username":"nadie"}\n';
    const english = 'not-found: There is no such thing in this programme. Check how you wrote it. {"username":"nadie"}\n';
    expect(digna('user', 'link', 'nadie')).toEqual({ code: 1, out: '', err: spanish });
    expect(dignaIn('en_US.UTF-8', 'user', 'link', 'nadie').err).toBe(english);
    expect(dignaIn('en_US.UTF-8', 'user', 'link', 'nadie', '--language', 'es').err).toBe(spanish);
    expect(digna('user', 'list', '--language', 'fr')).toMatchObject({ code: 2, err: expect.stringContaining('No se entiende la orden: --language es|en') });
    expect(digna('figures', '--nada').err).toMatch(/^No se entiende la orden: no existe la opción --nada\n/);
    expect(dignaIn('en_US.UTF-8', 'append', join(server.folder, 'no.json'))).toMatchObject({ code: 1, err: expect.stringMatching(/^Cannot read or write: .*no\.json \(ENOENT\)\n$/) });
    const [entry, people] = [join(server.folder, 'otra.json'), join(server.folder, 'personas.csv')];
    const payload = { processId: '01890000-0000-7000-8000-000000000001', personId: '01890000-0000-7000-8000-000000000002', organisationId: null };
    await writeFile(entry, JSON.stringify([{ id: '01890000-0000-7000-8000-000000000778', kind: 'events.registration-recorded', occurredOn: '2021-11-26', payload }]));
    const [first, second] = [digna('append', entry), dignaIn('en_US.UTF-8', 'append', entry)].map(({ out }) => out);
    expect(first).toMatch(/^01890000-0000-7000-8000-000000000778 refused [a-z-]+ \w+\n {2}[A-ZÁÉÍÓÚ].*\.\n$/);
    expect([first?.split('\n')[0], first === second]).toEqual([second?.split('\n')[0], false]);
    await writeFile(entry, '[{"kind":3}]');
    expect(digna('append', entry)).toMatchObject({ code: 2, err: expect.stringContaining('Entrada inválida') });
    await writeFile(people, 'Edad\n33\n');
    expect(digna('import', 'people', people)).toMatchObject({ code: 1, out: expect.stringContaining('Ninguna columna trae el nombre') });
    expect(dignaIn('en_US.UTF-8', 'import', 'people', people).out).toMatch(/rows \d+: 0 new[\s\S]*name/);
  });

  test('an IATI file with several activities: one is chosen by its identifier, or by its number where two have the same', async () => {
    const activity = (id: string, title: string): string => `<iati-activity xml:lang="es"><iati-identifier>${id}</iati-identifier>
      <title><narrative>${title}</narrative></title><activity-date type="4" iso-date="2018-12-31"/>
      <result type="1"><title><narrative>${title}: productos</narrative></title></result></iati-activity>`;
    const path = join(server.folder, 'fases.xml');
    const write = (...activities: string[]): Promise<void> => writeFile(path, `<?xml version="1.0"?><iati-activities version="2.03">${activities.join('')}</iati-activities>`);
    await write(activity('BO-1', 'Fase uno'), activity('BO-2', 'Fase dos'));
    // Not said which, and one that is not there: nothing goes in, and what there is stands in the answer.
    expect(digna('import', 'iati', path)).toMatchObject({ code: 1, out: '  BO-1  Fase uno\n  BO-2  Fase dos\nDiga cuál: --activity ID\n' });
    expect(digna('import', 'iati', path, '--activity', 'BO-3')).toMatchObject({ code: 2, err: expect.stringContaining('--activity BO-1 (1) | BO-2 (2)') });
    expect(digna('import', 'iati', path, '--activity', 'BO-2', '--dry-run')).toMatchObject({ code: 0, out: expect.stringMatching(/^ {2}BO-1 {2}Fase uno\n> BO-2 {2}Fase dos\n[\s\S]*resultados 1, indicadores 0, documentos 0\n$/) });
    expect(JSON.parse(digna('import', 'iati', path, '--activity', 'BO-2', '--dry-run', '--json').out)).toMatchObject({ batchId: null, entryCount: null });
    const done = JSON.parse(digna('import', 'iati', path, '--activity', 'BO-2', '--json').out);
    expect(done).toMatchObject({ activity: 1, batchId: expect.any(String), results: [{ name: { es: 'Fase dos: productos' } }] });
    await write(activity('BO-4', 'Mitad uno'), activity('BO-4', 'Mitad dos'));
    expect(digna('import', 'iati', path, '--activity', 'BO-4').code).toBe(2);
    expect(dignaIn('en_US.UTF-8', 'import', 'iati', path, '--activity', '2')).toMatchObject({ code: 0, out: expect.stringContaining('> BO-4  Mitad dos\n') });
  });
});
