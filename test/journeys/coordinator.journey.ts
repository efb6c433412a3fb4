/** A day of the coordinator's, in Spanish, on a laptop and then on a phone. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIDIA, NANCY } from '../../examples/bolivia-digna-y-productiva/cast.ts';
import { EXPECTED } from '../../examples/bolivia-digna-y-productiva/truth.ts';
import { LAPTOP, launch, momentNow, openWindow, plain, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';
import { titleOf, uploadFourthList } from './screens.ts';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const womenPercent = `${((EXPECTED.women / EXPECTED.trained) * 100).toFixed(1).replace('.', ',')} %`;
const PRESENT = /^(\d+) de \d+ presentes?$/m;

/** What stands in the row of the results framework: value, women, unknown sex. */
async function frameworkRow(code: string): Promise<string[]> {
  const { page, home } = tatiana;
  await page.goto(`${home}/marco`);
  await settled(page);
  const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: code, exact: true }) });
  const cells = ['Valor', 'Mujeres', 'Sin dato de sexo'].map((label) => row.locator(`[data-label="${label}"]`).innerText());
  return (await Promise.all(cells)).map(plain);
}

/** What an effect says of an indicator: before and after. */
async function effectOn(code: string, place: Locator): Promise<{ before: string; after: string }> {
  const text = plain(await place.innerText());
  const value = String.raw`(\S+(?: %)?)`;
  const line = new RegExp(String.raw`^${code.replaceAll('.', '[.]')} .*\s+${value}\s+pasa a\s+${value}`, 'm');
  const found = line.exec(text);
  expect(found, `the effect on ${code} in:\n${text}`).not.toBeNull();
  return { before: found?.[1] ?? '', after: found?.[2] ?? '' };
}

/** The number at the end of a line of the evidence's sum. */
async function ledgerLine(name: RegExp): Promise<number> {
  const line = tatiana.page.getByRole('complementary', { name: /^Evidencia de/ }).getByRole('button', { name });
  const digits = /([\d.]+|ninguna)\s*$/.exec(plain(await line.innerText()))?.[1] ?? '';
  return digits === 'ninguna' ? 0 : Number(digits.replaceAll('.', ''));
}

/** Waits until the page says it: right after a visit it may still be reading. */
async function presentNow(): Promise<number> {
  await tatiana.page.getByText(PRESENT).first().waitFor();
  return Number(PRESENT.exec(await textOf(tatiana.page))?.[1] ?? Number.NaN);
}

async function womenNow(): Promise<number> {
  return Number(/^Mujeres\n(\d+) /m.exec(await textOf(tatiana.page))?.[1] ?? Number.NaN);
}

