/** Versions in the caches of a browser: whole or not at all, and the one in use until another takes over. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { keptVersions, type Build, type Caches, type KeptVersions } from './versions.ts';

const SCOPE = 'https://example.org/digna/';
const PORTAL = '<html>Bienvenido a la red del hotel</html>';

/** What the server has; `null`: the answer breaks off. */
let online: Map<string, string | null>;
let stored: Map<string, Map<string, Response>>;
let full: boolean;
let asked: string[];

beforeEach(() => {
  online = new Map();
  stored = new Map();
  full = false;
  asked = [];
});

/** The caches of a browser, as far as they are asked here. */
const caches: Caches = {
  keys: () => Promise.resolve([...stored.keys()]),
  delete: (name) => Promise.resolve(stored.delete(name)),
  match: (address, { cacheName }) => Promise.resolve(stored.get(cacheName)?.get(address)?.clone()),
  open: (name) => {
    if (!stored.has(name)) stored.set(name, new Map());
    return Promise.resolve({
      put: (address, response) => {
        if (full) return Promise.reject(new DOMException('no room', 'QuotaExceededError'));
        stored.get(name)?.set(address, response);
        return Promise.resolve();
      },
    });
  },
};

/** Compares contents with their hash as browsers do. */
async function fetched(address: string, { integrity }: RequestInit): Promise<Response> {
  asked.push(address);
  const text = online.get(address);
  if (text === undefined) return new Response('{}', { status: 404 });
  if (text === null) throw new TypeError('net::ERR_INCOMPLETE_CHUNKED_ENCODING');
  if (integrity !== undefined && integrity !== hashOf(text)) throw new TypeError('integrity');
  return new Response(text, { headers: { 'content-type': text.startsWith('<') ? 'text/html' : 'text/javascript' } });
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** A build on the server, whose page and one file are needed and another file is not. */
function built(id: string): Build {
  const contents = { [`assets/first-${id}.js`]: `first ${id}`, [`assets/later-${id}.js`]: `later ${id}`, 'mark.svg': `mark ${id}` };
  for (const [path, text] of Object.entries(contents)) online.set(SCOPE + path, text);
  online.set(SCOPE, pageOf(id));
  const files = Object.fromEntries(Object.entries(contents).map(([path, text]) => [path, hashOf(text)]));
  return { id, files, needed: [`assets/first-${id}.js`, 'mark.svg'] };
}

function pageOf(id: string): string {
  return `<html><meta name="digna-build" content="${id}"></html>`;
}

function versionsOf(build: Build): KeptVersions {
  return keptVersions({ caches, fetch: fetched, scope: SCOPE }, build);
}

const textOf = async (response: Promise<Response | null>): Promise<string | null> => (await (await response)?.text()) ?? null;

async function installed(id: string): Promise<KeptVersions> {
  const versions = versionsOf(built(id));
  await versions.install();
  await versions.tidy();
  return versions;
}

describe('the first version', () => {
  test('is used at once, and opens when the server is away', async () => {
    const versions = await installed('one');
    online.clear();
    expect(await versions.inUse()).toBe('one');
    expect(await textOf(versions.page())).toBe(pageOf('one'));
    expect(await textOf(versions.file('assets/first-one.js'))).toBe('first one');
  });

  test('keeps what was not needed at first once it was asked for, and asks no more', async () => {
    const versions = await installed('one');
    expect(await textOf(versions.file('assets/later-one.js'))).toBe('later one');
    asked = [];
    expect(await textOf(versions.file('assets/later-one.js'))).toBe('later one');
    expect(asked).toEqual([]);
    expect(await versions.file('assets/unknown.js')).toBeNull();
  });
});

describe('what must not be kept', () => {
  const spoiled: [string, (build: Build) => void][] = [
    ['a file in place of which a captive portal answers', ({ id }) => online.set(`${SCOPE}assets/first-${id}.js`, PORTAL)],
    ['a page in place of which a captive portal answers', () => online.set(SCOPE, PORTAL)],
    ['half a file', ({ id }) => online.set(`${SCOPE}assets/first-${id}.js`, null)],
    ['a file that is missing', ({ id }) => online.delete(`${SCOPE}assets/first-${id}.js`)],
    ['the page of another build', () => online.set(SCOPE, pageOf('other'))],
    ['what finds no room', () => (full = true)],
  ];
  for (const [what, spoil] of spoiled) {
    test(`${what}: nothing of the version stays, and the one before goes on`, async () => {
      const before = await installed('one');
      const build = built('two');
      spoil(build);
      await expect(versionsOf(build).install()).rejects.toThrow();
      expect([...stored.keys()].filter((name) => name.endsWith(' two'))).toEqual([]);
      expect([await before.inUse(), await textOf(before.page())]).toEqual(['one', pageOf('one')]);
    });
  }

  test('a captive portal later on: the answer is refused and forgotten', async () => {
    const versions = await installed('one');
    online.set(`${SCOPE}assets/later-one.js`, PORTAL);
    await expect(versions.file('assets/later-one.js')).rejects.toThrow();
    online.set(`${SCOPE}assets/later-one.js`, 'later one');
    expect(await textOf(versions.file('assets/later-one.js'))).toBe('later one');
  });

  test('without room, what is asked for later is given all the same', async () => {
    const versions = await installed('one');
    full = true;
    expect(await textOf(versions.file('assets/later-one.js'))).toBe('later one');
  });
});

describe('a newer version', () => {
  test('waits, whole, beside the one in use, even when its worker is at work', async () => {
    await installed('one');
    const newer = await installed('two');
    expect([await newer.inUse(), await textOf(newer.page())]).toEqual(['one', pageOf('one')]);
    expect(await textOf(newer.file('mark.svg'))).toBe('mark one');
    online.clear();
    expect(await textOf(newer.file('assets/first-two.js'))).toBe('first two');
  });

  test('takes over when told, and what it replaces goes', async () => {
    await installed('one');
    const newer = await installed('two');
    await newer.takeOver();
    expect([await newer.inUse(), await textOf(newer.page()), await textOf(newer.file('mark.svg'))]).toEqual(['two', pageOf('two'), 'mark two']);
    expect([...stored.keys()].sort()).toEqual(['digna /digna/ state', 'digna /digna/ two']);
  });

  test('that never took over goes when a third is there', async () => {
    await installed('one');
    await installed('two');
    const third = await installed('three');
    expect(await third.inUse()).toBe('one');
    expect([...stored.keys()].sort()).toEqual(['digna /digna/ one', 'digna /digna/ state', 'digna /digna/ three']);
  });

  test('leaves alone what another house on the host keeps', async () => {
    stored.set('digna / zero', new Map());
    await (await installed('one')).takeOver();
    expect(stored.has('digna / zero')).toBe(true);
  });

  test('stands in where the browser has cleared away the one in use', async () => {
    await installed('one');
    stored.delete('digna /digna/ one');
    const newer = await installed('two');
    expect([await newer.inUse(), await textOf(newer.page())]).toEqual(['two', pageOf('two')]);
  });
});
