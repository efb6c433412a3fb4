/**
 * Days of a trainer without a connection: a firm, a session, its attendance, a person, a correction, all on a phone whose browser is killed
 * on the way. When there is a connection everything arrives, once; what the programme refuses is mended there and then.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLE_PROGRAMME } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { LAPTOP, launch, openOwnBrowser, openWindow, PHONE, plain, settled, signIn, textOf, wholeList, type OwnBrowser, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';
import { weather, type Weather } from './weather.ts';

const FIRM = 'Tejidos Wara Wara';
/** What a browser writes to its console where nothing answers. */
const NO_ANSWER = /Failed to load resource|Failed to fetch|ERR_|resource '.*' could not be loaded/;

let server: RunningServer;
let sky: Weather;
let seen: RunningServer;
let profile: string;
let nilda: OwnBrowser;
let office: Browser;
let home: string;
/** Addresses of what was written. */
let session = '';
let person = '';

beforeAll(async () => {
  server = await runServer();
  sky = await weather(server.port);
  seen = { ...server, url: sky.url };
  home = `${sky.url}/${EXAMPLE_PROGRAMME.code}`;
  profile = await mkdtemp(join(tmpdir(), 'digna-profile-'));
  office = await launch();
  nilda = await openPhone();
});
afterAll(async () => {
  await nilda.kill();
  await office.close();
  await sky.close();
  await server.stop();
  await rm(profile, { recursive: true, force: true });
});

async function openPhone(): Promise<OwnBrowser> {
  const one = await openOwnBrowser(profile, seen, { viewport: PHONE });
  one.expectInConsole(NO_ANSWER);
  return one;
}

/** The battery is empty, or the phone needs the room: the browser ends, and is opened anew where it was. */
async function killed(): Promise<void> {
  expect(nilda.complaints).toEqual([]);
  await nilda.kill();
  nilda = await openPhone();
}

/** How many wait, by the tab at the bottom. */
const waiting = async (): Promise<number> => Number(/\d+/.exec(await nilda.page.locator('.shell-tabs a[href$="/por-enviar"]').innerText())?.[0] ?? 0);

async function record(what: string): Promise<void> {
  await nilda.page.goto(`${home}/registrar`);
  await nilda.page.getByRole('link', { name: what }).click();
}

/** Two of those who are not present yet, each by name: rows stay where they are while they are tapped. */
async function markTwo(): Promise<void> {
  const { page } = nilda;
  await wholeList(page);
  const absent = (await page.locator('.attendee-tap[aria-pressed=false] .attendee-name').allTextContents()).slice(0, 2);
  for (const name of absent) {
    const row = page.locator('.attendee-tap').filter({ has: page.locator('.attendee-name', { hasText: name.trim() }) }).first();
    await row.click();
    await expect.poll(() => row.getAttribute('aria-pressed')).toBe('true');
  }
}

/** Both sizes of a screen, by day and by night. */
async function inspectAll(visitor: Visitor, screen: string): Promise<void> {
  for (const viewport of [PHONE, LAPTOP]) {
    await visitor.page.setViewportSize(viewport);
    await visitor.inspectDayAndNight(`${screen}, ${viewport.width}`);
  }
  await visitor.page.setViewportSize(PHONE);
}

test('signing in leads to the day, and the phone keeps all it needs', async () => {
  await signIn(nilda, seen, 'nilda', /\/hoy$/);
  const { page } = nilda;
  await page.getByText('Hoy no hay sesiones').waitFor();
  await page.getByText('Todo enviado').first().waitFor();
  await inspectAll(nilda, 'the day, nothing in it');
  await page.goto(`${sky.url}/instalar`);
  await page.getByText('Ya se puede abrir sin conexión en este dispositivo.').waitFor();
  await page.goto(`${home}/registrar`);
  await inspectAll(nilda, 'what can be recorded');
  const tabs = page.getByRole('navigation', { name: 'Menú' });
  expect((await tabs.last().innerText()).split('\n').filter((word) => word !== '')).toEqual(['Hoy', 'Empresas', 'Registrar', 'Por enviar', 'Más']);
});

