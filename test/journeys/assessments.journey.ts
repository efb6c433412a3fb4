/** What a process taught and what became of it: tests, a pasted list, satisfaction, follow-up, speakers and materials. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processId, sessionId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let process: string;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
  process = `${tatiana.home}/procesos/${processId('APOYO')}`;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Pastes into the box that has the focus, as a program would put it on the clipboard. */
async function paste(page: Page, text: string, html = ''): Promise<void> {
  const given = JSON.stringify({ text, html });
  await page.evaluate<void>(`(() => {
    const { text, html } = ${given};
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    if (html !== '') clipboardData.setData('text/html', html);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);
}

test('scores are typed down the column; a post-test without a pre-test is named and changes no mean', async () => {
  const { page } = tatiana;
  await page.goto(process);
  await page.getByRole('link', { name: 'Pruebas' }).click();
  await settled(page);
  await page.getByText('Todavía nadie tiene las dos pruebas').waitFor();
  await page.getByLabel('Puntaje máximo, antes').fill('20');
  await page.getByLabel('Puntaje máximo, después').fill('20');
  const [before, after] = [page.locator('[data-moment=pre]'), page.locator('[data-moment=post]')];
  await before.first().click();
  for (const score of ['8', '25', '10']) {
    await page.keyboard.type(score);
    await page.keyboard.press('Enter');
  }
  await page.getByText('Escriba un número de 0 a 20.').waitFor();
  expect(await before.nth(1).inputValue()).toBe('25');
  await before.nth(1).fill('12');
  await after.first().click();
  for (const score of ['14', '12', '11', '20']) {
    await page.keyboard.type(score);
    await page.keyboard.press('Enter');
  }
  // 8, 12, 10 of 20 are 40, 60, 50 %; 14, 12, 11 are 70, 60, 55 %: gains 30, 0, 5, whose mean is 35/3. The fourth has no test before.
  await page.getByText('De 3 personas con las dos pruebas').waitFor();
  await page.getByText('+11,7 puntos').first().waitFor();
  await page.getByText('Tienen la prueba final y no la inicial').waitFor();
  await tatiana.inspect('tests');
});

test('what was saved last is taken back; two columns are pasted', async () => {
  const { page } = tatiana;
  await page.getByRole('button', { name: 'Deshacer' }).click();
  await page.getByText('Se deshizo lo último.').waitFor();
  await expect.poll(() => textOf(page)).not.toContain('Tienen la prueba final y no la inicial');
  await page.locator('[data-moment=pre]').nth(4).click();
  await paste(page, '15\t16\n\t9\n25\t3\n');
  await page.getByText('4 puntajes pegados y guardados.').waitFor();
  await page.getByText('1 por corregir: están marcados abajo.').waitFor();
  expect(await page.locator('[data-moment=pre]').nth(6).inputValue()).toBe('25');
  await tatiana.inspect('tests pasted');
});

test('a table with merged cells is pasted, shown, and reviewed as a list is', async () => {
  const { page } = tatiana;
  await page.goto(`${tatiana.home}/sesiones/${sessionId('TRANSICION', 1)}`);
  await settled(page);
  await page.getByRole('button', { name: 'Pegar una tabla' }).click();
  await page.getByLabel('Pegue aquí la lista').focus();
  const html = `<table><tr><td colspan=3>Asistencia</td></tr><tr><td>Nombre completo</td><td>Instituci&oacute;n</td><td>Sexo</td></tr>
    <tr><td>Zenobia Prueba Uno</td><td rowspan=2>Cooperativa de Ensayo</td><td>F</td></tr><tr><td>Casimiro Prueba Dos</td><td>M</td></tr></table>`;
  await paste(page, 'Asistencia\n', html);
  await page.getByText('4 filas de 3 columnas').waitFor();
  await page.getByText('1 celda combinada: lo que dice se repite en cada fila que abarca.').waitFor();
  await tatiana.inspect('paste a table');
  await page.getByRole('button', { name: 'Revisar las filas' }).click();
  await page.waitForURL(/\/importaciones\/./);
  await settled(page);
  await choose(page, /^Nuevas/);
  // What was merged over two rows stands in both.
  for (const name of ['Zenobia Prueba Uno', 'Casimiro Prueba Dos']) {
    await page.locator('li, tr, article').filter({ hasText: name }).filter({ hasText: 'Cooperativa de Ensayo' }).first().waitFor();
  }
  await tatiana.inspect('review of a pasted table');
});

test('paper forms are typed with the keys 1 to 5, and one is taken back', async () => {
  const { page } = tatiana;
  await page.goto(`${process}?parte=satisfaccion`);
  await page.getByText('Todavía no hay hojas anotadas').waitFor();
  await page.getByRole('button', { name: 'Anotar hojas' }).click();
  for (const points of ['554453', '443322', '111111']) {
    await page.getByRole('group', { name: 'Lo que vi me sirve para mi trabajo.' }).focus();
    for (const point of points) await page.keyboard.press(point);
    if (points === '554453') await page.getByLabel(/^Comentario/).fill('Muy útil para el taller.');
    await page.getByRole('button', { name: 'Guardar y seguir' }).click();
    await page.getByText(/^Hoja guardada\. Van/).last().waitFor();
    await settled(page);
  }
  await tatiana.inspect('type a sheet');
  await page.getByRole('button', { name: 'Deshacer' }).last().click();
  await page.getByText('La última hoja se quitó').waitFor();
  await page.goto(`${process}?parte=satisfaccion`);
  await tatiana.inspect('satisfaction');
  // The first question has 5 and 4; the sheets' means are 26/6 and 18/6: 44/12.
  expect(await textOf(page)).toMatch(/3,67 de 5[\s\S]*Lo que vi me sirve para mi trabajo\.\s+2\s+4,5/);
  await page.getByText('Muy útil para el taller.').waitFor();
  await page.getByRole('button', { name: 'Cambiar preguntas' }).click();
  await tatiana.inspect('questions of the form');
});

test('whoever is due is asked, and what they apply is noted', async () => {
  const { page } = tatiana;
  await page.goto(`${process}?parte=seguimiento`);
  await settled(page);
  await tatiana.inspect('follow-up');
  await page.getByRole('button', { name: /^Anotar contacto/ }).first().click();
  await page.getByRole('button', { name: 'Guardar contacto' }).click();
  await page.getByText('Elija qué resultó.').waitFor();
  await page.getByText('Lo aplica en parte').click();
  await page.getByLabel(/^Qué aplica/).fill('Ordenaron el depósito cada viernes.');
  await tatiana.inspect('note a contact');
  await page.getByRole('button', { name: 'Guardar contacto' }).click();
  await page.getByText(/^Contacto con .* guardado$/).waitFor();
  await choose(page, /^Hecho/);
  expect(await textOf(page)).toContain('Lo aplica en parte · ');
});

test('speakers and materials are named; a speaker has the sex that somebody said', async () => {
  const { page } = tatiana;
  await page.goto(`${process}?parte=materiales&abrir=ponente`);
  await page.getByLabel('Nombre', { exact: true }).fill('Ponente de Prueba');
  await tatiana.inspect('a speaker');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('«Ponente de Prueba» guardado').waitFor();
  await page.getByText('Sin dato: 1').waitFor();
  await page.getByRole('button', { name: 'Compartir material' }).click();
  await page.getByLabel('Título').fill('Cartilla de orden');
  await page.getByRole('textbox', { name: 'Enlace' }).fill('example.org');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('El enlace debe comenzar con https://.').waitFor();
  await page.getByRole('textbox', { name: 'Enlace' }).fill('https://example.org/cartilla');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByRole('link', { name: 'Cartilla de orden' }).waitFor();
  await tatiana.inspect('speakers and materials');
});

test('on the phone all of it is read and typed as well', async () => {
  const phone = await openWindow(browser, server, { viewport: PHONE });
  await signIn(phone, server, 'tatiana');
  const { page } = phone;
  await page.goto(`${process}?parte=pruebas`);
  await phone.inspect('tests');
  for (const part of ['satisfaccion', 'satisfaccion&abrir=hoja', 'seguimiento', 'materiales']) {
    await page.goto(`${process}?parte=${part}`);
    await phone.inspect(part);
  }
  await page.goto(`${tatiana.home}/sesiones/${sessionId('TRANSICION', 1)}?abrir=pegar`);
  await page.getByLabel('Pegue aquí la lista').fill('1. Ana de Prueba - CEPB');
  await phone.inspect('paste a table');
  expect([...tatiana.complaints, ...phone.complaints]).toEqual([]);
});

/** Chooses a view of a list: it stands in the address, and is chosen once that has changed. */
async function choose(page: Page, name: RegExp): Promise<void> {
  const radio = page.getByRole('radio', { name });
  // By its label, which is waited for until it stands still: what was just saved may put a line above it.
  await page.locator('label', { has: radio }).click();
  await expect.poll(() => radio.isChecked()).toBe(true);
}
