/**
 * One phone for two people: each enters by a PIN of their own, without a connection too, and what each wrote goes in their name. What was read
 * lies there sealed; who coordinates signs somebody out of it; ten wrong PINs take away what was read and nothing else.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLE_PROGRAMME } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { LAPTOP, launch, openOwnBrowser, openWindow, PHONE, plain, settled, signIn, textOf, toSession, type OwnBrowser } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';
import { weather, type Weather } from './weather.ts';

const NO_ANSWER = /Failed to load resource|Failed to fetch|ERR_|resource '.*' could not be loaded/;
const PINS = { nilda: '470318', wilma: '905264' } as const;
type Who = keyof typeof PINS;

let server: RunningServer;
let sky: Weather;
let seen: RunningServer;
let profile: string;
let phone: OwnBrowser;
let office: Browser;
let home: string;
let session = '';

beforeAll(async () => {
  server = await runServer();
  sky = await weather(server.port);
  seen = { ...server, url: sky.url };
  home = `${sky.url}/${EXAMPLE_PROGRAMME.code}`;
  profile = await mkdtemp(join(tmpdir(), 'digna-profile-'));
  office = await launch();
  phone = await opened();
});
afterAll(async () => {
  await phone.kill();
  await office.close();
  await sky.close();
  await server.stop();
  await rm(profile, { recursive: true, force: true });
});

async function opened(): Promise<OwnBrowser> {
  const one = await openOwnBrowser(profile, seen, { viewport: PHONE });
  one.expectInConsole(NO_ANSWER);
  return one;
}

async function setPin(pin: string): Promise<void> {
  const { page } = phone;
  await page.goto(`${home}/este-telefono`);
  await page.getByLabel('PIN nuevo', { exact: true }).fill(pin);
  await page.getByLabel('El mismo PIN otra vez', { exact: true }).fill(pin);
  await page.getByRole('button', { name: 'Poner PIN' }).click();
  await page.getByText('Tiene PIN en este teléfono.').waitFor();
}

async function lock(): Promise<void> {
  await phone.page.getByRole('button', { name: /Su cuenta/ }).click();
  await phone.page.getByRole('banner').getByRole('button', { name: 'Bloquear o cambiar de persona' }).click();
  await phone.page.getByRole('heading', { name: '¿Quién va a usar el teléfono?' }).waitFor();
}

/** By the pad, as a thumb does. */
async function give(pin: string): Promise<void> {
  for (const digit of pin) await phone.page.getByRole('button', { name: `Número ${digit}` }).click();
}

async function enterAs(who: Who): Promise<void> {
  await phone.page.getByRole('radio', { name: who === 'nilda' ? /^Nilda/ : /^Wilma/ }).check();
  await give(PINS[who]);
  await phone.page.getByRole('heading', { name: '¿Quién va a usar el teléfono?' }).waitFor({ state: 'detached' });
}

const lineOf = async (who: RegExp): Promise<string> => plain(await phone.page.locator('label.person', { hasText: who }).innerText());
const chip = (): Promise<string> => phone.page.locator('.sync-chip').innerText();

/** What the browser keeps of rows, as whoever copies its storage finds it. */
function rowsAsTheyLie(): Promise<{ rows: number; open: number; text: string }> {
  return phone.page.evaluate(`new Promise((resolve, reject) => {
    const asked = indexedDB.open('digna');
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const all = asked.result.transaction('blocks').objectStore('blocks').getAll();
      all.onsuccess = () => resolve({ rows: all.result.reduce((sum, { count }) => sum + count, 0), open: all.result.filter((block) => block.sealed === undefined || block.rows !== undefined).length, text: JSON.stringify(all.result) });
    };
  })`);
}

test('each signs in once with a connection and sets a PIN', async () => {
  await signIn(phone, seen, 'nilda', /\/hoy$/);
  const { page } = phone;
  await page.getByText('Proteja este teléfono con un PIN').waitFor();
  await phone.inspect('the day, with the hint of a PIN');
  await page.getByRole('link', { name: 'Poner PIN' }).click();
  await page.getByRole('button', { name: 'Poner PIN' }).click();
  expect(await textOf(page)).toContain('Escriba 6 números.');
  await page.getByLabel('PIN nuevo', { exact: true }).fill('123456');
  expect(await textOf(page)).toContain('Es muy fácil de adivinar');
  await phone.inspect('this phone, a PIN that is no good');
  await setPin(PINS.nilda);
  await phone.inspect('this phone, with a PIN');
  await page.goto(`${sky.url}/instalar`);
  await page.getByText('Ya se puede abrir sin conexión en este dispositivo.').waitFor();

  await page.goto(`${home}/hoy`);
  await lock();
  await phone.inspect('who takes the phone in hand');
  await page.getByRole('button', { name: 'Entrar con otra cuenta' }).click();
  await page.waitForURL(/\/entrar/);
  // Nilda’s session opens nothing to whoever walks away from the sign-in.
  await page.goto(`${home}/personas`);
  await page.waitForURL(/\/entrar/);
  await signIn(phone, seen, 'wilma', /\/hoy$/);
  await expect.poll(chip).toContain('Todo enviado');
  await setPin(PINS.wilma);
  expect(await textOf(page)).toMatch(/Nilda[^\n]*\n?[^\n]*entra con PIN/);
  const lie = await rowsAsTheyLie();
  expect(lie.rows).toBeGreaterThan(100);
  expect(lie.open).toBe(0);
  expect(lie.text).not.toMatch(/Quispe|Mamani/);
});

