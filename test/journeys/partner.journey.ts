/**
 * A partner's coordinator runs a process of her own from the invitation to the certificate, on a laptop and on her phone,
 * while visitors ask for a place, answer and verify; the coordination's figure moves by who was trained.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXPECTED } from '../../examples/bolivia-digna-y-productiva/truth.ts';
import { processId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { readPdf } from '../cast/pdf-text.ts';
import { png } from '../cast/pictures.ts';
import { LAPTOP, launch, openWindow, PHONE, plain, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

const TITLE = 'Costos y precios para talleres de confección';
const ORGANISATION = 'Valle Florido';
const WARA = 'Wara Choquehuanca Tito';
const BENITA = 'Benita Ayca Limachi';

let server: RunningServer;
let browser: Browser;
let wilma: Visitor;
let phone: Visitor;
let tatiana: Visitor;
let process: string;
/** Somebody whom an earlier process of this partner trained, and the organisation represented there. */
let known: { name: string; organisation: string };
let registration: string;
let opinion: string;
let session: string;
const visitors: Visitor[] = [];

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  [wilma, phone, tatiana] = await Promise.all([
    openWindow(browser, server, { viewport: LAPTOP }),
    openWindow(browser, server, { viewport: PHONE, hasTouch: true }),
    openWindow(browser, server, { viewport: LAPTOP }),
  ]);
  for (const who of [wilma, phone]) await signIn(who, server, 'wilma', /\/hoy$/);
  await signIn(tatiana, server, 'tatiana');
  known = await trainedBefore();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** The first of a union whom the partner's earlier process trained. */
async function trainedBefore(): Promise<{ name: string; organisation: string }> {
  const { page, home } = wilma;
  await page.goto(`${home}/procesos/${processId('CONTINUIDAD')}?q=Sindicato&ver=trained`);
  await settled(page);
  const row = page.getByRole('table', { name: 'Participantes' }).getByRole('row').nth(1);
  const organisation = plain(await row.locator('[data-label="Organización"]').innerText()).trim();
  return { name: plain(await row.getByRole('link').first().innerText()).trim(), organisation };
}

/** A figure as somebody's results framework has it. */
async function figureOf({ page, home }: Visitor, code: string): Promise<number> {
  await page.goto(`${home}/marco`);
  await settled(page);
  const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: code, exact: true }) });
  return Number((await row.locator('[data-label="Valor"]').innerText()).trim());
}

/** Who comes from outside: no account, and no JavaScript. */
async function visit(address: string): Promise<Page> {
  const visitor = await openWindow(browser, server, { viewport: PHONE, javaScriptEnabled: false });
  visitors.push(visitor);
  await visitor.page.goto(address);
  return visitor.page;
}

/** The public address that a panel shows. */
async function addressIn(page: Page): Promise<string> {
  return (await page.getByRole('link', { name: 'Ver la página' }).getAttribute('href')) ?? '';
}

async function choose(place: Locator, name: string): Promise<void> {
  await place.getByPlaceholder('Nombre o sigla').fill(name);
  await place.locator('.picker-line').filter({ hasText: name }).first().click();
}

test('she opens a process, which is her organisation’s without her saying so, and its session of today', async () => {
  const { page, home } = wilma;
  await page.goto(`${home}/procesos?abrir=nuevo`);
  const form = page.getByRole('complementary', { name: 'Nuevo proceso' });
  await form.getByText('Su cuenta trabaja para esta organización.').waitFor();
  await form.getByRole('textbox', { name: 'Código' }).fill('COSTOS-2026');
  await form.getByRole('textbox', { name: 'Título' }).fill(TITLE);
  await form.getByLabel('Modalidad').selectOption({ label: 'Presencial' });
  await form.getByLabel(/Lugar de reunión/).fill('Casa Comunal de Villa Adela');
  await form.getByLabel(/Cupo total/).fill('12');
  await wilma.inspect('new process of a partner');
  await form.getByRole('button', { name: 'Abrir proceso' }).click();
  await page.getByRole('heading', { name: TITLE, level: 1 }).waitFor();
  process = page.url().split('?')[0] ?? '';
  await page.getByRole('button', { name: 'Agregar sesión' }).first().click();
  const held = page.getByRole('complementary', { name: 'Sesión nueva' });
  await held.getByLabel(/Hora de inicio/).fill('18:30');
  await held.getByRole('textbox', { name: 'Duración, en minutos' }).fill('120');
  await held.getByRole('button', { name: 'Agregar sesión' }).click();
  await page.getByText('Sesión 1 guardada').waitFor();
  session = `${server.url}${await page.getByRole('link', { name: 'Sesión 1', exact: true }).getAttribute('href')}`;
  // The next is held as the one before.
  await page.goto(`${process}?abrir=sesion`);
  await settled(page);
  expect(await held.getByRole('textbox', { name: 'Duración, en minutos' }).inputValue()).toBe('120');
  expect(await held.getByLabel(/Hora de inicio/).inputValue()).toBe('18:30');
});

