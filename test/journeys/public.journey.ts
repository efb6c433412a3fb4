/** The public page: published by who coordinates, read by a visitor on a phone without JavaScript, put into another page, closed. */
import { createServer } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

const PATH = '/p/bolivia-digna-y-productiva';
let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let reader: Visitor;
let without: BrowserContext;
let visitor: Page;
const asked: string[] = [];

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  reader = await openWindow(browser, server, { viewport: PHONE });
  without = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, locale: 'es-BO' });
  visitor = await without.newPage();
  visitor.on('request', (request) => asked.push(request.url()));
  await signIn(tatiana, server, 'tatiana');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('the public page', () => {
  test('is there when the example starts, and is read on a phone without JavaScript', async () => {
    expect(server.output()).toContain(`${server.url}${PATH}`);
    await visitor.goto(server.url + PATH);
    const words = (await visitor.locator('body').textContent()) ?? '';
    for (const part of ['263', 'Representantes capacitados', 'La Paz', 'Declarado por la fuente', 'Más de 195']) expect(words).toContain(part);
    await visitor.getByRole('link', { name: /^La Paz: / }).click();
    expect(new URL(visitor.url()).hash).toBe('#d02');
    expect(await visitor.locator('tr:target').textContent()).toContain('La Paz');
    await visitor.getByRole('link', { name: 'Organizaciones representadas por personas capacitadas' }).click();
    expect(await visitor.locator('#map').textContent()).toContain('Organizaciones representadas por personas capacitadas, al');
    await visitor.getByRole('link', { name: 'English' }).click();
    expect(await visitor.locator('html').getAttribute('lang')).toBe('en');
    expect(asked.filter((url) => !url.startsWith(server.url))).toEqual([]);
  });

  test('has nothing amiss, on a phone and on a laptop', async () => {
    await reader.page.goto(server.url + PATH);
    await reader.inspect('public page on a phone');
    await tatiana.page.goto(`${server.url}${PATH}?lang=en`);
    await tatiana.inspect('public page in English');
  });

  test('is decided by who coordinates, who sees what visitors will see', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/publicar`);
    await settled(page);
    const preview = page.frameLocator('iframe');
    await preview.getByText('Vista previa: nadie más la ve todavía.').waitFor();
    await page.getByText('por sexo: 2 grupos ocultos').waitFor();
    await tatiana.inspect('what is public');
    await page.getByLabel('2.2.5 Participaciones completas').check();
    await page.getByLabel('Presentación en español').fill('Presentación de demostración');
    await page.getByText('Escriba la presentación en los dos idiomas, o en ninguno.').first().waitFor();
    await page.getByLabel('Presentación en inglés').fill('Introduction for demonstration');
    await preview.getByText('Introduction for demonstration').or(preview.getByText('Presentación de demostración')).waitFor();
    await page.getByRole('button', { name: 'Publicar los cambios' }).click();
    await page.getByText('Publicado', { exact: true }).waitFor();
    await visitor.goto(server.url + PATH);
    expect(await visitor.locator('main').textContent()).toContain('Presentación de demostración');
  });

  test('a figure stands in another page, the whole page does not', async () => {
    const page = `<iframe src="${server.url}${PATH}/figura/2.2.1"></iframe><iframe src="${server.url}${PATH}"></iframe>`;
    const other = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page));
    const port = await new Promise<number>((resolve) => other.listen(0, '127.0.0.1', () => resolve(Number(Object(other.address()).port))));
    await visitor.goto(`http://127.0.0.1:${port}/`);
    const [figure, whole] = [visitor.frameLocator('iframe').first(), visitor.frameLocator('iframe').last()];
    await figure.getByText('263', { exact: true }).waitFor();
    expect(await whole.getByText('263', { exact: true }).count()).toBe(0);
    other.close();
  });

  test('once closed nobody sees it', async () => {
    const { page } = tatiana;
    await page.getByRole('button', { name: 'Cerrar la página' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Demostración');
    await tatiana.inspect('closing the public page');
    await dialog.getByRole('button', { name: 'Cerrar la página' }).click();
    await page.getByText('Todavía no se publica nada').waitFor();
    await tatiana.inspect('nothing is public');
    const answer = await visitor.goto(server.url + PATH);
    expect(answer?.status()).toBe(404);
    expect(await visitor.locator('main').textContent()).toContain('Aquí no hay resultados publicados');
  });

  test('nothing was amiss on the way', () => {
    expect([tatiana, reader].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
