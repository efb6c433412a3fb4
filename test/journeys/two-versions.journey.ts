/** Two people correct the same person from the same page; one is told, decides on a phone, and the figure follows. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, plain, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';
import { SCREENS } from './screens.ts';
import { openCorrection, saveCorrection } from './two-versions.ts';

let server: RunningServer;
let browser: Browser;
/** Coordinates. */
let tatiana: Visitor;
/** Follows up and evaluates, first at a laptop, then on a phone. */
let rosmery: Visitor;
let rosmeryOnPhone: Visitor;
let lidia: string;
let womenBefore: number;
/** Address of the figure as it stood while nobody had decided. */
let undecided: string;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  rosmery = await openWindow(browser, server, { viewport: LAPTOP });
  rosmeryOnPhone = await openWindow(browser, server, { viewport: PHONE });
  await signIn(tatiana, server, 'tatiana');
  await signIn(rosmery, server, 'rosmery');
  await signIn(rosmeryOnPhone, server, 'rosmery');
  await SCREENS.find(({ name }) => name === 'person')?.open(tatiana.page, tatiana.home);
  lidia = tatiana.page.url();
  womenBefore = await women(tatiana);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Women trained, as the figure's page says. */
async function women({ page, home }: Visitor, query = ''): Promise<number> {
  await page.goto(`${home}/indicadores/2.2.1${query}`);
  return Number(/^Mujeres\n(\d+) /m.exec(await textOf(page))?.[1] ?? Number.NaN);
}

describe('two versions of a person', () => {
  test('the second to save is told, and the first counts meanwhile', async () => {
    for (const { page } of [tatiana, rosmery]) await openCorrection(page, lidia, 'sex');
    await tatiana.page.getByLabel('Hombre').check();
    await saveCorrection(tatiana.page, 'de la lista en papel');
    await rosmery.page.getByLabel('Prefiere no decirlo').check();
    await saveCorrection(rosmery.page, 'lo dijo por teléfono');
    await rosmery.page.getByText('otra persona cambió el mismo dato', { exact: false }).waitFor();
    await rosmery.page.getByRole('main').getByText('Hay dos versiones').waitFor();
    await rosmery.inspect('person in conflict');
    expect(await women(tatiana)).toBe(womenBefore - 1);
    undecided = `?al=${encodeURIComponent(new Date().toISOString())}`;
    await rosmery.page.getByRole('link', { name: 'Decidir', exact: true }).first().click();
    await rosmery.page.getByRole('heading', { name: 'Lidia Mamani Condori', level: 1 }).waitFor();
  });

  test('the home, the navigation and the evidence of the figure say so', async () => {
    const { page, home } = tatiana;
    await page.goto(home);
    expect(await textOf(page)).toContain('1 registro con dos versiones');
    await page.getByRole('navigation', { name: 'Menú' }).getByRole('link', { name: /^Por revisar.*por resolver$/ }).click();
    await page.getByRole('navigation', { name: 'Por revisar' }).getByRole('link', { name: /^Dos versiones\s+1$/ }).waitFor();
    await page.goto(`${home}/indicadores/2.2.1?evidencia=all`);
    await settled(page);
    await page.getByRole('button', { name: /^Ver solo los que están en conflicto/ }).click();
    await settled(page);
    const evidence = page.getByRole('complementary', { name: /^Evidencia de/ });
    expect(await evidence.getByRole('link', { name: /^En conflicto/ }).count()).toBe(5);
    await tatiana.inspect('evidence in conflict');
  });

  test('on a phone nothing is chosen beforehand, the button says what is missing, and a third value can be given', async () => {
    const { page, home } = rosmeryOnPhone;
    await page.goto(`${home}/conflictos?q=condori`);
    await settled(page);
    await rosmeryOnPhone.inspect('conflicts');
    await page.getByRole('link', { name: /^Decidir/ }).click();
    await page.getByText('Antes: Mujer').waitFor();
    await settled(page);
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    const text = await textOf(page);
    for (const words of ['Antes: Mujer', 'Tatiana Quispe · coordinación', 'de la lista en papel', 'Rosmery Apaza', 'Falta decidir: 1 · Sexo']) {
      expect(text).toContain(words);
    }
    await page.getByLabel(/^Otro valor/).check();
    await page.getByRole('combobox', { name: 'Sexo' }).selectOption({ label: 'Mujer' });
    await page.getByText('pasa a').first().waitFor();
    await rosmeryOnPhone.inspect('conflict');
    await page.getByRole('button', { name: 'Guardar decisión' }).click();
    await page.getByText('Decisión guardada').waitFor();
    await page.getByText('No hay nada por decidir').waitFor();
  });

  test('the figure follows, and the past stays', async () => {
    expect(await women(tatiana)).toBe(womenBefore);
    expect(await women(tatiana, undecided)).toBe(womenBefore - 1);
  });

  test('a decision can be undone: what counted before counts again, and both versions are to be decided', async () => {
    await rosmeryOnPhone.page.getByRole('button', { name: 'Deshacer' }).click();
    await rosmeryOnPhone.page.getByText('Se deshizo: las dos versiones').waitFor();
    expect(await women(tatiana)).toBe(womenBefore - 1);
    await rosmeryOnPhone.page.waitForURL(/\/conflictos\/./);
    await rosmeryOnPhone.page.getByText('Antes: Mujer').waitFor();
    const text = plain(await textOf(rosmeryOnPhone.page));
    for (const words of ['Se deshizo la decisión: así lo dijo', 'Falta decidir: 1 · Sexo']) expect(text).toContain(words);
    await rosmeryOnPhone.inspect('conflict open again');
  });

  test('nothing was amiss on the way', () => {
    expect([tatiana, rosmery, rosmeryOnPhone].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