test('she invites an organisation with its quota, and one that the registry does not have', async () => {
  const { page } = wilma;
  await page.goto(`${process}?parte=inscritos`);
  await page.getByText('Nadie está invitado todavía', { exact: false }).waitFor();
  for (const name of [ORGANISATION, 'Tejedoras Unidas de Achocalla']) {
    await page.goto(`${process}?parte=inscritos&abrir=invitar`);
    const drawer = page.getByRole('complementary', { name: 'Invitar organización' });
    if (name === ORGANISATION) await choose(drawer, name);
    else {
      await drawer.getByPlaceholder('Nombre o sigla').fill(name);
      await drawer.getByRole('button', { name: 'No está en la lista: registrarla' }).click();
      await drawer.getByRole('button', { name: 'Registrar organización' }).click();
      await drawer.getByText('Elija el tipo', { exact: false }).waitFor();
      await drawer.getByLabel('Tipo', { exact: false }).selectOption({ label: 'Trabajadores' });
      await wilma.inspect('an organisation registered while inviting');
      await drawer.getByRole('button', { name: 'Registrar organización' }).click();
      await drawer.getByRole('button', { name: 'Cambiar' }).waitFor();
    }
    await drawer.getByLabel('Cupo', { exact: true }).fill('5');
    await drawer.getByRole('button', { name: 'Invitar organización' }).click();
    await page.getByRole('table', { name: 'Organizaciones invitadas' }).getByRole('cell', { name }).first().waitFor();
  }
});

test('she opens the link, somebody asks for a place with it, and she accepts her from her phone', async () => {
  const { page } = wilma;
  await page.goto(`${process}?parte=inscritos&abrir=publica`);
  await page.getByRole('button', { name: 'Abrir inscripción', exact: true }).click();
  await page.getByAltText('Código QR del enlace público').waitFor();
  registration = await addressIn(page);
  const form = await visit(registration);
  await form.getByLabel('Apellidos').fill('Choquehuanca Tito');
  await form.getByLabel('Nombres').fill('Wara');
  await form.getByLabel('Celular').fill('71234567');
  await form.getByLabel('Mujer').check();
  await form.getByLabel(/Organización o empresa/).fill('Tejedoras Unidas de Achocalla');
  await form.getByLabel(/estoy de acuerdo/).check();
  await form.getByRole('button', { name: 'Pedir mi lugar' }).click();
  await form.getByRole('heading', { name: 'Recibimos su solicitud' }).waitFor();

  await phone.page.goto(`${process}?parte=inscritos`);
  await phone.page.getByRole('button', { name: `Responder ${WARA}` }).click();
  await settled(phone.page);
  const drawer = phone.page.getByRole('complementary', { name: 'Responder la solicitud' });
  if ((await drawer.getByRole('button', { name: 'Cambiar' }).count()) === 0) {
    // What she wrote is looked for already.
    await drawer.locator('.picker-line').filter({ hasText: 'Tejedoras Unidas' }).click();
  }
  await phone.inspect('answering a request on a phone');
  await drawer.getByRole('button', { name: 'Registrar y aceptar' }).click();
  await phone.page.getByText(`${WARA} quedó inscrita`).waitFor();
});

