/** Badges: printed, typed without a connection, read by a camera; and participants who check in by the QR of the session. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { processId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { readBadges } from '../../src/capabilities/events/badges/contract.ts';
import { readSession } from '../../src/capabilities/events/contract.ts';
import { cameraFilm } from '../cast/camera.ts';
import { LAPTOP, keptHere, launch, openWindow, PHONE, plain, signIn, textOf, type Visitor, wholeList } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

type Bearer = z.output<typeof readBadges.answer>['people'][number];

const COURSE = processId('CONTINUIDAD');
const SESSION = randomUUID();
/** From its first moment the page keeps hold of every camera that it is given. */
const WATCH_CAMERAS = `globalThis.cameras = [];
const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (asked) => { const stream = await own(asked); cameras.push(...stream.getTracks()); return stream; };`;
const FILMING = `cameras.filter(({ readyState }) => readyState === 'live').length`;

let server: RunningServer;
let browser: Browser;
let folder: string;
let tatiana: Visitor;
let programme: string;
let people: Bearer[];
let address: string;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), 'digna-camera-'));
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
  const { programmes } = z.object({ programmes: z.array(z.object({ id: z.string() })) }).parse(await (await tatiana.page.request.get(`${server.url}/api/me`)).json());
  programme = `${server.url}/api/programmes/${programmes[0]?.id ?? ''}`;
  await scheduleNow();
  const answer = readBadges.answer.parse(await (await tatiana.page.request.get(`${programme}/processes/${COURSE}/badges`)).json());
  ({ people, address } = answer);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A session that begins at this moment. */
async function scheduleNow(): Promise<void> {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/La_Paz', dateStyle: 'short', timeStyle: 'short' }).format(new Date()).split(' ');
  const [heldOn = '', startsAt = ''] = parts;
  const payload = { processId: COURSE, number: 90, title: 'Cierre', heldOn, startsAt, durationMinutes: 120, modality: 'virtual', department: null, municipality: null };
  const entries = [{ id: SESSION, kind: 'events.session-scheduled', schemaVersion: 2, occurredOn: heldOn, payload }];
  expect(await (await tatiana.page.request.post(`${programme}/entries`, { data: { entries } })).text()).toContain('accepted');
}
async function attendanceOf({ personId }: Bearer): Promise<number> {
  const answer = readSession.answer.parse(await (await tatiana.page.request.get(`${programme}/sessions/${SESSION}`)).json());
  return answer.people.find((one) => one.personId === personId)?.entries.length ?? 0;
}
function bearer(at: number): Bearer {
  const one = people[at];
  if (one === undefined) throw new Error(`The example has no participant ${at}.`);
  return one;
}
const nameOf = ({ givenNames, surnames }: Bearer): string => `${givenNames} ${surnames}`;

/** Nilda at the list of the session, with what she will need on her phone. */
async function nildaAtList(with_: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const nilda = await openWindow(with_, server, { viewport: PHONE, ...options });
  await nilda.page.addInitScript(WATCH_CAMERAS);
  await signIn(nilda, server, 'nilda', /\/hoy$/);
  await expect.poll(() => nilda.page.locator('.sync-chip').innerText(), { timeout: 20_000 }).toContain('Todo enviado');
  await nilda.page.goto(`${tatiana.home}/sesiones/${SESSION}`);
  await nilda.page.locator('.attendee').first().waitFor();
  return nilda;
}
async function type(page: Page, code: string): Promise<void> {
  await page.getByLabel('Código de la credencial').fill(code);
  await page.getByRole('button', { name: 'Marcar presente', exact: true }).click();
}

test('badges of a process are printed, of everybody or of some', async () => {
  const { page } = tatiana;
  await page.goto(`${tatiana.home}/procesos/${COURSE}/inscripcion`);
  await page.getByRole('link', { name: 'Imprimir credenciales' }).click();
  await page.locator('.badge').first().waitFor();
  expect(await page.locator('.badge').count()).toBe(people.length);
  expect(await page.locator('.badges-sheet').count()).toBe(Math.ceil(people.length / 8));
  await page.getByText(/^Elegir a quiénes/).click();
  await tatiana.inspect('badges, choosing');
  await page.getByRole('button', { name: 'Ninguna' }).click();
  expect(await page.locator('.badge').count()).toBe(0);
  const [one, other] = [bearer(0), bearer(9)];
  for (const { givenNames, surnames } of [one, other]) await page.getByRole('checkbox', { name: `${surnames}, ${givenNames}` }).check();
  expect(plain(await page.locator('.badge').nth(0).innerText())).toContain(one.code);
  await page.getByAltText(`Código QR de ${nameOf(other)}`).waitFor();
  // On paper there is nothing but the badges.
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText(/^Elegir a quiénes/).isVisible()).toBe(false);
  const { width = 0 } = (await page.locator('.badge').nth(0).boundingBox()) ?? {};
  expect(Math.round((width / 96) * 25.4)).toBe(92);
  await page.emulateMedia({ media: 'screen' });
  const phone = await openWindow(browser, server, { viewport: PHONE, storageState: await page.context().storageState() });
  await phone.page.goto(page.url());
  await phone.page.locator('.badge').first().waitFor();
  await phone.inspect('badges on a phone');
  expect([...tatiana.complaints, ...phone.complaints]).toEqual([]);
});

