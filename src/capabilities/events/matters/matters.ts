/** What waits to be done about processes, for a home page: attendance, people to be asked again, certificates. */
import type { PoolClient } from 'pg';
import type { Attainments } from '../../../figures/attainment.ts';
import { countUncertified, type AttendedNow } from '../attended.ts';
import { designsTaken } from '../certificates/queries.ts';
import { followUpsDue } from '../follow-up/pages.ts';
import { findProcesses, type ProcessRow } from '../queries.ts';
import { findUnrecordedSessions, type UnrecordedSession } from './queries.ts';

export type EventsMatterKind = 'sessions-today' | 'sessions-unrecorded' | 'follow-ups' | 'certificates';

export interface EventsMatter {
  readonly kind: EventsMatterKind;
  readonly count: number;
  /** Day by which the first of them was to be done; null: no day was set. */
  readonly dueOn: string | null;
  readonly since: null;
  /** The process; where it is one session, the session. */
  readonly id: string;
  readonly title: string;
}

export interface MattersAsked {
  readonly programmeId: string;
  readonly today: string;
  /** Whether the reader does something about matters of a kind. */
  readonly wants: (kind: EventsMatterKind) => boolean;
}

/** As the home page asks for them: who attended is read first, the rest in its transaction. */
export function eventsMattersIn(attendedNow: AttendedNow) {
  return async (programmeId: string) => {
    const attended = await attendedNow(programmeId);
    return (client: PoolClient, asked: MattersAsked): Promise<EventsMatter[]> => eventsMatters(client, asked, attended);
  };
}

/** One matter for each process and kind. Seen as far as the transaction's scope reaches. */
async function eventsMatters(client: PoolClient, { programmeId, today, wants }: MattersAsked, attended: Attainments): Promise<EventsMatter[]> {
  const matters: EventsMatter[] = [];
  if (wants('sessions-unrecorded')) {
    const sessions = await findUnrecordedSessions(client, programmeId, today);
    matters.push(...heldToday(sessions, today), ...unrecorded(sessions, today));
  }
  if (!wants('follow-ups') && !wants('certificates')) return matters;
  const processes = await findProcesses(client, programmeId, null);
  if (wants('follow-ups')) {
    const due = await followUpsDue(client, { programmeId, today }, { processes, attended });
    matters.push(...due.map(({ processId, title, due: now, late, dueOn }) => ({ kind: 'follow-ups' as const, count: now + late, dueOn, since: null, id: processId, title })));
  }
  if (wants('certificates')) matters.push(...(await uncertified(client, { programmeId, today }, processes, attended)));
  return matters;
}

function heldToday(sessions: readonly UnrecordedSession[], today: string): EventsMatter[] {
  return sessions
    .filter(({ heldOn }) => heldOn === today)
    .map(({ id, processTitle }) => ({ kind: 'sessions-today', count: 1, dueOn: today, since: null, id, title: processTitle }));
}

/** Sessions before today by process: the first, if it is the only one, else the process. */
function unrecorded(sessions: readonly UnrecordedSession[], today: string): EventsMatter[] {
  const byProcess = new Map<string, UnrecordedSession[]>();
  for (const one of sessions) if (one.heldOn < today) byProcess.set(one.processId, [...(byProcess.get(one.processId) ?? []), one]);
  return [...byProcess].flatMap(([processId, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const id = own.length === 1 ? first.id : processId;
    return [{ kind: 'sessions-unrecorded', count: own.length, dueOn: first.heldOn, since: null, id, title: first.processTitle }];
  });
}

/** Processes that are over and have a design, with how many reached the minimum and were issued nothing. */
async function uncertified(
  client: PoolClient,
  { programmeId, today }: { readonly programmeId: string; readonly today: string },
  processes: readonly ProcessRow[],
  attended: Attainments,
): Promise<EventsMatter[]> {
  const designs = await designsTaken(client, programmeId);
  const over = processes.filter(({ id, lastOn }) => lastOn !== null && lastOn < today && (designs.has(id) || designs.has('')));
  if (over.length === 0) return [];
  const counts = await countUncertified(client, programmeId, over, attended);
  return over.flatMap(({ id, number, title }) => {
    const count = counts.get(number) ?? 0;
    return count === 0 ? [] : [{ kind: 'certificates', count, dueOn: null, since: null, id, title }];
  });
}
