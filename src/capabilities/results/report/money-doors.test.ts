/** Who may not read money is given none by any door of the reports; who may has it on screen, in the PDF and in the workbook. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ROLE_RULES } from '../../../access/rules.ts';
import { draft } from '../../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { readPdf } from '../../../../test/cast/pdf-text.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { readTable } from '../../../platform/spreadsheet/read-table.ts';
import { submitReport } from './contract.ts';
import { generalReport } from './general-report.ts';

// Every role that reads reports reads money, too: here those who follow up and who evaluate do not.
vi.mock('../../../access/rules.ts', async (original) => {
  const real = await original<{ ROLE_RULES: typeof ROLE_RULES }>();
  const without = (role: 'me-officer' | 'evaluator') => ({ ...real.ROLE_RULES[role], permissions: real.ROLE_RULES[role].permissions.filter((one) => !one.startsWith('budget.')) });
  const rules: typeof ROLE_RULES = { ...real.ROLE_RULES, 'me-officer': without('me-officer'), evaluator: without('evaluator') };
  return { ...real, ROLE_RULES: rules, permits: (role: keyof typeof ROLE_RULES, permission: string) => rules[role].permissions.includes(permission) };
});

const name = (text: string) => ({ es: text, en: text });
const described = draft('results.programme-described', {
  name: name('Programa'), summary: name('Resumen'), startsOn: '2020-01-01', endsOn: '2021-12-31', sectors: [], partners: [], funders: [], demonstration: true,
});
const framework = draft('results.framework-defined', { results: [{ code: 'R1', name: name('Uno'), areas: [{ code: '1.1', name: name('Saber') }] }] });
const activity = draft('results.activity-planned', {
  code: 'A1', title: 'Capacitar', titleEn: null, area: '1.1', startsOn: '2020-01-01', endsOn: '2020-12-31', responsible: null, partnerId: null, processIds: [], source: null,
});
const agreed = (amount: string): Draft => draft('results.budget-agreed', {
  under: { what: 'activity', activityId: activity.id }, funder: { what: 'named', name: 'FONDO' }, amount, currency: 'BOB', rate: null, from: '2020-01-01', to: '2020-12-31', source: 'Convenio',
});
const risk = draft('results.risk-noted', { title: 'Helada', area: null, description: 'd', likelihood: 3, impact: 3, response: 'r', responsible: null, riskState: 'open' });
const says = {
  title: 'Informe', titleEn: null, recipient: null, from: '2020-01-01', to: '2020-12-31', dueOn: null, sections: ['framework', 'workplan', 'budget', 'risks'], indicators: null, disaggregations: [],
  summary: null, results: [],
};
const report = draft('results.report-prepared', says);
/** The amount, however it is written: 7777.25, 7.777,25, 7,777.25; and who gives it. */
const MONEY = /7[.,]?777[.,]25|FONDO/;

let served: ServedHouse;
let [alicia, mario, elena, evo]: Actor[] = [];
let version: string;

beforeAll(async () => {
  served = await servedHouse();
  [alicia, mario, elena, evo] = await Promise.all(['alicia', 'mario', 'elena', 'evo'].map((who) => served.as(who)));
  const first = [described, framework, activity, draft('results.currency-set', { currency: 'BOB', source: 'Convenio' }), agreed('7777.25'), risk, report];
  expect((await alicia?.post(`${served.base}/entries`, { entries: first }))?.text).not.toContain('refused');
  const sent = await mario?.post(`${served.base}/reports/${report.id}/versions`, { note: null });
  version = `${served.base}/reports/${report.id}/versions/${submitReport.answer.parse(sent?.body).id}`;
  expect((await alicia?.post(`${served.base}/entries`, { entries: [agreed('77.25')] }))?.text).not.toContain('refused');
});
afterAll(() => served.close());

