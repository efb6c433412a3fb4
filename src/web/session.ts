/** Who is signed in and which programme is open. One state for the whole window. */
import { computed, reactive } from 'vue';
import type { z } from 'zod';
import { me, type programmeOfUser } from '../access/contract.ts';
import type { Role } from '../access/rules.ts';
import { actAs, actingAs, askOnce, call, renewSession, tellSignedOut, type AnswerOf } from './api.ts';
import { keptSessionIn } from './kept-session.ts';

export type ProgrammeOfUser = z.output<typeof programmeOfUser>;

interface Session {
  /** `undefined` until the server was asked. */
  user: AnswerOf<typeof me>['user'] | undefined;
  programmes: ProgrammeOfUser[];
  /** Names of programmes the user no longer belongs to. */
  ended: string[];
  setupNeeded: boolean;
  /** Code of the programme in the address. */
  programmeCode: string | null;
  /** Server's clock less this device's, milliseconds. */
  clockOffset: number;
}

export const session = reactive<Session>({
  user: undefined,
  programmes: [],
  ended: [],
  setupNeeded: false,
  programmeCode: null,
  clockOffset: 0,
});

/** The programme in the address, or null when there is none or the user has no part in it. */
export const currentProgramme = computed<ProgrammeOfUser | null>(
  () => session.programmes.find((programme) => programme.code === session.programmeCode) ?? null,
);

/** How long the application that is being opened waits for the server where it knows who was signed in, milliseconds. */
const PATIENCE_MS = 1000;

/** What the application is opened with where the server is away. */
export type KeptSession = Pick<Session, 'programmes' | 'ended' | 'clockOffset'> & { user: NonNullable<Session['user']> };

const kept = keptSessionIn<KeptSession>(() => localStorage);

/** What the page asked while this code was on its way (index.html); null once it was used, or where somebody has signed in since. */
let heard: Promise<AnswerOf<typeof me>> | null = null;

/** To be called before anything else: whatever is asked later must not get the answer that the page already has. */
export function hearWhoIsThere(): void {
  heard = askOnce(me, {});
  // Whoever waits for it hears of it.
  heard.catch(() => undefined);
}

/**
 * Who is signed in, for the application that is being opened: as the server says, else as it said the last time. Throws
 * `Problem` when it cannot be reached and nobody was signed in.
 */
export async function openSession(): Promise<void> {
  const before = kept.read();
  // Somebody is about to sign in on a phone where another person's session may still be: nobody is signed in until then.
  if (before === null && kept.isNobody()) {
    session.user = null;
    return undefined;
  }
  if (before === null) return askWho();
  actAs(before.user.id);
  let late = false;
  const asked = askWho().then(
    () => {
      if (late && session.user === null) tellSignedOut();
    },
    () => undefined,
  );
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  late = true;
  if (session.user === undefined) Object.assign(session, before);
}

/** The window that is opened next is nobody's, whatever session the browser still has. */
export function keepNobody(): void {
  clearSession();
  kept.keepNobody();
}

/** Whose window this was the last time; null: nobody's. */
export function keptUserId(): string | null {
  return kept.read()?.user.id ?? null;
}

/** Whether whoever uses this window gave their secret in it, and was not only remembered. */
let secretGiven = false;

/** Says so once for each time that it was given. */
export function takeGivenSecret(): boolean {
  const given = secretGiven;
  secretGiven = false;
  return given;
}

/** Somebody just gave their secret: asks the server who they are. Throws `Problem` when it cannot be reached. */
export async function loadSession(): Promise<void> {
  heard = null;
  await askWho();
  secretGiven = true;
}

async function askWho(): Promise<void> {
  const answer = (await whoWasHeard()) ?? (await call(me, {}));
  // The session ended; the phone may have what opens another.
  take(answer.user === null && actingAs() !== null && (await renewSession()) ? await call(me, {}) : answer);
}

/** Null: nothing was heard, or of somebody other than whose window this is. Throws `Problem` as asking does. */
async function whoWasHeard(): Promise<AnswerOf<typeof me> | null> {
  const asked = heard;
  // Once, also where it failed: whoever asks again asks the server.
  heard = null;
  const answer = await asked;
  const isOurs = actingAs() === null || answer?.user?.id === actingAs();
  return isOurs ? answer : null;
}

/** What of the session the application may be opened with without a connection; null where nobody is signed in. */
export function sessionToKeep(): KeptSession | null {
  const { user, programmes, ended, clockOffset } = session;
  return user === null || user === undefined ? null : { user, programmes, ended, clockOffset };
}

/** The window that is opened next is this person's. */
export function keepSessionOf(person: KeptSession): void {
  kept.keep(person);
}

function take(answer: AnswerOf<typeof me>): void {
  session.user = answer.user;
  session.programmes = answer.programmes;
  session.ended = answer.ended;
  session.setupNeeded = answer.setupNeeded;
  session.clockOffset = Date.parse(answer.now) - Date.now();
  const whole = sessionToKeep();
  actAs(whole?.user.id ?? null);
  if (whole === null) kept.forget();
  else kept.keep(whole);
}

/** Forgets who was signed in. */
export function clearSession(): void {
  actAs(null);
  secretGiven = false;
  kept.forget();
  session.user = null;
  session.programmes = [];
}

/** Id of the open programme, for the routes of the server. Only inside the pages of a programme. */
export function programmeId(): string {
  const programme = currentProgramme.value;
  if (programme === null) throw new Error('No programme is open.');
  return programme.id;
}

/** Whether the user may do this (`noun.verb`) in the open programme. */
export function may(permission: string): boolean {
  return currentProgramme.value?.permissions.includes(permission) ?? false;
}

export function currentRole(): Role | null {
  return currentProgramme.value?.role ?? null;
}

/** Whether the user of this window works on a phone: what they write is kept there first, and sent from there. */
export function worksOnPhone(): boolean {
  const programme = currentProgramme.value;
  return programme !== null && programme.device !== 'laptop' && programme.permissions.includes('entry.append');
}

/** Time zone in which days begin and end; Bolivia's until a programme is open. */
export function currentTimeZone(): string {
  return currentProgramme.value?.timeZone ?? 'America/La_Paz';
}

/** The present by the server's clock, so that a wrong clock on this device changes no figure. */
export function serverNow(): string {
  return new Date(Date.now() + session.clockOffset).toISOString();
}

/** Whether the user sees the whole programme, and not only what one partner runs. */
export function seesWholeProgramme(): boolean {
  return currentProgramme.value?.scopeId === null;
}
