/** What the forms of ages and rules of size hold, what is wrong with it, and the drafts they become. */
import type { z } from 'zod';
import { ageGroupsSet, SIZE_CLASSES, sizeRuleSet, type AgeGroups, type SizeClass } from '../../entries.ts';
import type { readRegistrySettings } from '../../settings-contract.ts';
import { ageFaultOf, bandsFaultOf, sizeRuleFaultOf, type AgeFault, type SizeRuleFault } from '../../settings-faults.ts';
import type { AnswerOf } from '../../../web/api.ts';
import { newDraft } from '../../../web/drafts.ts';
import { amountOf, amountText, countOf } from '../organisation-draft.ts';
import { today, type OwnDraft } from '../use-writing.ts';

export type Settings = AnswerOf<typeof readRegistrySettings>;
export type Definition = NonNullable<Settings['ageDefinition']>;
export type SizeRuleLine = Settings['sizeRules'][number];
export type SizeRule = z.output<typeof sizeRuleSet.payload>;

export interface AgesTyped {
  youthFrom: string;
  youthTo: string;
  /** `toYears` empty: or older. */
  bands: { fromYears: string; toYears: string }[];
  source: string;
}

export const BANDS_MAX = 12;
const AGE_MAX = 120;

/** The ages in force, to be changed; without any, one band that takes everybody in. */
export function agesTyped(groups: AgeGroups | null): AgesTyped {
  return {
    youthFrom: groups === null ? '' : String(groups.youth.fromYears),
    youthTo: groups === null ? '' : String(groups.youth.toYears),
    bands: bandsTyped(groups?.bands ?? [{ fromYears: 0, toYears: null }]),
    source: groups?.source ?? '',
  };
}

/** Bands, to be changed. */
export function bandsTyped(bands: AgeGroups['bands']): AgesTyped['bands'] {
  return bands.map(({ fromYears, toYears }) => ({ fromYears: String(fromYears), toYears: toYears === null ? '' : String(toYears) }));
}

/** A band after the last: it begins where that one ends. */
export function nextBand(bands: AgesTyped['bands']): AgesTyped['bands'][number] {
  const last = yearsOf(bands.at(-1)?.toYears ?? '');
  return { fromYears: typeof last === 'number' && last < AGE_MAX ? String(last + 1) : '', toYears: '' };
}

export interface AgesWrong {
  readonly fault: AgeFault | 'ages-not-years';
  /** The band it is about, from 0; null where it is about none. */
  readonly at: number | null;
}

/** The ages that were typed, or what is wrong with them first. */
export function agesOf(typed: AgesTyped): { readonly groups: AgeGroups } | { readonly wrong: AgesWrong } {
  const fromYears = yearsOf(typed.youthFrom);
  const toYears = yearsOf(typed.youthTo);
  if (typeof fromYears !== 'number' || typeof toYears !== 'number') return { wrong: { fault: 'ages-not-years', at: null } };
  const bands = readBands(typed.bands);
  if ('fault' in bands) return { wrong: bands };
  const groups = { source: typed.source.trim() === '' ? null : typed.source.trim(), youth: { fromYears, toYears }, bands };
  const wrong = ageFaultOf(groups);
  return wrong === null ? { groups } : { wrong };
}

/** Bands typed by themselves, or what is wrong with them first. */
export function bandsOf(typed: AgesTyped['bands']): { readonly bands: AgeGroups['bands'] } | { readonly wrong: AgesWrong } {
  const bands = readBands(typed);
  if ('fault' in bands) return { wrong: bands };
  const wrong = bandsFaultOf(bands);
  return wrong === null ? { bands } : { wrong };
}

function readBands(typed: AgesTyped['bands']): AgeGroups['bands'] | AgesWrong {
  const bands: AgeGroups['bands'] = [];
  for (const [at, band] of typed.entries()) {
    const from = yearsOf(band.fromYears);
    const to = yearsOf(band.toYears);
    if (typeof from !== 'number' || to === undefined) return { fault: 'ages-not-years', at };
    bands.push({ fromYears: from, toYears: to });
  }
  return bands;
}

/** The ages over all versions of them that the user has seen; the first ages of a programme where there were none. */
export function agesDraft(groups: AgeGroups, of: Definition | null): OwnDraft {
  return newDraft(ageGroupsSet, of?.occurredOn ?? today(), { ...groups }, correctionOf(of));
}

/** null for nothing typed, undefined for what is no age. */
function yearsOf(text: string): number | null | undefined {
  const bare = text.trim();
  if (bare === '') return null;
  return /^\d{1,3}$/.test(bare) && Number(bare) <= AGE_MAX ? Number(bare) : undefined;
}

