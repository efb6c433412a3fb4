/** The M&E officer settles duplicates of people and of organisations, and separates two people again; the figures follow. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processId, sessionId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import type { Draft } from '../../src/ledger/entry.ts';
import { attendance, organisation, peopleMerged, person } from '../cast/drafts.ts';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let rosmery: Visitor;
/** Address of the programme's routes. */
let programme = '';

const one = person('Uriona Tellería, Zenobia', { sex: 'woman' });
const other = person('URIONA TELLERIA, ZENOBIA', { sex: null });
const firm = organisation('Cámara Boltexmi de Artesanos', 'employers');
const firmToo = organisation('CAMARA BOLTEXMI DE ARTESANOS', 'employers');

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  rosmery = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(rosmery, server, 'rosmery');
  const me: { programmes: { id: string }[] } = await (await rosmery.page.request.get(`${server.url}/api/me`)).json();
  programme = `${server.url}/api/programmes/${me.programmes[0]?.id ?? ''}`;
  await append(one, other, firm, firmToo, stay(1, one, firm), stay(2, one, firm), stay(3, other, firmToo), stay(4, other, firmToo), stay(5, other, firmToo));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Two hours in one of the five sessions; 80 percent of the ten hours is the threshold. */
function stay(session: number, who: Draft, whom: Draft, process: 'APOYO' | 'CONTINUIDAD' = 'APOYO'): Draft {
  const ids = { processId: processId(process), sessionId: sessionId(process, session), personId: who.id, organisationId: whom.id };
  return attendance(ids, 120);
}

async function append(...entries: Draft[]): Promise<void> {
  const reply = await rosmery.page.request.post(`${programme}/entries`, { data: { entries } });
  expect(await reply.text()).not.toContain('refused');
}

async function trained(): Promise<number> {
  const reply = await rosmery.page.request.get(`${programme}/indicators/2.2.1/figure`);
  const body: { value: number } = await reply.json();
  return body.value;
}

/** Codes of the processes in which somebody stood for an organisation. */
async function processesOf({ id }: Draft): Promise<string[]> {
  const reply = await rosmery.page.request.get(`${programme}/organisations/${id}`);
  const body: { processes: { id: string }[] } = await reply.json();
  const codes = (['APOYO', 'CONTINUIDAD', 'TRANSICION', 'FICHAS'] as const).filter((code) => body.processes.some((one) => one.id === processId(code)));
  return [...codes];
}

async function searchNow(): Promise<void> {
  const { page } = rosmery;
  await page.getByRole('button', { name: 'Revisar ahora' }).click();
  await page.getByText(/Terminó el/).waitFor();
  await settled(page);
}

let before = 0;

test('looks through the registry and unites two records with the values she chooses', async () => {
  const { page, home } = rosmery;
  before = await trained();
  await page.goto(`${home}/duplicados`);
  await settled(page);
  await searchNow();
  await page.getByRole('textbox', { name: 'Buscar por nombre' }).fill('zenobia');
  await page.getByRole('columnheader', { name: /Registro A/ }).waitFor();
  await rosmery.inspect('duplicates, people');
  await page.keyboard.press('Tab');
  await page.locator('body').press('2');
  expect(await page.getByRole('radio', { name: /No lo son/ }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: /Son la misma persona/ }).check();
  await page.getByText('Qué cambia en las cifras').waitFor();
  await page.getByRole('button', { name: 'Unir', exact: true }).click();
  await page.getByText('Los dos registros están unidos').waitFor();
  // Two sessions of one and three of the other: only together she reached the threshold.
  expect(await trained()).toBe(before + 1);
});

test('says that two are not the same, and takes it back', async () => {
  const { page, home } = rosmery;
  const three = [person('Veizaga Ureña, Plácida'), person('Veizaga Urena, Placida')];
  await append(...three);
  await page.goto(`${home}/duplicados`);
  await settled(page);
  await searchNow();
  await page.getByRole('textbox', { name: 'Buscar por nombre' }).fill('veizaga');
  await page.getByRole('radio', { name: /No lo son/ }).check();
  await page.getByRole('button', { name: 'Dejar separadas y seguir' }).click();
  await page.getByRole('heading', { name: 'Ya decididos' }).waitFor();
  await rosmery.inspect('duplicates, decided');
  await page.getByRole('listitem').filter({ hasText: 'Veizaga' }).getByRole('button', { name: 'Deshacer' }).click();
  await page.getByRole('radio', { name: /Son la misma persona/ }).waitFor();
});

