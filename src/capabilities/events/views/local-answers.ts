/** Processes, sessions and their lists as this phone has them. */
import { readEntry } from '../../../ledger/contract.ts';
import { listProcesses, readProcess, readSession } from '../contract.ts';
import { readRegistrations } from '../registration-contract.ts';
import { attendanceRecorded } from '../entries.ts';
import { SHEET_ROWS, type SheetRow } from '../sheets/sheet-rows.ts';
import { bodiesOf, bodyOf, isUnsent, localAnswer, markedOf, type LocalAnswer, type Rows } from '../../../web/offline/local-answers.ts';
import type { AnswerOf } from '../../../web/api.ts';
import { badgeAnswers, bearerOf } from '../badges/views/badges-here.ts';
import type { PersonRow } from '../../../registry/views/rows-here.ts';
import { registrationsHere, type WrittenHere } from './registrations-here.ts';
import type { CheckInRow, ProcessRow, RegistrationLine, RegistrationRow, RosterRow, SessionRow, StayRow } from './rows-here.ts';

type ProcessLine = AnswerOf<typeof listProcesses>['items'][number];
type SessionAnswer = AnswerOf<typeof readSession>;
type Stay = SessionAnswer['people'][number]['entries'][number];

type NamedHere = Pick<RosterRow['people'][number], 'givenNames' | 'surnames' | 'sex'>;

interface HeldStay extends StayRow {
  readonly entry: Stay;
}

async function staysOf(rows: Rows): Promise<HeldStay[]> {
  return Promise.all(
    (await rows.all('stay')).map(async (row) => {
      const stay = bodyOf<StayRow>(row) ?? { processId: '', sessionId: '', personId: '', organisationId: null, minutes: 0, leaves: [], conflictFields: [], via: '', recordedAt: '', occurredOn: '', payload: {} };
      const refusal = row.state === 'refused' && row.entryId !== null ? await rows.refusalOf(row.entryId) : null;
      const { minutes, leaves, conflictFields, via, recordedAt } = stay;
      const entry: Stay = {
        rootId: row.id, leafId: leaves.at(-1) ?? row.id, leaves, conflictFields, minutes, via, recordedAt,
        ...(row.state === null ? {} : { onPhone: row.state }),
        ...(refusal === null ? {} : { refusal: { ...refusal } }),
      };
      return { ...stay, entry };
    }),
  );
}

/** Attendance of people by what each attained of the sessions held. */
function minutesOf(stays: readonly HeldStay[], sessions: readonly SessionRow[]): number {
  return sessions.reduce((total, session) => {
    const here = stays.filter(({ sessionId }) => sessionId === session.id).reduce((sum, { minutes }) => sum + minutes, 0);
    return total + Math.min(here, session.durationMinutes);
  }, 0);
}

function byPerson(stays: readonly HeldStay[]): Map<string, HeldStay[]> {
  const people = new Map<string, HeldStay[]>();
  for (const stay of stays) people.set(stay.personId, [...(people.get(stay.personId) ?? []), stay]);
  return people;
}

function reached(process: ProcessRow, minutes: number, held: number): boolean {
  return held > 0 && minutes * 100 >= process.thresholdPercent * held;
}

function lineOf(process: ProcessRow, sessions: readonly SessionRow[], stays: readonly HeldStay[]): ProcessLine {
  const own = sessions.filter(({ processId }) => processId === process.id);
  const held = own.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
  const people = [...byPerson(stays.filter(({ processId }) => processId === process.id)).values()];
  const days = own.map(({ heldOn }) => heldOn).toSorted();
  return {
    ...process,
    sessionCount: own.length,
    firstOn: days[0] ?? null,
    lastOn: days.at(-1) ?? null,
    attendedCount: people.length,
    trainedCount: people.filter((all) => reached(process, minutesOf(all, own), held)).length,
  };
}

function sessionLineOf(session: SessionRow, stays: readonly HeldStay[]): Omit<SessionAnswer, 'processId' | 'processTitle' | 'sheets' | 'people'> {
  const attended = new Set(stays.filter(({ sessionId }) => sessionId === session.id).map(({ personId }) => personId));
  return { ...session, leafId: session.leaves.at(-1) ?? session.id, conflictFields: [], attendedCount: attended.size };
}

/** Photos that were taken here and have not gone yet. */
async function sheetsOf(rows: Rows, session: string): Promise<SessionAnswer['sheets']> {
  return bodiesOf<SheetRow>(await rows.all(SHEET_ROWS)).filter(({ sessionId }) => sessionId === session).map(({ sessionId: _session, ...sheet }) => sheet);
}