describe('the coordinator', () => {
  test('signs in; a wrong password is said and nothing more', async () => {
    const { page } = tatiana;
    tatiana.expectInConsole(/status of 401/);
    await page.goto(server.url);
    await page.getByRole('textbox', { name: 'Usuario' }).fill('tatiana');
    await page.getByLabel('Contraseña', { exact: true }).fill('no-es-esta-contraseña');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByText('El usuario o la contraseña no coinciden', { exact: false }).waitFor();
    await tatiana.inspect('sign-in');
    await signIn(tatiana, server, 'tatiana');
    await page.getByRole('heading', { name: /^Buen.*, Tatiana$/, level: 1 }).waitFor();
    await tatiana.inspect('home');
  });

  test('opens the three processes with attendance', async () => {
    const { page } = tatiana;
    for (const code of ['APOYO', 'CONTINUIDAD', 'FICHAS']) {
      await page.getByRole('link', { name: /^Procesos y asistencia/ }).first().click();
      await settled(page);
      await tatiana.inspect('processes');
      await page.getByRole('link', { name: titleOf(code) }).click();
      await page.getByRole('heading', { name: titleOf(code), level: 1 }).waitFor();
      expect(await textOf(page)).toMatch(/Capacitadas\n\d+/);
      await tatiana.inspect(`process ${code}`);
    }
  });

  test('sees the figures of the example in the framework', async () => {
    expect(await frameworkRow('2.2.1')).toEqual([String(EXPECTED.trained), womenPercent, String(EXPECTED.unknownSex)]);
    expect((await frameworkRow('2.2.2'))[0]).toBe(womenPercent);
    expect((await frameworkRow('2.2.3'))[0]).toBe(String(EXPECTED.processes));
    expect((await frameworkRow('2.2.4'))[0]).toBe(String(EXPECTED.organisations));
    expect((await frameworkRow('2.2.5'))[0]).toBe(String(EXPECTED.participations));
    await tatiana.inspect('framework');
  });

  test('sees in the framework what an address narrows it by, and takes it away', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/marco?tipo=employers`);
    await settled(page);
    const chip = page.getByRole('button', { name: /^Tipo de organización Empleadores/ });
    await tatiana.inspect('framework of employers');
    await chip.click();
    await page.waitForURL((url) => !url.searchParams.has('tipo'));
    await chip.waitFor({ state: 'detached' });
  });

  test('reads the rule of 2.2.1 and opens what it stands on', async () => {
    const { page } = tatiana;
    await page.getByRole('link', { name: 'Representantes capacitados', exact: true }).click();
    await page.getByRole('heading', { name: 'Representantes capacitados', level: 1 }).waitFor();
    await page.getByText(/^Personas distintas/).first().waitFor();
    const text = await textOf(page);
    expect(text).toContain(
      'Personas distintas que asistieron al 80 % o más de al menos un proceso ' +
        'en representación de empleadores, trabajadores o gobierno.',
    );
    expect(text).toContain(`${EXPECTED.women} ${womenPercent} de ${EXPECTED.trained}`);
    const rows = page.getByRole('table', { name: /^Por tipo de organización/ }).getByRole('row');
    for (const [word, count] of [
      ['Empleadores', EXPECTED.byKind.employers],
      ['Trabajadores', EXPECTED.byKind.workers],
      ['Gobierno', EXPECTED.byKind.government],
    ] as const) {
      const row = rows.filter({ has: page.getByRole('rowheader', { name: word }) });
      const cells = await row.getByRole('cell').allInnerTexts();
      expect(cells.map((cell) => cell.trim()), word).toContain(String(count));
    }
    await tatiana.inspect('indicator');

    await page.getByRole('button', { name: /registros que la sostienen$/ }).click();
    await settled(page);
    const [read, collapsed, leftOut, counted] = await Promise.all(
      [/^Registros leídos/, /^Unificadas/, /^Excluidas/, /^Contadas/].map(ledgerLine),
    );
    expect(read).toBeGreaterThan(EXPECTED.trained);
    expect((read ?? 0) - (collapsed ?? 0) - (leftOut ?? 0)).toBe(counted);
    expect(counted).toBe(EXPECTED.trained);
    const drawer = page.getByRole('complementary', { name: /^Evidencia de/ });
    await drawer.getByRole('button', { name: /^Nombre escrito de otra forma/ }).click();
    await settled(page);
    const entry = plain(await drawer.getByRole('listitem').last().innerText());
    expect(entry).toMatch(/\.(xlsx|csv)[\s\S]* fila \d+/);
    await tatiana.inspect('evidence');
  });

  test('imports a list: nothing is written before it is confirmed, and the effect is what it said', async () => {
    const { page, home } = tatiana;
    const before = await frameworkRow('2.2.1');
    await uploadFourthList(page, home);
    await page.getByLabel('«C.I.»').waitFor();
    await page.getByLabel('«Min. conectado»').waitFor();
    await page.getByText('Todavía no se guardó nada').waitFor();
    await tatiana.inspect('import');
    const summary = page.getByRole('main');
    const first = await effectOn('2.2.1', summary);
    expect(first.before).toBe(before[0]);

    // A letter O in the number of a card.
    await page.getByRole('button', { name: 'Corregir Fila 9', exact: true }).click();
    await tatiana.inspect('import, mending');
    await page.getByLabel(/^Documento, C\.I\./).fill(`${NANCY.document} LP`);
    await page.getByRole('button', { name: 'Revisar de nuevo' }).click();
    await page.getByRole('row', { name: /^9 / }).getByText('Ya está en el registro').waitFor();

    // Lidia again, with her second surname abbreviated.
    await page.getByRole('button', { name: 'Comparar Fila 12', exact: true }).click();
    await tatiana.inspect('import, comparing');
    const lidia = [...LIDIA.name.given, ...LIDIA.name.surnames].join(' ');
    await page.getByRole('heading', { name: lidia }).waitFor();
    await page.getByRole('button', { name: 'Es la misma persona' }).first().click();
    await page.getByRole('row', { name: /^12 / }).getByText('Es la misma persona').waitFor();

    const said = await effectOn('2.2.1', summary);
    expect((await frameworkRow('2.2.1'))[0]).toBe(before[0]);
    await page.goBack();
    await settled(page);
    await page.getByRole('button', { name: /^Continuar con \d+ filas$/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirmar la importación' });
    expect(await effectOn('2.2.1', dialog)).toEqual(said);
    await tatiana.inspect('import, confirming');
    await dialog.getByRole('button', { name: /^Importar \d+ filas$/ }).click();
    await page.getByRole('heading', { name: 'Importación terminada' }).waitFor();
    await tatiana.inspect('import, done');
    expect((await frameworkRow('2.2.1'))[0]).toBe(said.after);
    expect(said.after).not.toBe(before[0]);
  });

  test('withdraws the whole import, and the figures are what they were', async () => {
    const { page, home } = tatiana;
    const with4 = await frameworkRow('2.2.1');
    await page.goto(`${home}/importaciones`);
    await settled(page);
    await tatiana.inspect('imports');
    await page.getByRole('button', { name: /^Retirar asistencia-dialogo/ }).click();
    const dialog = page.getByRole('dialog', { name: '¿Retirar toda la importación?' });
    await dialog.getByText('Calculando…').waitFor({ state: 'hidden' });
    await dialog.getByText('pasa a').first().waitFor({ state: 'attached' });
    expect(await effectOn('2.2.1', dialog)).toEqual({ before: with4[0], after: String(EXPECTED.trained) });
    await dialog.getByRole('textbox', { name: 'Por qué se retira' }).fill('Era la lista de otro taller');
    await tatiana.inspect('imports, withdrawing');
    await dialog.getByRole('button', { name: 'Retirar la importación' }).click();
    await page.getByText('quedó retirada').waitFor();
    expect(await frameworkRow('2.2.1')).toEqual([String(EXPECTED.trained), womenPercent, String(EXPECTED.unknownSex)]);
  });

  test('corrects the sex of a person: the figure changes, and as of before it is what it was', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/indicadores/2.2.1?sexo=unknown&evidencia=counted`);
    await settled(page);
    const drawer = page.getByRole('complementary', { name: /^Evidencia de/ });
    expect(await ledgerLine(/^Contadas/)).toBe(EXPECTED.unknownSex);
    await drawer.getByRole('listitem').last().getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Datos personales' }).waitFor();
    await tatiana.inspect('person');
    const [date, time] = await momentNow(tatiana.page);

    await page.getByRole('button', { name: 'Corregir sexo' }).click();
    await page.getByRole('radio', { name: 'Mujer' }).check();
    await page.getByRole('textbox', { name: /^Cómo lo sabe/ }).fill('Lo confirmó por teléfono');
    await page.getByText('pasa a').first().waitFor({ state: 'attached' });
    const women = await effectOn('2.2.2', page.getByRole('main'));
    await tatiana.inspect('person, correcting');
    await page.getByRole('button', { name: 'Guardar corrección' }).click();
    await page.getByText('Corrección guardada').waitFor();

    const after = await frameworkRow('2.2.1');
    expect(after).toEqual([String(EXPECTED.trained), women.after, String(EXPECTED.unknownSex - 1)]);
    await page.goto(`${home}/indicadores/2.2.1`);
    expect(await womenNow()).toBe(EXPECTED.women + 1);
    await page.getByRole('button', { name: /^Datos al / }).click();
    await page.getByRole('textbox', { name: 'Fecha' }).fill(date);
    await page.getByRole('textbox', { name: 'Hora' }).fill(time);
    await tatiana.inspect('indicator, choosing a moment');
    await page.getByRole('button', { name: 'Ver', exact: true }).click();
    await page.waitForURL(/[?&]al=/);
    expect(await womenNow()).toBe(EXPECTED.women);
    await page.reload();
    expect(await womenNow()).toBe(EXPECTED.women);
    await tatiana.inspect('indicator as of before');
    await page.getByRole('button', { name: 'Volver a hoy' }).click();
    await page.waitForURL((url) => !url.searchParams.has('al'));
    expect(await womenNow()).toBe(EXPECTED.women + 1);
  });

  test('opens a process with a session, and takes its attendance by tapping', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/procesos`);
    await page.getByRole('button', { name: 'Nuevo proceso' }).click();
    const opening = page.getByRole('complementary', { name: 'Nuevo proceso' });
    await opening.getByRole('textbox', { name: 'Código' }).fill('SST-2021');
    await opening.getByRole('textbox', { name: 'Título' }).fill('Seguridad y salud en el taller');
    await tatiana.inspect('processes, a new one');
    await opening.getByRole('button', { name: 'Abrir proceso' }).click();
    await page.getByRole('heading', { name: 'Seguridad y salud en el taller', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Agregar sesión' }).first().click();
    const scheduling = page.getByRole('complementary', { name: 'Sesión nueva' });
    await scheduling.getByRole('textbox', { name: 'Fecha' }).fill('29/11/2021');
    await scheduling.getByRole('textbox', { name: 'Duración, en minutos' }).fill('90');
    await tatiana.inspect('process, a new session');
    await scheduling.getByRole('button', { name: 'Agregar sesión' }).click();
    await page.getByRole('link', { name: 'Sesión 1', exact: true }).click();
    await page.getByText('La lista está vacía').waitFor();
    await tatiana.inspect('session, empty');

    await page.getByRole('button', { name: 'Buscar persona', exact: true }).click();
    await page.getByRole('textbox', { name: 'Nombre, documento o celular' }).fill('mamani condori lidia');
    await tatiana.inspect('session, looking for somebody');
    await page.getByRole('button', { name: /^Marcar presente .*Lidia Mamani Condori/ }).click();
    await page.getByRole('button', { name: /^.*Presente\. Abrir la asistencia de Mamani Condori, Lidia$/s }).waitFor();
    expect(await presentNow()).toBe(1);

    await page.getByRole('button', { name: 'Persona nueva', exact: true }).click();
    await page.getByRole('textbox', { name: 'Nombres' }).fill('Isidora');
    await page.getByRole('textbox', { name: /^Apellido paterno/ }).fill('Yupanqui');
    await page.getByRole('textbox', { name: /^Apellido materno/ }).fill('Villca');
    await page.getByRole('radio', { name: 'Mujer' }).check();
    // A day that is none holds the form back: it would go without the date.
    await page.getByText('Más datos').click();
    await page.getByRole('radio', { name: 'La fecha' }).check();
    await page.getByRole('textbox', { name: 'Nacimiento' }).fill('31/02/1990');
    await page.getByRole('textbox', { name: 'Nombres' }).press('Enter');
    await page.getByText('Escriba la fecha como 30/06/2021.').waitFor();
    await tatiana.inspect('session, somebody new');
    expect(await presentNow()).toBe(1);
    await page.getByRole('textbox', { name: 'Nacimiento' }).fill('28/02/1990');
    await page.getByRole('button', { name: 'Registrar y marcar presente' }).click();
    await page.getByRole('button', { name: /Presente\. Abrir la asistencia de Yupanqui Villca, Isidora$/s }).waitFor();
    expect(await presentNow()).toBe(2);
    await tatiana.inspect('session, two present');
  });

  test('marks one who is missing with a tap, and takes the mark back', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/procesos`);
    await page.getByRole('link', { name: titleOf('CONTINUIDAD') }).click();
    await page.getByRole('link', { name: 'Sesión 2', exact: true }).click();
    await settled(page);
    const before = await presentNow();
    await page.getByRole('button', { name: /^Faltan? \d+$/ }).click();
    const missing = page.getByRole('button', { name: /Marcar presente a /, pressed: false }).first();
    const name = /Marcar presente a (.*)$/s.exec(await missing.innerText())?.[1] ?? '';
    await missing.click();
    const marked = page.getByRole('button', { name: `Abrir la asistencia de ${name}`, pressed: true });
    await marked.getByText('enviado').waitFor();
    expect(await presentNow()).toBe(before + 1);
    await page.reload();
    expect(await presentNow()).toBe(before + 1);
    await marked.click();
    await tatiana.inspect('session, an attendance open');
    await page.getByRole('button', { name: 'Quitar presente' }).click();
    await page.getByText('ya no figura presente').waitFor();
    expect(await presentNow()).toBe(before);
    await tatiana.inspect('session');
  });

  test('met nothing that was not as it should be', () => {
    expect(tatiana.complaints).toEqual([]);
  });
});
