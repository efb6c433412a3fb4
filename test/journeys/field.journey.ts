/** Nilda takes attendance with her phone where there is no connection; it arrives when there is one, once, and figures move. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { EXAMPLE_PROGRAMME } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { noisyPng } from '../cast/pictures.ts';
import { atSession, keptHere, launch, openWindow, PHONE, plain, signIn, textOf, toSession, wholeList } from './browser.ts';
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
  await toSession(page);
  const before = presentIn(await textOf(page));
  const absent = page.locator('.attendee-tap[aria-pressed=false]');
  const name = ((await absent.first().locator('.attendee-name').textContent()) ?? '').trim();

  nilda.expectInConsole(/ERR_INTERNET_DISCONNECTED/);
  await keptHere(page);
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
  await expect.poll(() => page.locator('.attendee', { hasText: 'Uriona' }).textContent()).toContain('en este teléfono');
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
  await wholeList(page);
  // By then the list may call somebody of several records by the name of another.
  await expect.poll(() => page.locator('.attendee-state.is-kept').count()).toBe(0);

  // The coordinator sees them once, and through which door they came.
  const tatiana = await openWindow(browser, server, { viewport: { width: 1280, height: 800 } });
  await signIn(tatiana, server, 'tatiana');
  await tatiana.page.goto(page.url());
  expect(presentIn(await textOf(tatiana.page))).toBe(before + 2);
  await wholeList(tatiana.page);
  expect((await tatiana.page.locator('.attendee', { hasText: 'Uriona' }).count())).toBe(1);
  expect(nilda.complaints).toEqual([]);
  expect(tatiana.complaints).toEqual([]);
});

test('a photo of the sheet taken without a connection is small, seen at once, waits for a connection that costs nothing, and arrives', async () => {
  const nilda = await openWindow(browser, server, { viewport: PHONE });
  const { page } = nilda;
  // The connection is one of a mobile network.
  await page.addInitScript(`Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ type: 'cellular', saveData: false }) })`);
  await atSession(nilda, server);
  const chip = page.locator('.sync-chip');
  await expect.poll(() => chip.innerText()).toContain('Todo enviado');
  const before = await page.locator('.sheets-list li').count();

  nilda.expectInConsole(/ERR_INTERNET_DISCONNECTED/);
  await keptHere(page);
  await page.context().setOffline(true);
  const photo = noisyPng(2600, 900, 7);
  expect(photo.length).toBeGreaterThan(6_000_000);
  await page.getByLabel('Adjuntar foto o escaneo').setInputFiles({ name: 'hoja de la tarde.png', mimeType: 'image/png', buffer: photo });
  await expect.poll(() => page.locator('.sheets-list li').count()).toBe(before + 1);
  const line = page.locator('.sheets-list li').last();
  expect(plain(await line.innerText())).toMatch(/JPG, \d{2,3} kB · en este teléfono/);
  // Seen beside the list without a connection.
  await page.getByRole('img', { name: /^Hoja firmada de la sesión/ }).waitFor();
  await nilda.inspect('a photo of the sheet on the phone');
  // What is none is said, and nothing is kept.
  await page.getByLabel('Adjuntar foto o escaneo').setInputFiles({ name: 'rota.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no soy una foto') });
  await page.getByText('La imagen está dañada', { exact: false }).waitFor();
  await page.getByLabel('Adjuntar foto o escaneo').setInputFiles({ name: 'iphone.heic', mimeType: 'image/heic', buffer: Buffer.from('ftypheic') });
  await page.getByText(/HEIC/).waitFor();

  // Over mobile data everything else goes, and the photo waits until it is asked for.
  await page.context().setOffline(false);
  await page.locator('.attendee-tap[aria-pressed=false]').first().click();
  await expect.poll(() => chip.innerText(), { timeout: 20_000 }).toContain('1 por enviar');
  await chip.click();
  await page.getByText('Una foto espera en este teléfono.').waitFor();
  await nilda.inspect('a photo waits for a connection that costs nothing');
  await page.getByRole('button', { name: 'Enviar las fotos ahora' }).click();
  await expect.poll(() => chip.innerText(), { timeout: 20_000 }).toContain('Todo enviado');
  await page.goBack();
  await expect.poll(() => page.locator('.sheets-list li').last().innerText(), { timeout: 20_000 }).not.toContain('en este teléfono');
  expect(await page.locator('.sheets-list li').count()).toBe(before + 1);
  // It stands beside the list as before, and now it is the server's.
  const shown = page.locator('.sheet-pane img');
  await expect.poll(() => page.evaluate<number>(`document.querySelector('.sheet-pane img')?.naturalWidth`), { timeout: 20_000 }).toBe(2000);
  await page.reload();
  await expect.poll(() => shown.getAttribute('src'), { timeout: 20_000 }).toContain('/files/');
  await expect.poll(() => page.evaluate<number>(`document.querySelector('.sheet-pane img')?.naturalWidth`), { timeout: 20_000 }).toBe(2000);
  expect(nilda.complaints).toEqual([]);
});

test('what the server refuses stays in the tray with its reason, and is tried again or deleted one by one', async () => {
  const nilda = await openWindow(browser, server, { viewport: PHONE });
  const { page } = nilda;
  await atSession(nilda, server, 1);
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

  // Of several with one reason each is deleted by itself.
  await refuseAll(page, 0);
  await page.goBack();
  await page.locator('.attendee').first().waitFor();
  const absent = page.locator('.attendee-tap[aria-pressed=false]');
  for (const waiting of ['1 por corregir', '2 por corregir']) {
    await absent.first().click();
    await expect.poll(() => chip.innerText()).toContain(waiting);
  }
  await chip.click();
  await page.locator('.refused-names').getByRole('button', { name: /Borrar/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Borrar', exact: true }).click();
  await expect.poll(() => chip.innerText()).toContain('1 por corregir');
  await page.locator('.refused').getByRole('button', { name: /Borrar/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Borrar', exact: true }).click();
  await expect.poll(() => chip.innerText()).toContain('Todo enviado');
  expect(nilda.complaints).toEqual([]);
});

/** The server will have nothing, and takes so long to say it. */
async function refuseAll(page: Page, afterMs: number): Promise<void> {
  await page.route(/\/entries\?/, async (route) => {
    const { entries } = route.request().postDataJSON();
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await route.fulfill({ json: { answers: entries.map(({ id }: { id: string }) => ({ id, answer: 'refused', code: 'outside-scope', field: null })) } });
  });
}

