/** Reminders of a report: the schedule is changed in its form, the home speaks of it, a calendar reads it by its address, which is then revoked. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayNumber, isoDay } from '../../src/platform/calendar.ts';
import { LAPTOP, launch, momentNow, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

/** Days from today to the day on which the report of this journey is due. */
const DUE_IN = 9;
const REPORT = 'Informe de cierre';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let wilma: Visitor;
let address: string;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  wilma = await openWindow(browser, server, { viewport: PHONE });
  await signIn(tatiana, server, 'tatiana');
  await signIn(wilma, server, 'wilma', /\/hoy$/);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** So many days from today: `dd/mm/yyyy`. */
async function dayIn(days: number): Promise<string> {
  const [today] = await momentNow(tatiana.page);
  return backwards(isoDay(dayNumber(backwards(today, '/', '-')) + days), '-', '/');
}
function backwards(day: string, apart: string, joined: string): string {
  return day.split(apart).toReversed().join(joined);
}

test('a report gets the day by which it is due', async () => {
  const { page, home } = tatiana;
  await page.goto(`${home}/informes/preparar?plantilla=final`);
  await page.getByLabel('Título', { exact: true }).fill(REPORT);
  await page.getByLabel('Fecha de entrega').fill(await dayIn(DUE_IN));
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.waitForURL(/\/informes\/[0-9a-f-]{36}/);
});

test('the schedule is changed: what is wrong is said, and on which days that would be', async () => {
  const { page, home } = tatiana;
  await page.goto(`${home}/informes`);
  await page.getByRole('link', { name: 'Recordatorios' }).click();
  await page.getByText('30, 14, 7, 1 días antes de la entrega').waitFor();
  await page.getByRole('button', { name: 'Cambiar', exact: true }).click();
  const days = page.getByLabel('Días antes de la entrega');
  for (const [typed, said] of [['10, 3, 3', '3 está dos veces.'], ['400', '400 está fuera de lo posible'], ['pronto', '«pronto» no es un número'], ['1,2,3,4,5,6,7', 'Son demasiados']]) {
    await days.fill(typed ?? '');
    await page.getByText(said ?? '').waitFor();
  }
  await days.fill('10, 3, 0');
  await page.getByText(`«${REPORT}», que se entrega el ${await dayIn(DUE_IN)}: ${await dayIn(-1)}, ${await dayIn(DUE_IN - 3)}, ${await dayIn(DUE_IN)}`).waitFor();
  await page.getByRole('checkbox', { name: /^Nilda/ }).check();
  await tatiana.inspect('schedule of reminders');
  await page.getByRole('button', { name: 'Guardar recordatorios' }).click();
  await page.getByText('Recordatorios guardados').waitFor();
  await page.getByText('10, 3 días antes de la entrega, el mismo día').waitFor();
  await page.getByText('Cómo estaba antes').click();
  await page.getByText('30, 14, 7, 1 días antes de la entrega ·').waitFor();
  expect(await textOf(page)).toMatch(/Se recuerda a[\s\S]*Nilda/);
  await tatiana.inspect('reminders');
});

test('the home of the coordination says it, with what is missing; a partner’s only what is theirs', async () => {
  const { page, home } = tatiana;
  await page.goto(home);
  const line = page.getByRole('listitem').filter({ hasText: REPORT });
  await line.getByText(/faltan \d+ cosas/).first().waitFor();
  await line.getByText(`Quedan ${DUE_IN} días`).waitFor();
  await tatiana.inspect('home with a reminder');
  await line.getByRole('link', { name: /^Ver/ }).click();
  await page.waitForURL(/\/informes\/recordatorios$/);
  await page.getByText('Indicadores sin meta').waitFor();
  await wilma.page.goto(`${wilma.home}/informes/recordatorios`);
  await settled(wilma.page);
  const words = await textOf(wilma.page);
  expect(words).toContain('lo que toca resolver a su socio');
  expect(words).toContain(REPORT);
  expect(words).not.toContain('Indicadores sin meta');
  expect(words).not.toContain('Cuándo y a quién se recuerda');
  await wilma.inspect('reminders of a partner');
});

test('her calendar reads it by its address, without a session, until she revokes it', async () => {
  const { page } = wilma;
  await page.getByRole('button', { name: 'Crear mi dirección' }).click();
  await page.getByAltText('Código QR de la dirección del calendario').waitFor();
  await wilma.inspect('address of the calendar');
  address = await page.getByText(/^http.*\/api\/calendars\//).innerText();
  expect(await page.getByRole('link', { name: 'Abrir en mi calendario' }).getAttribute('href')).toBe(address.replace('http:', 'webcal:'));
  const calendar = await (await fetch(address)).text();
  const days = [...calendar.matchAll(/^DTSTART;VALUE=DATE:(\d{8})/gm)].map(([, day]) => day);
  const expected = [];
  for (const day of [-1, DUE_IN - 3, DUE_IN]) expected.push(backwards(await dayIn(day), '/', ''));
  expect(days).toEqual(expected);
  expect(calendar.match(/BEGIN:VALARM/g)).toHaveLength(3);
  await page.reload();
  await page.getByText('Tiene una dirección desde').waitFor();
  await page.getByRole('button', { name: 'Anular la dirección' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Anular la dirección' }).click();
  await page.getByText('La dirección quedó anulada').waitFor();
  expect((await fetch(address)).status).toBe(404);
});

test('taken back, nobody is reminded, and a suggestion waits to be saved', async () => {
  const { page } = tatiana;
  await page.getByRole('button', { name: 'Dejar de recordar' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Por qué').fill('Se acordó por teléfono');
  await tatiana.inspect('stop reminding');
  await dialog.getByRole('button', { name: 'Dejar de recordar' }).click();
  await page.getByText('Todavía no hay recordatorios').waitFor();
  await page.getByRole('button', { name: 'Fijar recordatorios' }).click();
  await page.getByText('Es una sugerencia').waitFor();
  expect(await page.getByLabel('Días antes de la entrega').inputValue()).toBe('30, 14, 7, 1');
  await tatiana.inspect('suggestion of reminders');
});

test('nothing was amiss on the way', () => {
  expect([...tatiana.complaints, ...wilma.complaints]).toEqual([]);
});