test('a code typed without a connection marks its bearer, and arrives once', async () => {
  const nilda = await nildaAtList(browser);
  const { page } = nilda;
  const one = bearer(1);
  nilda.expectInConsole(/ERR_INTERNET_DISCONNECTED/);
  await keptHere(page);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Leer QR' }).click();
  // This browser gives no camera: it is said, with the way out.
  await page.getByText(/escriba el código que está bajo el QR/i).waitFor();
  await nilda.inspect('badges without a camera');
  await type(page, one.code.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A')));
  await page.getByText('El código no está bien escrito').waitFor();
  await type(page, 'AAAA-AAAA');
  await page.getByText('Nadie tiene el código AAAA-AAAA').waitFor();
  await nilda.inspect('a badge of nobody');
  await type(page, one.code.toLowerCase());
  await page.getByText(`${nameOf(one)}: presente`).waitFor();
  await nilda.inspect('a badge typed');
  await type(page, one.code);
  await page.getByText(`${nameOf(one)}: ya estaba presente`).waitFor();
  await page.getByRole('button', { name: 'Cerrar' }).click();
  const chip = page.locator('.sync-chip');
  await expect.poll(() => chip.innerText()).toContain('1 por enviar');
  await wholeList(page);
  expect(await page.locator('.attendee-state.is-kept').count()).toBe(1);
  await page.context().setOffline(false);
  await expect.poll(() => chip.innerText(), { timeout: 30_000 }).toContain('Todo enviado');
  expect(await attendanceOf(one)).toBe(1);
  expect(nilda.complaints).toEqual([]);
});

test('badges before a camera mark their bearers one after the other, what is none is told, and the camera is given back', async () => {
  const [one, other] = [bearer(2), bearer(3)];
  const film = join(folder, 'badges.y4m');
  await writeFile(film, cameraFilm([
    { text: null, seconds: 1 },
    { text: address + one.code, seconds: 2 },
    { text: null, seconds: 1 },
    { text: `${server.url}/opinion/ABCD-EFGH-JKMN`, seconds: 2 },
    { text: address + other.code, seconds: 2 },
    { text: null, seconds: 2 },
  ]));
  const filming = await launch('--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`);
  try {
    const nilda = await nildaAtList(filming, { permissions: ['camera'] });
    const { page } = nilda;
    await page.getByRole('button', { name: 'Leer QR' }).click();
    await page.getByText('Ese QR no es de una credencial').waitFor({ timeout: 20_000 });
    for (const { givenNames, surnames } of [one, other]) await page.locator('.scan-marked li', { hasText: `${givenNames} ${surnames}` }).waitFor({ timeout: 20_000 });
    expect(await page.locator('.scan-marked li').count()).toBe(2);
    // The film begins anew.
    await page.getByText(`${nameOf(one)}: ya estaba presente`).waitFor({ timeout: 20_000 });
    await nilda.inspect('badges before a camera');
    expect(await page.evaluate<number>(FILMING)).toBe(1);
    await page.evaluate(`Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' }); document.dispatchEvent(new Event('visibilitychange'))`);
    expect(await page.evaluate<number>(FILMING)).toBe(0);
    await page.getByText('La cámara está en pausa').waitFor();
    await page.evaluate(`delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))`);
    await expect.poll(() => page.evaluate<number>(FILMING)).toBe(1);
    await page.getByRole('button', { name: 'Cerrar' }).click();
    await expect.poll(() => page.evaluate<number>(FILMING)).toBe(0);
    await expect.poll(() => page.locator('.sync-chip').innerText(), { timeout: 20_000 }).toContain('Todo enviado');
    expect([await attendanceOf(one), await attendanceOf(other)]).toEqual([1, 1]);
    expect(nilda.complaints).toEqual([]);
  } finally {
    await filming.close();
  }
});

test('somebody who is not in the list joins it by their badge', async () => {
  const nilda = await nildaAtList(browser);
  const { page } = nilda;
  const stranger = await registeredElsewhere();
  await expect.poll(() => page.locator('.sync-chip').innerText()).toContain('Todo enviado');
  await page.getByRole('button', { name: 'Leer QR' }).click();
  await type(page, stranger.code);
  await page.getByText('no está en la lista de esta sesión').waitFor();
  await nilda.inspect('a badge of somebody who is not in the list');
  await page.getByRole('button', { name: /Agregar y marcar presente/ }).click();
  await page.getByText(`${nameOf(stranger)}: presente`).waitFor();
  await expect.poll(() => attendanceOf(stranger), { timeout: 20_000 }).toBe(1);
  expect(nilda.complaints).toEqual([]);
});

/** Nilda registers somebody who takes part in nothing yet. */
async function registeredElsewhere(): Promise<Bearer> {
  const nilda = await openWindow(browser, server, { viewport: PHONE });
  await signIn(nilda, server, 'nilda', /\/hoy$/);
  const { page } = nilda;
  await page.goto(`${tatiana.home}/sesiones/${SESSION}?abrir=nueva`);
  await page.getByRole('textbox', { name: /^Nombres/ }).fill('Wayra');
  await page.getByRole('textbox', { name: /paterno/ }).fill('Uriona');
  await page.getByRole('radio', { name: 'Mujer' }).check();
  await page.getByRole('button', { name: 'Registrar y marcar presente' }).click();
  const row = page.locator('.attendee', { hasText: 'Uriona' });
  const registered = async (): Promise<Bearer[]> => {
    const all = readBadges.answer.parse(await (await tatiana.page.request.get(`${programme}/processes/${COURSE}/badges`)).json());
    return all.people.filter(({ surnames }) => surnames === 'Uriona');
  };
  await expect.poll(async () => (await registered()).length, { timeout: 20_000 }).toBe(1);
  const [one = bearer(0)] = await registered();
  await row.locator('.attendee-tap').click();
  await page.getByRole('button', { name: 'Quitar presente' }).click();
  await expect.poll(() => attendanceOf(one), { timeout: 20_000 }).toBe(0);
  return one;
}

test('participants check in by the QR of the session without JavaScript, and staff confirm', async () => {
  const { page } = tatiana;
  await page.goto(`${tatiana.home}/sesiones/${SESSION}`);
  await page.getByRole('link', { name: 'QR de la sesión' }).click();
  await page.getByText('Todavía no se abrió').waitFor();
  await tatiana.inspect('QR of the session, not open');
  await page.getByRole('button', { name: 'Abrir los avisos por QR' }).click();
  await page.getByAltText('Código QR de la sesión').waitFor();
  await tatiana.inspect('QR of the session');
  const door = /http\S+\/asistencia\/[A-Z2-9-]{14}/.exec(await textOf(page))?.[0] ?? '';
  const telephone = await (await browser.newContext({ viewport: PHONE, javaScriptEnabled: false })).newPage();
  for (const at of [4, 5, 6]) {
    await telephone.goto(door);
    await telephone.getByLabel('Código de su credencial').fill(bearer(at).code);
    await telephone.getByRole('button', { name: 'Avisar que estoy aquí' }).click();
    await telephone.getByRole('heading', { name: 'Su aviso llegó' }).waitFor();
  }
  const visitor = await openWindow(browser, server, { viewport: PHONE });
  visitor.expectInConsole(/422|410/);
  await visitor.page.goto(door);
  await visitor.inspect('checking in');
  await visitor.page.getByRole('button', { name: 'Avisar que estoy aquí' }).click();
  await visitor.page.getByText('Escriba el código de su credencial').waitFor();
  await visitor.inspect('checking in, with a fault');
  await visitor.page.goto(telephone.url());
  await visitor.inspect('checked in');
  await visitor.page.goto(address + bearer(4).code);
  await visitor.inspect('the page of a badge');

  // Nothing counts until somebody confirms it: one tap, all together, or that they are not there.
  const nilda = await nildaAtList(browser);
  await nilda.page.getByText('3 personas avisaron por QR').waitFor({ timeout: 20_000 });
  expect(await attendanceOf(bearer(4))).toBe(0);
  await nilda.page.getByRole('button', { name: 'Ver una por una' }).click();
  await nilda.inspect('who checked in');
  // The list may call somebody of several records by the name of another.
  await nilda.page.getByRole('button', { name: /^No está/ }).nth(1).click();
  await nilda.page.getByText('2 personas avisaron por QR').waitFor();
  await nilda.page.locator('.attendee', { hasText: 'por confirmar' }).first().locator('.attendee-tap').click();
  await nilda.page.getByText('1 persona avisó por QR').waitFor();
  await expect.poll(() => nilda.page.locator('.sync-chip').innerText(), { timeout: 20_000 }).toContain('Todo enviado');
  await page.goto(`${tatiana.home}/sesiones/${SESSION}`);
  await page.getByText('1 persona avisó por QR').waitFor();
  await tatiana.inspect('one to confirm');
  await page.getByRole('button', { name: 'Confirmar' }).first().click();
  await page.getByText('1 persona confirmada').waitFor();
  const counted = await Promise.all([4, 5, 6].map((at) => attendanceOf(bearer(at))));
  expect(counted.toSorted((a, b) => a - b)).toEqual([0, 1, 1]);

  await page.getByRole('link', { name: 'QR de la sesión' }).click();
  await page.getByRole('button', { name: 'Cerrar los avisos' }).click();
  await page.getByRole('button', { name: 'Abrir otra vez' }).waitFor();
  await visitor.page.goto(door);
  await visitor.page.getByRole('heading', { name: 'Ya no se puede avisar aquí' }).waitFor();
  expect([...tatiana.complaints, ...nilda.complaints, ...visitor.complaints]).toEqual([]);
});
