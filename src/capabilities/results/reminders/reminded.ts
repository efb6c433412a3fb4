/** What one member is reminded of, and what of it is theirs to mend: for the home page, the page of reminders and the feed. */
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { findRights } from '../../../access/queries.ts';
import { permits } from '../../../access/rules.ts';
import type { Figures } from '../../../figures/figures.ts';
import { findConflicts } from '../../../ledger/conflict-queries.ts';
import { hiddenKinds, type EntryKind } from '../../../ledger/entry.ts';
import { readHead } from '../../../ledger/queries.ts';
import { dayIn } from '../../../platform/calendar.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { gatherReport } from '../report/gather.ts';
import { lackingIn } from '../report/lacking.ts';
import type { Missing } from '../report/missing.ts';
import { reportsAt, type Report } from '../report/reports.ts';
import { stateOf, type ReportState } from '../report/rules.ts';
import { workplanAt } from '../workplan/workplan.ts';
import { readReminders } from './contract.ts';
import { daysLeft, isAwaited, isReminded, isSpokenOf, reminderDays } from './rules.ts';
import { scheduleAt, type StandingSchedule } from './schedule.ts';

export interface RemindersParts {
  readonly pool: Pool;
  readonly figures: Figures;
  readonly kinds: ReadonlyMap<string, EntryKind>;
}

type Answer = z.input<typeof readReminders.answer>;

export interface Reminded extends Omit<Answer, 'reports'> {
  readonly reports: (Answer['reports'][number] & { readonly state: ReportState; readonly spokenOf: boolean })[];
}

/** A report of which somebody may be reminded. */
export type Awaited = Report & { readonly state: ReportState; readonly dueOn: string };

/** `which`: all reports still to be sent, or those of which is spoken today. Whoever is not reminded is told of none. */
export async function remindedOf(parts: RemindersParts, programme: ProgrammeInfo, userId: string, which: 'all' | 'spoken-of'): Promise<Reminded> {
  const today = dayIn(parts.figures.parts.clock.now(), programme.timeZone);
  const { position, schedule, awaited, right } = await inProgramme(parts.pool, programme.id, async (client) => {
    const { position: head } = await readHead(client, programme.id);
    return { ...(await awaitedAt(client, programme.id, head)), position: head, right: (await findRights(client, programme.id, [userId])).get(userId) };
  });
  const told = { day: today, scheduled: schedule !== null };
  // Somebody named whose role changed since is named no longer.
  const is = schedule !== null && right !== undefined && permits(right.role, readReminders.permission) && isReminded(schedule.says, { userId, role: right.role });
  if (!is) return { ...told, reminded: false, reports: [] };
  const partner = right.partnerId === null ? null : await lackingOfPartner(parts, programme, { ...right, partnerId: right.partnerId, position, today });
  const reports = [];
  for (const { id, state, dueOn, says } of awaited) {
    const spokenOf = isSpokenOf({ state, dueOn }, schedule.says, today);
    if (which === 'spoken-of' && !spokenOf) continue;
    const missing = partner ?? (await lackingIn(parts.figures, programme, await gatherReport(parts, programme, { ...says, id }, position), today));
    const { title, titleEn } = says;
    reports.push({ id, title, titleEn, state, dueOn, spokenOf, daysLeft: daysLeft(dueOn, today), reminders: reminderDays(dueOn, schedule.says), missing });
  }
  return { ...told, reminded: true, reports };
}

/** The schedule, and the reports that are still to be sent and have a day, the one due first before others. */
export async function awaitedAt(client: PoolClient, programmeId: string, position: number): Promise<{ schedule: StandingSchedule | null; awaited: Awaited[] }> {
  const reports = (await reportsAt(client, programmeId, position)).map((report) => ({ ...report, state: stateOf(report), dueOn: report.says.dueOn }));
  return {
    schedule: await scheduleAt(client, programmeId, position),
    awaited: reports.filter(isAwaited).toSorted((a, b) => a.dueOn.localeCompare(b.dueOn)),
  };
}

interface OfPartner {
  readonly role: Parameters<typeof permits>[0];
  readonly partnerId: string;
  readonly position: number;
  readonly today: string;
}

/** What a partner can mend of any report: its late activities, and its records with two versions. */
function lackingOfPartner({ pool, kinds }: RemindersParts, { id }: ProgrammeInfo, { role, partnerId, position, today }: OfPartner): Promise<Missing[]> {
  const hidden = hiddenKinds(kinds, (permission) => permits(role, permission));
  return inProgramme(
    pool,
    id,
    async (client) => {
      const activities = await workplanAt(client, id, position, today);
      const [conflict] = await findConflicts(client, id, { limit: 1, words: [], hidden });
      return [
        ...activities.filter(({ late }) => late).map(({ code }): Missing => ({ kind: 'late-activity', code, count: 1 })),
        ...(conflict === undefined ? [] : [{ kind: 'conflicts' as const, code: null, count: conflict.total }]),
      ];
    },
    { scope: partnerId },
  );
}
