/** The house under a path of a host, behind a proxy that takes the path off: nothing leads out of it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RECORDS_PROCESS } from '../../examples/bolivia-digna-y-productiva/course-records.ts';
import { EXAMPLE_PROGRAMME, processId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { launch, LAPTOP, openWindow, plain, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';
import { stripping, type StrippingProxy } from './stripping-proxy.ts';

let proxy: StrippingProxy;
let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
/** The same server as people outside see it. */
let outside: RunningServer;
let home = '';

beforeAll(async () => {
  proxy = await stripping('/digna');
  server = await runServer([], { env: { DIGNA_PUBLIC_URL: `${proxy.url}/`, DIGNA_TRUSTED_PROXIES: '127.0.0.1' } });
  proxy.handTo(server.port);
  outside = { ...server, url: proxy.url };
  home = `${proxy.url}/${EXAMPLE_PROGRAMME.code}`;
  browser = await launch();
  tatiana = await openWindow(browser, outside, { viewport: LAPTOP });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await proxy.close();
});

test('signing in, moving about and loading a page anew stay under the path', async () => {
  const { page } = tatiana;
  await signIn(tatiana, outside, 'tatiana');
  expect(page.url()).toBe(home);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ path }) => path)).toEqual(cookies.map(() => '/digna'));
  expect(cookies).not.toHaveLength(0);
  await page.getByRole('link', { name: 'Procesos y asistencia' }).click();
  await page.waitForURL(`${home}/procesos`);
  await page.goto(`${home}/procesos/${processId('APOYO')}`);
  expect(await textOf(page)).toContain('Asistieron');
});

test('what goes out to others leads back under the path', async () => {
  const { page } = tatiana;
  await page.goto(`${home}/procesos/${processId(RECORDS_PROCESS)}?parte=certificados`);
  await settled(page);
  const verify = page.locator('a.certificate-code').first();
  expect(await verify.getAttribute('href')).toMatch(/^\/digna\/verificar\/./);
  await page.goto(`${home}/procesos/${processId('TRANSICION')}/inscripcion?abrir=compartir`);
  await page.getByAltText('Código QR del enlace del proceso').waitFor();
  await page.getByText(`${home}/procesos/${processId('TRANSICION')}`, { exact: true }).waitFor();
  await page.goto(`${home}/publicar`);
  await settled(page);
  expect(await page.locator('a.publication-open').getAttribute('href')).toBe(`${proxy.url}/p/${EXAMPLE_PROGRAMME.code}`);
});

test('pages that the server writes find their style, their picture and each other', async () => {
  const { page } = tatiana;
  await page.goto(`${proxy.url}/verificar`);
  expect(await page.evaluate<number>('document.styleSheets[0].cssRules.length')).toBeGreaterThan(0);
  expect(await page.evaluate<boolean>('document.querySelector("header img").naturalWidth > 0')).toBe(true);
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL(`${proxy.url}/verificar?lang=en`);
  await page.goto(`${proxy.url}/p/${EXAMPLE_PROGRAMME.code}`);
  expect(plain(await page.getByRole('main').innerText())).toContain('263');
  const links = await page.evaluate<string[]>('[...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"))');
  expect(links.filter((link) => link.startsWith('/') && !link.startsWith('/digna/'))).toEqual([]);
  expect(links.some((link) => link.startsWith('/digna/'))).toBe(true);
  expect(tatiana.complaints).toEqual([]);
});
