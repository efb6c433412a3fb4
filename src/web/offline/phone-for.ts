/** When the phone of this window begins to work, and for which programme. What is loaded from here is kept with the field pages (the router is not followed). */
import { prepareHere } from '../api.ts';
import { serverReached } from '../connection.ts';
import { session, worksOnPhone } from '../session.ts';

/** The first screen has the connection for itself so long at most, milliseconds. */
const PAUSE_MAX_MS = 6_000;
const LOOK_MS = 100;

/** The programme that the phone of this window works for; `undefined` until it was asked. */
let workedFor: string | undefined;

/**
 * Puts the phone to work where the user works on one; offices never load it. Where the server answers the page, the phone begins after it,
 * or when something needs it; else the page waits for it.
 */
export async function phoneFor(programme: string | null): Promise<void> {
  const whose = `${programme ?? ''} ${session.user?.id ?? ''}`;
  if (workedFor === whose) return;
  if (!worksOnPhone() && workedFor === undefined) return;
  workedFor = whose;
  let begun: Promise<void> | null = null;
  // Where its code could not be fetched, whoever needs it next tries again.
  const start = (): Promise<void> =>
    (begun ??= begin().catch((error: unknown) => {
      begun = null;
      throw error;
    }));
  prepareHere(start);
  if (serverReached.value) void drawn().then(start).catch(() => undefined);
  else await start();
}

async function begin(): Promise<void> {
  const { workOnPhone } = await import('./start.ts');
  await workOnPhone();
}

/** The first screen is there, with what it shows; or it takes long. */
async function drawn(): Promise<void> {
  const until = Date.now() + PAUSE_MAX_MS;
  const isDrawn = (): boolean => document.querySelector('h1') !== null && document.querySelector('[aria-busy=true]') === null;
  while (!isDrawn() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
