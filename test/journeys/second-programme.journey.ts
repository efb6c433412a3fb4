/** A second programme from the command line: its empty pages have nothing amiss, it is described, and a report can be prepared. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../src/platform/database/project-root.ts';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

const PAGES = ['', 'marco', 'marco/estructura', 'marco/indicador', 'productos', 'plan', 'presupuesto', 'riesgos', 'informes', 'iati', 'publicar', 'procesos', 'personas', 'organizaciones', 'duplicados', 'edades-y-tamanos', 'usuarios'];
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  const { status } = spawnSync(
    process.execPath,
    [join(projectRoot(), 'bin', 'digna.mjs'), 'programme', 'add', 'valles', '--name', 'Valles productivos', '--administrator', 'admin'],
    { env: { ...process.env, DIGNA_DATA: server.folder, PORT: String(server.port) } },
  );
  expect(status).toBe(0);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

for (const [name, viewport] of [['phone', PHONE], ['laptop', LAPTOP]] as const) {
  test(`has nothing amiss while it is empty, on a ${name}`, async () => {
    const visitor = await openWindow(browser, server, { viewport });
    await signIn(visitor, server, 'admin');
    for (const page of PAGES) {
      await visitor.page.goto(`${server.url}/valles/${page}`);
      await visitor.inspect(`empty: ${page}`);
    }
    expect(visitor.complaints).toEqual([]);
    await visitor.page.context().close();
  });
}

test('is described on a phone, which its home page and a report ask for', async () => {
  const visitor = await openWindow(browser, server, { viewport: PHONE });
  const { page } = visitor;
  await signIn(visitor, server, 'admin');
  const steps = page.getByRole('listitem').filter({ hasText: 'Describa el programa' });
  await page.goto(`${server.url}/valles`);
  await steps.getByRole('link', { name: 'Describir' }).click();
  await page.waitForURL(/\/valles\/programa$/);
  await page.goto(`${server.url}/valles/informes/preparar`);
  await visitor.inspect('a report before the programme is described');
  await page.getByRole('link', { name: 'Ir a Programa' }).click();
  await page.getByRole('button', { name: 'Describir el programa' }).click();
  await page.getByRole('button', { name: 'Guardar la descripción' }).click();
  await page.getByText('Ponga la fecha.').first().waitFor();
  await visitor.inspect('a description that lacks something');
  await page.getByLabel('Qué es y qué busca', { exact: true }).fill('Fortalece las micro y pequeñas empresas de los valles.');
  await page.getByLabel('Comienza').fill('01/01/2026');
  await page.getByLabel('Termina').fill('31/12/2028');
  await page.getByRole('button', { name: 'Guardar la descripción' }).click();
  await page.getByText('Del 01/01/2026 al 31/12/2028').waitFor();
  await page.goto(`${server.url}/valles/informes/preparar`);
  await settled(page);
  expect(await page.getByLabel('Desde').inputValue()).toBe('01/01/2026');
  await page.goto(`${server.url}/valles`);
  await steps.getByText('Hecho').waitFor();
  expect(await steps.getByRole('link').count()).toBe(0);
  expect(visitor.complaints).toEqual([]);
});
