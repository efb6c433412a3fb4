/**
 * Two trainers of one partner correct the same person on two phones without a connection. Both send later: what does not clash is joined by
 * itself, what does is told on both phones, and one value counts until the coordinator, or a trainer on the phone, decides.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, plain, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';
import { openCorrection, saveCorrection } from './two-versions.ts';
import { weather, type Weather } from './weather.ts';

const NO_ANSWER = /Failed to load resource|Failed to fetch|ERR_|resource '.*' could not be loaded/;

interface Trainer extends Visitor {
  readonly sky: Weather;
}

let server: RunningServer;
let browser: Browser;
let nilda: Trainer;
let wilma: Trainer;
/** Coordinates, at a laptop. */
let tatiana: Visitor;
/** Name of the person, and the path to their page. */
let name = '';
let path = '';

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  nilda = await onPhone('nilda');
  wilma = await onPhone('wilma');
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
});
afterAll(async () => {
  await browser.close();
  await nilda.sky.close();
  await wilma.sky.close();
  await server.stop();
});

/** A phone of its own with a connection of its own, ready to work without one. */
async function onPhone(who: string): Promise<Trainer> {
  const sky = await weather(server.port);
  const seen = { ...server, url: sky.url };
  const visitor = await openWindow(browser, seen, { viewport: PHONE });
  visitor.expectInConsole(NO_ANSWER);
  await signIn(visitor, seen, who, /\/hoy$/);
  await visitor.page.goto(`${visitor.home}/por-enviar`);
  // The rows are all here.
  await visitor.page.locator('.data-lines').filter({ hasText: /Listas al día/ }).filter({ hasNotText: 'todavía no' }).waitFor();
  await visitor.page.goto(`${sky.url}/instalar`);
  await visitor.page.getByText('Ya se puede abrir sin conexión en este dispositivo.').waitFor();
  return { ...visitor, sky };
}

const at = ({ sky }: Trainer): string => `${sky.url}${path}`;
const chip = ({ page }: Trainer): Promise<string> => page.locator('.sync-chip').innerText();

async function correct(trainer: Trainer, field: string, label: string, note: string): Promise<void> {
  await openCorrection(trainer.page, at(trainer), field);
  await trainer.page.getByLabel(label, { exact: true }).check();
  await saveCorrection(trainer.page, note);
}

/** The connection is back, and what was written goes. */
async function connected(trainer: Trainer): Promise<void> {
  trainer.sky.turn('fair');
  await trainer.page.goto(`${trainer.home}/por-enviar`);
  await trainer.page.getByRole('button', { name: 'Enviar ahora' }).click();
  await expect.poll(() => chip(trainer), { timeout: 30_000 }).toContain('Todo enviado');
}

const cards = ({ page }: Trainer) => page.locator('.two-versions');
const headOf = async ({ page }: Visitor): Promise<string> => plain(await page.locator('.page-head').innerText());

test('both correct the same person without a connection', async () => {
  const { page, home } = nilda;
  await page.goto(`${home}/personas`);
  await page.getByRole('row').filter({ hasText: 'Mujer' }).first().getByRole('link').click();
  await page.waitForURL(/\/personas\/[0-9a-f-]{36}/);
  await page.getByText('Datos personales').first().waitFor();
  name = await page.getByRole('heading', { level: 1 }).innerText();
  path = new URL(page.url()).pathname;
  for (const { sky } of [nilda, wilma]) sky.turn('away');
  await correct(nilda, 'sex', 'Hombre', 'de la lista en papel');
  await correct(wilma, 'sex', 'Prefiere no decirlo', 'lo dijo por teléfono');
  // And each something that the other leaves alone.
  await correct(nilda, 'indigenous', 'Sí', 'lo dijo ella');
  await correct(wilma, 'disability', 'No', 'lo dijo ella');
  for (const trainer of [nilda, wilma]) await expect.poll(() => chip(trainer)).toContain('2 por enviar');
  expect(await headOf(nilda)).toContain('Hombre');
  expect(await headOf(wilma)).toContain('Prefiere no decirlo');
});

test('the second to send is told on the phone what both say, who and when', async () => {
  await connected(nilda);
  expect(await cards(nilda).count()).toBe(0);
  await connected(wilma);
  await cards(wilma).waitFor();
  // Where it stands, no message lies over it.
  expect(await wilma.page.locator('.toast').count()).toBe(0);
  const words = plain(await cards(wilma).innerText());
  for (const part of [name, 'Otra persona escribió otra cosa.', 'No se perdió nada', 'Sexo', 'Hombre', 'Nilda Choque', 'Prefiere no decirlo', 'Usted', 'Cuenta mientras tanto']) expect(words).toContain(part);
  // What only one of them changed is joined: there is nothing to say of it.
  expect(words).not.toMatch(/indígena|discapacidad/);
  await wilma.inspectDayAndNight('to send, with something that somebody else wrote otherwise');
});

