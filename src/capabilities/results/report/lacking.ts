/** What a report lacks, gathered from the programme as it stands now. */
import type { PoolClient } from 'pg';
import { isoDay } from '../../../platform/calendar.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { STATUS } from '../../../figures/status.ts';
import type { Figures, Moment } from '../../../figures/figures.ts';
import { countWaiting } from '../../../registry/duplicate-queries.ts';
import { notesAt, type Note } from '../notes/notes.ts';
import { readPlans } from '../plan-queries.ts';
import { plansOf } from '../plans.ts';
import { workplanAt } from '../workplan/workplan.ts';
import type { ReportContent } from './content.ts';
import { missingOf, type Missing } from './missing.ts';

export async function lackingIn(figures: Figures, programme: ProgrammeInfo, content: ReportContent, today: string): Promise<Missing[]> {
  const moment = await figures.momentAt(programme, `@${content.position}`);
  const { from, to, summary, sections } = content.report;
  const known = await inProgramme(figures.parts.pool, programme.id, (client) => readKnown(client, programme.id, content.position, today < to ? today : to));
  return missingOf({
    from,
    to,
    today,
    summary,
    holdsSummary: sections.includes('summary'),
    results: content.results,
    indicators: content.indicators.map(({ id, code, value, target, evidence }) => ({
      code,
      value,
      target: target?.state ?? null,
      followUp: known.planOf(id).followUp,
      notes: known.notes.filter(({ about }) => about.what === 'indicator' && about.indicatorId === id),
      lastFactOn: lastFactOn(figures, moment, code, to),
      inConflict: evidence.inConflict,
    })),
    lateActivities: known.late,
    duplicates: known.duplicates,
  });
}

interface AroundIt {
  readonly planOf: ReturnType<typeof plansOf>;
  readonly notes: readonly Note[];
  readonly late: readonly string[];
  readonly duplicates: number;
}

async function readKnown(client: PoolClient, programmeId: string, position: number, day: string): Promise<AroundIt> {
  const activities = await workplanAt(client, programmeId, position, day);
  return {
    planOf: plansOf(await readPlans(client, programmeId, position, null)),
    notes: await notesAt(client, programmeId, position),
    late: activities.filter(({ late }) => late).map(({ code }) => code),
    duplicates: await countWaiting(client, programmeId),
  };
}

/** Day of the latest fact that counts up to a day. */
function lastFactOn(figures: Figures, moment: Moment, code: string, to: string): string | null {
  const status = figures.evaluate(moment, code, { to }, [], true).status ?? new Uint8Array(0);
  let last = Number.NEGATIVE_INFINITY;
  for (let fact = 0; fact < status.length; fact += 1) {
    if (status[fact] === STATUS.counted) last = Math.max(last, moment.columns.day.at(fact));
  }
  return Number.isFinite(last) ? isoDay(last) : null;
}
