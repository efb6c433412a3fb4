/**
 * New versions of the application, as a window sees them. One that was found waits; it takes over by itself when the
 * application is opened and nothing can be lost, else when the user says so.
 */
import { reactive, readonly } from 'vue';
import { onHost } from '../house-address.ts';
import type { Hindrance, ToWindow, ToWorker, Versions } from './messages.ts';
import { isFormOpen, noticeForms } from './open-forms.ts';

/** A window may stay open for weeks. */
const LOOK_EVERY_MS = 3_600_000;
/** After the first page is there, before everything else is fetched for the time without a connection. */
const REST_MS = 2_000;

const state = reactive({
  /** Whether a newer version than the one in use is on this device. */
  waiting: false,
  /** Why it could not take over when the user wanted it to; null: not tried, or done. */
  hindrance: null as Hindrance | null,
  /** Whether the version in use opens without connection. */
  kept: false,
  /** Whether it could not be kept: no room, or half a download. */
  refused: false,
});

export const updates = readonly(state);

let mayTakeOver: () => Promise<boolean> = () => Promise.resolve(true);

/**
 * Has the worker registered and listens to it. `mayTakeOver` is asked before this window is loaded anew: false while
 * something of the user waits to be sent. `firstScreen`: resolved once the first page is there; what it shows may still be coming.
 */
export function keepUpToDate({ firstScreen, ...options }: { readonly firstScreen: Promise<unknown>; readonly mayTakeOver: () => Promise<boolean> }): void {
  noticeForms();
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  ({ mayTakeOver } = options);
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('message', ({ data, ports }: MessageEvent<ToWindow>) => {
    if ('tells' in data) reload();
    else void hindrance().then((said) => ports[0]?.postMessage(said));
  });
  serviceWorker.addEventListener('controllerchange', () => void look());
  void startAnew();
  // The first screen needs the connection, and a slow phone's processor, more.
  void firstScreen.then(() => setTimeout(() => void register(), REST_MS));
  let lookedAt = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - lookedAt < LOOK_EVERY_MS) return;
    lookedAt = Date.now();
    void lookForNewer();
  });
}

/** Takes the newer version into use, and loads every window of the application anew; else `updates.hindrance` says why not. */
export async function useNewVersion(): Promise<void> {
  state.hindrance = await ask<Hindrance | null>({ asks: 'take-over' });
}

/** Asks the server whether there is a newer version. */
export async function lookForNewer(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration(onHost('/'));
  // Without connection there is nothing to be found.
  await registration?.update().catch(() => undefined);
}

async function register(): Promise<void> {
  // Refused where storage is forbidden or full, or without connection: the application then works as far as the network does.
  const registration = await navigator.serviceWorker.register(onHost('/worker.js'), { updateViaCache: 'none' }).catch(() => null);
  const worker = registration?.installing ?? null;
  worker?.addEventListener('statechange', () => {
    if (worker.state === 'redundant') state.refused = true;
  });
}

/** The application was just opened: nothing has been typed yet. */
async function startAnew(): Promise<void> {
  await look();
  if (!state.waiting) return;
  // The worker waits only seconds for each window, and a slow phone has just opened this one: it asks once it can answer itself.
  await mayTakeOver();
  await useNewVersion();
  // Nobody pressed anything.
  state.hindrance = null;
}

async function look(): Promise<void> {
  const versions = await ask<Versions>({ asks: 'versions' });
  state.waiting = versions !== null && versions.newest !== versions.inUse;
  state.kept = versions !== null;
}

/** The answer of the worker, or null where there is none at work. */
async function ask<Answer>(question: ToWorker): Promise<Answer | null> {
  const worker = (await navigator.serviceWorker.getRegistration(onHost('/')))?.active ?? null;
  if (worker === null) return null;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', ({ data }: MessageEvent<Answer>) => resolve(data));
    port1.start();
    worker.postMessage(question, [port2]);
  });
}

async function hindrance(): Promise<Hindrance | null> {
  if (isFormOpen()) return 'form';
  return (await mayTakeOver()) ? null : 'unsent';
}

function reload(): void {
  // Typed since this window was asked: it stays, and the bar with it.
  if (isFormOpen()) state.waiting = true;
  else window.location.reload();
}
