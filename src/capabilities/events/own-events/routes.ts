/** Routes of one's own events: whoever is signed in sees those of the person whom they are. */
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { lockMember } from '../../../access/member-queries.ts';
import { dayIn } from '../../../platform/calendar.ts';
import type { Clock } from '../../../platform/clock.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { houseAddress, type Caller, type ProgrammeInfo, type Routes } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { placeName } from '../../../registry/places.ts';
import { canonicalOf } from '../../../registry/queries.ts';
import { BADGE_PATH, badgeCodeOf, badgeShown } from '../badges/rules.ts';
import { findProcesses, findSessions, type ProcessRow } from '../queries.ts';
import { placedOf } from '../registration-expected.ts';
import { calendarPage } from '../registration-pages.ts';
import { findInvitations } from '../registration-queries.ts';
import { listOwnEvents, saveOwnCalendar } from './contract.ts';
import { findRegisteredProcesses } from './queries.ts';

export interface OwnEventsParts {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
}

type Item = z.input<typeof listOwnEvents.answer>['items'][number];

export function ownEventsRoutes(routes: Routes, { pool, clock, publicAddress }: OwnEventsParts): void {
  routes.inside(listOwnEvents, ({ programme, caller, request }) =>
    inProgramme(pool, programme.id, async (client) => {
      const items: Item[] = [];
      const own = await personOf(client, programme, caller);
      const badge = own === null ? null : { code: badgeShown(badgeCodeOf(own)), address: houseAddress(publicAddress, request) + BADGE_PATH };
      for (const { process, personId } of await registeredFor(client, programme, caller)) items.push(...(await itemOf(client, programme.id, process, personId)));
      return { today: dayIn(clock.now(), programme.timeZone), badge, items };
    }),
  );

  routes.inside(saveOwnCalendar, ({ programme, caller, params, request, reply }) =>
    inProgramme(pool, programme.id, async (client) => {
      const own = await registeredFor(client, programme, caller);
      if (!own.some(({ process }) => process.id === params.id)) throw new Problem('not-found', { process: params.id });
      const { fileName, text } = await calendarPage(client, programme, { id: params.id, now: clock.now(), address: houseAddress(publicAddress, request) });
      return reply.header('content-disposition', `attachment; filename="${fileName}"`).type('text/calendar; charset=utf-8').send(text);
    }),
  );
}

/** Who the caller is in the registry. */
async function personOf(client: PoolClient, programme: ProgrammeInfo, caller: Caller): Promise<string | null> {
  const member = await lockMember(client, programme.id, caller.userId);
  return member === null || member.personId === null ? null : canonicalOf(client, programme.id, member.personId);
}

async function registeredFor(client: PoolClient, programme: ProgrammeInfo, caller: Caller): Promise<{ process: ProcessRow; personId: string }[]> {
  const personId = await personOf(client, programme, caller);
  if (personId === null) return [];
  const found = [];
  for (const id of await findRegisteredProcesses(client, programme.id, personId)) {
    for (const process of await findProcesses(client, programme.id, id)) found.push({ process, personId });
  }
  return found.sort((a, b) => (a.process.firstOn ?? '').localeCompare(b.process.firstOn ?? ''));
}

async function itemOf(client: PoolClient, programmeId: string, process: ProcessRow, personId: string): Promise<Item[]> {
  const placed = await placedOf(client, programmeId, process, await findInvitations(client, programmeId, process.id));
  const own = placed.find((one) => one.personId === personId && one.place.state !== 'repeated');
  if (own === undefined || own.place.state === 'repeated') return [];
  const names = [process.municipality, process.department].flatMap((code) => (code === null ? [] : (placeName(code) ?? [])));
  const sessions = await findSessions(client, programmeId, { processId: process.id });
  return [{
    processId: process.id,
    title: process.title,
    modality: process.modality,
    place: [process.venue, ...new Set(names)].filter((part) => part !== null).join(', ') || null,
    state: own.place.state,
    turn: own.place.state === 'waiting' ? own.place.turn : null,
    sessions: sessions.map(({ id, sessionNumber, title, heldOn, startsAt, durationMinutes }) => ({ id, number: sessionNumber, title, heldOn, startsAt, durationMinutes })),
  }];
}
