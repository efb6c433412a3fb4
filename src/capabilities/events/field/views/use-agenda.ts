/** The sessions on this phone, read anew whenever something here changes. Works wholly without a connection. */
import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import { readDay } from '../contract.ts';
import { agendaOf, type Agenda, type AgendaSession, type Now } from '../agenda.ts';
import type { ProcessRow, RosterRow, SessionRow, StayRow } from '../../views/rows-here.ts';
import { wallTimeOfInstant } from '../../../../web/format.ts';
import { ask, readyHere } from '../../../../web/api.ts';
import { bodiesOf, bodyOf, type Rows } from '../../../../web/offline/local-answers.ts';
import { ownRows } from '../../../../web/offline/own-rows.ts';
import { hadRows, phone } from '../../../../web/offline/phone-state.ts';
import { programmeId, serverNow } from '../../../../web/session.ts';

export interface DayHere {
  /** null: there are no rows yet, and the server has not said either. */
  readonly agenda: ComputedRef<Agenda | null>;
  readonly processes: ComputedRef<readonly ProcessRow[]>;
  readonly now: ComputedRef<Now>;
}

export function useDayHere(): DayHere {
  const sessions = shallowRef<readonly AgendaSession[] | null>(null);
  const processes = shallowRef<readonly ProcessRow[]>([]);
  const now = computed<Now>(() => {
    // What is shown is read again together with the rest.
    void sessions.value;
    const [day = '', time = ''] = wallTimeOfInstant(serverNow()).split('T');
    return { day, time: time.slice(0, 5) };
  });

  let asked = false;
  /** A phone that has no rows yet asks for the day alone: it comes before them. */
  async function askDay(): Promise<void> {
    if (asked || (hadRows() && phone.changes === 0)) return;
    asked = true;
    const day = await ask(readDay, { params: { programme: programmeId() } }).catch(() => null);
    if (day !== null && ownRows() === null) sessions.value = day.sessions;
  }
  async function read(): Promise<void> {
    const rows = ownRows();
    if (rows === null) return askDay();
    try {
      processes.value = bodiesOf<ProcessRow>(await rows.all('process')).toSorted((a, b) => a.title.localeCompare(b.title, 'es'));
      sessions.value = await sessionsHere(rows, processes.value);
    } catch {
      // The store went away; the page says so by the state of the phone.
      phone.trouble = 'closed';
    }
  }
  // The page is made of what the phone has: it is put to work at once.
  void readyHere().catch(() => undefined);
  watch(() => phone.changes, () => void read(), { immediate: true });
  return { agenda: computed(() => (sessions.value === null ? null : agendaOf(sessions.value, now.value))), processes: computed(() => processes.value), now };
}

async function sessionsHere(rows: Rows, processes: readonly ProcessRow[]): Promise<AgendaSession[]> {
  const byId = new Map(processes.map((process) => [process.id, process]));
  const rosters = new Map((await rows.all('roster')).map((row) => [row.id, new Set((bodyOf<RosterRow>(row)?.people ?? []).map(({ personId }) => personId))]));
  const present = new Map<string, Set<string>>();
  for (const { sessionId, personId } of bodiesOf<StayRow>(await rows.all('stay'))) present.set(sessionId, (present.get(sessionId) ?? new Set()).add(personId));
  return (await rows.all('session')).flatMap((row) => {
    const session = bodyOf<SessionRow>(row);
    const process = byId.get(session?.processId ?? '');
    if (session === null || process === undefined) return [];
    const came = present.get(session.id) ?? new Set<string>();
    const listed = new Set([...(rosters.get(process.id) ?? []), ...came]);
    const { id, number, title, heldOn, startsAt, durationMinutes, modality, department, municipality } = session;
    const held = { id, number, title, heldOn, startsAt, durationMinutes, modality, department, municipality };
    const isUnsent = row.state !== null && row.state !== 'sent';
    return [{ ...held, processId: process.id, processTitle: process.title, venue: process.venue, listed: listed.size, present: came.size, isUnsent }];
  });
}