const processes = localAnswer(listProcesses, async (rows) => {
  const [all, sessions, stays] = [markedOf<ProcessRow>(await rows.all('process')), bodiesOf<SessionRow>(await rows.all('session')), await staysOf(rows)];
  const items = all.map((process) => lineOf(process, sessions, stays));
  return { items: items.toSorted((a, b) => (a.firstOn ?? '9999').localeCompare(b.firstOn ?? '9999') || a.code.localeCompare(b.code)) };
});

const oneProcess = localAnswer(readProcess, async (rows, { params }) => processHere(rows, params.id));

/** Before the server, which does not have it as it is here. */
const oneProcessUnsent = localAnswer(
  readProcess,
  async (rows, { params }) => {
    const own = isUnsent(await rows.one('process', params.id));
    const sessions = (await rows.all('session')).filter((row) => isUnsent(row) && bodyOf<SessionRow>(row)?.processId === params.id);
    return own || sessions.length > 0 ? processHere(rows, params.id) : undefined;
  },
  { first: true },
);

async function processHere(rows: Rows, id: string): Promise<AnswerOf<typeof readProcess> | undefined> {
  const all = markedOf<ProcessRow>(await rows.all('process'));
  const process = all.find((one) => one.id === id || one.code === id);
  if (process === undefined) return undefined;
  const sessions = markedOf<SessionRow>(await rows.all('session')).filter(({ processId }) => processId === process.id).toSorted((a, b) => a.number - b.number);
  const stays = (await staysOf(rows)).filter(({ processId }) => processId === process.id);
  const roster = bodyOf<RosterRow>(await rows.one('roster', process.id))?.people ?? [];
  const held = sessions.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
  const participants = [...byPerson(stays)].map(([personId, own]) => {
    const person = roster.find((one) => one.personId === personId) ?? own.find(({ person: named }) => named !== undefined)?.person;
    const minutes = minutesOf(own, sessions);
    return {
      personId,
      pseudonym: '',
      givenNames: person?.givenNames ?? null,
      surnames: person?.surnames ?? null,
      sex: person?.sex ?? 'unknown',
      organisations: person?.organisationName == null ? [] : [person.organisationName],
      organisationKinds: person?.organisationKind == null ? [] : [person.organisationKind],
      sessionsAttended: new Set(own.map(({ sessionId }) => sessionId)).size,
      minutes,
      percent: held === 0 ? 0 : Math.floor((minutes * 100) / held),
      trained: reached(process, minutes, held),
    };
  });
  return { ...lineOf(process, sessions, stays), sessions: sessions.map((session) => sessionLineOf(session, stays)), participants };
}

/** Before the server: what was tapped here a moment ago is in it. */
const oneSession = localAnswer(
  readSession,
  async (rows, { params }) => {
    const [session = null] = markedOf<SessionRow>([await rows.one('session', params.id)]);
    const process = session === null ? null : bodyOf<ProcessRow>(await rows.one('process', session.processId));
    if (session === null || process === null) return undefined;
    const roster = await expectedHere(rows, process);
    const here = (await staysOf(rows)).filter(({ sessionId }) => sessionId === session.id);
    const stays = byPerson(here);
    const known = new Set(roster.map(({ personId }) => personId));
    const walkedIn = here.flatMap(({ person }) => (person === undefined || known.has(person.personId) ? [] : [person]));
    const checkIns = new Map(bodiesOf<CheckInRow>(await rows.all('check-in')).flatMap((row) => (row.sessionId === session.id ? [[row.personId, row]] : [])));
    const others = await namedHere(rows, [...checkIns.keys()].filter((id) => !known.has(id)));
    const everybody = [...roster, ...new Map([...others, ...walkedIn].map((person) => [person.personId, person])).values()];
    const people = everybody.map((person) => {
      const entries = (stays.get(person.personId) ?? []).map(({ entry }) => entry);
      return { ...person, minutes: entries.reduce((sum, { minutes }) => sum + minutes, 0), checkIn: checkInOf(checkIns.get(person.personId)), entries };
    });
    return { ...sessionLineOf(session, here), processId: process.id, processTitle: process.title, sheets: await sheetsOf(rows, session.id), people };
  },
  { first: true },
);

