/** Whoever follows up imports people from an Excel file with faults: mends, opens, sees them, withdraws. */
import ExcelJS from 'exceljs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, plain, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let nancy: Visitor;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  nancy = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(nancy, server, 'tatiana');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A title, two rows of headings, merged cells, a formula, an impossible date, a number with a letter. */
async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Participantes');
  sheet.addRow(['Registro de participantes']);
  sheet.mergeCells('A1:F1');
  sheet.addRow(['Datos personales', '', '', '', 'Contacto', '']);
  sheet.mergeCells('A2:D2');
  sheet.mergeCells('E2:F2');
  sheet.addRow(['Apellidos y nombres', 'C.I.', 'Sexo', 'Fecha de nacimiento', 'Celular', 'Organización']);
  sheet.addRow(['Prueba Luna Zulma', '9911001 LP', 'Mujer', new Date(Date.UTC(1990, 4, 3)), '71110001', 'Taller Inventado']);
  sheet.addRow(['Prueba Sol Zacarías', '99O1002', 'Varón', '12/08/1985', { formula: '71110000+2', result: 71110002 }, '']);
  sheet.addRow(['Prueba Mar Zoila', '9911003', 'Mujer', '31/02/1991', '', '']);
  const bytes = await book.xlsx.writeBuffer();
  return Buffer.from(bytes);
}

async function people(): Promise<number> {
  await nancy.page.goto(`${nancy.home}/personas`);
  await settled(nancy.page);
  return Number(/^([\d.]+) personas/m.exec(await textOf(nancy.page))?.[1]?.replaceAll('.', '') ?? Number.NaN);
}

describe('an Excel list of people', () => {
  let before = 0;

  test('is read with what is wrong in each row', async () => {
    const { page } = nancy;
    before = await people();
    await page.getByRole('button', { name: 'Importar' }).click();
    await page.getByText('o arrástrelo hasta aquí').waitFor();
    await nancy.inspect('importar-personas');
    const file = { name: 'participantes.xlsx', mimeType: 'application/octet-stream', buffer: await workbook() };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('Columnas del archivo').waitFor();
    await settled(page);
    const text = plain(await textOf(page));
    expect(text).toContain('Fecha de nacimiento que no puede ser: «31/02/1991»');
    expect(text).toContain('C.I. con letra O en lugar de 0: «99O1002»');
    expect(text).toContain('Persona nueva');
    await nancy.inspect('importar-personas-revisar');
    await page.setViewportSize(PHONE);
    await nancy.inspect('importar-personas-revisar-telefono');
    await page.setViewportSize(LAPTOP);
  });

  test('is mended in place and goes in whole', async () => {
    const { page } = nancy;
    const mend = async (row: number, label: RegExp, value: string): Promise<void> => {
      await page.getByRole('button', { name: `Corregir Fila ${row}` }).click();
      await page.getByRole('textbox', { name: label }).fill(value);
      await page.getByRole('button', { name: 'Revisar de nuevo' }).click();
      await settled(page);
    };
    await mend(5, /Documento/, '9911002');
    await page.getByRole('button', { name: 'Corregir Fila 6' }).click();
    await page.getByRole('button', { name: 'No importar esta fila' }).click();
    await settled(page);
    await page.getByRole('button', { name: 'Continuar con 2 filas' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Importar 2 filas' }).click();
    await page.getByText('2 filas entraron en el registro').waitFor();
    expect(await people()).toBe(before + 2);
  });

  test('leaves whole when it is withdrawn', async () => {
    const { page } = nancy;
    await page.goto(`${nancy.home}/importaciones?tipo=people`);
    await settled(page);
    expect(plain(await textOf(page))).toContain('participantes.xlsx');
    await nancy.inspect('importaciones-personas');
    await page.getByRole('button', { name: 'Retirar participantes.xlsx' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Por qué se retira' }).fill('era la lista de otro taller');
    await dialog.getByRole('button', { name: 'Retirar la importación' }).click();
    await page.getByText('quedó retirada').waitFor();
    expect(await people()).toBe(before);
    expect(nancy.complaints).toEqual([]);
  });
});
