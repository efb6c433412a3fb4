/** Registering from outside: opened by who coordinates, asked for on a stranger's phone without JavaScript, accepted, and in the list. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processId, sessionId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { settled, textOf, type Visitor } from './browser.ts';
import { startFormJourney, type FormJourney } from './form-journey.ts';

let journey: FormJourney;
let tatiana: Visitor;
let part: string;
let address: string;

beforeAll(async () => {
  journey = await startFormJourney('inscritos');
  ({ tatiana, part } = journey);
});
afterAll(() => journey.end());

/** Sessions of the example were held years ago; one asks until the last, so there is one to come. */
async function scheduleLastSession(): Promise<void> {
  const { page } = tatiana;
  await page.goto(`${tatiana.home}/procesos/${processId('TRANSICION')}?abrir=sesion`);
  await settled(page);
  await page.getByLabel(/^Número/).fill('9');
  await page.getByLabel(/^Fecha/).first().fill('05/03/2031');
  await page.getByLabel('Duración, en minutos').fill('120');
  await page.getByRole('button', { name: 'Agregar sesión' }).last().click();
  await page.getByText('Sesión 9 guardada').waitFor();
}

test('registration is opened to the public, with what people agree to', async () => {
  const { page } = tatiana;
  await scheduleLastSession();
  await page.goto(part);
  await settled(page);
  await page.getByRole('button', { name: 'Abrir inscripción pública' }).click();
  await tatiana.inspect('opening registration');
  // What is no day is said when the pointer goes to the button, which stays where it is: the press is not lost.
  const [day, button] = [page.getByLabel(/^Último día/), page.getByRole('button', { name: 'Abrir inscripción', exact: true })];
  const topOf = async (): Promise<number | undefined> => (await button.boundingBox())?.y;
  await day.fill('31/13/2031');
  await button.scrollIntoViewIfNeeded();
  const before = await topOf();
  await button.click();
  await page.getByText('Escriba la fecha como 30/06/2021.').waitFor();
  expect([await topOf(), await page.evaluate<string>('document.activeElement.getAttribute("aria-invalid")')]).toEqual([before, 'true']);
  // A day that has passed is said in the same room.
  await day.fill('30/06/2021');
  await button.click();
  await page.getByText('Elija un día que todavía no pasó.').waitFor();
  expect(await topOf()).toBe(before);
  await tatiana.inspect('opening registration until a day that has passed');
  await day.fill('');
  await page.getByRole('button', { name: 'Abrir inscripción', exact: true }).click();
  await page.getByAltText('Código QR del enlace público').waitFor();
  await tatiana.inspect('open registration');
  address = await journey.address();
  expect(address).toMatch(/\/inscripcion\/[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
});

test('a stranger asks for a place on a phone, without JavaScript; what she typed stays until it is right', async () => {
  const phone = await journey.phone();
  const { page } = phone;
  await page.goto(address);
  await phone.inspect('public registration');
  const form = await journey.plainPhone();
  await form.goto(address);
  await form.getByLabel('Apellidos').fill('Choquehuanca Tito');
  await form.getByLabel('Nombres').fill('Wara');
  await form.getByLabel('Celular').fill('no tengo');
  await form.getByRole('button', { name: 'Pedir mi lugar' }).click();
  await form.getByText('Escriba un número de celular', { exact: false }).waitFor();
  expect(await form.getByLabel('Apellidos').inputValue()).toBe('Choquehuanca Tito');
  await form.getByLabel('Celular').fill('712 34567');
  await form.getByLabel('Mujer').check();
  await form.getByLabel(/Organización o empresa/).fill('Tejidos Wara');
  await form.getByLabel(/estoy de acuerdo/).check();
  await form.getByRole('button', { name: 'Pedir mi lugar' }).click();
  await form.getByRole('heading', { name: 'Recibimos su solicitud' }).waitFor();
  await page.goto(form.url());
  await phone.inspect('public registration received');
  await form.context().close();
  expect(phone.complaints).toEqual([]);
});

test('staff see the request and accept her as somebody new; it is taken back, and accepted again', async () => {
  const { page } = tatiana;
  await page.goto(part);
  await settled(page);
  for (const undone of [true, false]) {
    await page.getByRole('button', { name: 'Responder Wara Choquehuanca Tito' }).click();
    await settled(page);
    expect(await page.getByLabel('Nombres', { exact: true }).inputValue()).toBe('Wara');
    await tatiana.inspect('answering a request');
    const known = page.getByRole('button', { name: /^Sí/ });
    // The second time the registry knows her from the first.
    if (undone) await page.getByRole('button', { name: 'Registrar y aceptar' }).click();
    else {
      await known.click();
      await page.getByRole('button', { name: 'Aceptar la solicitud' }).click();
    }
    await page.getByText('Wara Choquehuanca Tito quedó inscrita').waitFor();
    if (!undone) break;
    await page.getByRole('button', { name: 'Deshacer' }).first().click();
    await page.getByText('La solicitud de Wara Choquehuanca Tito espera respuesta otra vez').waitFor();
  }
  await tatiana.inspect('requests answered');
});

test('asked again with more about herself, staff keep of it what they mark', async () => {
  const { page } = tatiana;
  const form = { apellidos: 'Choquehuanca Tito', nombres: 'Wara', sexo: 'woman', telefono: '700 00999', documento: '7654321 LP', nacimiento: '1991', acepto: '1' };
  expect((await page.request.post(address, { form })).status()).toBe(200);
  await page.goto(part);
  await page.getByRole('button', { name: 'Responder Wara Choquehuanca Tito' }).click();
  await page.getByRole('button', { name: /^Sí/ }).click();
  await page.getByText('Ya está inscrita en este proceso').waitFor();
  await page.getByLabel('Añadir el celular 700 00999').check();
  await page.getByLabel('Guardar el carnet 7654321 LP').check();
  await tatiana.inspect('taking over what a request says');
  await page.getByRole('button', { name: 'Aceptar la solicitud' }).click();
  await page.getByText('Wara Choquehuanca Tito quedó inscrita').waitFor();
  await page.goto(`${part}&solicitudes=respondidas`);
  await page.getByRole('link', { name: 'Wara Choquehuanca Tito' }).first().click();
  await page.getByRole('heading', { name: /Choquehuanca/ }).first().waitFor();
  await page.getByRole('button', { name: 'Mostrar completos' }).click();
  expect(await textOf(page)).toMatch(/700 00999[\s\S]*7654321|7654321[\s\S]*700 00999/);
  // The year was not marked.
  expect(await textOf(page)).not.toContain('1991');
});

test('she stands in the list of the session, and the invitation carries the public address', async () => {
  const { page } = tatiana;
  await page.goto(`${tatiana.home}/sesiones/${sessionId('TRANSICION', 1)}`);
  expect(await textOf(page)).toContain('Choquehuanca Tito, Wara');
  await page.goto(`${tatiana.home}/procesos/${processId('TRANSICION')}/inscripcion?abrir=compartir`);
  await page.getByText(`Para inscribirse, entre aquí: ${address}`).waitFor();
});

test('closed, the page says so', async () => {
  const { page } = tatiana;
  await page.goto(`${part}&abrir=cerrar`);
  await settled(page);
  await tatiana.inspect('closing registration');
  await page.getByRole('dialog').getByRole('button', { name: 'Cerrar inscripción' }).click();
  await page.getByText('La inscripción pública quedó cerrada').waitFor();
  await journey.expectClosed(address, 'La inscripción está cerrada');
});
