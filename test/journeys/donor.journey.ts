/** The donor: aggregates and their evidence, without anybody's name, contact or file. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXPECTED } from '../../examples/bolivia-digna-y-productiva/truth.ts';
import { DEFAULT_SEED, generateLists } from '../../examples/bolivia-digna-y-productiva/generate.ts';
import { processId, sessionId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { LAPTOP, launch, openWindow, PHONE, plain, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';
import { titleOf } from './screens.ts';

const REFUSED = 'Su cuenta no tiene permiso';
const EVIDENCE = '/indicadores/2.2.1?evidencia=all';

let server: RunningServer;
let browser: Browser;
let elena: Visitor;
/** What the coordinator's evidence and processes show of people, and the donor's must not. */
let names: string[];
/** Names of the lists as they came in: they are not shown to the donor either. */
let files: string[];
let personPage: string;

beforeAll(async () => {
  files = (await generateLists(DEFAULT_SEED)).map(({ fileName }) => fileName);
  server = await runServer();
  browser = await launch();
  const tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
  const inEvidence = await peopleOn(tatiana, EVIDENCE);
  const people = [...inEvidence, ...(await peopleOn(tatiana, `/procesos/${processId('APOYO')}`))];
  names = people.map(({ name }) => name);
  personPage = `${server.url}${people[0]?.path ?? ''}`;
  await tatiana.page.context().close();
  elena = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(elena, server, 'elena');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Names on a page that lead to the person. There must be some, or nothing would be looked for later. */
async function peopleOn({ page, home }: Visitor, path: string): Promise<{ name: string; path: string }[]> {
  await page.goto(`${home}${path}`);
  await settled(page);
  const links = await page.getByRole('main').getByRole('link').all();
  const found = await Promise.all(
    links.map(async (link) => ({
      name: plain(await link.innerText()).trim(),
      path: (await link.getAttribute('href')) ?? '',
    })),
  );
  const people = found.filter((one) => one.path.includes('/personas/'));
  expect(people.length).toBeGreaterThan(20);
  return people;
}

/** The page holds nothing that says who somebody is. */
async function expectNobodyNamed(): Promise<void> {
  const text = plain(await elena.page.getByRole('document').innerText());
  expect(names.filter((name) => text.includes(name))).toEqual([]);
  expect(files.filter((name) => text.includes(name))).toEqual([]);
  expect(text).not.toMatch(/\b[67]\d{7}\b/);
  expect(text).not.toMatch(/\S+@\S+\.\S+/);
  expect(await elena.page.getByRole('link', { name: /\.(xlsx|csv)$/ }).count()).toBe(0);
}

describe('the donor', () => {
  test('is offered results and processes, neither people nor imports', async () => {
    const words = await elena.page.getByRole('navigation', { name: 'Menú' }).getByRole('link').allInnerTexts();
    const offered = ['Inicio', 'Marco de resultados', 'Productos y totales', 'Informes', 'Plan y riesgos', 'Presupuesto y gastos', 'Procesos y asistencia', 'Programa'];
    expect(words.map((word) => word.trim())).toEqual(offered);
    expect(await elena.page.getByRole('textbox', { name: /^Buscar persona/ }).count()).toBe(0);
    await elena.inspect('home');
  });

  test('sees the figures of the framework', async () => {
    const { page } = elena;
    await page.getByRole('link', { name: 'Marco de resultados', exact: true }).click();
    await page.getByRole('heading', { name: 'Marco de resultados', level: 1 }).waitFor();
    const text = await textOf(page);
    expect(text).toContain(`Representantes capacitados\t${EXPECTED.trained}\t`);
    await elena.inspect('framework');
  });

  test('opens the evidence, in which nobody is named', async () => {
    const { page, home } = elena;
    for (const part of ['all', 'counted', 'collapsed', 'left-out']) {
      await page.goto(`${home}/indicadores/2.2.1?evidencia=${part}`);
      await settled(page);
      const drawer = page.getByRole('complementary', { name: `Evidencia de ${EXPECTED.trained}` });
      expect(await drawer.getByRole('listitem').filter({ hasText: /Persona \S+ · / }).count()).toBeGreaterThan(20);
      expect(await drawer.getByRole('radio').count()).toBe(0);
      await expectNobodyNamed();
      await elena.inspect(`evidence ${part}`);
    }
  });

  test('gets no name from the server either, whatever the page shows', async () => {
    const { page, home } = elena;
    const bodies: string[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/evidence')) void response.text().then((text) => bodies.push(text));
    });
    await page.goto(`${home}${EVIDENCE}`);
    await settled(page);
    expect(bodies.length).toBeGreaterThan(0);
    expect(names.filter((name) => bodies.some((body) => body.includes(name)))).toEqual([]);
    expect(bodies.join('')).not.toMatch(/\.(xlsx|csv)"/);
  });

  test('sees how a process went, without names', async () => {
    const { page } = elena;
    await page.getByRole('link', { name: /^Procesos y asistencia/ }).first().click();
    await page.getByRole('link', { name: titleOf('APOYO') }).click();
    await page.getByRole('heading', { name: titleOf('APOYO'), level: 1 }).waitFor();
    expect(await textOf(page)).toMatch(/Capacitadas\n\d+/);
    await expectNobodyNamed();
    await elena.inspect('process');
  });

  test('is told politely where the account may not go', async () => {
    const { page, home } = elena;
    elena.expectInConsole(/status of 403/);
    const closed = [
      personPage,
      `${home}/personas`,
      `${home}/organizaciones`,
      `${home}/duplicados`,
      `${home}/importaciones`,
      `${home}/importaciones/${processId('TRANSICION')}`,
      `${home}/sesiones/${sessionId('APOYO', 1)}`,
    ];
    for (const address of closed) {
      await page.goto(address);
      await page.getByRole('main').getByText(REFUSED).first().waitFor();
      await expectNobodyNamed();
      await elena.inspect(address.replace(home, ''));
    }
  });

  test('prints a figure with its evidence: no menus, no buttons', async () => {
    const { page, home } = elena;
    await page.goto(`${home}/indicadores/2.2.1?evidencia=counted`);
    await settled(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: 'Menú' }).filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Imprimir' }).filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Representantes capacitados', level: 1 }).isVisible()).toBe(true);
    expect(await page.getByRole('complementary', { name: /^Evidencia de/ }).isVisible()).toBe(true);
    expect(plain(await page.getByRole('main').innerText())).toContain(String(EXPECTED.trained));
    const sheets = await page.pdf({ format: 'A4' });
    expect(sheets.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    await page.emulateMedia({ media: null });
  });

  test('met nothing that was not as it should be', () => {
    expect(elena.complaints).toEqual([]);
  });

  test('reads it all on a phone too', async () => {
    const visitor = await openWindow(browser, server, { viewport: PHONE });
    await signIn(visitor, server, 'elena');
    const process = `/procesos/${processId('APOYO')}`;
    for (const path of ['', '/marco', '/indicadores/2.2.1', EVIDENCE, '/procesos', process, '/programa']) {
      await visitor.page.goto(`${visitor.home}${path}`);
      await visitor.inspect(path);
    }
    expect(visitor.complaints).toEqual([]);
  });
});