function checkInOf(row: CheckInRow | undefined): SessionAnswer['people'][number]['checkIn'] {
  if (row === undefined) return null;
  const { id, leaves, declaredAt, declaredBy } = row;
  return { id, leaves, declaredAt, declaredBy };
}

/** People of the registry who are in no roster. */
async function namedHere(rows: Rows, ids: readonly string[]): Promise<RosterRow['people'][number][]> {
  const people = await Promise.all(ids.map((id) => rows.one('person', id)));
  return people.flatMap((row) => {
    const person = bodyOf<PersonRow>(row);
    return person === null ? [] : [bearerOf(person)].map((one) => ({ ...one, registered: false }));
  });
}

/** Whom the list of a session begins with: those of the roster by the names they have here, and those who were registered here and have a place. */
async function expectedHere(rows: Rows, process: ProcessRow): Promise<RosterRow['people']> {
  const roster = bodyOf<RosterRow>(await rows.one('roster', process.id));
  const corrected = new Map((await rows.all('person')).flatMap((row) => (isUnsent(row) ? [[row.id, bodyOf<NamedHere>(row)]] : [])));
  const people = (roster?.people ?? []).map((person) => {
    const { givenNames, surnames, sex } = corrected.get(person.personId) ?? person;
    return { ...person, givenNames, surnames, sex };
  });
  const known = new Set(people.map(({ personId }) => personId));
  const added = (await registeredIn(rows, process))?.filter(({ personId, state, onPhone }) => onPhone !== undefined && onPhone !== 'refused' && state === 'place' && !known.has(personId)) ?? [];
  return [
    ...people,
    ...added.map(({ personId, givenNames, surnames, sex, organisationId, organisationName, organisationKind }) => ({ personId, givenNames, surnames, sex, organisationId, organisationName, organisationKind, registered: true })),
  ];
}

/** Undefined where the phone cannot say: rows of an earlier version of the application held no registrations. */
async function registeredIn(rows: Rows, process: ProcessRow): Promise<RegistrationLine[] | undefined> {
  const row = await rows.one('roster', process.id);
  const roster = bodyOf<Partial<RosterRow>>(row) ?? { registrations: [], quotas: [] };
  if (roster.registrations === undefined || roster.quotas === undefined) return undefined;
  return registrationsHere({ registrations: roster.registrations, quotas: roster.quotas }, await registrationsWritten(rows, process.id), process.capacity);
}

async function registrationsWritten(rows: Rows, processId: string): Promise<WrittenHere[]> {
  return (await rows.all('registration')).flatMap((row) => {
    const body = bodyOf<RegistrationRow>(row);
    return body === null || body.processId !== processId || row.state === null ? [] : [{ ...body, state: row.state }];
  });
}

const registrations = localAnswer(readRegistrations, async (rows, { params }) => registrationsOf(rows, params.id));

/** Before the server, which does not have them all. */
const registrationsUnsent = localAnswer(
  readRegistrations,
  async (rows, { params }) => ((await registrationsWritten(rows, params.id)).some(({ state }) => state !== 'sent') ? registrationsOf(rows, params.id) : undefined),
  { first: true },
);

async function registrationsOf(rows: Rows, processId: string): Promise<AnswerOf<typeof readRegistrations> | undefined> {
  const process = bodyOf<ProcessRow>(await rows.one('process', processId));
  const items = process === null ? undefined : await registeredIn(rows, process);
  return process === null || items === undefined ? undefined : { processId: process.id, title: process.title, capacity: process.capacity, items };
}

/** Attendance alone: what a correction of it starts from. Before the server, which may not have it yet. */
const oneEntry = localAnswer(
  readEntry,
  async (rows, { params }) => {
    const stay = bodyOf<StayRow>(await rows.one('stay', params.id));
    if (stay === null || stay.conflictFields.length > 0) return undefined;
    const { leaves, conflictFields, recordedAt, occurredOn, payload, via } = stay;
    const said = { id: params.id, rootId: params.id, leafId: leaves.at(-1) ?? params.id, leaves, conflictFields, recordedAt, occurredOn, payload, via };
    const standing = { occurredOn, payload };
    return { ...said, standing, kind: attendanceRecorded.kind, position: 0, recordedBy: '', withdrawn: false, private: {}, batchId: null, contentHash: '', versions: [] };
  },
  { first: true },
);

export const localAnswers: readonly LocalAnswer[] = [processes, oneProcessUnsent, oneProcess, oneSession, registrationsUnsent, registrations, oneEntry, ...badgeAnswers];
