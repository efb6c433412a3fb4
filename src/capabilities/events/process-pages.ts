/** Processes, sessions and their participants as screens show them. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { Attainments } from '../../figures/attainment.ts';
import { pseudonymOf } from '../../figures/evidence.ts';
import { Problem } from '../../platform/problem.ts';
import type { PersonLine } from '../../registry/people.ts';
import type { processLine, readProcess, readSession } from './contract.ts';
import { findProcesses, findSessions, findStays, type ProcessRow, type SessionRow, type StayRow } from './queries.ts';
import { findCheckIns, type CheckInRow } from './check-in/queries.ts';
import { expectedOf } from './registration-expected.ts';
import { sheetsOf } from './sheets/kept-sheets.ts';

/** Lines of people by canonical id; given by the registry, assembled in routes. */
export type PeopleOf = (client: PoolClient, programmeId: string, ids: readonly string[]) => Promise<PersonLine[]>;

/** Every process that the caller sees, with how many attended and how many reached the share that it asks. */
export async function processLines(client: PoolClient, programmeId: string, attended: Attainments): Promise<z.input<typeof processLine>[]> {
  const processes = await findProcesses(client, programmeId, null);
  return processes.map((process) => {
    const { came, attained } = attended.of(process.number);
    return { ...process, attendedCount: came, trainedCount: attained };
  });
}

function reaches(minutes: number, held: number, thresholdPercent: number): boolean {
  return held > 0 && minutes * 100 >= thresholdPercent * held;
}

/** The process with this id, or code, as far as the caller sees it. */
export async function processOf(client: PoolClient, programmeId: string, id: string): Promise<ProcessRow> {
  const [process] = await findProcesses(client, programmeId, id);
  if (process === undefined) throw new Problem('not-found', { process: id });
  return process;
}

/** One process with its sessions and everyone who attended. `personal` false: names are left out. */
export async function processPage(
  client: PoolClient,
  programmeId: string,
  id: string,
  peopleOf: PeopleOf,
  personal: boolean,
): Promise<z.input<typeof readProcess.answer>> {
  const process = await processOf(client, programmeId, id);
  const sessions = await findSessions(client, programmeId, { processId: process.id });
  const held = sessions.reduce((sum, session) => sum + session.durationMinutes, 0);
  const stays = byPerson(await findStays(client, programmeId, process.number));
  const people = new Map((await peopleOf(client, programmeId, [...stays.keys()])).map((line) => [line.id, line]));
  const participants = [...stays].map(([personId, own]) => {
    const line = people.get(personId);
    const minutes = minutesOf(own, sessions);
    return {
      personId: personal ? personId : null,
      pseudonym: pseudonymOf(own[0]?.personNumber ?? null),
      givenNames: personal ? (line?.givenNames ?? null) : null,
      surnames: personal ? (line?.surnames ?? null) : null,
      sex: line?.sex ?? 'unknown',
      organisations: distinct(own.map((stay) => stay.organisationName)),
      organisationKinds: distinct(own.map((stay) => stay.organisationKind)),
      sessionsAttended: new Set(own.map((stay) => stay.occasion)).size,
      minutes,
      percent: held === 0 ? 0 : Math.floor((minutes * 100) / held),
      trained: reaches(minutes, held, process.thresholdPercent),
    };
  });
  return {
    ...process,
    attendedCount: participants.length,
    trainedCount: participants.filter(({ trained }) => trained).length,
    sessions: sessions.map(sessionLineOf),
    participants,
  };
}

/** One session with everyone registered for its process or seen in it, present or not, by surname. */
export async function sessionPage(
  client: PoolClient,
  programmeId: string,
  id: string,
  peopleOf: PeopleOf,
): Promise<z.input<typeof readSession.answer>> {
  const [session] = await findSessions(client, programmeId, { sessionId: id });
  const [process] = session === undefined ? [] : await findProcesses(client, programmeId, session.processId);
  if (session === undefined || process === undefined) throw new Problem('not-found', { session: id });
  const stays = byPerson(await findStays(client, programmeId, process.number));
  const expected = new Map((await expectedOf(client, programmeId, process)).map((row) => [row.personId, row]));
  const checkIns = new Map((await findCheckIns(client, programmeId, { sessionId: session.id })).map((row) => [row.personId, row]));
  const people = await peopleOf(client, programmeId, [...new Set([...stays.keys(), ...expected.keys(), ...checkIns.keys()])]);
  const collator = new Intl.Collator('es');
  return {
    ...sessionLineOf(session),
    processId: process.id,
    processTitle: process.title,
    sheets: await sheetsOf(client, programmeId, process.id, session.id),
    people: people
      .map((line) => {
        const own = stays.get(line.id) ?? [];
        const here = own.filter((stay) => stay.occasion === session.number);
        const stated = (here.length > 0 ? here : own).findLast((stay) => stay.organisationId !== null);
        const organisation = stated ?? (here.length > 0 ? undefined : expected.get(line.id));
        return {
          personId: line.id,
          givenNames: line.givenNames,
          surnames: line.surnames,
          sex: line.sex,
          organisationId: organisation?.organisationId ?? null,
          organisationName: organisation?.organisationName ?? null,
          organisationKind: organisation?.organisationKind ?? null,
          registered: expected.has(line.id),
          minutes: here.reduce((sum, stay) => sum + stay.minutes, 0),
          checkIn: checkInOf(checkIns.get(line.id)),
          entries: here.map(({ rootId, leafId, leaves, conflictFields, minutes, via, recordedAt }) => ({
            rootId,
            leafId,
            leaves,
            conflictFields,
            minutes,
            via,
            recordedAt: recordedAt.toISOString(),
          })),
        };
      })
      .sort((a, b) => collator.compare(`${a.surnames} ${a.givenNames}`, `${b.surnames} ${b.givenNames}`)),
  };
}

function checkInOf(row: CheckInRow | undefined) {
  if (row === undefined) return null;
  const { id, leaves, declaredAt, declaredBy } = row;
  return { id, leaves, declaredAt: declaredAt.toISOString(), declaredBy };
}

/** Minutes over all sessions, none giving more than it lasted, however often it was recorded. */
function minutesOf(stays: readonly StayRow[], sessions: readonly SessionRow[]): number {
  return sessions.reduce((total, session) => {
    const here = stays.filter((stay) => stay.occasion === session.number).reduce((sum, stay) => sum + stay.minutes, 0);
    return total + Math.min(here, session.durationMinutes);
  }, 0);
}

function sessionLineOf(session: SessionRow) {
  return { ...session, number: session.sessionNumber };
}

function byPerson(stays: readonly StayRow[]): Map<string, StayRow[]> {
  const people = new Map<string, StayRow[]>();
  for (const stay of stays) people.set(stay.personId, [...(people.get(stay.personId) ?? []), stay]);
  return people;
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
