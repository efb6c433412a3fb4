/** The house under a path of its host, behind a proxy that takes the path off and behind one that does not. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { basePathOf, linksUnder, withoutBase } from './base-path.ts';
import { html } from './html.ts';
import { httpServer } from './server.ts';

describe('the path', () => {
  test('is that of the public address', () => {
    expect(['https://digna.example', 'https://example.org/digna', 'https://example.org/a/b', null].map(basePathOf)).toEqual(['', '/digna', '/a/b', '']);
  });

  test('is taken off whole names only', () => {
    for (const [url, inside] of [
      ['/digna', '/'],
      ['/digna/', '/'],
      ['/digna?lang=en', '/?lang=en'],
      ['/digna/api/me', '/api/me'],
      ['/dignatarios', '/dignatarios'],
      ['/api/me', '/api/me'],
    ] as const) expect([url, withoutBase('/digna', url)]).toEqual([url, inside]);
    expect(withoutBase('', '/digna/api/me')).toBe('/digna/api/me');
  });

  test('is put before links, and before nothing that only looks like one', () => {
    const page = html`<a href="/verificar">x</a><img src="/mark.svg"><form action="/verificar"></form><button data-file="/p/x"></button><a href="#main"></a><a href="//elsewhere"></a><p>${'<a href="/p">'}</p>`.text;
    expect(linksUnder('/digna', page)).toBe(
      '<a href="/digna/verificar">x</a><img src="/digna/mark.svg"><form action="/digna/verificar"></form><button data-file="/digna/p/x"></button><a href="#main"></a><a href="//elsewhere"></a><p>&lt;a href=&quot;/p&quot;&gt;</p>',
    );
    expect(linksUnder('', page)).toBe(page);
  });
});

describe('a server', () => {
  let folder = '';
  let app: FastifyInstance;

  beforeEach(async () => {
    // A project may well stand in a folder called like that of the hashed files.
    folder = await mkdtemp(join(tmpdir(), 'assets-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<link rel="manifest" href="./manifest.webmanifest"><script src="./assets/a-1.js"></script>');
    await writeFile(join(folder, 'assets', 'a-1.js'), 'one');
    await writeFile(join(folder, 'worker.js'), 'two');
  });
  afterEach(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function serve(publicAddress: string | null): Promise<void> {
    app = await httpServer({ webFolder: folder, log: () => undefined, publicAddress });
    app.get('/verificar', (_request, reply) => reply.header('set-cookie', ['a=1; Path=/; HttpOnly', 'b=2; Path=/']).type('text/html; charset=utf-8').send('<a href="/verificar">x</a>'));
  }

  const asked = { headers: { accept: 'text/html' } };

  test('under a path answers with and without it, and leads nowhere else', async () => {
    await serve('https://example.org/digna');
    for (const before of ['/digna', '']) {
      for (const page of ['/', '/programa/procesos', '/index.html']) {
        const { body, headers } = await app.inject({ url: before + page, ...asked });
        expect([page, body]).toEqual([page, '<link rel="manifest" href="/digna/manifest.webmanifest"><script src="/digna/assets/a-1.js"></script>']);
        expect(headers['cache-control']).toBe('no-cache');
      }
      expect((await app.inject(`${before}/assets/a-1.js`)).body).toBe('one');
      const made = await app.inject(`${before}/verificar`);
      expect(made.body).toBe('<a href="/digna/verificar">x</a>');
      expect(made.headers['set-cookie']).toEqual(['a=1; Path=/digna; HttpOnly', 'b=2; Path=/digna']);
      expect((await app.inject(`${before}/api/none`)).headers['cache-control']).toBe('no-store');
    }
  });

  test('at the root leaves everything as it is', async () => {
    await serve(null);
    expect((await app.inject({ url: '/x/y', ...asked })).body).toContain('src="/assets/a-1.js"');
    const made = await app.inject('/verificar');
    expect([made.body, made.headers['set-cookie']]).toEqual(['<a href="/verificar">x</a>', ['a=1; Path=/; HttpOnly', 'b=2; Path=/']]);
  });

  test('lets hashed files be kept for good, and asks again for all others', async () => {
    await serve(null);
    const kept = async (url: string) => (await app.inject(url)).headers['cache-control'];
    expect([await kept('/assets/a-1.js'), await kept('/worker.js'), await kept('/')]).toEqual(['public, max-age=31536000, immutable', 'no-cache', 'no-cache']);
  });

  test('does not start under a path that it uses itself', async () => {
    await serve('https://example.org/verificar/digna');
    await expect(app.ready()).rejects.toThrow(/\/verificar\/digna/);
  });
});