test('she registers somebody new and somebody known, who represents whom she did the last time', async () => {
  const { page } = wilma;
  await page.goto(`${process}/inscripcion?abrir=buscar`);
  const drawer = page.getByRole('complementary', { name: 'Inscribir persona' });
  await choose(drawer, ORGANISATION);
  await drawer.getByRole('button', { name: 'Persona nueva' }).click();
  await drawer.getByRole('textbox', { name: 'Nombres' }).fill('Benita');
  await drawer.getByRole('textbox', { name: /^Apellido paterno/ }).fill('Ayca');
  await drawer.getByRole('textbox', { name: /^Apellido materno/ }).fill('Limachi');
  await drawer.getByRole('radio', { name: 'Mujer' }).check();
  await drawer.getByRole('button', { name: 'Registrar e inscribir' }).click();
  await page.getByText(`${BENITA} tiene lugar`).waitFor();

  await page.goto(`${process}/inscripcion?abrir=buscar`);
  await drawer.getByPlaceholder('Nombre, documento o celular').fill('Persona que no hay');
  await drawer.getByText('No está entre las personas de su organización', { exact: false }).waitFor();
  await drawer.getByPlaceholder('Nombre, documento o celular').fill(known.name.replace(',', ''));
  const found = drawer.getByRole('listitem').filter({ hasText: `por ${known.organisation}, como la última vez` }).first();
  await found.getByRole('button', { name: /^Inscribir/ }).click();
  await page.getByRole('row', { name: known.name }).getByText(known.organisation).waitFor();
  await page.goto(`${process}/inscripcion`);
  expect(await textOf(page)).toContain('3 personas con lugar · cupo 12');
});

test('the sheet is printed with who is registered, and says nothing of who prints it', async () => {
  const { page } = phone;
  await page.goto(`${session}/hoja`);
  await phone.inspect('sheet of a partner on a phone');
  expect(await page.getByRole('row').count()).toBe(2 + 3 + 10);
  const strip = page.getByText('Ve solo lo de Centro de Formación Wiñay');
  expect(await strip.isVisible()).toBe(true);
  await page.emulateMedia({ media: 'print' });
  expect(await strip.isVisible()).toBe(false);
  const sheet = (await readPdf(await page.pdf({ format: 'A4' }))).pages.join(' ');
  for (const words of [TITLE, 'Choquehuanca Tito', 'Ayca Limachi', ORGANISATION]) expect(sheet).toContain(words);
  await page.emulateMedia({ media: null });
});

test('on the day she taps who is there, and keeps the photo of the signed sheet', async () => {
  const { page } = phone;
  await page.goto(session);
  for (const name of ['Ayca Limachi', 'Choquehuanca Tito', known.name.split(',')[0] ?? '']) {
    const row = page.getByRole('button', { name: new RegExp(name) });
    await row.click();
    await row.getByText('enviado').waitFor();
  }
  expect(await textOf(page)).toContain('3 de 3 presentes');
  await page.getByLabel('Adjuntar foto o escaneo').setInputFiles({ name: 'hoja.png', mimeType: 'image/png', buffer: png(900, 1200) });
  await page.getByRole('img', { name: 'Hoja firmada de la sesión 1, página 1' }).waitFor();
});

test('whom somebody represented is corrected in the attendance', async () => {
  const { page } = wilma;
  await page.goto(session);
  const benita = page.getByRole('button', { name: /Ayca Limachi/ });
  for (const [from, to] of [[ORGANISATION, known.organisation], [known.organisation, ORGANISATION]] as const) {
    await benita.getByText(from).waitFor();
    await benita.click();
    const drawer = page.getByRole('complementary', { name: 'Su asistencia' });
    await drawer.getByRole('button', { name: 'Cambiar' }).click();
    await drawer.getByText('Sin organización no se cuenta', { exact: false }).waitFor();
    await choose(drawer, to);
    if (to === ORGANISATION) await wilma.inspect('correcting whom somebody represented');
    await drawer.getByRole('button', { name: 'Guardar organización' }).click();
    await page.getByText('Organización corregida').last().waitFor();
    await page.reload();
    await benita.getByText(to).waitFor();
  }
});

