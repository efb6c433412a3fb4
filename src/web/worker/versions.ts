/**
 * Versions of the application kept in the browser's caches: one is in use, a newer one may wait beside it. A version is
 * kept whole or not at all; which one is in use changes only by `takeOver`, however often the browser changes workers.
 */

/** A build, as scripts/worker-bundle.mjs lists it. */
export interface Build {
  /** Changes with any of its files. */
  readonly id: string;
  /** Path below the root of the house -> `sha256-…` of its content. */
  readonly files: Readonly<Record<string, string>>;
  /** Paths of the files without which no page of the field opens. */
  readonly needed: readonly string[];
}

/** What is asked of the browser's caches. */
export interface Caches {
  keys(): Promise<string[]>;
  delete(name: string): Promise<boolean>;
  match(address: string, options: { readonly cacheName: string; readonly ignoreVary: boolean }): Promise<Response | undefined>;
  open(name: string): Promise<{ put(address: string, response: Response): Promise<void> }>;
}

export interface Surroundings {
  readonly caches: Caches;
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  /** Address of the root of the house, with a slash at the end. */
  readonly scope: string;
}

export interface KeptVersions {
  /** Fetches the build. Throws, and leaves nothing behind, when a file does not come whole and genuine or finds no room. */
  install(): Promise<void>;
  /** Takes the build into use where none is, and clears away what is neither in use nor the newest. */
  tidy(): Promise<void>;
  /** The page of the version in use; null when none is kept. */
  page(): Promise<Response | null>;
  /** A file as it is kept, else as it comes, which is kept from then on; null when the build does not know it. */
  file(path: string): Promise<Response | null>;
  /** Build in use. */
  inUse(): Promise<string>;
  /** From now on windows get the build. */
  takeOver(): Promise<void>;
}

const PAGE = 'index.html';
const IN_USE = 'in-use';

export function keptVersions(surroundings: Surroundings, build: Build): KeptVersions {
  const { caches, scope } = surroundings;
  const { kept, keep, recorded, record, clearAllBut } = shelvesIn(surroundings);
  const { genuine, genuinePage } = comingFrom(surroundings, build);
  const inUse = async (): Promise<string> => (await recorded()) ?? build.id;

  async function install(): Promise<void> {
    const bring = async (path: string, fetched: (path: string) => Promise<Response>): Promise<void> => {
      if ((await kept(build.id, path)) === undefined) await keep(build.id, path, await fetched(path));
    };
    // All have ended before anything is cleared away.
    const outcomes = await Promise.allSettled([...build.needed.map((path) => bring(path, genuine)), bring(PAGE, genuinePage)]);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed === undefined) return;
    if ((await recorded()) !== build.id) await caches.delete(cacheOf(scope, build.id));
    throw failed.reason;
  }

  async function tidy(): Promise<void> {
    const id = await recorded();
    // A version whose page is gone cannot be in use.
    if (id === null || (await kept(id, PAGE)) === undefined) await record(build.id);
    await clearAllBut(await inUse(), build.id);
  }

  async function page(): Promise<Response | null> {
    return (await kept(await inUse(), PAGE)) ?? (await kept(build.id, PAGE)) ?? null;
  }

  async function file(path: string): Promise<Response | null> {
    const id = await inUse();
    const found = (await kept(id, path)) ?? (await kept(build.id, path));
    if (found !== undefined) return found;
    if (!Object.hasOwn(build.files, path)) return null;
    const response = await genuine(path);
    // Without room it is asked for again the next time.
    await keep(id, path, response.clone()).catch(() => undefined);
    return response;
  }

  async function takeOver(): Promise<void> {
    await record(build.id);
    await clearAllBut(build.id);
  }

  return { install, tidy, page, file, inUse, takeOver };
}

/** Name of the cache of a version. Other houses may stand on this host, under paths of their own. */
function cacheOf(scope: string, id: string): string {
  return `digna ${new URL(scope).pathname} ${id}`;
}

/** Where versions are put, and where it is written which one is in use. */
function shelvesIn({ caches, scope }: Surroundings) {
  const state = cacheOf(scope, 'state');
  const own = cacheOf(scope, '');
  const read = (cacheName: string, path: string): Promise<Response | undefined> => caches.match(scope + path, { cacheName, ignoreVary: true });
  const write = async (cacheName: string, path: string, response: Response): Promise<void> => (await caches.open(cacheName)).put(scope + path, response);
  return {
    kept: (id: string, path: string) => read(cacheOf(scope, id), path),
    keep: (id: string, path: string, response: Response) => write(cacheOf(scope, id), path, response),
    recorded: async (): Promise<string | null> => (await (await read(state, IN_USE))?.text()) ?? null,
    record: (id: string) => write(state, IN_USE, new Response(id)),
    clearAllBut: async (...ids: string[]): Promise<void> => {
      const stays = new Set([state, ...ids.map((id) => cacheOf(scope, id))]);
      const goes = (await caches.keys()).filter((name) => name.startsWith(own) && !stays.has(name));
      await Promise.all(goes.map((name) => caches.delete(name)));
    },
  };
}

/** What comes from the server, if it is what the build is made of. */
function comingFrom({ fetch, scope }: Surroundings, build: Build) {
  return {
    /** The browser compares the content with its hash: neither a captive portal's page nor half a file passes. */
    genuine: async (path: string): Promise<Response> => {
      const ask = (cache: RequestCache): Promise<Response> => fetch(scope + path, { integrity: build.files[path] ?? '', cache, redirect: 'error' });
      // The browser's own cache may hold what a captive portal had answered.
      const response = await ask('default').catch(() => ask('reload'));
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return response;
    },
    /** The server writes its own path into the page, so no hash is known beforehand: the page names its build. */
    genuinePage: async (): Promise<Response> => {
      const response = await fetch(scope, { headers: { accept: 'text/html' }, cache: 'no-cache', redirect: 'error' });
      const text = await response.clone().text();
      if (!response.ok || !text.includes(`name="digna-build" content="${build.id}"`)) throw new Error(`${PAGE}: not of ${build.id}`);
      return response;
    },
  };
}
