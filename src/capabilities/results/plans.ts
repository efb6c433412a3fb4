/** Targets of indicators with what was reached of them, as of a moment. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { dayIn } from '../../platform/calendar.ts';
import type { ProgrammeInfo } from '../../platform/http/route.ts';
import type { Evaluation } from '../../figures/evaluation.ts';
import type { Figures, Moment } from '../../figures/figures.ts';
import type { Indicator } from '../../figures/indicator.ts';
import type { Narrowing } from '../../figures/question.ts';
import { growsWithTime } from '../../figures/value.ts';
import type { followUpLine, targetLine } from './plan-contract.ts';
import { followUpSet, targetSet } from './entries.ts';
import { readPlans, recordedAt, type PlanRow } from './plan-queries.ts';
import { followUpStated, mainLine, progressOf, startOf, targetLines, targetStated, type FollowUp, type TargetLine } from './rules.ts';

/** What is planned of one indicator. */
export interface Plan {
  readonly lines: readonly TargetLine[];
  readonly followUp: FollowUp | null;
}
const NO_PLAN: Plan = { lines: [], followUp: null };

/** Plans by the id of the indicator. */
export function plansOf(rows: readonly PlanRow[]): (indicatorId: string) => Plan {
  const byIndicator = new Map<string, PlanRow[]>();
  for (const row of rows) byIndicator.set(row.indicatorId, [...(byIndicator.get(row.indicatorId) ?? []), row]);
  return (indicatorId) => {
    const own = byIndicator.get(indicatorId);
    if (own === undefined) return NO_PLAN;
    const stated = own
      .filter(({ kind }) => kind === targetSet.kind)
      .map((row) => ({ entryId: row.rootId, position: row.position, decidedOn: row.occurredOn, target: targetStated(row.body) }));
    const followUp = own.findLast(({ kind }) => kind === followUpSet.kind);
    return { lines: targetLines(stated), followUp: followUp === undefined ? null : followUpStated(followUp.body) };
  };
}

/** Where indicators stood when they began to be followed up, by the entry that first defined each. */
export async function baselinesAt(client: PoolClient, programmeId: string, position: number): Promise<ReadonlyMap<string, number>> {
  const rows = await readPlans(client, programmeId, position, null);
  const planOf = plansOf(rows);
  return new Map(
    [...new Set(rows.map(({ indicatorId }) => indicatorId))].flatMap((id) => {
      const baseline = planOf(id).followUp?.baseline ?? null;
      return baseline === null ? [] : [[id, baseline.value] as const];
    }),
  );
}

/** The day a moment speaks of: the last day asked for; for a place in the ledger, the day it was written. */
export async function dayOf(client: PoolClient, programme: ProgrammeInfo, moment: Moment, now: Date, asOf: string | undefined): Promise<string> {
  if (asOf === undefined || asOf === '') return dayIn(now, programme.timeZone);
  if (/^\d{4}-\d{2}-\d{2}$/.test(asOf)) return asOf;
  const instant = asOf.startsWith('@') ? await recordedAt(client, programme.id, moment.position) : new Date(asOf);
  return dayIn(instant ?? now, programme.timeZone);
}

export interface Asked {
  readonly moment: Moment;
  readonly indicator: Indicator;
  /** Day on which progress is judged. */
  readonly day: string;
  /** Last day whose facts count: that of a report. Absent: whatever is known counts. */
  readonly until?: string;
}

/** The target a table shows of an indicator, with its progress. */
export function mainTarget(figures: Figures, asked: Asked, plan: Plan, evaluation: Evaluation) {
  const line = mainLine(plan.lines, asked.day);
  return line === null ? null : lineOf(figures, asked, plan, line, evaluation);
}

/** Every target with its history, newest revision first. */
export function allTargets(figures: Figures, asked: Asked, plan: Plan, rows: readonly PlanRow[], personal: boolean): z.input<typeof targetLine>[] {
  const evaluation = figures.evaluate(asked.moment, asked.indicator.code, {}, []);
  const byPosition = new Map(rows.map((row) => [row.position, row]));
  return plan.lines.map((line) => ({
    ...lineOf(figures, asked, plan, line, evaluation),
    history: [line.inForce, ...line.earlier].map(({ entryId, position, decidedOn, target }) => {
      const row = byPosition.get(position);
      return {
        entryId,
        decidedOn,
        value: target.value,
        reason: target.reason,
        source: target.source,
        recordedAt: row?.recordedAt.toISOString() ?? '',
        recordedBy: personal ? (row?.recordedBy ?? null) : null,
      };
    }),
  }));
}

/** Who follows an indicator up; null where nobody said. The root entry, so that it can be corrected. */
export function followUpOf(plan: Plan, rows: readonly PlanRow[]): z.input<typeof followUpLine> | null {
  const row = rows.findLast(({ kind }) => kind === followUpSet.kind);
  if (plan.followUp === null || row === undefined) return null;
  const { baseline, responsible, frequency, direction } = plan.followUp;
  return { entryId: row.rootId, baseline, responsible, frequency, direction };
}

/** Whether what is asked for is the whole figure: a target is of the whole, and only the whole is compared with it. */
export function isWhole(narrowing: Narrowing & { readonly asOf?: string | undefined }): boolean {
  return Object.values(narrowing).every((value) => value === undefined);
}

function lineOf(figures: Figures, asked: Asked, plan: Plan, line: TargetLine, evaluation: Evaluation) {
  const { target } = line.inForce;
  const actual = actualOf(figures, asked, line, evaluation);
  const start = startOf(target, plan.lines, plan.followUp);
  const direction = plan.followUp?.direction ?? 'up';
  const { from, to, counting, value, source } = target;
  return { from, to, counting, value, source, actual, ...progressOf({ target, start, direction, grows: growsWithTime(asked.indicator) }, actual, asked.day) };
}

/** What counts towards a target: all up to its end, or what is dated in its period. */
function actualOf(figures: Figures, { moment, indicator, until }: Asked, { inForce: { target } }: TargetLine, evaluation: Evaluation): number | null {
  const to = until !== undefined && until < target.to ? until : target.to;
  // The cumulative series has the value at the end of each quarter: no figure is computed twice for the usual target.
  const quarter = target.counting === 'cumulative' ? moment.quarters.findIndex(({ endsOn }) => endsOn === to) : -1;
  if (quarter >= 0) return figures.summary(moment, indicator, evaluation).series[quarter]?.value ?? null;
  const period = target.counting === 'cumulative' ? { to } : { from: target.from, to };
  return figures.summary(moment, indicator, figures.evaluate(moment, indicator.code, period, [])).value;
}
