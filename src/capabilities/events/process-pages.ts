/** Processes, sessions and their participants as screens show them. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { Attainments } from '../../figures/attainment.ts';
import { pseudonymOf } from '../../figures/evidence.ts';
import { grouped } from '../../platform/grouped.ts';
import { Problem } from '../../platform/problem.ts';
import type { PersonName } from '../../registry/people.ts';
import type { processLine, readProcess, readSession } from './contract.ts';
import { attendeesOf } from './attended.ts';
import { findOrganisationNames, findTimes, type OrganisationName } from './attended-queries.ts';
import { findProcesses, findSessions, findStays, type ProcessRow, type SessionRow } from './queries.ts';
import { findCheckIns, type CheckInRow } from './check-in/queries.ts';
import { expectedOf } from './registration-expected.ts';
import type { RegistrationRow } from './registration-queries.ts';
import { sheetsOf } from './sheets/kept-sheets.ts';

/** Who people are, by canonical id; given by the registry, assembled in routes. */
export type PeopleOf = (client: PoolClient, programmeId: string, ids: readonly string[]) => Promise<PersonName[]>;

/** Every process that the caller sees, with how many attended and how many reached the share that it asks. */
export async function processLines(client: PoolClient, programmeId: string, attended: Attainments): Promise<z.input<typeof processLine>[]> {
  const processes = await findProcesses(client, programmeId, null);
  return processes.map((process) => {
    const { came, attained } = attended.of(process.number);
    return { ...process, attendedCount: came, trainedCount: attained };
  });
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
  const attendees = attendeesOf(process, sessions, await findTimes(client, programmeId, process.number));
  const people = new Map((await peopleOf(client, programmeId, attendees.map(({ personId }) => personId))).map((line) => [line.id, line]));
  const organisations = await findOrganisationNames(client, programmeId, [...new Set(attendees.flatMap((one) => [...one.organisations]))]);
  const participants = attendees.map(({ personId, personNumber, minutes, percent, reached, ...one }) => {
    const line = people.get(personId);
    const of = [...one.organisations].flatMap((number) => organisations.get(number) ?? []);
    return {
      personId: personal ? personId : null,
      pseudonym: pseudonymOf(personNumber),
      givenNames: personal ? (line?.givenNames ?? null) : null,
      surnames: personal ? (line?.surnames ?? null) : null,
      sex: line?.sex ?? 'unknown',
      organisations: distinct(of.map(({ name }) => name)),
      organisationKinds: distinct(of.map(({ kind }) => kind)),
      sessionsAttended: one.sessions.size,
      minutes,
      percent,
      trained: reached,
    };
  });
  return {
    ...process,
    attendedCount: participants.length,
    trainedCount: participants.filter(({ trained }) => trained).length,
    sessions: sessions.map((session) => sessionLineOf(session, attendees.filter((one) => one.sessions.has(session.number)).length)),
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
  const stays = grouped(await findStays(client, programmeId, session.number), ({ personId }) => personId);
  const times = new Map((await findTimes(client, programmeId, process.number)).map((row) => [row.personId, row.times]));
  const organisations = await findOrganisationNames(client, programmeId, [...new Set([...times.values()].flat().flatMap(([, organisation]) => organisation ?? []))]);
  const expected = new Map((await expectedOf(client, programmeId, process)).map((row) => [row.personId, row]));
  const checkIns = new Map((await findCheckIns(client, programmeId, { sessionId: session.id })).map((row) => [row.personId, row]));
  const people = await peopleOf(client, programmeId, [...new Set([...times.keys(), ...expected.keys(), ...checkIns.keys()])]);
  const collator = new Intl.Collator('es');
  return {
    ...sessionLineOf(session, stays.size),
    processId: process.id,
    processTitle: process.title,
    sheets: await sheetsOf(client, programmeId, process.id, session.id),
    people: people
      .map((line) => {
        const here = stays.get(line.id) ?? [];
        const stated = here.length > 0 ? here.map(({ organisation }) => organisation) : (times.get(line.id) ?? []).map(([, organisation]) => organisation);
        const came = organisations.get(stated.findLast((number) => number !== null) ?? -1);
        const registered = expected.get(line.id);
        return {
          personId: line.id,
          givenNames: line.givenNames,
          surnames: line.surnames,
          sex: line.sex,
          ...organisationOf(came, here.length > 0 ? undefined : registered),
          registered: registered !== undefined,
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

/** The one they came for, else the one they are registered for. */
function organisationOf(came: OrganisationName | undefined, registered: Pick<RegistrationRow, 'organisationId' | 'organisationName' | 'organisationKind'> | undefined) {
  if (came !== undefined) return { organisationId: came.id, organisationName: came.name, organisationKind: came.kind };
  const { organisationId = null, organisationName = null, organisationKind = null } = registered ?? {};
  return { organisationId, organisationName, organisationKind };
}

function checkInOf(row: CheckInRow | undefined) {
  if (row === undefined) return null;
  const { id, leaves, declaredAt, declaredBy } = row;
  return { id, leaves, declaredAt: declaredAt.toISOString(), declaredBy };
}

function sessionLineOf(session: SessionRow, attendedCount: number) {
  return { ...session, number: session.sessionNumber, attendedCount };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
