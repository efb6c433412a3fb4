/** The day in the field as the server has it. */
import type { Pool, PoolClient } from 'pg';
import { dayIn, hourIn } from '../../../platform/calendar.ts';
import type { Clock } from '../../../platform/clock.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Attainments } from '../../../figures/attainment.ts';
import type { ProgrammeInfo, Routes } from '../../../platform/http/route.ts';
import type { AttendedNow } from '../attended.ts';
import type { PeopleOf } from '../process-pages.ts';
import { peopleOfProcess } from '../process-people.ts';
import { findProcesses, findSessions } from '../queries.ts';
import { agendaOf, type AgendaSession, type Now } from './agenda.ts';
import { readDay } from './contract.ts';

interface DayParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly peopleOf: PeopleOf;
  readonly attendedNow: AttendedNow;
}

/** What a day is worked out from. */
interface DayAsked {
  readonly attended: Attainments;
  readonly peopleOf: PeopleOf;
  readonly now: Now;
}

export function dayRoutes(routes: Routes, { pool, clock, peopleOf, attendedNow }: DayParts): void {
  routes.inside(readDay, async ({ programme, caller }) => {
    const instant = clock.now();
    const attended = await attendedNow(programme.id);
    const now = { day: dayIn(instant, programme.timeZone), time: hourIn(instant, programme.timeZone) };
    return inProgramme(pool, programme.id, async (client) => ({ sessions: await dayOf(client, programme, { attended, peopleOf, now }) }), { scope: caller.scope, readOnly: true });
  });
}

/** Those that the page shows of all, with how many are in their lists. */
async function dayOf(client: PoolClient, programme: ProgrammeInfo, { attended, peopleOf, now }: DayAsked): Promise<(AgendaSession & { isUnsent: false })[]> {
  const processes = new Map((await findProcesses(client, programme.id, null)).map((process) => [process.id, process]));
  const sessions = (await findSessions(client, programme.id, 'all')).flatMap((session) => {
    const process = processes.get(session.processId);
    if (process === undefined) return [];
    const { id, sessionNumber: number, title, heldOn, startsAt, durationMinutes, modality, department, municipality } = session;
    const present = attended.at(session.number);
    return [{ id, processId: process.id, processTitle: process.title, number, title, heldOn, startsAt, durationMinutes, modality, venue: process.venue, department, municipality, listed: 0, present, isUnsent: false as const }];
  });
  const { main, also, lacking, next, last } = agendaOf(sessions, now);
  const shown = new Set([main, ...also, ...lacking, ...next, ...last].map((one) => one?.id));
  const listed = new Map<string, number>();
  for (const { processId } of sessions.filter(({ id }) => shown.has(id))) {
    const process = processes.get(processId);
    if (process === undefined || listed.has(processId)) continue;
    listed.set(processId, (await peopleOfProcess(client, programme.id, process, peopleOf, [])).length);
  }
  return sessions.filter(({ id }) => shown.has(id)).map((one) => ({ ...one, listed: listed.get(one.processId) ?? 0 }));
}