/** All that a file says. */
async function textOf(who: Actor | undefined, path: string, format: 'pdf' | 'xlsx' | 'csv'): Promise<string> {
  const reply = await who?.get(`${path}${path.includes('?') ? '&' : '?'}format=${format}`);
  expect(reply?.status).toBe(200);
  const bytes = new Uint8Array(reply?.bytes ?? new ArrayBuffer(0));
  if (format === 'pdf') return (await readPdf(bytes)).pages.join(' ');
  return (await readTable(bytes, 'x')).tables.flatMap((table) => [table.name, ...table.rows.flat()]).join(' ');
}

describe('who may read money', () => {
  test('has it in what was sent: on screen, on paper, in the workbook, and in what changed since', async () => {
    expect((await elena?.get(version))?.text).toMatch(MONEY);
    for (const format of ['pdf', 'xlsx'] as const) expect(await textOf(elena, `${version}/file`, format)).toMatch(MONEY);
    expect((await elena?.get(`${version}/changes`))?.body).toMatchObject({ things: [{ part: 'budget' }] });
  });

  test('has it in the report of the whole programme, with workplan and risks', async () => {
    for (const format of ['pdf', 'xlsx'] as const) {
      const text = await textOf(elena, `${served.base}/report`, format);
      expect(text).toMatch(MONEY);
      for (const said of ['Capacitar', 'Helada']) expect(text).toContain(said);
    }
  });
});

describe('who may not', () => {
  test('has everything else of what was sent', async () => {
    const seen = await evo?.get(version);
    expect(seen?.text).not.toMatch(MONEY);
    expect(seen?.body).toMatchObject({ content: { budget: null, workplan: [{ title: 'Capacitar' }], risks: { risks: [{ title: 'Helada' }] } } });
    for (const format of ['pdf', 'xlsx', 'csv'] as const) expect(await textOf(evo, `${version}/file`, format)).not.toMatch(MONEY);
    expect(await textOf(evo, `${version}/file`, 'pdf')).toContain('Helada');
  });

  test('is not told that money changed, and the comparison names places, never amounts', async () => {
    expect((await evo?.get(`${version}/changes`))?.body).toMatchObject({ things: [] });
    const check = await evo?.get(`${version}/check`);
    expect(check?.body).toMatchObject({ same: true });
    expect(check?.text).not.toMatch(MONEY);
  });

  test('has none in the report of the whole programme', async () => {
    for (const format of ['pdf', 'xlsx', 'csv'] as const) {
      const text = await textOf(evo, `${served.base}/report`, format);
      expect(text).not.toMatch(MONEY);
      if (format !== 'csv') expect(text).toContain('Helada');
    }
  });

  test('prepares and previews a report without seeing its money, and sends it whole', async () => {
    const preview = await mario?.post(`${served.base}/reports/preview`, { id: report.id, says });
    expect(preview?.body).toMatchObject({ content: { budget: null } });
    expect(preview?.text).not.toMatch(MONEY);
    for (const format of ['pdf', 'xlsx'] as const) expect(await textOf(mario, `${served.base}/reports/${report.id}/file`, format)).not.toMatch(MONEY);
    expect((await mario?.get(version))?.text).not.toMatch(MONEY);
  });

  test('finds it neither in lists, nor as a file by the hash of the content, nor as an entry', async () => {
    const { body } = (await elena?.get(version)) ?? {};
    const { contentSha256 } = (body as { version: { contentSha256: string } }).version;
    for (const who of [evo, mario]) {
      expect((await who?.get(`${served.base}/files/${contentSha256}`))?.status).not.toBe(200);
      for (const path of ['reports', 'reports/missing', 'home', 'budget']) expect((await who?.get(`${served.base}/${path}`))?.text).not.toMatch(MONEY);
    }
  });
});

test('whoever runs the server has all of it by the command line, as with the IATI file', async () => {
  const content = await generalReport(served.house, served.programme, {});
  expect(JSON.stringify(content.budget)).toMatch(MONEY);
});
