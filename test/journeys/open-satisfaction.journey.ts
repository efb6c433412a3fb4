/** Satisfaction by link: opened by who coordinates, answered on a stranger's phone without JavaScript, in the results, taken out, closed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settled, textOf, type Visitor } from './browser.ts';
import { startFormJourney, type FormJourney } from './form-journey.ts';

let journey: FormJourney;
let tatiana: Visitor;
let part: string;
let address: string;

beforeAll(async () => {
  journey = await startFormJourney('satisfaccion');
  ({ tatiana, part } = journey);
});
afterAll(() => journey.end());

test('answering by link is opened, and its QR goes on paper', async () => {
  const { page } = tatiana;
  await page.goto(part);
  await page.getByRole('button', { name: 'Abrir respuestas por enlace' }).click();
  await tatiana.inspect('opening answers by link');
  await page.getByRole('button', { name: 'Abrir el enlace' }).click();
  await page.getByAltText('Código QR para responder').waitFor();
  await tatiana.inspect('answers by link open');
  address = await journey.address();
  expect(address).toMatch(/\/opinion\/[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  await page.getByRole('link', { name: 'Imprimir el QR' }).click();
  await page.getByText('O escriba en el navegador').waitFor();
  expect(await textOf(page)).toContain(address);
  await tatiana.inspect('poster');
});

test('a participant answers on a phone, without JavaScript; sent again it counts once', async () => {
  const phone = await journey.phone();
  await phone.page.goto(address);
  await phone.inspect('opinion');
  const form = await journey.plainPhone();
  await form.goto(address);
  await form.getByLabel('Algo más que quiera decir').fill('Que vuelvan al valle.');
  await form.getByRole('button', { name: 'Enviar mi opinión' }).click();
  await form.getByText('Responda al menos una pregunta', { exact: false }).waitFor();
  expect(await form.getByLabel('Algo más que quiera decir').inputValue()).toBe('Que vuelvan al valle.');
  const first = form.getByRole('group', { name: 'Lo que vi me sirve para mi trabajo.' });
  await first.getByLabel('Muy de acuerdo').check();
  const boxes = await form.locator('[name=envio]').inputValue();
  await form.getByRole('button', { name: 'Enviar mi opinión' }).click();
  await form.getByRole('heading', { name: 'Gracias por su opinión' }).waitFor();
  await form.reload();
  const again = await form.request.post(address, { form: { envio: boxes, 'pregunta-useful': '1' } });
  expect(again.status()).toBe(200);
  await phone.page.goto(form.url());
  await phone.inspect('opinion received');
  await form.context().close();
  expect(phone.complaints).toEqual([]);
});

test('staff see it in the results, and take it out', async () => {
  const { page } = tatiana;
  await page.goto(part);
  await settled(page);
  expect(await textOf(page)).toMatch(/5 de 5[\s\S]*1 1 por enlace/);
  await page.getByText('Que vuelvan al valle.').waitFor();
  await page.getByRole('button', { name: 'Ver hojas una por una' }).click();
  await tatiana.inspect('sheets one by one');
  await page.getByRole('button', { name: 'Quitar la del enlace' }).click();
  await page.getByLabel('Motivo').fill('Era una prueba');
  await tatiana.inspect('taking out what came by link');
  await page.getByRole('dialog', { name: 'Quitar todas' }).getByRole('button', { name: 'Quitar', exact: true }).click();
  await page.getByText('Se quitó 1 hoja').waitFor();
  await page.goto(part);
  await page.getByText('Todavía no hay hojas anotadas').waitFor();
});

test('closed, the page says so', async () => {
  const { page } = tatiana;
  await page.goto(`${part}&abrir=cerrar-enlace`);
  await page.getByRole('dialog').getByRole('button', { name: 'Cerrar el enlace' }).click();
  await page.getByText('El enlace quedó cerrado').waitFor();
  await journey.expectClosed(address, 'Ya no se reciben respuestas');
});
