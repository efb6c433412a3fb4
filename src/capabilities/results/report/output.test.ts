/** Reports as files over HTTP: the figures are those of the ledger, each leads to its entries, and who may have them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import ExcelJS from 'exceljs';
import { z } from 'zod';
import { attendance, draft, organisation, person, process, session } from '../../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { indicator } from '../../../../test/cast/indicators.ts';
import { readPdf } from '../../../../test/cast/pdf-text.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { readTable } from '../../../platform/spreadsheet/read-table.ts';
import { submitReport } from './contract.ts';

/**
 * The worked example. A session of 100 minutes on its day, threshold 80 %. By hand: Ana 100 and Eva 90 are trained women,
 * Beto 80 is a trained man, Cora 79 is not. TRAINED is 3, of them 2 women (66.7 %); 4 records read, 3 counted. Target 10: 30 %.
 */
const name = (text: string) => ({ es: text, en: text });
const FORMULA = '=HYPERLINK("http://x")';
const framework = draft('results.framework-defined', { results: [{ code: 'R2', name: name('Dos'), areas: [{ code: '2.2', name: name('Saber/hacer') }] }] });
const described = draft('results.programme-described', {
  name: name('+Programa'), summary: name('Resumen'), startsOn: '2020-01-01', endsOn: '2021-12-31', sectors: [], partners: [], funders: [], demonstration: true,
});
const trained = indicator('TRAINED', { name: { es: FORMULA, en: FORMULA } });
const held = indicator('HELD', { aggregate: { kind: 'distinct', of: 'activity' }, cases: { rule: 'each-fact' }, filter: {}, disaggregations: [], unit: 'activities' });
const target = draft('results.target-set', { indicatorId: trained.id, from: '2020-01-01', to: '2021-12-31', counting: 'cumulative', value: 10, source: 'Convenio', reason: null });
const women = [person('Ana, Ana', { sex: 'woman' }), person('Eva, Eva', { sex: 'woman' })];
const men = [person('Beto, Beto', { sex: 'man' }), person('Cora, Cora', { sex: 'man' })];
const chamber = organisation('Cámara', 'employers');
const one = process('ONE', { title: '@Proceso' });
const first = session(one.id, 1);
const stays = [100, 90, 80, 79].map((minutes, at) =>
  attendance({ processId: one.id, sessionId: first.id, personId: [...women, ...men][at]?.id ?? '', organisationId: chamber.id }, minutes, { occurredOn: String(first.payload['heldOn']) }));

let served: ServedHouse;
let alicia: Actor;
let elena: Actor;

beforeAll(async () => {
  served = await servedHouse();
  [alicia, elena] = await Promise.all([served.as('alicia'), served.as('elena')]);
  await send(described, framework, trained, held, target, ...women, ...men, chamber, one, first, ...stays);
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.literal('accepted') })) });
async function send(...entries: Draft[]): Promise<void> {
  answers.parse((await alicia.post(`${served.base}/entries`, { entries })).body);
}
async function tablesOf(query: string, who = alicia) {
  const reply = await who.get(`${served.base}/report?${query}`);
  expect(reply.status).toBe(200);
  const { tables, faults } = await readTable(new Uint8Array(reply.bytes), 'x');
  expect(faults).toEqual([]);
  return new Map(tables.map((table) => [table.name, table.rows]));
}