test('unites two organisations, which figures then count once', async () => {
  const { page, home } = rosmery;
  await page.goto(`${home}/duplicados?que=organisations`);
  await settled(page);
  await searchNow();
  await page.getByRole('textbox', { name: 'Buscar por nombre' }).fill('boltexmi');
  await page.getByRole('radio', { name: /Son la misma organización/ }).waitFor();
  await rosmery.inspect('duplicates, organisations');
  await page.getByRole('button', { name: 'Unir', exact: true }).click();
  await page.getByText('Los dos registros están unidos').waitFor();
  await page.goto(`${home}/organizaciones?q=boltexmi`);
  expect(await textOf(page)).toMatch(/1 organización/);
});

test('separates the two people again and gives what came since to the right one', async () => {
  const { page, home } = rosmery;
  await append(stay(1, one, firm, 'CONTINUIDAD'));
  await page.goto(`${home}/personas/${other.id}`);
  await settled(page);
  await page.getByRole('button', { name: 'Separar' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Lo que se registró desde la unión').waitFor();
  await dialog.getByRole('group', { name: /Continuidad.*sesión 1/ }).getByRole('radio').nth(1).check();
  await dialog.getByRole('textbox', { name: /Por qué se separan/ }).fill('Son primas');
  await rosmery.inspect('person, separating');
  await dialog.getByRole('button', { name: 'Separar' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await settled(page);
  expect(await trained()).toBe(before);
  expect(rosmery.complaints).toEqual([]);
});

test('separates the two organisations too, on a phone, and each keeps its own', async () => {
  const phone = await openWindow(browser, server, { viewport: PHONE, hasTouch: true });
  await signIn(phone, server, 'rosmery');
  const { page, home } = phone;
  await page.goto(`${home}/organizaciones/${firm.id}`);
  await settled(page);
  await page.getByRole('button', { name: 'Separar' }).click();
  const dialog = page.getByRole('dialog');
  const since = dialog.getByRole('group', { name: /Continuidad.*sesión 1/ });
  await since.getByRole('radio', { name: 'CAMARA BOLTEXMI DE ARTESANOS', exact: true }).check();
  await dialog.getByRole('textbox', { name: /Por qué se separan/ }).fill('Son dos cámaras');
  await phone.inspect('organisation, separating');
  await dialog.getByRole('button', { name: 'Separar' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await textOf(page)).toContain('Se quitó la unión con otro registro');
  expect(await processesOf(firm)).toEqual(['APOYO']);
  expect(await processesOf(firmToo)).toEqual(['APOYO', 'CONTINUIDAD']);
  await page.goto(`${home}/organizaciones?q=boltexmi`);
  expect(await textOf(page)).toMatch(/2 organizaciones/);
  expect(phone.complaints).toEqual([]);
});

test('and does the same on a phone', async () => {
  const phone = await openWindow(browser, server, { viewport: PHONE, hasTouch: true });
  await signIn(phone, server, 'rosmery');
  const three = [person('Oblitas Quelca, Fidelia', { sex: 'woman', birthYear: 1988 }), person('Oblitas Kelca, Fidelia Rosa', { birthYear: 1988 })];
  await append(...three, organisation('Lácteos Kotadexmi SRL', 'enterprise'), organisation('Lacteos Kotadexmi S.R.L.', 'enterprise'));
  for (const what of ['people', 'organisations']) {
    await rosmery.page.goto(`${rosmery.home}/duplicados?que=${what}`);
    await settled(rosmery.page);
    await searchNow();
    await phone.page.goto(`${phone.home}/duplicados?que=${what}`);
    await settled(phone.page);
    await phone.inspect(`duplicates, ${what}`);
  }
  expect(phone.complaints).toEqual([]);
});

test('of three unions in a circle one is taken back: the records stay one, and that is said before and after', async () => {
  const { page, home } = rosmery;
  const [ana, anita, maria] = [person('Zeballos Iporre, Ana'), person('Zeballos Iporre, Anita'), person('Zeballos Iporre, Ana María')];
  await append(ana, anita, maria, peopleMerged(ana.id, anita.id), peopleMerged(anita.id, maria.id), peopleMerged(maria.id, ana.id));
  await page.goto(`${home}/personas/${ana.id}`);
  for (const [title, act, said] of [
    ['¿Quitar esta unión?', 'Quitar la unión', 'Se quitó la unión; por otra, los registros siguen siendo una persona'],
    ['¿Separar estos dos registros?', 'Separar', 'Los dos registros están separados'],
  ] as const) {
    await settled(page);
    await page.getByRole('button', { name: 'Separar' }).first().click();
    const dialog = page.getByRole('dialog', { name: title });
    expect(await dialog.getByText('siguen siendo una persona').count()).toBe(act === 'Separar' ? 0 : 1);
    await dialog.getByRole('textbox', { name: /Por qué se separan/ }).fill('Se unió por error');
    await rosmery.inspect(`person, ${act}`);
    await dialog.getByRole('button', { name: act }).click();
    await page.getByText(said).waitFor();
  }
  expect(rosmery.complaints).toEqual([]);
});
