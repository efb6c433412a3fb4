/**
 * The service worker: answers with the version in use, whether there is a connection or not. A new one is installed beside
 * it and is used once every window agrees (updates.ts).
 */
import { wayOf } from './addresses.ts';
import type { Hindrance, ToWindow, ToWorker, Versions } from './messages.ts';
import { offlinePage } from './offline-page.ts';
import { keptVersions, type Build } from './versions.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in place of this name when the worker is bundled, so it stands here only once. */
declare const DIGNA_BUILD: Build;
const BUILD = DIGNA_BUILD;

/** A window that says nothing for so long is asleep; what was typed in it is not known. */
const ANSWER_MS = 3000;

const { scope } = self.registration;
const root = new URL(scope).pathname;
const versions = keptVersions({ caches: self.caches, fetch: (address, init) => self.fetch(address, init), scope }, BUILD);

self.addEventListener('install', (event) => {
  // The worker changes at once; the version that windows get does not.
  event.waitUntil(versions.install().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(versions.tidy().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || !url.pathname.startsWith(root)) return;
  const path = url.pathname.slice(root.length);
  const way = wayOf({ path, method: request.method, navigates: request.mode === 'navigate' }, BUILD.files);
  if (way === 'page') event.respondWith(page(request));
  if (way === 'file') event.respondWith(file(path, request));
  if (way === 'server-page') event.respondWith(fromServer(request));
});

self.addEventListener('message', (event) => {
  const asked: ToWorker = event.data;
  const answer = asked.asks === 'versions' ? present() : takeOver();
  // Where the change cannot be written down, nothing changes.
  event.waitUntil(answer.catch(() => null).then((said) => event.ports[0]?.postMessage(said)));
});

async function page(request: Request): Promise<Response> {
  // Where the caches cannot be read, the network is left.
  return (await versions.page().catch(() => null)) ?? fromServer(request);
}

async function file(path: string, request: Request): Promise<Response> {
  // Neither kept nor genuine: the browser judges what the network gives, and nothing of it is kept.
  return (await versions.file(path).catch(() => null)) ?? fetch(request);
}

async function fromServer(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return offlinePage({ english: new URL(request.url).searchParams.get('lang') === 'en', sending: request.method === 'POST' });
  }
}

async function present(): Promise<Versions> {
  return { newest: BUILD.id, inUse: await versions.inUse() };
}

async function takeOver(): Promise<Hindrance | null> {
  const windows = (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter(showsApplication);
  const hindrances = await Promise.all(windows.map(hindranceIn));
  const first = hindrances.find((one) => one !== null) ?? null;
  if (first !== null) return first;
  await versions.takeOver();
  const told: ToWindow = { tells: 'taken-over' };
  for (const window of windows) window.postMessage(told);
  return null;
}

/** Pages that the server writes have nothing to lose, and no ears. */
function showsApplication({ url }: Client): boolean {
  const { pathname } = new URL(url);
  return pathname.startsWith(root) && wayOf({ path: pathname.slice(root.length), method: 'GET', navigates: true }, BUILD.files) === 'page';
}

function hindranceIn(window: Client): Promise<Hindrance | null> {
  const { port1, port2 } = new MessageChannel();
  const asks: ToWindow = { asks: 'may-take-over' };
  return new Promise((resolve) => {
    const silence = setTimeout(() => resolve('window'), ANSWER_MS);
    port1.addEventListener('message', ({ data }: MessageEvent<Hindrance | null>) => {
      clearTimeout(silence);
      resolve(data);
    });
    port1.start();
    window.postMessage(asks, [port2]);
  });
}
