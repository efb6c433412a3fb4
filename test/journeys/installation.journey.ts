/** Installing the application: the page that explains it, on every kind of screen, and what stands in the way. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, signIn, textOf } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';
import { weather, type Weather } from './weather.ts';

/** A name that no browser takes for this very machine, so that plain HTTP is not secure. */
const ELSEWHERE = 'digna.test';
let server: RunningServer;
let sky: Weather;
let browser: Browser;
let outside: RunningServer;

beforeAll(async () => {
  server = await runServer();
  sky = await weather(server.port);
  outside = { ...server, url: sky.url };
  browser = await launch(`--host-resolver-rules=MAP ${ELSEWHERE} 127.0.0.1`);
});
afterAll(async () => {
  await browser.close();
  await sky.close();
  await server.stop();
});

describe('the page', () => {
  for (const [name, viewport] of [['phone', PHONE], ['laptop', LAPTOP]] as const) {
    test(`has nothing amiss on a ${name}, by day and by night, nor what is said without connection or of a newer version`, async () => {
      sky.turn('fair');
      const visitor = await openWindow(browser, outside, { viewport });
      const { page } = visitor;
      visitor.expectInConsole(/Failed to load resource|ERR_/);
      await signIn(visitor, outside, 'tatiana');
      await page.goto(`${sky.url}/instalar`);
      await page.getByText('Ya se puede abrir sin conexión en este dispositivo.').waitFor();
      for (const details of await page.locator('summary').all()) await details.click();
      await visitor.inspectDayAndNight('installing');
      sky.turn('away');
      await page.goto(`${sky.url}/verificar`);
      await visitor.inspectDayAndNight('a page of the server without connection');
      await page.goto(`${visitor.home.replace(server.url, sky.url)}/riesgos`);
      await page.getByRole('heading', { name: 'Sin conexión' }).waitFor();
      await visitor.inspectDayAndNight('a page without connection');
      sky.turn('fair');
      sky.release(name);
      await page.goto(`${visitor.home.replace(server.url, sky.url)}/marco`);
      await page.getByText('Hay una versión nueva').waitFor();
      await visitor.inspectDayAndNight('a newer version');
      expect(visitor.complaints).toEqual([]);
      await page.context().close();
    });
  }
});

test('it is found from the account and before signing in', async () => {
  sky.turn('fair');
  const visitor = await openWindow(browser, outside, { viewport: PHONE });
  const { page } = visitor;
  await page.goto(`${sky.url}/entrar`);
  await page.getByRole('link', { name: 'Instalar Digna en este dispositivo' }).click();
  await page.getByRole('heading', { name: 'Instalar Digna' }).waitFor();
  await signIn(visitor, outside, 'nilda', /\/hoy$/);
  await page.getByRole('button', { name: /Su cuenta/ }).click();
  await page.getByRole('link', { name: 'Instalar en este dispositivo' }).click();
  await page.getByRole('heading', { name: 'Instalar Digna' }).waitFor();
  expect(visitor.complaints).toEqual([]);
  await page.context().close();
});

test('where the browser offers it, a button installs it', async () => {
  const visitor = await openWindow(browser, outside, { viewport: PHONE });
  const { page } = visitor;
  await page.goto(`${sky.url}/instalar`);
  expect(await page.getByRole('button', { name: 'Instalar' }).count()).toBe(0);
  // As Chromium does on a phone; without a window it never offers.
  await page.evaluate(`{
    const offer = new Event('beforeinstallprompt', { cancelable: true });
    offer.prompt = () => Promise.resolve();
    offer.userChoice = Promise.resolve({ outcome: 'accepted', platform: 'web' });
    dispatchEvent(offer);
  }`);
  await page.getByRole('button', { name: 'Instalar' }).click();
  await page.getByText('Ya está instalada en este dispositivo.', { exact: false }).waitFor();
  await page.context().close();
});

test('without HTTPS it says what is in the way and what to do', async () => {
  const url = sky.url.replace('localhost', ELSEWHERE);
  const visitor = await openWindow(browser, { ...outside, url }, { viewport: PHONE });
  visitor.expectInConsole(/Cross-Origin-Opener-Policy header has been ignored/);
  await visitor.page.goto(`${url}/instalar`);
  const words = await textOf(visitor.page);
  expect(words).toContain('Desde esta dirección no se puede instalar');
  expect(words).toContain('Pida a quien coordina el programa la dirección que empieza con https://');
  await visitor.inspect('installing without HTTPS');
  expect(visitor.complaints).toEqual([]);
});