test('what is refused after its form was closed stays in the tray', async () => {
  const nilda = await openWindow(browser, server, { viewport: PHONE });
  const { page } = nilda;
  await atSession(nilda, server);
  await refuseAll(page, 1500);
  await page.getByRole('button', { name: 'Persona nueva' }).click();
  await page.getByRole('textbox', { name: /^Nombres/ }).fill('Illari');
  await page.getByRole('textbox', { name: /paterno/ }).fill('Zenteno');
  await page.getByRole('radio', { name: 'Mujer' }).check();
  await page.getByRole('button', { name: 'Registrar y marcar presente' }).click();
  await page.goBack();
  const chip = page.locator('.sync-chip');
  await expect.poll(() => chip.innerText(), { timeout: 20_000 }).toContain('1 por corregir');
  await chip.click();
  await page.getByText('Illari').first().waitFor();
  expect(nilda.complaints).toEqual([]);
});

test('on a first visit that loses the connection, a part that is not here yet says so, and opens whole once there is one', async () => {
  const nilda = await openWindow(browser, server, { viewport: PHONE, serviceWorkers: 'block' });
  const { page } = nilda;
  await atSession(nilda, server);
  nilda.expectInConsole(/ERR_INTERNET_DISCONNECTED|Unable to preload CSS|Failed to fetch dynamically imported module/);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Persona nueva' }).click();
  await page.getByText('Esta parte todavía no está en este dispositivo').waitFor();
  await page.getByRole('button', { name: 'Cerrar' }).click();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Persona nueva' }).click();
  const tops = await Promise.all(['Apellido paterno', 'Apellido materno'].map(async (name) => (await page.getByLabel(name).boundingBox())?.y));
  // Beside each other, as its own style sheet has them.
  expect(tops[0]).toBe(tops[1]);
  expect(nilda.complaints).toEqual([]);
});
