/** Who is signed in and which programme is open. One state for the whole window. */
import { computed, reactive } from 'vue';
import type { z } from 'zod';
import { me, type programmeOfUser } from '../access/contract.ts';
import type { Role } from '../access/rules.ts';
import { call, type AnswerOf } from './api.ts';
import { Problem } from './problem.ts';

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

/** Where who was signed in last is remembered for the day without a connection; no secret is in it. */
const REMEMBERED = 'digna-session';

/** Asks the server who is signed in; where it cannot be reached, whoever worked on this phone last goes on. Throws `Problem` where nobody did. */
export async function loadSession(): Promise<void> {
  try {
    take(await call(me, {}));
  } catch (thrown) {
    const known = thrown instanceof Problem && thrown.code === 'offline' ? remembered() : null;
    if (known === null) throw thrown;
    take(known);
  }
}

/** Only on phones: an office's computer is shared by more than its browser knows. */
function remember(answer: AnswerOf<typeof me>): void {
  const isPhone = answer.programmes.some(({ device, permissions }) => device !== 'laptop' && permissions.includes('entry.append'));
  if (isPhone) localStorage.setItem(REMEMBERED, JSON.stringify({ ...answer, clockOffset: Date.parse(answer.now) - Date.now() }));
  else localStorage.removeItem(REMEMBERED);
}

function remembered(): AnswerOf<typeof me> | null {
  const text = localStorage.getItem(REMEMBERED);
  if (text === null) return null;
  const kept: AnswerOf<typeof me> & { clockOffset: number } = JSON.parse(text);
  return { ...kept, now: new Date(Date.now() + kept.clockOffset).toISOString() };
}

function take(answer: AnswerOf<typeof me>): void {
  remember(answer);
  session.user = answer.user;
  session.programmes = answer.programmes;
  session.ended = answer.ended;
  session.setupNeeded = answer.setupNeeded;
  session.clockOffset = Date.parse(answer.now) - Date.now();
}

/** Forgets who was signed in. */
export function clearSession(): void {
  localStorage.removeItem(REMEMBERED);
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
