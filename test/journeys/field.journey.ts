/** Nilda takes attendance with her phone where there is no connection; it arrives when there is one, once, and figures move. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { EXAMPLE_PROGRAMME } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { launch, openWindow, PHONE, signIn, textOf } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** How many the first session says are present. */
function presentIn(text: string): number {
  return Number(/(\d+) de \d+ presentes/.exec(text)?.[1] ?? Number.NaN);
}

test('attendance and a new person written without a connection stay on the phone and arrive once', async () => {
  const nilda = await openWindow(browser, server, { viewport: PHONE });
  const { page } = nilda;
  const home = new RegExp(`${EXAMPLE_PROGRAMME.code}/hoy`);
  await signIn(nilda, server, 'nilda', home);
  const chip = page.locator('.sync-chip');
  await expect.poll(() => chip.innerText()).toContain('Todo enviado');
  // What she will open is fetched once; the day after it comes from the phone.
  await chip.click();
  await nilda.inspect('Por enviar, nothing in it');
  await page.getByRole('link', { name: 'Hoy', exact: true }).click();
  await page.getByRole('link', { name: 'Ver todos los procesos' }).click();
  await page.locator('main a[href*="/procesos/"]').first().click();
  await page.locator('main a[href*="/sesiones/"]').first().click();
  await page.locator('.attendee').first().waitFor();
  const before = presentIn(await textOf(page));
  const absent = page.locator('.attendee-tap[aria-pressed=false]');
  const name = (await absent.first().locator('.attendee-name').innerText()).trim();

  nilda.expectInConsole(/ERR_INTERNET_DISCONNECTED/);
  await page.context().setOffline(true);
  await absent.first().click();
  const row = page.locator('.attendee', { hasText: name });
  await expect.poll(() => row.innerText()).toContain('en este teléfono');
  await expect.poll(() => chip.innerText()).toContain('1 por enviar');
  expect(presentIn(await page.getByRole('main').innerText())).toBe(before + 1);

  // A walk-in: looked for among the people on the phone, registered, and marked.
  await page.getByRole('button', { name: 'Persona nueva' }).click();
  await page.getByRole('textbox', { name: /^Nombres/ }).fill('Wayra');
  await page.getByRole('textbox', { name: /paterno/ }).fill('Uriona');
  await page.getByRole('textbox', { name: /materno/ }).fill('Tellería');
  await page.getByRole('radio', { name: 'Mujer' }).check();
  await page.getByRole('button', { name: 'Registrar y marcar presente' }).click();
  await expect.poll(() => page.locator('.attendee', { hasText: 'Uriona' }).innerText()).toContain('en este teléfono');
  await expect.poll(() => chip.innerText()).toContain('3 por enviar');
  await chip.click();
  await nilda.inspect('Por enviar, without a connection');
  const waiting = await page.getByRole('main').innerText();
  expect(waiting).toContain('Sin conexión con el programa');
  expect(waiting).toContain('Wayra Uriona Tellería');
  expect(waiting.match(/En este teléfono/g)?.length).toBeGreaterThanOrEqual(3);

  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Enviar ahora' }).click();
  await expect.poll(() => chip.innerText(), { timeout: 20_000 }).toContain('Todo enviado');
  await expect.poll(() => page.getByRole('main').innerText()).toMatch(/Enviado\s*3/);
  await nilda.inspect('Por enviar, everything sent');
  await page.goBack();
  await expect.poll(async () => presentIn(await textOf(page)), { timeout: 20_000 }).toBe(before + 2);
  // By then the list may call somebody of several records by the name of another.
  await expect.poll(() => page.locator('.attendee-state.is-kept').count()).toBe(0);

  // The coordinator sees them once, and through which door they came.
  const tatiana = await openWindow(browser, server, { viewport: { width: 1280, height: 800 } });
  await signIn(tatiana, server, 'tatiana');
  await tatiana.page.goto(page.url());
  expect(presentIn(await textOf(tatiana.page))).toBe(before + 2);
  expect((await tatiana.page.locator('.attendee', { hasText: 'Uriona' }).count())).toBe(1);
  expect(nilda.complaints).toEqual([]);
  expect(tatiana.complaints).toEqual([]);
});

test('what the server refuses stays in the tray with its reason, and is tried again or deleted one by one', async () => {
  const nilda = await openWindow(browser, server, { viewport: PHONE });
  const { page } = nilda;
  await signIn(nilda, server, 'nilda', /\/hoy$/);
  await page.getByRole('link', { name: 'Ver todos los procesos' }).click();
  await page.locator('main a[href*="/procesos/"]').first().click();
  await page.locator('main a[href*="/sesiones/"]').nth(1).click();
  await page.locator('.attendee').first().waitFor();
  nilda.expectInConsole(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  // The answer of the server on the way back is that it will not have it.
  await page.route(/\/entries\?/, async (route) => {
    const { entries } = route.request().postDataJSON();
    const answers = entries.map(({ id }: { id: string }) => ({ id, answer: 'refused', code: 'unknown-reference', field: 'person' }));
    await route.fulfill({ json: { answers } });
  });
  await page.locator('.attendee-tap[aria-pressed=false]').first().click();
  const chip = page.locator('.sync-chip');
  await expect.poll(() => chip.innerText()).toContain('1 por corregir');
  await chip.click();
  await nilda.inspect('Por enviar, one refused');
  expect(await page.getByRole('main').innerText()).toContain('Por corregir');
  await page.getByRole('button', { name: 'Ver', exact: true }).click();
  expect(await page.locator('.said').innerText()).toContain('durationMinutes');
  await page.unroute(/\/entries\?/);
  await page.getByRole('button', { name: 'Intentar otra vez' }).click();
  await expect.poll(() => chip.innerText(), { timeout: 20_000 }).toContain('Todo enviado');
  expect(nilda.complaints).toEqual([]);
});
