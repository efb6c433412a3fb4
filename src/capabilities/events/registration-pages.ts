/** Who is invited to a process, registered for it, and came, as screens show it. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { ProgrammeInfo } from '../../platform/http/route.ts';
import { ORGANISATION_KINDS } from '../../registry/entries.ts';
import type { PersonName } from '../../registry/people.ts';
import { placeName } from '../../registry/places.ts';
import { calendarFile } from './calendar-file.ts';
import { processOf, type PeopleOf } from './process-pages.ts';
import { publicPath } from './open-registration/rules.ts';
import { findSessions } from './queries.ts';
import { findRecordsBeside } from './records/queries.ts';
import { registrationOpened } from './registration-entries.ts';
import type { readCalendar, readInvited, readRegistrations } from './registration-contract.ts';
import { placedOf } from './registration-expected.ts';
import { findAttended } from './attended.ts';
import { findInvitations } from './registration-queries.ts';
import { peopleWhere, shareOf, sharesByKind, type Everybody } from './registration-shares.ts';

/** Invited organisations and, by kind, how many are registered and came against what was agreed. */
export async function invitedPage(
  client: PoolClient,
  programmeId: string,
  id: string,
  peopleOf: PeopleOf,
): Promise<z.input<typeof readInvited.answer>> {
  const process = await processOf(client, programmeId, id);
  const invited = await findInvitations(client, programmeId, process.id);
  const placed = await placedOf(client, programmeId, process, invited);
  const attended = await findAttended(client, programmeId, process.number);
  const lines = await linesById(client, programmeId, [...placed, ...attended], peopleOf);
  const withSex = <Row extends { readonly personId: string }>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, sex: lines.get(row.personId)?.sex ?? 'unknown' }));
  const everybody: Everybody = {
    registered: withSex(placed.filter(({ place }) => place.state === 'place')),
    waiting: withSex(placed.filter(({ place }) => place.state === 'waiting')),
    attended: withSex(attended),
  };
  return {
    organisations: invited.map((one) => {
      const own = peopleWhere(everybody, ({ organisationId }) => organisationId === one.organisationId);
      const { registered, waiting, attended: came } = shareOf([one], own);
      return { ...one, registered, waiting, attended: came };
    }),
    kinds: sharesByKind(invited, everybody, ORGANISATION_KINDS),
    total: shareOf(invited, everybody),
  };
}

/** Everybody registered, in their order, with their place. */
export async function registrationsPage(
  client: PoolClient,
  programmeId: string,
  id: string,
  peopleOf: PeopleOf,
): Promise<z.input<typeof readRegistrations.answer>> {
  const process = await processOf(client, programmeId, id);
  const placed = await placedOf(client, programmeId, process, await findInvitations(client, programmeId, process.id));
  const lines = await linesById(client, programmeId, placed, peopleOf);
  return {
    processId: process.id,
    title: process.title,
    capacity: process.capacity,
    items: placed.map(({ place, ...row }) => {
      const line = lines.get(row.personId);
      return {
        ...row,
        givenNames: line?.givenNames ?? '',
        surnames: line?.surnames ?? '',
        sex: line?.sex ?? 'unknown',
        state: place.state,
        waitingFor: place.state === 'waiting' ? place.waitingFor : null,
        turn: place.state === 'waiting' ? place.turn : null,
      };
    }),
  };
}

/** The sessions of a process as a calendar file; virtual ones have no place. Where the public may register, they say so. */
export async function calendarPage(
  client: PoolClient,
  programme: ProgrammeInfo,
  { id, now, address }: { readonly id: string; readonly now: Date; /** Of the house. */ readonly address: string },
): Promise<z.input<typeof readCalendar.answer>> {
  const process = await processOf(client, programme.id, id);
  const [opened] = await findRecordsBeside(client, programme.id, [process.id], [registrationOpened.kind]);
  const url = opened === undefined ? null : `${address}${publicPath(registrationOpened.payload.parse(opened.body).code)}`;
  const sessions = await findSessions(client, programme.id, { processId: process.id });
  const entries = sessions.map((session) => {
    const where = [process.venue, placeName(session.municipality ?? session.department ?? process.municipality ?? process.department ?? '')];
    return {
      ...session,
      url,
      summary: [process.title, session.title ?? `${session.sessionNumber}`].join(': '),
      place: session.modality === 'virtual' ? null : where.filter((part) => part !== null).join(', ') || null,
    };
  });
  return { fileName: `${process.code.replaceAll(/[^\w-]+/g, '-')}.ics`, text: calendarFile(entries, process.title, programme.timeZone, now) };
}

async function linesById(
  client: PoolClient,
  programmeId: string,
  rows: readonly { readonly personId: string }[],
  peopleOf: PeopleOf,
): Promise<ReadonlyMap<string, PersonName>> {
  const ids = [...new Set(rows.map(({ personId }) => personId))];
  return new Map((await peopleOf(client, programmeId, ids)).map((line) => [line.id, line]));
}
