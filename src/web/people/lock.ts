/** Whether this device waits for somebody's PIN. Small: part of the first screen; who works here and the PIN itself are in people.ts. */
import { ref } from 'vue';
import { HOUSE_PATH } from '../house-address.ts';

/** Of whoever works here under a PIN: `usedAt` 0 means locked. Absent: nobody with a PIN works here. */
interface Lock {
  readonly minutes: number;
  readonly usedAt: number;
}

const KEY = `digna.lock ${HOUSE_PATH}`;
/** Use is written down so often at most, milliseconds. */
const TOUCH_MS = 5_000;

export const locked = ref(isLocked());
const waiting = new Set<() => void>();

function read(): Lock | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null');
  } catch {
    // Without storage nothing is kept here that could be locked.
    return null;
  }
}

function isLocked(): boolean {
  const lock = read();
  // A clock that was turned back opens nothing.
  return lock !== null && !(Date.now() >= lock.usedAt && Date.now() - lock.usedAt < lock.minutes * 60_000);
}

/** Resolved at once, or when somebody gave a PIN. */
export function whenUnlocked(): Promise<void> {
  return locked.value ? new Promise((resolve) => waiting.add(resolve)) : Promise.resolve();
}

/** Somebody works in the windows opened from now on; this one stays as it is. `minutes` null: without a PIN. */
export function unlockNext(minutes: number | null): void {
  if (minutes === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify({ minutes, usedAt: Date.now() } satisfies Lock));
}

/** Somebody works here from now on; `minutes` as in `unlockNext`. */
export function unlock(minutes: number | null): void {
  unlockNext(minutes);
  locked.value = false;
  for (const resolve of waiting) resolve();
  waiting.clear();
}

/** Asks for a PIN from now on, in every window. */
export function lock(): void {
  localStorage.setItem(KEY, JSON.stringify({ minutes: read()?.minutes ?? 1, usedAt: 0 } satisfies Lock));
  locked.value = true;
}

/** Begins to watch whether anybody uses this window; `whenLocked` is called where nobody did for too long. Once. */
export function watchUse(whenLocked: () => void): void {
  const used = (): void => {
    const before = read();
    if (before === null || locked.value || isLocked() || Date.now() - before.usedAt < TOUCH_MS) return;
    localStorage.setItem(KEY, JSON.stringify({ ...before, usedAt: Date.now() } satisfies Lock));
  };
  const look = (): void => {
    if (!locked.value && isLocked()) whenLocked();
  };
  for (const event of ['pointerdown', 'keydown', 'scroll'] as const) document.addEventListener(event, used, { passive: true, capture: true });
  document.addEventListener('visibilitychange', look);
  globalThis.addEventListener('storage', look);
  setInterval(look, TOUCH_MS);
}
