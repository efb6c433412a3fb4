/** What a target asks for, whether it is reached and on time. Pure. */
import type { z } from 'zod';
import { dayNumber } from '../../platform/calendar.ts';
import { followUpSet, targetSet } from './entries.ts';

type TargetStated = z.output<typeof targetSet.payload>;
type FollowUpStated = z.output<typeof followUpSet.payload>;
/** A target, its value as a number. */
export type Target = Omit<TargetStated, 'value'> & { readonly value: number };
/** A follow-up, its baseline as a number. */
export type FollowUp = Omit<FollowUpStated, 'baseline'> & {
  readonly baseline: (Omit<NonNullable<FollowUpStated['baseline']>, 'value'> & { readonly value: number }) | null;
};

/** The target that the payload of an entry states. */
export function targetStated(payload: unknown): Target {
  const { value, ...stated } = targetSet.payload.parse(payload);
  return { ...stated, value: Number(value) };
}

/** The follow-up that the payload of an entry states. */
export function followUpStated(payload: unknown): FollowUp {
  const { baseline, ...stated } = followUpSet.payload.parse(payload);
  return { ...stated, baseline: baseline === null ? null : { ...baseline, value: Number(baseline.value) } };
}

/** A target as it was set on a day, at a position. */
export interface StatedTarget {
  readonly entryId: string;
  readonly position: number;
  readonly decidedOn: string;
  readonly target: Target;
}

export const TARGET_STATES = ['met', 'on-time', 'late', 'missing'] as const;
export type TargetState = (typeof TARGET_STATES)[number];

export interface Progress {
  /** Share of the target reached, whole percent and a decimal; null without a value, or where the target is 0. */
  readonly percent: number | null;
  /** Where it should be by the day asked; null where values do not grow with time (shares, means). */
  readonly expected: number | null;
  readonly state: TargetState;
}

export type TargetFault = 'target-turned' | 'target-outside-programme' | 'target-no-reason';

interface Period {
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Why a target cannot be set; `others` are those that stand. A programme that was not described has no bounds. */
export function targetFaultOf(target: Target, programme: Period | null, others: readonly Target[]): TargetFault | null {
  if (target.from > target.to) return 'target-turned';
  if (programme !== null && (target.from < programme.startsOn || target.to > programme.endsOn)) return 'target-outside-programme';
  if (target.reason === null && others.some((other) => groupOf(other) === groupOf(target))) return 'target-no-reason';
  return null;
}

/** One target with what it was before. */
export interface TargetLine {
  readonly inForce: StatedTarget;
  /** Newest first, without the one in force. */
  readonly earlier: readonly StatedTarget[];
}

/** Targets of one indicator by period: in force is what was decided last; entered last where the day is the same. */
export function targetLines(stated: readonly StatedTarget[]): TargetLine[] {
  const groups = new Map<string, StatedTarget[]>();
  for (const one of stated) groups.set(groupOf(one.target), [...(groups.get(groupOf(one.target)) ?? []), one]);
  return [...groups.values()]
    .flatMap((group) => {
      const [inForce, ...earlier] = group.toSorted((a, b) => compare(b.decidedOn, a.decidedOn) || b.position - a.position);
      return inForce === undefined ? [] : [{ inForce, earlier }];
    })
    .toSorted((a, b) => compare(a.inForce.target.to, b.inForce.target.to) || compare(a.inForce.target.from, b.inForce.target.from));
}

/** The one line shown in a table: of those that have begun, the one that reaches farthest; else the first to begin. */
export function mainLine(lines: readonly TargetLine[], day: string): TargetLine | null {
  const begun = lines.filter(({ inForce }) => inForce.target.from <= day);
  const farthest = begun.toSorted((a, b) => compare(b.inForce.target.to, a.inForce.target.to) || compare(a.inForce.target.from, b.inForce.target.from));
  return farthest[0] ?? lines.toSorted((a, b) => compare(a.inForce.target.from, b.inForce.target.from))[0] ?? null;
}

/** Where a target that grows begins: at the cumulative target before it, else at the baseline, else at nothing. */
export function startOf(target: Target, lines: readonly TargetLine[], followUp: FollowUp | null): number {
  if (target.counting === 'per-period') return 0;
  const before = lines.filter(({ inForce: { target: other } }) => other.counting === 'cumulative' && other.to < target.from);
  return before.at(-1)?.inForce.target.value ?? followUp?.baseline?.value ?? 0;
}

/**
 * How far a target is reached on a day. What is counted is expected to grow evenly from the start of the period to its
 * end; a share or a mean is not, so it is late only once the period is over.
 */
export function progressOf(
  asked: { readonly target: Target; readonly start: number; readonly direction: FollowUp['direction']; readonly grows: boolean },
  actual: number | null,
  day: string,
): Progress {
  const { target, start, direction, grows } = asked;
  const expected = grows ? expectedOn(target, start, day) : null;
  if (actual === null) return { percent: null, expected, state: 'missing' };
  const percent = direction === 'up' && target.value > 0 ? Math.round((actual * 1000) / target.value) / 10 : null;
  const reaches = (wanted: number): boolean => (direction === 'up' ? actual >= wanted : actual <= wanted);
  // What must stay below a bound may still rise: it is met when the period is over.
  const over = day > target.to;
  if (reaches(target.value) && (direction === 'up' || over)) return { percent, expected, state: 'met' };
  if (over) return { percent, expected, state: 'late' };
  return { percent, expected, state: reaches(expected ?? target.value) || expected === null ? 'on-time' : 'late' };
}

function expectedOn(target: Target, start: number, day: string): number {
  const length = dayNumber(target.to) - dayNumber(target.from) + 1;
  const gone = Math.max(0, Math.min(length, dayNumber(day) - dayNumber(target.from) + 1));
  return Math.round((start + ((target.value - start) * gone) / length) * 100) / 100;
}

function groupOf({ from, to, counting }: Target): string {
  return `${from} ${to} ${counting}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The shortest way from a thing back to itself through what each names, its ends included; null where there is none. */
export function circleFrom(id: string, named: (id: string) => readonly string[]): string[] | null {
  const seen = new Set<string>();
  let paths: string[][] = [[id]];
  while (paths.length > 0) {
    const next: string[][] = [];
    for (const path of paths) {
      for (const one of named(path.at(-1) ?? id)) {
        if (one === id) return [...path, id];
        if (seen.has(one)) continue;
        seen.add(one);
        next.push([...path, one]);
      }
    }
    paths = next;
  }
  return null;
}