describe('the report as a workbook', () => {
  test('has the figures as they are, and lists the entries behind each', async () => {
    const sheets = await tablesOf('format=xlsx&by=sex');
    expect([...sheets.keys()]).toEqual(['Resumen', 'Marco', '2.2 Saber hacer', 'Evidencia']);
    const frame = sheets.get('Marco') ?? [];
    // Value, to date, unit, target, until, percent, state, women, read, counted.
    const row = frame.find(([code]) => code === 'TRAINED');
    expect(row?.slice(2, 12)).toEqual(['3', '3', 'personas', '10', '2021-12-31', '30', 'Atrasado', '66.7', '4', '3']);
    const evidence = (sheets.get('Evidencia') ?? []).filter(([code]) => code === 'TRAINED');
    expect(evidence.map(([, id]) => id).toSorted()).toEqual(stays.slice(0, 3).map(({ id }) => id).toSorted());
    expect(evidence[0]?.slice(2)).toEqual([String(first.payload['heldOn']), expect.stringMatching(/^P-\d+$/), "'@Proceso", 'Empleadores', '100']);
    const lines = sheets.get('2.2 Saber hacer') ?? [];
    expect(lines.filter(([code, , by]) => code === 'TRAINED' && by === 'Por sexo').map((line) => [line[3], line[6]])).toEqual([['Hombres', '1'], ['Mujeres', '2']]);
  });

  test('its numbers are numbers, and each leads to its entries', async () => {
    const { bytes } = await alicia.get(`${served.base}/report?format=xlsx`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes);
    const frame = book.getWorksheet('Marco');
    const rows = [2, 3].map((at) => ({ code: frame?.getCell(`A${at}`).value, value: frame?.getCell(`C${at}`).value, link: frame?.getCell(`O${at}`).value }));
    expect(rows).toContainEqual({
      code: 'TRAINED', value: 3, link: { text: 'Abrir', hyperlink: expect.stringMatching(/^http:\/\/.*\/prueba\/indicadores\/TRAINED\?al=%40\d+&desde=2020-01-01&hasta=/) },
    });
  });

  test('runs no formula and names nobody', async () => {
    const { bytes } = await alicia.get(`${served.base}/report?format=xlsx`);
    const { tables } = await readTable(new Uint8Array(bytes), 'x.xlsx');
    const cells = tables.flatMap(({ rows }) => rows.flat());
    expect(cells).toContain(`'${FORMULA}`);
    expect(cells.filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
    expect(cells.filter((cell) => /Ana|Beto|Cora|Eva\b/.test(cell))).toEqual([]);
  });
});

test('the long table has a line for each figure', async () => {
  const [rows] = [...(await tablesOf('format=csv&language=en&by=sex&from=2020-01-01&to=2021-12-31')).values()];
  expect(rows?.[0]).toEqual(['Code', 'Indicator', 'From', 'To', 'Breakdown', 'Key', 'Value of the group', 'Value', 'Unit', 'Target', 'Target by', 'Entry no.']);
  const trainedRows = (rows ?? []).filter(([code]) => code === 'TRAINED');
  expect(trainedRows.filter((row) => row[4] !== 'quarter').map((row) => row.slice(4, 10))).toEqual([
    ['total', '', 'In the period', '3', 'people', '10'],
    ['to-date', '', 'To date', '3', 'people', '10'],
    ['sex', 'man', 'Men', '1', 'people', ''],
    ['sex', 'woman', 'Women', '2', 'people', ''],
  ]);
  expect(trainedRows[0]?.[1]).toBe(`'${FORMULA}`);
  expect(trainedRows.filter((row) => row[4] === 'quarter').at(-1)?.[7]).toBe('3');
});

test('the PDF says the same, as of the position asked for', async () => {
  const before = await elena.get(`${served.base}/report?format=pdf&asOf=@1&language=en`);
  const { pages, title } = await readPdf(new Uint8Array((await elena.get(`${served.base}/report?format=pdf`)).bytes));
  expect(title).toBe('Informe de resultados: +Programa');
  expect(pages.join(' ')).toContain('66,7 %');
  // Nothing but the description stood at the first position.
  const early = await readPdf(new Uint8Array(before.bytes));
  expect(early.pages.join(' ')).not.toContain('TRAINED');
});

describe('who may have it', () => {
  test('coordination, the donor and the evaluator; no trainer, no participant, no stranger', async () => {
    const statuses = await Promise.all(['alicia', 'mario', 'elena', 'evo', 'teo', 'pilar', 'pepa', 'nadie'].map(async (who) => (await (await served.as(who)).get(`${served.base}/report?format=csv`)).status));
    expect(statuses).toEqual([200, 200, 200, 200, 403, 403, 403, 404]);
    expect((await served.stranger.get(`${served.base}/report?format=csv`)).status).toBe(401);
  });

  test('a draft is for whoever writes it; the version that was sent is the donor\'s too, with its code', async () => {
    const prepared = draft('results.report-prepared', {
      title: 'Informe 2020', titleEn: null, recipient: 'SECO', from: '2020-01-01', to: '2021-12-31', dueOn: null,
      sections: ['summary', 'framework', 'indicators', 'evidence'], indicators: [trained.id], disaggregations: ['sex'], summary: null, results: [],
    });
    await send(prepared);
    const file = `${served.base}/reports/${prepared.id}`;
    expect((await alicia.get(`${file}/file?format=csv`)).status).toBe(200);
    expect((await elena.get(`${file}/file?format=csv`)).status).toBe(403);
    const { id, code } = submitReport.answer.parse((await alicia.post(`${file}/versions`, { note: null })).body);
    const sent = await elena.get(`${file}/versions/${id}/file?format=pdf`);
    expect(sent.status).toBe(200);
    const { pages } = await readPdf(new Uint8Array(sent.bytes));
    expect(pages[0]).toContain(code.replace(/^(.{4})(.{4})/, '$1-$2-'));
    expect(pages.join(' ')).not.toContain('HELD');
    expect((await (await served.as('teo')).get(`${file}/versions/${id}/file?format=pdf`)).status).toBe(403);
  });

  test('wrong questions are told what is wrong', async () => {
    expect((await alicia.get(`${served.base}/report?format=docx`)).status).toBe(400);
    expect((await alicia.get(`${served.base}/report?format=pdf&from=2021-01-01&to=2020-01-01`)).body).toMatchObject({ code: 'dates-turned' });
  });
});

test('a programme that is not described yet is told so', async () => {
  const bare = await servedHouse();
  try {
    const who = await bare.as('alicia');
    expect((await who.get(`${bare.base}/report?format=pdf`)).body).toMatchObject({ code: 'not-described' });
  } finally {
    await bare.close();
  }
});
