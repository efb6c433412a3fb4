/** The home page of each role: what waits leads to what it counts; the menu fits; places have tabs. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';
import { titleOf } from './screens.ts';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let nilda: Visitor;
let elena: Visitor;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  nilda = await openWindow(browser, server, { viewport: PHONE });
  elena = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
  await signIn(nilda, server, 'nilda', /\/hoy$/);
  await signIn(elena, server, 'elena');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('what waits', () => {
  test('for the coordination: each line leads to exactly what it counts', async () => {
    const { page, home } = tatiana;
    await page.goto(home);
    await settled(page);
    await tatiana.inspect('home of the coordination');
    const line = page.getByRole('listitem').filter({ hasText: titleOf('CONTINUIDAD') });
    const people = Number(/(\d+) personas de/.exec(await line.innerText())?.[1] ?? Number.NaN);
    await line.getByRole('link', { name: /^Consultar/ }).click();
    await page.waitForURL(new RegExp(`${processId('CONTINUIDAD')}.*parte=seguimiento`));
    await settled(page);
    expect(await textOf(page)).toMatch(new RegExp(String.raw`\b${people}\b`));
    await page.goto(home);
    await page.getByRole('link', { name: /^Anotar : 1 sesión/ }).click();
    await page.waitForURL(/\/sesiones\//);
  });

  test('for a trainer what is the partner’s, on a phone; for the donor nothing, and it is said kindly', async () => {
    await nilda.page.goto(nilda.home);
    await settled(nilda.page);
    const words = await textOf(nilda.page);
    expect(words).toContain('Por hacer');
    expect(words).toContain(titleOf('CONTINUIDAD'));
    expect(words).not.toContain(titleOf('FICHAS'));
    await nilda.inspect('home of a trainer');
    expect(await textOf(elena.page)).toContain('No hay informes que esperen su respuesta.');
    await elena.inspect('home of the donor');
  });
});

test('every place of the menu stands on a laptop’s screen, and those of several pages have tabs', async () => {
  const { page, home } = tatiana;
  await page.goto(home);
  const menu = page.getByRole('navigation', { name: 'Menú' });
  expect(await menu.evaluate((nav) => nav.scrollHeight <= nav.clientHeight)).toBe(true);
  await menu.getByRole('link', { name: /^Por revisar/ }).click();
  await page.getByRole('navigation', { name: 'Por revisar' }).getByRole('link', { name: 'En espera' }).click();
  await page.getByRole('heading', { name: 'En espera', level: 1 }).waitFor();
  await tatiana.inspect('what waits');
  await menu.getByRole('link', { name: 'Publicar resultados' }).click();
  await page.getByRole('link', { name: 'Archivo IATI' }).click();
  await page.waitForURL(/\/iati$/);
  await tatiana.inspect('tabs of what is published');
});

test('what is behind “Más” is reached by the keyboard', async () => {
  const { page, home } = tatiana;
  await page.goto(`${home}/marco`);
  await settled(page);
  const more = page.getByRole('main').getByRole('button', { name: 'Más' });
  await more.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Cadena');
  await tatiana.inspect('the menu of the framework');
  await page.keyboard.press('Escape');
  expect(await more.getAttribute('aria-expanded')).toBe('false');
  expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Más');
});

test('nothing was amiss on the way', () => {
  expect([tatiana, nilda, elena].flatMap(({ complaints }) => complaints)).toEqual([]);
});
