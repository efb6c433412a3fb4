/** A report to the donor: prepared, submitted and approved by who coordinates; a late record shows what changed; the donor opens a figure. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { processId, PROCESSES, sessionId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { attendance, organisation, person } from '../cast/drafts.ts';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let elena: Visitor;

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

  test('another is prepared from it: what is wrong is said, the whole report is seen at once', async () => {
    const { page } = tatiana;
    await page.getByRole('button', { name: 'Preparar informe' }).click();
    await page.getByRole('link', { name: /A partir de «Informe final/ }).click();
    await page.getByLabel('Título', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Escriba un título.').waitFor();
    await page.getByLabel('Título', { exact: true }).fill('Informe de 2020 y 2021');
    await page.getByLabel('Período').selectOption({ label: 'Todo el programa' });
    await page.getByRole('textbox', { name: /^Resumen/ }).fill('Se cumplió lo principal.');
    await page.getByRole('heading', { name: 'Anexo: la evidencia de cada cifra' }).waitFor();
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

  test('the donor reads what was approved, on a phone, and opens a figure down to its evidence, without a name', async () => {
    const { page, home } = elena;
    await page.goto(`${home}/informes`);
    await page.getByRole('link', { name: 'Informe de 2020 y 2021' }).click();
    await page.getByRole('heading', { name: 'Marco de resultados, metas y logros' }).waitFor();
    await settled(page);
    await elena.inspect('report of the donor');
    expect(await page.getByRole('button', { name: 'Presentar' }).count()).toBe(0);
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

/** Somebody whom no list had, in all sessions of a process: through the same door as the page, by who coordinates. */
async function addLateAttendance(page: Page): Promise<void> {
  const session = z.object({ programmes: z.array(z.object({ id: z.string() })) }).parse(await (await page.request.get(`${server.url}/api/me`)).json());
  const at = `${server.url}/api/programmes/${session.programmes[0]?.id ?? ''}/entries`;
  const who = person('Condorcanqui, Micaela', { sex: 'woman' });
  const union = organisation('Sindicato llegado tarde', 'workers');
  const sessions = PROCESSES.find(({ code }) => code === 'APOYO')?.sessions ?? [];
  const stays = sessions.map(({ heldOn, durationMinutes }, index) =>
    attendance({ processId: processId('APOYO'), sessionId: sessionId('APOYO', index + 1), personId: who.id, organisationId: union.id }, durationMinutes, { occurredOn: heldOn }),
  );
  const reply = await page.request.post(at, { data: { entries: [who, union, ...stays] }, headers: { origin: server.url } });
  expect(await reply.text()).not.toContain('refused');
}
