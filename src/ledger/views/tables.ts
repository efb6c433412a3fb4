/** Tables typed where neither of two is right: their rows start from those that count, and give a value once they change. */
import { ageGroupsSet, sizeRuleSet } from '../../registry/entries.ts';
import {
  bandsOf,
  bandsTyped,
  classesOf,
  classesTyped,
  type AgesTyped,
  type AgesWrong,
  type ClassTyped,
  type SizeRuleWrong,
} from '../../registry/views/settings/settings-draft.ts';

/** Bands as they are typed; one that takes everybody in where `sample` is none. */
export function bandRows(sample: unknown): AgesTyped['bands'] {
  const read = ageGroupsSet.payload.shape.bands.safeParse(sample);
  return bandsTyped(read.success ? read.data : [{ fromYears: 0, toYears: null }]);
}

export function classRows(sample: unknown): ClassTyped[] {
  const read = sizeRuleSet.payload.shape.classes.safeParse(sample);
  return classesTyped(read.success ? read.data : null);
}

/** `value`: what the rows make; null while they are as they were, or something is wrong with them. */
export interface TableRead<W> {
  readonly value: { readonly value: unknown } | null;
  readonly wrong: W | null;
}

export function readBandRows(rows: AgesTyped['bands'], sample: unknown): TableRead<AgesWrong> {
  const read = bandsOf(rows);
  if ('wrong' in read) return { value: null, wrong: read.wrong };
  return { value: isSame(rows, bandRows(sample)) ? null : { value: read.bands }, wrong: null };
}

export function readClassRows(rows: readonly ClassTyped[], sample: unknown): TableRead<SizeRuleWrong> {
  const read = classesOf(rows);
  if ('wrong' in read) return { value: null, wrong: read.wrong };
  return { value: isSame(rows, classRows(sample)) ? null : { value: read.classes }, wrong: null };
}

function isSame(rows: readonly unknown[], before: readonly unknown[]): boolean {
  return JSON.stringify(rows) === JSON.stringify(before);
}