test('the first day without a connection: a firm and a session stand at once in its lists', async () => {
  sky.turn('away');
  const { page } = nilda;
  await record('Empresa u organización nueva');
  await page.getByRole('textbox', { name: 'Nombre', exact: true }).fill(FIRM);
  await page.getByRole('combobox', { name: 'Tipo' }).selectOption('enterprise');
  await page.getByRole('button', { name: 'Registrar', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: FIRM }).waitFor();
  expect(await textOf(page)).toContain('En este teléfono');
  await inspectAll(nilda, 'a firm that is on the phone');

  await record('Sesión nueva');
  await inspectAll(nilda, 'of which process');
  await page.locator('main a[href*="/procesos/"]').first().click();
  await page.getByRole('button', { name: 'Agregar sesión' }).last().click();
  await expect.poll(() => page.getByRole('main').innerText()).toContain('En este teléfono');
  await page.goto(`${home}/hoy`);
  await page.getByRole('link', { name: 'Tomar asistencia' }).waitFor();
  await inspectAll(nilda, 'the day with a session of the phone');
  await page.goto(`${home}/organizaciones?q=wara`);
  await page.getByRole('link', { name: FIRM }).waitFor();
  await expect.poll(waiting).toBe(2);
});

test('killed and opened again without a connection: everything is there, and attendance is taken', async () => {
  await killed();
  const { page } = nilda;
  await page.goto(sky.url);
  await page.waitForURL(/\/hoy$/);
  await page.getByRole('link', { name: 'Tomar asistencia' }).click();
  await page.locator('.attendee').first().waitFor();
  session = page.url();
  await markTwo();
  await expect.poll(() => page.locator('.attendee-state.is-kept').count()).toBe(2);
  await page.getByRole('button', { name: 'Persona nueva' }).click();
  await page.getByRole('textbox', { name: /^Nombres/ }).fill('Wayra');
  await page.getByRole('textbox', { name: /paterno/ }).fill('Uriona');
  await page.getByRole('textbox', { name: /materno/ }).fill('Tellería');
  await page.getByRole('radio', { name: 'Hombre' }).check();
  await page.getByRole('button', { name: 'Registrar y marcar presente' }).click();
  await expect.poll(() => page.locator('.attendee', { hasText: 'Uriona' }).textContent()).toContain('en este teléfono');
  await expect.poll(waiting).toBe(6);
});

test('a mistake is corrected without a connection: lists say the new at once', async () => {
  const { page } = nilda;
  await page.goto(`${home}/personas?q=uriona`);
  await page.getByRole('link', { name: /Uriona/ }).click();
  await page.getByRole('heading', { level: 1, name: /Wayra/ }).waitFor();
  person = page.url();
  await inspectAll(nilda, 'a person that is on the phone');
  await page.goto(`${person}?corregir=sex`);
  await page.getByRole('radio', { name: 'Mujer' }).check();
  await page.getByRole('textbox', { name: 'Cómo lo sabe' }).fill('Lo dijo ella');
  await page.getByRole('button', { name: 'Guardar corrección' }).click();
  await expect.poll(async () => plain(await page.locator('.page-head').innerText())).toContain('Mujer');
  await expect.poll(waiting).toBe(7);
});

test('the second day a session gets a day that cannot be, and the browser is killed once more', async () => {
  const { page } = nilda;
  await record('Sesión nueva');
  await page.locator('main a[href*="/procesos/"]').first().click();
  await page.getByRole('textbox', { name: 'Fecha' }).fill('20/11/2206');
  await page.getByRole('button', { name: 'Agregar sesión' }).last().click();
  await expect.poll(waiting).toBe(8);
  await killed();
  await nilda.page.goto(`${home}/por-enviar`);
  await expect.poll(waiting).toBe(8);
  await expect.poll(async () => plain(await nilda.page.getByRole('main').innerText()).match(/En este teléfono/g)?.length ?? 0).toBeGreaterThanOrEqual(8);
});