export interface ClassTyped {
  readonly sizeClass: SizeClass;
  /** Whether the rule has this class. */
  used: boolean;
  workersMax: string;
  annualSalesMax: string;
  equityMax: string;
}

export interface SizeRuleTyped {
  name: string;
  from: string;
  source: string;
  verifiedOn: string;
  currency: string;
  classes: ClassTyped[];
}

/** A rule to be corrected; to be followed by a new one, it gives its bounds and no date or source of its own. */
export function sizeRuleTyped(rule: SizeRule | null, follows = false): SizeRuleTyped {
  const own = follows ? null : rule;
  return {
    name: rule?.name ?? '',
    from: own?.from ?? '',
    source: own?.source ?? '',
    verifiedOn: own?.verifiedOn ?? '',
    currency: rule?.currency ?? 'BOB',
    classes: classesTyped(rule?.classes ?? null),
  };
}

/** The bounds of every class, to be changed; `null` where there were none. */
export function classesTyped(classes: SizeRule['classes'] | null): ClassTyped[] {
  return SIZE_CLASSES.map((sizeClass) => {
    const bounds = classes?.find((one) => one.sizeClass === sizeClass);
    return {
      sizeClass,
      used: classes === null || bounds !== undefined,
      workersMax: bounds === undefined || bounds.workersMax === null ? '' : String(bounds.workersMax),
      annualSalesMax: amountText(bounds?.annualSalesMax),
      equityMax: amountText(bounds?.equityMax),
    };
  });
}

export type SizeRuleWrong = SizeRuleFault | 'size-no-name' | 'size-no-date' | 'size-no-source' | 'size-not-number' | 'size-date-taken';

/** The rule that was typed, or what is wrong with it first. `taken`: days from which other rules are in force. */
export function sizeRuleOf(typed: SizeRuleTyped, taken: readonly string[]): { readonly rule: SizeRule } | { readonly wrong: SizeRuleWrong } {
  const name = typed.name.trim();
  const source = typed.source.trim();
  if (name === '') return { wrong: 'size-no-name' };
  if (typed.from === '') return { wrong: 'size-no-date' };
  if (taken.includes(typed.from)) return { wrong: 'size-date-taken' };
  const classes = readClasses(typed.classes);
  if (classes === null) return { wrong: 'size-not-number' };
  const currency = hasMoney(classes) ? typed.currency : null;
  const fault = sizeRuleFaultOf({ classes, currency });
  if (fault !== null) return { wrong: fault };
  if (source === '') return { wrong: 'size-no-source' };
  return { rule: { name, from: typed.from, source, verifiedOn: typed.verifiedOn === '' ? null : typed.verifiedOn, currency, classes } };
}

/** Classes typed by themselves, or what is wrong with them first; whether their rule names a currency is not asked. */
export function classesOf(typed: readonly ClassTyped[]): { readonly classes: SizeRule['classes'] } | { readonly wrong: SizeRuleWrong } {
  const classes = readClasses(typed);
  if (classes === null) return { wrong: 'size-not-number' };
  const wrong = sizeRuleFaultOf({ classes, currency: '' });
  return wrong === null ? { classes } : { wrong };
}

/** null where a bound is no number. */
function readClasses(typed: readonly ClassTyped[]): SizeRule['classes'] | null {
  const classes: SizeRule['classes'] = [];
  for (const { sizeClass, ...bounds } of typed.filter(({ used }) => used)) {
    const workersMax = countOf(bounds.workersMax);
    const annualSalesMax = amountOf(bounds.annualSalesMax);
    const equityMax = amountOf(bounds.equityMax);
    if (workersMax === undefined || annualSalesMax === undefined || equityMax === undefined) return null;
    classes.push({ sizeClass, workersMax, annualSalesMax, equityMax });
  }
  return classes;
}

function hasMoney(classes: SizeRule['classes']): boolean {
  return classes.some(({ annualSalesMax, equityMax }) => annualSalesMax !== null || equityMax !== null);
}

/** A new rule, or a correction of one over all versions of it that the user has seen. */
export function sizeRuleDraft(rule: SizeRule, of: Definition | null): OwnDraft {
  return newDraft(sizeRuleSet, of?.occurredOn ?? today(), { ...rule }, correctionOf(of));
}

function correctionOf(of: Definition | null): { rootId: string; supersedes: readonly string[] } | Record<string, never> {
  return of === null ? {} : { rootId: of.entryId, supersedes: of.leaves };
}