test('the first is told too, and both see it without a connection: on the person’s page and both versions whole', async () => {
  await nilda.page.goto(`${nilda.home}/hoy`);
  await nilda.page.getByText('Otra persona escribió otra cosa que usted').waitFor();
  await nilda.inspectDayAndNight('the day, with a message that somebody else wrote something else');
  await nilda.page.locator('.toast').getByRole('link', { name: 'Ver las dos versiones' }).click();
  await cards(nilda).waitFor();
  await expect.poll(() => nilda.page.locator('.toast').count()).toBe(0);
  expect(plain(await cards(nilda).innerText())).toMatch(/Wilma Colque/);
  for (const trainer of [nilda, wilma]) {
    const { page } = trainer;
    trainer.sky.turn('away');
    await page.goto(at(trainer));
    await page.getByText('Hay dos versiones').waitFor();
    const text = await textOf(page);
    expect(text).toContain('Dos cambios no coinciden en: Sexo');
    expect(text).not.toContain('payload.');
    await page.getByText('En conflicto').first().waitFor();
    await page.getByRole('link', { name: 'Decidir', exact: true }).first().click();
    await page.getByText('Antes: Mujer').waitFor();
    const both = await textOf(page);
    for (const part of ['Hombre', 'Nilda Choque', 'Prefiere no decirlo', 'Wilma Colque', 'Para decidir hace falta conexión']) expect(both).toContain(part);
    expect(await page.getByRole('radio', { disabled: true }).count()).toBe(2);
  }
  await nilda.inspectDayAndNight('two versions without a connection');
  await nilda.page.goto(`${nilda.home}/conflictos`);
  await nilda.page.getByRole('link', { name: /^Decidir/ }).waitFor();
  await nilda.inspect('things with two versions without a connection');
});

test('the coordinator finds it in the queue and decides; both phones show the decided value after they have synced', async () => {
  const { page, home } = tatiana;
  await page.goto(`${home}/conflictos`);
  const row = page.getByRole('row').filter({ hasText: name });
  expect(plain(await row.innerText())).toMatch(/Nilda Choque, Wilma Colque/);
  await row.getByRole('link', { name: /^Decidir/ }).click();
  await page.getByText('2 datos se unieron solos').waitFor();
  await page.getByRole('radio', { name: /^Prefiere no decirlo/ }).check();
  await page.getByRole('textbox', { name: /Cómo lo sabe/ }).fill('la llamé');
  await page.getByRole('button', { name: 'Guardar decisión' }).click();
  await page.getByText('Decisión guardada').waitFor();
  for (const trainer of [nilda, wilma]) {
    await connected(trainer);
    await expect.poll(() => cards(trainer).count()).toBe(0);
    trainer.sky.turn('away');
    await trainer.page.goto(at(trainer));
    await expect.poll(() => headOf(trainer)).toContain('Prefiere no decirlo');
    expect(await textOf(trainer.page)).not.toContain('Hay dos versiones');
  }
  await wilma.page.goto(`${wilma.home}/por-enviar`);
  await wilma.page.getByText('ya se decidió').waitFor();
  await wilma.inspect('to send, decided');
  await wilma.page.getByRole('link', { name: 'Ver cómo quedó' }).click();
  await expect.poll(() => headOf(wilma)).toContain('Prefiere no decirlo');
});

test('a trainer decides on the phone: nothing is chosen beforehand, and the other phone follows', async () => {
  await correct(nilda, 'indigenous', 'No', 'lo dijo ella');
  await correct(wilma, 'indigenous', 'Prefiere no decirlo', 'lo dijo ella');
  await connected(nilda);
  await connected(wilma);
  const { page } = wilma;
  await cards(wilma).getByRole('link').click();
  await page.getByText('Antes: Sí').waitFor();
  await settled(page);
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  expect(await textOf(page)).toContain('Falta decidir: 1 · Pertenece a un pueblo indígena');
  await wilma.inspectDayAndNight('a trainer decides between two versions');
  await page.getByRole('radio', { name: /^No/ }).first().check();
  await page.getByRole('button', { name: 'Guardar decisión' }).click();
  await page.getByText('Decisión guardada').waitFor();
  await connected(nilda);
  await expect.poll(() => cards(nilda).count()).toBe(0);
  for (const trainer of [nilda, wilma]) {
    trainer.sky.turn('away');
    await trainer.page.goto(at(trainer));
    await expect.poll(async () => plain(await trainer.page.locator('.person-data').innerText())).toMatch(/indígena\s+No\b/);
  }
});

test('nothing was amiss on the way', () => {
  expect([nilda, wilma, tatiana].flatMap(({ complaints }) => complaints)).toEqual([]);
});
