/** Routes of the reminders of what a donor's report lacks. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { readToken, tokenFor } from '../../../access/tokens.ts';
import { readHead } from '../../../ledger/queries.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { houseAddress, type Routes } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { remindersScheduled } from '../reminder-entries.ts';
import { calendarFeed, makeFeed, readFeed, readReminders, readReminderSettings, revokeFeed } from './contract.ts';
import { feedFile } from './feed-file.ts';
import { deleteFeed, findEarlier, findFeed, findFeedOf, findRemindable, keepFeed, type EarlierRow, type OpenFeed } from './queries.ts';
import { awaitedAt, remindedOf, type RemindersParts } from './reminded.ts';
import type { StandingSchedule } from './schedule.ts';

/** Readings of feeds from one address in a minute: an office behind one address passes, a guesser gets nowhere. */
const READ_PER_MINUTE_MAX = 60;
/** Name under which a calendar that is opened as a file is kept. */
const FILE_NAME = 'digna.ics';

export interface ReminderRoutesParts extends RemindersParts {
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
}

export function reminderRoutes(app: FastifyInstance, routes: Routes, parts: ReminderRoutesParts): void {
  const { pool, figures } = parts;
  routes.inside(readReminders, async ({ programme, caller }) => {
    const { reports, ...told } = await remindedOf(parts, programme, caller.userId, 'all');
    return { ...told, reports: reports.map(({ state: _state, spokenOf: _spokenOf, ...report }) => report) };
  });

  routes.inside(readReminderSettings, ({ programme }) =>
    inProgramme(pool, programme.id, async (client) => {
      const { position } = await readHead(client, programme.id);
      const { schedule, awaited } = await awaitedAt(client, programme.id, position);
      return {
        schedule: schedule === null ? null : shownSchedule(schedule),
        earlier: (await findEarlier(client, programme.id)).map(shownEarlier),
        members: await findRemindable(client, programme.id),
        awaited: awaited.map(({ says: { title }, dueOn }) => ({ title, dueOn })),
      };
    }),
  );

  routes.inside(readFeed, ({ programme, caller }) =>
    inProgramme(pool, programme.id, async (client) => ({ madeAt: (await findFeedOf(client, programme.id, caller.userId))?.madeAt.toISOString() ?? null })),
  );
  routes.inside(makeFeed, ({ programme, caller, body: { language } }) =>
    inProgramme(pool, programme.id, async (client) => {
      const { text: token, hash } = tokenFor(programme.id);
      const madeAt = figures.parts.clock.now();
      await keepFeed(client, programme.id, { userId: caller.userId, hash, language, madeAt });
      return { token, madeAt: madeAt.toISOString() };
    }),
  );
  routes.inside(revokeFeed, ({ programme, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      await deleteFeed(client, programme.id, caller.userId);
      return { revoked: true as const };
    }),
  );
  feedRoute(app, routes, parts);
}

function shownSchedule({ id, leaves, conflictFields, says, recordedAt, recordedBy }: StandingSchedule): z.input<typeof readReminderSettings.answer>['schedule'] {
  return { id, leaves, conflictFields, says, changedAt: recordedAt.toISOString(), changedBy: recordedBy };
}

function shownEarlier({ body, changedAt, changedBy, until }: EarlierRow): z.input<typeof readReminderSettings.answer>['earlier'][number] {
  return { says: remindersScheduled.payload.parse(body), changedAt: changedAt.toISOString(), changedBy, until: until.toISOString() };
}

function feedRoute(app: FastifyInstance, routes: Routes, parts: ReminderRoutesParts): void {
  const limit = app.createRateLimit({ max: READ_PER_MINUTE_MAX, timeWindow: '1 minute' });
  routes.open(calendarFeed, async ({ params, request, reply }) => {
    const asked = await limit(request);
    if (!asked.isAllowed && asked.isExceeded) throw new Problem('too-many-attempts');
    const { programme, userId, language } = await feedOf(parts, params.token);
    const text = feedFile({
      reminded: await remindedOf(parts, programme, userId, 'all'),
      language,
      programmeName: programme.name,
      url: `${houseAddress(parts.publicAddress, request)}/${programme.code}/informes/recordatorios`,
      stamp: parts.figures.parts.clock.now(),
    });
    reply.header('x-robots-tag', 'noindex').header('content-disposition', `inline; filename="${FILE_NAME}"`);
    return reply.type('text/calendar; charset=utf-8').send(text);
  });
}

/** Whoever has no feed here learns nothing: a wrong address is as unknown as any. */
async function feedOf({ pool }: ReminderRoutesParts, text: string): Promise<OpenFeed> {
  const token = readToken(text);
  const feed = token === null ? null : await inProgramme(pool, token.programmeId, (client) => findFeed(client, token.programmeId, token.hash), { readOnly: true });
  if (feed === null) throw new Problem('not-found');
  return feed;
}
