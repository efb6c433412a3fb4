/** Who attended processes, and what is still to be done about them, from the figures' facts: lists and figures cannot disagree. */
import type { PoolClient } from 'pg';
import { attainmentsNow, type Attainments } from '../../figures/attainment.ts';
import type { Figures } from '../../figures/figures.ts';
import { findCertified, findContacted, findNameless, type OfProcess } from './attended-queries.ts';
import { ATTENDANCE, SESSION_MINUTES, THRESHOLD } from './facts.ts';
import type { ProcessRow } from './queries.ts';

/** The minutes of each process that people attended, as the ledger stands now. Not to be asked inside a transaction. */
export type AttendedNow = (programmeId: string) => Promise<Attainments>;

export function attendedIn(figures: Figures): AttendedNow {
  const rule = { against: SESSION_MINUTES.name, threshold: THRESHOLD.name, percent: null };
  return (programmeId) => attainmentsNow(figures, programmeId, ATTENDANCE, rule);
}

export interface ToDo {
  /** Reached the share, or attended a webinar, and nobody has asked what came of it. */
  readonly unasked: number;
  /** Reached the share, have a name, and no certificate that is not annulled. */
  readonly uncertified: number;
}

/** Of each process, by its number: who is to be asked for the first time, and who may have a certificate. */
export async function countToDo(client: PoolClient, programmeId: string, processes: readonly ProcessRow[], attended: Attainments): Promise<Map<number, ToDo>> {
  const webinars = new Set(processes.filter(({ format }) => format === 'webinar').map(({ number }) => number));
  const contacted = byPerson(await findContacted(client, programmeId));
  const asked = countEach(attended, contacted.keys(), (person, activity, reached) => (reached || webinars.has(activity)) && contacted.get(person)?.has(activity) === true);
  const certified = byPerson(await findCertified(client, programmeId));
  const nameless = new Set(await findNameless(client, programmeId));
  const done = countEach(attended, new Set([...certified.keys(), ...nameless]), (person, activity, reached) => reached && (nameless.has(person) || certified.get(person)?.has(activity) === true));
  return new Map(processes.map(({ number }) => {
    const { came, attained } = attended.of(number);
    const unasked = (webinars.has(number) ? came : attained) - (asked.get(number) ?? 0);
    return [number, { unasked, uncertified: attained - (done.get(number) ?? 0) }];
  }));
}

function byPerson(pairs: readonly OfProcess[]): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  for (const { person, activity } of pairs) {
    const own = found.get(person);
    if (own === undefined) found.set(person, new Set([activity]));
    else own.add(activity);
  }
  return found;
}

/** How many of these people are meant, process by process. */
function countEach(attended: Attainments, people: Iterable<number>, isMeant: (person: number, activity: number, reached: boolean) => boolean): Map<number, number> {
  const counts = new Map<number, number>();
  attended.each(people, (person, activity, reached) => {
    if (isMeant(person, activity, reached)) counts.set(activity, (counts.get(activity) ?? 0) + 1);
  });
  return counts;
}
