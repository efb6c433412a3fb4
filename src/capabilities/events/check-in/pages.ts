/** Checking in as staff see it, and what whoever reads the QR code of a session is told: nobody is named to them but themselves. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { findRights } from '../../../access/queries.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { canonicalOf } from '../../../registry/queries.ts';
import { findBearers } from '../badges/queries.ts';
import { badgeNumberOf, badgeTyped } from '../badges/rules.ts';
import { checkInOpened } from '../check-in-entries.ts';
import type { PeopleOf } from '../process-pages.ts';
import { findOpening } from '../public-forms/queries.ts';
import { findProcesses, findSessions, type ProcessRow, type SessionRow } from '../queries.ts';
import { findRecordsBeside } from '../records/queries.ts';
import { expectedOf } from '../registration-expected.ts';
import { findAttended } from '../attended.ts';
import type { readCheckIn } from './contract.ts';
import { hourIn, publicPath, stateAt, windowOf, type CheckInState, type CheckInWindow, type Self } from './rules.ts';

interface Asked {
  readonly programme: ProgrammeInfo;
  readonly sessionId: string;
  readonly now: Date;
  /** Address of the house, without a slash at the end. */
  readonly address: string;
}

export async function checkInPage(client: PoolClient, { programme, sessionId, now, address }: Asked): Promise<z.input<typeof readCheckIn.answer>> {
  const [session] = await findSessions(client, programme.id, { sessionId });
  const [process] = session === undefined ? [] : await findProcesses(client, programme.id, session.processId);
  if (session === undefined || process === undefined) throw new Problem('not-found', { session: sessionId });
  const openings = await findRecordsBeside(client, programme.id, [process.id], [checkInOpened.kind]);
  const said = openings.map((row) => ({ row, payload: checkInOpened.payload.parse(row.body) })).find(({ payload }) => payload.sessionId === session.id);
  const window = windowOf(session, programme.timeZone);
  return {
    sessionId: session.id,
    processId: process.id,
    processTitle: process.title,
    number: session.sessionNumber,
    title: session.title,
    heldOn: session.heldOn,
    hours: hoursOf(session, window, programme.timeZone),
    opening: said === undefined ? null : openingOf(said.row, said.payload, stateAt(now, window, said.payload.closed), address),
  };
}

type Row = Awaited<ReturnType<typeof findRecordsBeside>>[number];

function openingOf(row: Row, { code, closed }: z.output<typeof checkInOpened.payload>, state: CheckInState, address: string) {
  const { id, leaves, conflictFields, occurredOn } = row;
  return { id, leaves, conflictFields, openedOn: occurredOn, code, address: `${address}${publicPath(code)}`, closed, state };
}

function hoursOf({ startsAt }: SessionRow, { from, until }: CheckInWindow, timeZone: string): { from: string; until: string } | null {
  return startsAt === null ? null : { from: hourIn(from, timeZone), until: hourIn(until, timeZone) };
}

/** What whoever has the code is told. */
export interface OpenSession {
  readonly openingId: string;
  readonly process: ProcessRow;
  readonly session: SessionRow;
  readonly hours: { readonly from: string; readonly until: string } | null;
  readonly state: CheckInState;
  readonly isOpen: boolean;
}

/** null where the opening was withdrawn, or the session or its process is no more. */
export async function openSession(client: PoolClient, programme: ProgrammeInfo, openingId: string, now: Date): Promise<OpenSession | null> {
  const opening = await findOpening(client, programme.id, checkInOpened.kind, openingId);
  if (opening === null) return null;
  const { sessionId, processId, closed } = checkInOpened.payload.parse(opening.body);
  const [session] = await findSessions(client, programme.id, { sessionId });
  const [process] = await findProcesses(client, programme.id, processId);
  if (session === undefined || process === undefined) return null;
  const window = windowOf(session, programme.timeZone);
  const state = stateAt(now, window, closed);
  return { openingId, process, session, hours: hoursOf(session, window, programme.timeZone), state, isOpen: state === 'open' };
}

/** Whose badge this is among those whom the list of the session holds; null where it is nobody's, or not to be told apart. */
export async function expectedBearer(client: PoolClient, programmeId: string, process: ProcessRow, code: string): Promise<string | null> {
  const read = badgeTyped(code);
  if (read.kind !== 'badge') return null;
  const bearers = await findBearers(client, programmeId, badgeNumberOf(read.code));
  const listed = await listedIn(client, programmeId, process);
  const [own, another] = bearers.filter((id) => listed.has(id));
  return another === undefined ? (own ?? null) : null;
}

/** Who a user is in the list of the session; null where they are nobody there. */
export async function expectedUser(client: PoolClient, programmeId: string, process: ProcessRow, userId: string, peopleOf: PeopleOf): Promise<Self | null> {
  const recordId = (await findRights(client, programmeId, [userId])).get(userId)?.personId ?? null;
  const personId = recordId === null ? null : await canonicalOf(client, programmeId, recordId);
  if (personId === null || !(await listedIn(client, programmeId, process)).has(personId)) return null;
  const [line] = await peopleOf(client, programmeId, [personId]);
  return { personId, firstName: line?.givenNames.split(' ')[0] ?? '' };
}

/** Who has a place in the process or was seen in it. */
async function listedIn(client: PoolClient, programmeId: string, process: ProcessRow): Promise<Set<string>> {
  const all = [...(await expectedOf(client, programmeId, process)), ...(await findAttended(client, programmeId, process.number))];
  return new Set(all.map(({ personId }) => personId));
}
