/** A process from the invitation to the signed sheet: who has a place, who waits, and who came. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processId, sessionId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let process: string;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
  process = `${tatiana.home}/procesos/${processId('TRANSICION')}`;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Registers whom the registry finds first under a surname. */
async function register(surname: string): Promise<void> {
  const { page } = tatiana;
  await page.goto(`${process}/inscripcion?abrir=buscar`);
  await settled(page);
  await page.getByPlaceholder('Nombre, documento o celular').fill(surname);
  await page.getByRole('button', { name: /^Inscribir [A-ZÁÉÍÓÚ]/ }).first().click();
  await page.getByText(/tiene lugar$|queda en espera, turno \d$/).first().waitFor();
  await settled(page);
}

test('a process says where it is held and for how many there is room', async () => {
  const { page } = tatiana;
  await page.goto(`${process}?abrir=proceso`);
  await settled(page);
  await page.getByLabel(/Lugar de reunión/).fill('Casa de la Cultura, sala 2');
  await page.getByLabel(/Cupo total/).fill('2');
  await tatiana.inspect('process form');
  await page.getByRole('button', { name: 'Guardar corrección' }).click();
  await page.getByText('Proceso corregido').waitFor();
  await page.getByText('Casa de la Cultura, sala 2').waitFor();
});

test('an organisation is invited with its quota', async () => {
  const { page } = tatiana;
  await page.goto(`${process}?parte=inscritos&abrir=invitar`);
  await settled(page);
  await page.getByPlaceholder('Nombre o sigla').fill('Valle Florido');
  await page.getByRole('button', { name: /Valle Florido/ }).click();
  const invite = page.getByRole('button', { name: 'Invitar organización' }).last();
  await invite.click();
  await page.getByText('El cupo es un número entero', { exact: false }).waitFor();
  await page.getByLabel('Cupo', { exact: true }).fill('5');
  await tatiana.inspect('invite an organisation');
  await invite.click();
  await page.getByRole('cell', { name: /Valle Florido/ }).first().waitFor();
  await tatiana.inspect('process with an invitation');
});

test('the third of two waits, and moves up when the first cancels; nobody counts as having come', async () => {
  const { page } = tatiana;
  for (const surname of ['Mamani', 'Quispe', 'Flores']) await register(surname);
  await page.goto(`${process}/inscripcion`);
  expect(await textOf(page)).toContain('2 personas con lugar · 1 en espera · cupo 2');
  await tatiana.inspect('registrations');
  await page.getByRole('button', { name: /^Corregir organización/ }).first().click();
  const drawer = page.getByRole('complementary', { name: 'Corregir organización' });
  await settled(page);
  const change = drawer.getByRole('button', { name: 'Cambiar' });
  if ((await change.count()) > 0) await change.click();
  await drawer.getByPlaceholder('Nombre o sigla').fill('Valle Florido');
  await drawer.getByRole('button', { name: /Valle Florido/ }).first().click();
  await tatiana.inspect('correcting whom somebody represents');
  await drawer.getByRole('button', { name: 'Guardar la corrección' }).click();
  await page.getByText(/^Se corrigió la organización de /).waitFor();
  await page.getByRole('row', { name: /Valle Florido/ }).first().waitFor();
  await page.getByRole('button', { name: /^Cancelar inscripción/ }).first().click();
  await tatiana.inspect('cancelling');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancelar inscripción' }).click();
  await page.getByText(/^Ahora tiene lugar: .*Flores/).waitFor();
  await page.goto(process);
  expect(await textOf(page)).toMatch(/Asistieron\n0\n/);
});

test('the invitation is shared as a text, a calendar file and a QR code', async () => {
  const { page } = tatiana;
  await page.goto(`${process}/inscripcion?abrir=compartir`);
  await page.getByAltText('Código QR del enlace del proceso').waitFor();
  await tatiana.inspect('share');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /\.ics/ }).click()]);
  expect(download.suggestedFilename()).toBe('TRANSICION.ics');
});

test('the sheet has the registered and blank rows; on the phone a tap marks, and is taken back', async () => {
  const phone = await openWindow(browser, server, { viewport: PHONE });
  await signIn(phone, server, 'tatiana');
  const { page } = phone;
  const session = `${tatiana.home}/sesiones/${sessionId('TRANSICION', 1)}`;
  await page.goto(`${session}/hoja`);
  await settled(page);
  await phone.inspect('sheet');
  expect(await page.getByRole('row').count()).toBe(2 + 2 + 10);
  await page.goto(`${process}/inscripcion`);
  await phone.inspect('registrations');
  await page.goto(session);
  await page.getByRole('button', { name: /Flores/ }).click();
  await page.getByRole('button', { name: 'Deshacer' }).click();
  await page.getByText(/ya no figura presente/).waitFor();
  expect(await textOf(page)).toContain('0 de 2 presentes');
  expect([...tatiana.complaints, ...phone.complaints]).toEqual([]);
});