test('she notes the tests of before and after, and sees what was learnt', async () => {
  const { page } = wilma;
  await page.goto(`${process}?parte=pruebas`);
  await settled(page);
  await page.getByLabel('Puntaje máximo, antes').fill('20');
  await page.getByLabel('Puntaje máximo, después').fill('20');
  for (const [moment, scores] of [['pre', ['8', '12', '10']], ['post', ['14', '15', '13']]] as const) {
    await page.locator(`[data-moment=${moment}]`).first().click();
    for (const score of scores) {
      await page.keyboard.type(score);
      await page.keyboard.press('Enter');
    }
  }
  // Of 20: from 40 to 70, from 60 to 75, from 50 to 65 %; 30, 15 and 15 points, 20 in the mean.
  await page.getByText('De 3 personas con las dos pruebas').waitFor();
  await page.getByText('+20 puntos').first().waitFor();
});

test('participants say by the link what they thought; she reads it', async () => {
  const { page } = wilma;
  await page.goto(`${process}?parte=satisfaccion&abrir=enlace`);
  await page.getByRole('button', { name: 'Abrir el enlace' }).click();
  await page.getByAltText('Código QR para responder').waitFor();
  opinion = await addressIn(page);
  const form = await visit(opinion);
  await form.getByRole('group', { name: 'Se explicó con claridad.' }).getByLabel('De acuerdo', { exact: true }).check();
  await form.getByLabel('Algo más que quiera decir').fill('Ya sé cuánto cuesta mi manta.');
  await form.getByRole('button', { name: 'Enviar mi opinión' }).click();
  await form.getByRole('heading', { name: 'Gracias por su opinión' }).waitFor();
  await page.goto(`${process}?parte=satisfaccion`);
  await page.getByText('Ya sé cuánto cuesta mi manta.').waitFor();
  expect(await textOf(page)).toMatch(/4 de 5[\s\S]*1 1 por enlace/);
});

test('whom to ask again, and when, is said; nobody is due yet', async () => {
  const { page } = wilma;
  await page.goto(`${process}?parte=seguimiento`);
  await settled(page);
  await page.getByRole('radio', { name: /^Todavía no 3/ }).waitFor({ state: 'attached' });
  await page.getByRole('radio', { name: /^Toca ahora 0/ }).waitFor({ state: 'attached' });
});

test('she designs and issues the certificates; a visitor verifies one with the code on its paper', async () => {
  const { page } = phone;
  await page.goto(`${process}/certificado`);
  await page.getByLabel('Nombre de quien firma').fill('Wilma Colque');
  await page.getByLabel('Cargo').fill('Coordinadora');
  await page.getByRole('button', { name: 'Guardar diseño' }).click();
  await page.getByText('Diseño guardado').waitFor();
  await page.goto(`${process}?parte=certificados&abrir=emitir`);
  await page.getByRole('button', { name: 'Emitir 3 certificados' }).click();
  await page.getByText('3 certificados emitidos').waitFor();
  await phone.inspect('certificates of a partner on a phone');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Descargar PDF COSTOS-2026-0001' }).click()]);
  const paper = (await readPdf(await readFile(await download.path()))).pages.join(' ');
  for (const words of [TITLE, 'Wilma Colque', 'Folio COSTOS-2026-0001']) expect(paper).toContain(words);
  const code = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(paper)?.[0] ?? '';
  const verified = await visit(`${server.url}/verificar/${code}`);
  expect(await verified.getByRole('heading', { level: 1 }).innerText()).toBe('Documento válido');
  expect(await verified.getByRole('main').innerText()).toContain(TITLE);
});

test('the figures move by the two who had not been trained before, hers and the coordination’s', async () => {
  // Wara and Benita; the third was counted already, and stands twice among the participations.
  expect(await figureOf(tatiana, '2.2.1')).toBe(EXPECTED.trained + 2);
  expect(await figureOf(tatiana, '2.2.3')).toBe(EXPECTED.processes + 1);
  expect(await figureOf(tatiana, '2.2.5')).toBe(EXPECTED.participations + 3);
  // Hers was one process.
  expect(await figureOf(wilma, '2.2.3')).toBe(2);
  await wilma.page.goto(wilma.home);
  await wilma.page.getByText(`Certificado emitido: ${TITLE} (3)`).waitFor();
  await wilma.inspect('home of a partner');
  expect([wilma, phone, tatiana, ...visitors].flatMap(({ complaints }) => complaints)).toEqual([]);
});