test('without a connection it goes from hand to hand: each sees their own, and writes in their own name', async () => {
  const { page } = phone;
  await page.goto(`${home}/hoy`);
  await settled(page);
  sky.turn('away');
  await lock();
  await page.getByRole('radio', { name: /^Nilda/ }).check();
  await give('111222');
  await page.getByText('Ese no es el PIN. Quedan 9 intentos').waitFor();
  await phone.inspect('a wrong PIN');
  await page.getByRole('button', { name: 'Olvidé mi PIN' }).click();
  await phone.inspect('a PIN that was forgotten');
  await enterAs('nilda');
  await page.waitForURL(/\/hoy$/);
  await toSession(page);
  session = page.url();
  await page.locator('.attendee-tap[aria-pressed=false]').first().click();
  await expect.poll(chip).toContain('1 por enviar');

  await lock();
  await expect.poll(() => lineOf(/^Nilda/)).toContain('1 por enviar');
  expect(await lineOf(/^Wilma/)).toContain('Todo enviado');
  // What Nilda had before her is not shown to Wilma, not even until the new page is there.
  await page.evaluate(`new MutationObserver(() => sessionStorage.setItem('shown', location.href)).observe(document.querySelector('.whole'), { attributeFilter: ['hidden'] })`);
  await enterAs('wilma');
  await page.waitForURL(/\/hoy$/);
  expect(await page.evaluate(`sessionStorage.getItem('shown')`)).toBeNull();
  await expect.poll(chip).not.toContain('por enviar');
  await page.goto(`${home}/registrar`);
  await page.getByRole('link', { name: 'Empresa u organización nueva' }).click();
  await page.getByRole('textbox', { name: 'Nombre', exact: true }).fill('Panadería La Esquina');
  await page.getByRole('combobox', { name: 'Tipo' }).selectOption('enterprise');
  await page.getByRole('button', { name: 'Registrar', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Panadería La Esquina' }).waitFor();
  await expect.poll(chip).toContain('1 por enviar');
});

test('killed while locked, it asks again; what somebody was writing waits for them behind the PIN', async () => {
  await lock();
  await phone.kill();
  phone = await opened();
  const { page } = phone;
  await page.goto(home);
  await page.getByRole('heading', { name: '¿Quién va a usar el teléfono?' }).waitFor();
  expect(await page.locator('main').innerText()).not.toContain('Panadería');
  await enterAs('wilma');
  await page.goto(`${home}/registrar`);
  await page.getByRole('link', { name: 'Empresa u organización nueva' }).click();
  await page.getByRole('textbox', { name: 'Nombre', exact: true }).fill('A medio escribir');
  // Nobody touches it for an hour.
  await page.evaluate(`for (const key of Object.keys(localStorage)) if (key.startsWith('digna.lock')) localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), usedAt: Date.now() - 3_600_000 }))`);
  await page.getByRole('heading', { name: '¿Quién va a usar el teléfono?' }).waitFor();
  await enterAs('wilma');
  expect(await page.getByRole('textbox', { name: 'Nombre', exact: true }).inputValue()).toBe('A medio escribir');
});

test('with a connection everything goes, each in the name of who wrote it, although the session has ended', async () => {
  const { page } = phone;
  await page.context().clearCookies();
  sky.turn('fair');
  await page.goto(`${home}/por-enviar`);
  await expect.poll(chip).toContain('Todo enviado');
  await lock();
  await expect.poll(() => lineOf(/^Nilda/)).toContain('Todo enviado');

  const tatiana = await openWindow(office, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
  await tatiana.page.goto(`${tatiana.home}/organizaciones?q=esquina`);
  await tatiana.page.getByRole('link', { name: 'Panadería La Esquina' }).click();
  expect(await textOf(tatiana.page)).toContain('Wilma');
  await tatiana.page.goto(`${tatiana.home}/usuarios`);
  const devices = tatiana.page.getByRole('table', { name: 'Teléfonos' });
  await expect.poll(async () => plain(await devices.innerText())).toMatch(/Nilda[\s\S]*Wilma|Wilma[\s\S]*Nilda/);
  expect(plain(await devices.innerText())).toContain('En hora');
  await tatiana.inspect('phones of the members');
  expect(tatiana.complaints).toEqual([]);
});

test('who coordinates signs somebody out of the phone: what was read goes, what is unsent stays', async () => {
  const { page } = phone;
  sky.turn('away');
  await enterAs('nilda');
  await page.waitForURL(/\/hoy$/);
  await page.goto(session);
  await page.locator('.attendee').first().waitFor();
  await page.locator('.attendee-tap[aria-pressed=false]').first().click();
  await expect.poll(chip).toContain('1 por enviar');

  const tatiana = await openWindow(office, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
  await tatiana.page.goto(`${tatiana.home}/usuarios`);
  await tatiana.page.getByRole('table', { name: 'Teléfonos' }).getByRole('button', { name: /Cerrar su sesión… Nilda/ }).click();
  await tatiana.inspect('signing somebody out of a phone');
  await tatiana.page.getByRole('button', { name: 'Cerrar la sesión', exact: true }).click();
  await expect.poll(() => tatiana.page.getByRole('table', { name: 'Teléfonos' }).innerText()).toContain('Cerrado el');

  sky.turn('fair');
  await page.goto(`${home}/por-enviar`);
  await page.waitForURL(/\/entrar/);
  expect((await rowsAsTheyLie()).text).not.toContain(await userIdOf('nilda'));
  await page.getByRole('textbox', { name: 'Usuario' }).fill('nilda');
  await page.getByLabel('Contraseña', { exact: true }).fill(await readFile(join(server.folder, 'demonstration-password'), 'utf8'));
  await page.getByRole('button', { name: 'Entrar' }).click();
  await page.waitForURL(/\/(por-enviar|hoy)$/);
  await expect.poll(chip).toContain('Todo enviado');
  await page.goto(`${home}/por-enviar`);
  await expect.poll(() => textOf(page)).toMatch(/Enviado\s*2/);
});

test('a copy of what is unsent is read by nobody on the way, and the coordinator brings it in, in the name of its author', async () => {
  const { page } = phone;
  await page.goto(session);
  await page.locator('.attendee').first().waitFor();
  sky.turn('away');
  await page.locator('.attendee-tap[aria-pressed=false]').first().click();
  await expect.poll(chip).toContain('1 por enviar');
  await page.goto(`${home}/por-enviar`);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Guardar copia de todo lo que falta enviar' }).click();
  const copy = await (await saving).path();
  expect(await readFile(copy, 'utf8')).not.toMatch(/attendance|personId|Nilda/);

  const tatiana = await openWindow(office, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
  await tatiana.page.goto(`${tatiana.home}/usuarios`);
  const file = tatiana.page.locator('.file-drop input[type=file]');
  await file.setInputFiles({ name: 'otra.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"otra"}') });
  await tatiana.page.getByText('La copia está dañada').waitFor();
  const whole = JSON.parse(await readFile(copy, 'utf8'));
  await file.setInputFiles({ name: 'rota.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ ...whole, data: whole.data.slice(0, -8) })) });
  await tatiana.page.getByText('La copia está dañada').waitFor();
  await file.setInputFiles({ name: 'copia.json', mimeType: 'application/json', buffer: await readFile(copy) });
  await tatiana.page.getByText(/Copia de Nilda/).waitFor();
  await tatiana.inspect('a copy that was opened');
  await tatiana.page.getByRole('button', { name: 'Traer al programa' }).click();
  await tatiana.page.getByText('1 traídos, 0 ya estaban, 0 no se aceptaron.').waitFor();
  expect(await textOf(tatiana.page)).toContain('Quedaron a nombre de Nilda');
  await tatiana.inspect('a copy that was brought in');
  expect(tatiana.complaints).toEqual([]);

  // The phone sends it too, and it is there already.
  sky.turn('fair');
  await page.getByRole('button', { name: 'Enviar ahora' }).click();
  await expect.poll(chip).toContain('Todo enviado');
  expect(await textOf(page)).toContain('El servidor ya la tenía');
});

test('ten wrong PINs take away what was read, and say so', async () => {
  const { page } = phone;
  await setPin(PINS.nilda);
  await lock();
  await page.getByRole('radio', { name: /^Nilda/ }).check();
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    await give('333444');
    await page.getByText(attempt === 10 ? 'Fueron 10 PIN equivocados' : attempt === 9 ? 'Queda 1 intento' : `Quedan ${10 - attempt} intentos`).waitFor();
  }
  await phone.inspect('ten wrong PINs');
  expect((await rowsAsTheyLie()).text).not.toContain(await userIdOf('nilda'));
  expect(phone.complaints).toEqual([]);
});

/** Id of somebody, as the phone knows it. */
function userIdOf(username: string): Promise<string> {
  return phone.page.evaluate(`new Promise((resolve) => {
    const asked = indexedDB.open('digna');
    asked.onsuccess = () => {
      const read = asked.result.transaction(['people', 'entries']);
      const people = read.objectStore('people').getAll();
      const entries = read.objectStore('entries').getAll();
      read.oncomplete = () => resolve(people.result.find((one) => one.username === '${username}')?.userId ?? entries.result.find((one) => one.userName.startsWith('Nilda'))?.userId ?? 'nobody');
    };
  })`);
}