test('with a connection everything arrives once; what was refused says why', async () => {
  const { page } = nilda;
  // Meanwhile the coordinator has signed her out everywhere.
  const tatiana = await openWindow(office, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
  await tatiana.page.goto(`${tatiana.home}/usuarios`);
  await tatiana.page.getByRole('button', { name: /^Cambiar Nilda/ }).click();
  await tatiana.page.getByRole('button', { name: 'Cerrar sus sesiones' }).click();
  sky.turn('fair');
  await page.getByRole('button', { name: 'Enviar ahora' }).click();
  await page.getByText('Nada se pierde: entre otra vez').waitFor();
  await inspectAll(nilda, 'signed out with something to send');
  await page.getByRole('main').getByRole('button', { name: 'Entrar' }).click();
  await page.getByRole('textbox', { name: 'Usuario' }).fill('nilda');
  await page.getByLabel('Contraseña', { exact: true }).fill(await readFile(join(server.folder, 'demonstration-password'), 'utf8'));
  await page.getByRole('button', { name: 'Entrar' }).click();
  await page.waitForURL(/\/por-enviar$/);
  await expect.poll(() => page.locator('.sync-chip').innerText(), { timeout: 30_000 }).toContain('1 por corregir');
  expect(await textOf(page)).toMatch(/Enviado\s*7/);
  expect(await textOf(page)).toContain('La fecha no es posible');
  await inspectAll(nilda, 'one refused');

  const at = (address: string): string => `${server.url}${new URL(address).pathname}`;
  await tatiana.page.goto(at(session));
  await wholeList(tatiana.page);
  expect(/(\d+) de \d+ presentes/.exec(await textOf(tatiana.page))?.[1]).toBe('3');
  expect(await tatiana.page.locator('.attendee', { hasText: 'Uriona' }).count()).toBe(1);
  await tatiana.page.goto(at(person));
  await expect.poll(async () => plain(await tatiana.page.locator('.page-head').innerText())).toContain('Mujer');
  await tatiana.page.goto(`${tatiana.home}/organizaciones?q=wara`);
  await settled(tatiana.page);
  expect(await tatiana.page.getByRole('link', { name: FIRM }).count()).toBe(1);
  expect(tatiana.complaints).toEqual([]);
});

test('the refused one is mended where it is, and goes', async () => {
  const { page } = nilda;
  await page.getByRole('button', { name: 'Cambiar la fecha' }).click();
  await page.getByRole('textbox', { name: 'Fecha correcta' }).fill('20/11/2026');
  await inspectAll(nilda, 'a date being mended');
  await page.getByRole('button', { name: 'Corregir y enviar' }).click();
  await expect.poll(() => page.locator('.sync-chip').innerText(), { timeout: 30_000 }).toContain('Todo enviado');
  expect(await textOf(page)).toMatch(/Enviado\s*8/);
  await expect.poll(waiting).toBe(0);
});

test('several refused for one cause are mended together, by choosing the right session', async () => {
  const { page } = nilda;
  await page.route(/\/entries\?/, async (route) => {
    const { entries } = route.request().postDataJSON();
    await route.fulfill({ json: { answers: entries.map(({ id }: { id: string }) => ({ id, answer: 'refused', code: 'unknown-reference', field: 'session' })) } });
  });
  await page.goto(session);
  await markTwo();
  await expect.poll(() => page.locator('.sync-chip').innerText(), { timeout: 20_000 }).toContain('2 por corregir');
  await page.unroute(/\/entries\?/);
  await page.goto(`${home}/por-enviar`);
  await page.locator('.refused').first().waitFor();
  expect(await page.locator('.refused').count()).toBe(1);
  expect(await page.locator('.refused').innerText()).toContain('El programa no conoce esta sesión.');
  await page.getByRole('button', { name: 'Elegir la sesión correcta' }).click();
  await page.getByRole('combobox', { name: 'Elegir la sesión correcta' }).selectOption({ index: 1 });
  await inspectAll(nilda, 'a session being chosen');
  await page.getByRole('button', { name: 'Corregir los 2 y enviar' }).click();
  await expect.poll(() => page.locator('.sync-chip').innerText(), { timeout: 30_000 }).toContain('Todo enviado');
  expect(nilda.complaints).toEqual([]);
});
