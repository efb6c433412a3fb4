/** Who attended processes, and what is still to be done about them, from the figures' facts: lists and figures cannot disagree. */
import type { PoolClient } from 'pg';
import type { Attainments } from '../../figures/attainment.ts';
import { attainmentsNow } from '../../figures/attainments-now.ts';
import type { Figures } from '../../figures/figures.ts';
import { findCertified, findNameless, findOrganisationNames, findTimes, type OfProcess, type TimesRow } from './attended-queries.ts';
import { ATTENDANCE, SESSION_MINUTES, THRESHOLD } from './facts.ts';
import type { ProcessRow, SessionRow } from './queries.ts';

/** The minutes of each process that people attended, as the ledger stands now. Not to be asked inside a transaction. */
export type AttendedNow = (programmeId: string) => Promise<Attainments>;

export function attendedIn(figures: Figures): AttendedNow {
  const rule = { against: SESSION_MINUTES.name, threshold: THRESHOLD.name, percent: null };
  return (programmeId) => attainmentsNow(figures, programmeId, ATTENDANCE, rule);
}

/** Somebody who came to a process. */
export interface Attendee {
  readonly personId: string;
  readonly personNumber: number;
  /** Sessions they were in, by number. */
  readonly sessions: ReadonlySet<number>;
  /** Over all sessions, none giving more than it lasted, however often it was recorded. */
  readonly minutes: number;
  /** Share of the minutes held, whole percent. */
  readonly percent: number;
  /** Whether that is the share which the process asks. */
  readonly reached: boolean;
  /** Organisations they came for, by number, in the order of the days. */
  readonly organisations: ReadonlySet<number>;
}

/** Somebody who attended, and the organisation they represented last. */
export interface Representative {
  readonly personId: string;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly organisationKind: string | null;
}

/** Whoever attended any session of a process, once. */
export async function findAttended(client: PoolClient, programmeId: string, processNumber: number): Promise<Representative[]> {
  return representatives(client, programmeId, await findTimes(client, programmeId, processNumber));
}

/** The same of what was read already. */
export async function representatives(client: PoolClient, programmeId: string, everybody: readonly TimesRow[]): Promise<Representative[]> {
  const last = new Map(everybody.map(({ personId, times }) => [personId, times.findLast(([, organisation]) => organisation !== null)?.[1] ?? null]));
  const named = await findOrganisationNames(client, programmeId, [...new Set([...last.values()].flatMap((number) => number ?? []))]);
  return [...last].map(([personId, number]) => {
    const of = number === null ? undefined : named.get(number);
    return { personId, organisationId: of?.canonicalId ?? null, organisationName: of?.name ?? null, organisationKind: of?.kind ?? null };
  });
}

/** Everybody who came to a process, all records of a person together. `sessions`: those that it held; what was withdrawn is not asked. */
export function attendeesOf(process: Pick<ProcessRow, 'thresholdPercent'>, sessions: readonly Pick<SessionRow, 'number' | 'durationMinutes'>[], everybody: readonly TimesRow[]): Attendee[] {
  const lasted = new Map(sessions.map(({ number, durationMinutes }) => [number, durationMinutes]));
  const held = sessions.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
  return everybody.flatMap(({ personId, personNumber, times }) => {
    const minutesOf = new Map<number, number>();
    const organisations = new Set<number>();
    for (const [occasion, organisation, here] of times) {
      if (!lasted.has(occasion)) continue;
      minutesOf.set(occasion, (minutesOf.get(occasion) ?? 0) + here);
      if (organisation !== null) organisations.add(organisation);
    }
    if (minutesOf.size === 0) return [];
    const minutes = [...minutesOf].reduce((sum, [session, here]) => sum + Math.min(here, lasted.get(session) ?? 0), 0);
    const [percent, reached] = [Math.floor((minutes * 100) / held), minutes * 100 >= process.thresholdPercent * held];
    return [{ personId, personNumber, sessions: new Set(minutesOf.keys()), minutes, percent, reached, organisations }];
  });
}

/** Of each process, by its number: who reached the share, or attended a webinar, and was not asked yet what came of it. */
export function countUnasked(processes: readonly ProcessRow[], attended: Attainments, contacted: readonly OfProcess[]): Map<number, number> {
  const webinars = new Set(processes.filter(({ format }) => format === 'webinar').map(({ number }) => number));
  const asked = byPerson(contacted);
  const meant = countEach(attended, asked.keys(), (person, activity, reached) => (reached || webinars.has(activity)) && asked.get(person)?.includes(activity) === true);
  return new Map(processes.map(({ number }) => {
    const { came, attained } = attended.of(number);
    return [number, (webinars.has(number) ? came : attained) - (meant.get(number) ?? 0)];
  }));
}

/** Of each process, by its number: who reached the share, has a name, and no certificate that is not annulled. */
export async function countUncertified(client: PoolClient, programmeId: string, processes: readonly ProcessRow[], attended: Attainments): Promise<Map<number, number>> {
  const certified = byPerson(await findCertified(client, programmeId));
  const nameless = new Set(await findNameless(client, programmeId));
  const done = countEach(attended, new Set([...certified.keys(), ...nameless]), (person, activity, reached) => reached && (nameless.has(person) || certified.get(person)?.includes(activity) === true));
  return new Map(processes.map(({ number }) => [number, attended.of(number).attained - (done.get(number) ?? 0)]));
}

/** The processes of each person. */
function byPerson(rows: readonly OfProcess[]): Map<number, number[]> {
  const activities = new Map<number, number[]>();
  for (const { activity, people } of rows) {
    for (const person of people) {
      const own = activities.get(person);
      if (own === undefined) activities.set(person, [activity]);
      else own.push(activity);
    }
  }
  return activities;
}

/** How many of these people are meant, process by process. */
function countEach(attended: Attainments, people: Iterable<number>, isMeant: (person: number, activity: number, reached: boolean) => boolean): Map<number, number> {
  const counts = new Map<number, number>();
  attended.each(people, (person, activity, reached) => {
    if (isMeant(person, activity, reached)) counts.set(activity, (counts.get(activity) ?? 0) + 1);
  });
  return counts;
}
