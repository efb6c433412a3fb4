/** What the forms of targets and of follow-up hold, and the drafts they become. */
import { textOfDecimal } from '../decimals.ts';
import { followUpSet, FREQUENCIES, targetSet } from '../entries.ts';
import type { readPlan } from '../plan-contract.ts';
import type { FollowUp, Target } from '../rules.ts';
import { amountOf } from '../../../registry/views/organisation-draft.ts';
import type { OwnDraft } from '../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../web/api.ts';
import { newDraft } from '../../../web/drafts.ts';

export type Plan = AnswerOf<typeof readPlan>;
export type PlanTarget = Plan['targets'][number];
/** A target as it was set once: one of its versions, and the line it stands in. */
export interface PlanVersion {
  readonly line: PlanTarget;
  readonly said: PlanTarget['history'][number];
}

export interface TargetTyped {
  from: string;
  to: string;
  counting: string;
  value: string;
  decidedOn: string;
  reason: string;
  source: string;
}
export type TargetWrong = 'wrongNumber' | 'wrongDates' | 'wrongSource' | 'wrongReason';

/** A target to be revised, or a first one for the whole programme. */
export function targetTyped(plan: Plan, revised: PlanTarget | null, today: string): TargetTyped {
  return {
    from: revised?.from ?? plan.programme?.startsOn ?? '',
    to: revised?.to ?? plan.programme?.endsOn ?? '',
    counting: revised?.counting ?? 'cumulative',
    value: revised === null ? '' : numberText(revised.value),
    decidedOn: today,
    reason: '',
    source: '',
  };
}

/** A target that was set by mistake, as it was set. */
export function targetCorrected({ line: { from, to, counting }, said: { value, decidedOn, reason, source } }: PlanVersion): TargetTyped {
  return { from, to, counting, value: numberText(value), decidedOn, reason: reason ?? '', source };
}

/** The version of a target that an entry set; null where there is none. */
export function versionOf({ targets }: Plan, entryId: string): PlanVersion | null {
  for (const line of targets) {
    const said = line.history.find((one) => one.entryId === entryId);
    if (said !== undefined) return { line, said };
  }
  return null;
}

/** The target that was typed, or what is wrong with it first. `revises`: it takes the place of another. */
export function targetOf(typed: TargetTyped, indicatorId: string, revises: boolean): { readonly target: Target } | { readonly wrong: TargetWrong } {
  const value = numberOf(typed.value);
  if (value === null) return { wrong: 'wrongNumber' };
  if (typed.from === '' || typed.to === '' || typed.decidedOn === '') return { wrong: 'wrongDates' };
  const reason = typed.reason.trim();
  if (revises && reason === '') return { wrong: 'wrongReason' };
  const source = typed.source.trim();
  if (source === '') return { wrong: 'wrongSource' };
  const counting = typed.counting === 'per-period' ? 'per-period' : 'cumulative';
  return { target: { indicatorId, from: typed.from, to: typed.to, counting, value, reason: reason === '' ? null : reason, source } };
}

/** A target, or what is to stand in place of one that was set by mistake. */
export function targetDraft(target: Target, decidedOn: string, of: { readonly entryId: string; readonly leaves: readonly string[] } | null): OwnDraft {
  const written = { ...target, value: textOfDecimal(target.value) };
  return newDraft(targetSet, decidedOn, written, of === null ? {} : { rootId: of.entryId, supersedes: of.leaves });
}

export interface FollowUpTyped {
  baselineValue: string;
  baselineOn: string;
  baselineSource: string;
  responsible: string;
  frequency: string;
  direction: string;
}

export function followUpTyped({ followUp }: Plan): FollowUpTyped {
  const baseline = followUp?.baseline ?? null;
  return {
    baselineValue: baseline === null ? '' : numberText(baseline.value),
    baselineOn: baseline?.measuredOn ?? '',
    baselineSource: baseline?.source ?? '',
    responsible: followUp?.responsible ?? '',
    frequency: followUp?.frequency ?? '',
    direction: followUp?.direction ?? 'up',
  };
}

/** The follow-up that was typed; a baseline is whole or absent. */
export function followUpOf(typed: FollowUpTyped, indicatorId: string): { readonly followUp: FollowUp } | { readonly wrong: 'wrongBaseline' } {
  const parts = [typed.baselineValue, typed.baselineOn, typed.baselineSource].map((text) => text.trim());
  const value = numberOf(typed.baselineValue);
  const isEmpty = parts.every((part) => part === '');
  if (!isEmpty && (value === null || parts.includes(''))) return { wrong: 'wrongBaseline' };
  return {
    followUp: {
      indicatorId,
      baseline: isEmpty || value === null ? null : { value, measuredOn: typed.baselineOn, source: typed.baselineSource.trim() },
      responsible: typed.responsible.trim() === '' ? null : typed.responsible.trim(),
      frequency: FREQUENCIES.find((one) => one === typed.frequency) ?? null,
      direction: typed.direction === 'down' ? 'down' : 'up',
    },
  };
}

/** A first follow-up, or a correction over the versions that were seen. */
export function followUpDraft(followUp: FollowUp, day: string, of: { readonly entryId: string; readonly leaves: readonly string[] } | null): OwnDraft {
  const { baseline } = followUp;
  const written = baseline === null ? null : { ...baseline, value: textOfDecimal(baseline.value) };
  return newDraft(followUpSet, day, { ...followUp, baseline: written }, of === null ? {} : { rootId: of.entryId, supersedes: of.leaves });
}

/** A number as people type it, with two decimals at most; null for what is none. */
function numberOf(text: string): number | null {
  const hundredths = amountOf(text);
  return hundredths === null || hundredths === undefined ? null : hundredths / 100;
}

function numberText(value: number): string {
  return String(value).replace('.', ',');
}
