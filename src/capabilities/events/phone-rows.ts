/** Processes, sessions, who is expected in them and who came, as a phone keeps them. */
import type { PoolClient } from 'pg';
import { idsIn, type PhoneCollection, type RowOf, type TouchedThing } from '../../phone/collection.ts';
import { checkInDeclared } from './check-in-entries.ts';
import { findCheckIns, findCheckInsOf, type CheckInRow } from './check-in/queries.ts';
import { attendanceRecorded, processOpened, sessionScheduled } from './entries.ts';
import { findPartsOfPeople, findSessionsOfPhone, findStaysOfPhone, type StayOfPhone } from './phone-queries.ts';
import type { PeopleOf } from './process-pages.ts';
import { peopleOfProcess } from './process-people.ts';
import { findProcesses, type ProcessRow } from './queries.ts';
import { expectedOf } from './registration-expected.ts';
import { registrationsPage } from './registration-pages.ts';
import { findInvitations } from './registration-queries.ts';

/** Kinds after which names, or who is one with whom, may be others in rows that hold people. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['registry.person-registered', 'registry.people-merged', 'registry.role-recorded']);

const processes: PhoneCollection = {
  name: 'process',
  permission: 'process.read',
  page: async (client, programmeId, after, limit) => pageOf(await findProcesses(client, programmeId, null), after, limit).map(processRow),
  touched: async (_client, _programmeId, things) => processesIn(things),
  rows: async (client, programmeId, ids) => (await processesOf(client, programmeId, ids)).map(processRow),
  movesReach: (things) => things.some(({ kind, versions }) => kind === processOpened.kind && movesPartner(versions)),
};

const sessions: PhoneCollection = {
  name: 'session',
  permission: 'process.read',
  page: async (client, programmeId, after, limit) => (await findSessionsOfPhone(client, programmeId, { after, limit })).map(rowOf),
  touched: async (_client, _programmeId, things) => things.filter(({ kind }) => kind === sessionScheduled.kind).map(({ rootId }) => rootId),
  rows: async (client, programmeId, ids) => (await findSessionsOfPhone(client, programmeId, { ids })).map(rowOf),
};

const stays: PhoneCollection = {
  name: 'stay',
  permission: 'attendance.read',
  page: async (client, programmeId, after, limit) => (await findStaysOfPhone(client, programmeId, { after, limit })).map(stayRow),
  touched: async (client, programmeId, things) => {
    const own = things.filter(({ kind }) => kind === attendanceRecorded.kind).map(({ rootId }) => rootId);
    return [...new Set([...own, ...(await partsOf(client, programmeId, things)).stays])];
  },
  rows: async (client, programmeId, ids) => (await findStaysOfPhone(client, programmeId, { ids })).map(stayRow),
};

/** Who says that they are in a session. */
const checkIns: PhoneCollection = {
  name: 'check-in',
  permission: 'attendance.read',
  page: async (client, programmeId, after, limit) => (await findCheckIns(client, programmeId, { after, limit })).map(checkInRow),
  touched: async (client, programmeId, things) => {
    const own = things.filter(({ kind }) => kind === checkInDeclared.kind).map(({ rootId }) => rootId);
    const people = idsIn(things, OF_PEOPLE);
    return [...new Set([...own, ...(people.length === 0 ? [] : await findCheckInsOf(client, programmeId, people))])];
  },
  rows: async (client, programmeId, ids) => (await findCheckIns(client, programmeId, { ids })).map(checkInRow),
};

/** Everybody of a process, one row for each process: a place may depend on whoever registered before. */
function rosters(peopleOf: PeopleOf): PhoneCollection {
  const rosterRow = async (client: PoolClient, programmeId: string, process: ProcessRow): Promise<RowOf> => {
    const expected = new Set((await expectedOf(client, programmeId, process)).map(({ personId }) => personId));
    const people = await peopleOfProcess(client, programmeId, process, peopleOf, []);
    const { items: registrations } = await registrationsPage(client, programmeId, process.id, peopleOf);
    // The phone works out places by the same rule, for those it registers itself.
    const quotas = (await findInvitations(client, programmeId, process.id)).map(({ organisationId, quota }) => ({ organisationId, quota }));
    return { id: process.id, body: { people: people.map((person) => ({ ...person, registered: expected.has(person.personId) })), registrations, quotas } };
  };
  const rowsOf = async (client: PoolClient, programmeId: string, of: readonly ProcessRow[]): Promise<RowOf[]> => {
    const rows: RowOf[] = [];
    for (const process of of) rows.push(await rosterRow(client, programmeId, process));
    return rows;
  };
  return {
    name: 'roster',
    permission: 'attendance.read',
    page: async (client, programmeId, after, limit) => rowsOf(client, programmeId, pageOf(await findProcesses(client, programmeId, null), after, limit)),
    touched: async (client, programmeId, things) => {
      // Whoever is narrowed to a partner calls somebody of several records by one that they see: any attendance may change which that is, everywhere.
      const named = idsIn(things);
      const elsewhere = named.length === 0 ? [] : (await findPartsOfPeople(client, programmeId, named)).processes;
      return [...new Set([...processesIn(things), ...elsewhere])];
    },
    rows: async (client, programmeId, ids) => rowsOf(client, programmeId, await processesOf(client, programmeId, ids)),
  };
}

/** The collections of the events. `peopleOf`: lines of people, given by the registry. */
export function phoneCollections(peopleOf: PeopleOf): PhoneCollection[] {
  return [processes, sessions, rosters(peopleOf), stays, checkIns];
}

function pageOf(all: readonly ProcessRow[], after: string | null, limit: number): ProcessRow[] {
  return all.filter(({ id }) => after === null || id > after).toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
}

async function processesOf(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<ProcessRow[]> {
  const wanted = new Set(ids);
  return (await findProcesses(client, programmeId, null)).filter(({ id }) => wanted.has(id));
}

/** Ids of the processes that these things are or name. */
function processesIn(things: readonly TouchedThing[]): string[] {
  const named = things.flatMap(({ versions }) => versions.flatMap((version) => version.named.filter(({ role }) => role === 'process').map(({ target }) => target)));
  return [...new Set([...named, ...things.filter(({ kind }) => kind === processOpened.kind).map(({ rootId }) => rootId)])];
}

async function partsOf(client: PoolClient, programmeId: string, things: readonly TouchedThing[]): Promise<{ processes: string[]; stays: string[] }> {
  const people = idsIn(things, OF_PEOPLE);
  return people.length === 0 ? { processes: [], stays: [] } : findPartsOfPeople(client, programmeId, people);
}

/** Whether a process came to another partner, or was taken out: its people are seen by others then. */
function movesPartner(versions: TouchedThing['versions']): boolean {
  const partners = versions.map(({ kind, named }) => (kind === processOpened.kind ? (named.find(({ role }) => role === 'partner')?.target ?? null) : 'out'));
  return new Set(partners).size > 1;
}

function processRow({ number: _number, ...line }: ProcessRow): RowOf {
  return { id: line.id, body: line };
}

function stayRow({ recordedAt, ...stay }: StayOfPhone): RowOf {
  return { id: stay.id, body: { ...stay, recordedAt: recordedAt.toISOString() } };
}

function checkInRow({ declaredAt, ...row }: CheckInRow): RowOf {
  return { id: row.id, body: { ...row, declaredAt: declaredAt.toISOString() } };
}

function rowOf(row: { readonly id: string }): RowOf {
  return { id: row.id, body: { ...row } };
}
