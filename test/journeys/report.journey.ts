/** A report to the donor: prepared, submitted and approved by who coordinates; a late record shows what changed; the donor opens a figure. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { processId, PROCESSES, sessionId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { attendance, draft, organisation, person } from '../cast/drafts.ts';
import { readPdf } from '../cast/pdf-text.ts';
import { LAPTOP, launch, momentNow, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let elena: Visitor;
/** Date and time as the control of a moment wants them. */
let beforeLateList: [date: string, time: string];

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  elena = await openWindow(browser, server, { viewport: PHONE });
  await signIn(tatiana, server, 'tatiana');
  await signIn(elena, server, 'elena');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('a report to the donor', () => {
  test('the one of the example is in preparation, and what it lacks is on the home page; the donor has none yet', async () => {
    const { page, home } = tatiana;
    await page.getByText('Informe final (demostración)').first().waitFor();
    await page.getByText('Indicadores sin meta').waitFor();
    await elena.page.goto(`${elena.home}/informes`);
    await elena.page.getByText('Aquí verá los informes').waitFor();
    await elena.inspect('no reports yet');
    await page.goto(`${home}/informes`);
    await page.getByText('En preparación').waitFor();
    await tatiana.inspect('reports');
  });

  test('another is prepared from it: what is wrong is said, the whole report is seen at once, with money and risks', async () => {
    const { page } = tatiana;
    await noteRiskAndMoney(page);
    await page.getByRole('button', { name: 'Preparar informe' }).click();
    await page.getByRole('link', { name: /A partir de «Informe final/ }).click();
    await page.getByLabel('Título', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Escriba un título.').waitFor();
    await page.getByLabel('Título', { exact: true }).fill('Informe de 2020 y 2021');
    await page.getByLabel('Período').selectOption({ label: 'Todo el programa' });
    await page.getByRole('textbox', { name: /^Resumen/ }).fill('Se cumplió lo principal.');
    await page.getByRole('checkbox', { name: 'Riesgos y lecciones' }).check();
    await page.getByRole('checkbox', { name: 'Presupuesto y gastos' }).check();
    await page.getByRole('heading', { name: 'Anexo: la evidencia de cada cifra' }).waitFor();
    await page.getByText('Seguro contra heladas').waitFor();
    await page.getByText('Bs\u00a01.234,50').first().waitFor();
    await settled(page);
    await tatiana.inspect('report form');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.waitForURL(/\/informes\/[0-9a-f-]{36}/);
    await page.getByText('Lo que falta').waitFor();
    await page.getByRole('heading', { name: 'Marco de resultados, metas y logros' }).waitFor();
    await tatiana.inspect('report in preparation');
  });

  test('it is submitted and approved, and comes out identical', async () => {
    const { page } = tatiana;
    await page.getByRole('button', { name: 'Presentar' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Presentar' }).click();
    await page.getByText('Presentado').first().waitFor();
    await page.getByRole('button', { name: 'Anotar aprobación' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Quién lo aprobó').fill('SECO');
    await dialog.getByRole('button', { name: 'Anotar aprobación' }).click();
    await page.getByText(/Aprobada el .* por SECO/).waitFor();
    await page.getByRole('button', { name: 'Volver a calcular y comparar' }).click();
    await page.getByText('Sale idéntico').waitFor();
    await tatiana.inspect('report approved');
    await page.getByRole('link', { name: 'Ver qué cambió desde entonces' }).click();
    await page.getByText('No cambió nada').waitFor();
    await page.goBack();
  });

  test('a late list arrives: what changed is shown record by record, and the version stays as it was', async () => {
    const { page } = tatiana;
    beforeLateList = await momentNow(page);
    await addLateAttendance(page);
    await page.reload();
    await page.getByText(/Aprobada el .* por SECO/).waitFor();
    await page.getByRole('link', { name: 'Ver qué cambió desde entonces' }).click();
    const row = page.getByRole('row').filter({ hasText: '2.2.1' });
    await row.getByRole('button', { name: /Ver registro por registro/ }).click();
    const drawer = page.getByRole('complementary', { name: /Registros que cambiaron la cifra 2\.2\.1/ });
    await drawer.getByText('Se registró después').first().waitFor();
    await drawer.getByText(/Condorcanqui/).first().waitFor();
    await tatiana.inspect('what changed');
  });

  test('the report of the whole programme is downloaded as it is known now, and as it was before the late list', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/informes/descargar?formato=csv`);
    expect(trainedIn(await downloaded(page))).toBe('264');
    await page.getByRole('button', { name: /^Datos al .*, hoy$/ }).click();
    const [day, time] = beforeLateList;
    await page.getByRole('textbox', { name: 'Fecha' }).fill(day);
    await page.getByRole('textbox', { name: 'Hora' }).fill(time);
    await page.getByRole('button', { name: 'Ver', exact: true }).click();
    await page.waitForURL(/[?&]al=/);
    await tatiana.inspect('report download as of a moment');
    expect(trainedIn(await downloaded(page))).toBe('263');
    await page.reload();
    expect(trainedIn(await downloaded(page))).toBe('263');
    await page.getByRole('button', { name: 'Volver a hoy' }).click();
    expect(trainedIn(await downloaded(page))).toBe('264');
  });

  test('the donor reads what was approved, on a phone, and opens a figure down to its evidence, without a name', async () => {
    const { page, home } = elena;
    await page.goto(`${home}/informes`);
    await page.getByRole('link', { name: 'Informe de 2020 y 2021' }).click();
    await page.getByRole('heading', { name: 'Marco de resultados, metas y logros' }).waitFor();
    await settled(page);
    await elena.inspect('report of the donor');
    await page.getByText('Seguro contra heladas').waitFor();
    expect(await page.getByRole('button', { name: 'Presentar' }).count()).toBe(0);
    const { pages } = await readPdf(new Uint8Array(await fileOf(page)));
    for (const said of ['Plan de trabajo', 'Presupuesto y gastos', '1.234,50', 'Seguro contra heladas', 'Se cumplió lo principal.']) expect(pages.join(' ')).toContain(said);
    const figure = page.getByRole('link', { name: /^2\.2\.1 .*ver la evidencia/ }).first();
    const value = /^2\.2\.1 (\S+):/.exec((await figure.getAttribute('aria-label')) ?? '')?.[1] ?? '';
    await figure.click();
    const evidence = page.getByRole('complementary', { name: `Evidencia de ${value}` });
    await evidence.getByText(/P-\d+/).first().waitFor();
    expect(await textOf(page)).not.toContain('Condorcanqui');
  });

  test('no screen complains, overflows or shuts anybody out', () => {
    expect([...tatiana.complaints, ...elena.complaints]).toEqual([]);
  });
});

/** The table that the page gives. */
async function downloaded(page: Page): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Descargar informe' }).click()]);
  return readFile(await file.path(), 'utf8');
}

/** The value of the indicator 2.2.1 in it. */
function trainedIn(table: string): string | undefined {
  const cells = table.split(/\r?\n/).map((line) => line.split(/[,;]/).map((cell) => cell.replaceAll('"', '')));
  return cells.find(([code, , , , dimension]) => code === '2.2.1' && dimension === 'total')?.[7];
}

/** Address of the programme's routes. */
async function programmeAt(page: Page): Promise<string> {
  const session = z.object({ programmes: z.array(z.object({ id: z.string() })) }).parse(await (await page.request.get(`${server.url}/api/me`)).json());
  return `${server.url}/api/programmes/${session.programmes[0]?.id ?? ''}`;
}

/** What the example has none of, for no source publishes it. */
async function noteRiskAndMoney(page: Page): Promise<void> {
  const risk = { title: 'Helada', area: '2.2', description: 'Se pierde la cosecha.', likelihood: 3, impact: 2, response: 'Seguro contra heladas', responsible: null, riskState: 'open' };
  const agreed = { under: { what: 'area', code: '2.2' }, funder: { what: 'named', name: 'SECO' }, amount: '1234.50', currency: 'BOB', rate: null, from: '2020-01-01', to: '2021-12-31', source: 'Convenio' };
  const entries = [draft('results.risk-noted', risk), draft('results.currency-set', { currency: 'BOB', source: 'Convenio' }), draft('results.budget-agreed', agreed)];
  const reply = await page.request.post(`${await programmeAt(page)}/entries`, { data: { entries }, headers: { origin: server.url } });
  expect(await reply.text()).not.toContain('refused');
}

/** The version on the screen, as the donor's PDF. */
async function fileOf(page: Page): Promise<Buffer> {
  const at = await programmeAt(page);
  const shape = z.object({ reports: z.array(z.object({ id: z.string(), versions: z.array(z.object({ id: z.string() })) })) });
  const { reports } = shape.parse(await (await page.request.get(`${at}/reports`)).json());
  const reply = await page.request.get(`${at}/reports/${reports[0]?.id}/versions/${reports[0]?.versions[0]?.id}/file?format=pdf`);
  expect(reply.status()).toBe(200);
  return reply.body();
}

/** Somebody whom no list had, in all sessions of a process: through the same door as the page, by who coordinates. */
async function addLateAttendance(page: Page): Promise<void> {
  const at = `${await programmeAt(page)}/entries`;
  const who = person('Condorcanqui, Micaela', { sex: 'woman' });
  const union = organisation('Sindicato llegado tarde', 'workers');
  const sessions = PROCESSES.find(({ code }) => code === 'APOYO')?.sessions ?? [];
  const stays = sessions.map(({ heldOn, durationMinutes }, index) =>
    attendance({ processId: processId('APOYO'), sessionId: sessionId('APOYO', index + 1), personId: who.id, organisationId: union.id }, durationMinutes, { occurredOn: heldOn }),
  );
  const reply = await page.request.post(at, { data: { entries: [who, union, ...stays] }, headers: { origin: server.url } });
  expect(await reply.text()).not.toContain('refused');
}
