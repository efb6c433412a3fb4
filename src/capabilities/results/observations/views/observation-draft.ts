/** What the form of an observation holds, and the entry it becomes. */
import type { Scale } from '../../../../figures/indicator.ts';
import type { OwnDraft } from '../../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { newDraft } from '../../../../web/drafts.ts';
import { observationRecorded } from '../../entries.ts';
import type { listObservations } from '../contract.ts';

export type Observation = AnswerOf<typeof listObservations>['observations'][number];

export interface ObservationTyped {
  observedOn: string;
  value: string;
  organisation: { readonly id: string; readonly name: string; readonly organisationKind: string } | null;
  department: string;
  municipality: string;
  source: string;
  note: string;
}
export type ObservationWrong = 'wrongDay' | 'future' | 'wrongValue' | 'wrongNumber' | 'wrongSource';

/** What stands and is to be corrected; without it, an empty form of today. */
export function observationTyped(before: Observation | null, today: string): ObservationTyped {
  if (before === null) return { observedOn: today, value: '', organisation: null, department: '', municipality: '', source: '', note: '' };
  const { organisationId, organisationName, organisationKind } = before;
  return {
    observedOn: before.observedOn,
    value: String(before.value).replace('.', ','),
    organisation: organisationId === null ? null : { id: organisationId, name: organisationName ?? '', organisationKind: organisationKind ?? '' },
    department: before.department ?? '',
    municipality: before.municipality ?? '',
    source: before.source,
    note: before.note ?? '',
  };
}

/** What is wrong with what was typed, first thing first; null where it can be saved. */
export function observationWrong(typed: ObservationTyped, scale: Scale, today: string): ObservationWrong | null {
  if (typed.observedOn === '') return 'wrongDay';
  if (typed.observedOn > today) return 'future';
  if (decimalOf(typed.value) === null) return scale.kind === 'number' ? 'wrongNumber' : 'wrongValue';
  return typed.source.trim() === '' ? 'wrongSource' : null;
}

/** The entry that says it; a correction where something stood. Only for what has no fault. */
export function observationDraft(
  typed: ObservationTyped,
  indicatorId: string,
  of: { readonly entryId: string; readonly leaves: readonly string[] } | null,
): OwnDraft {
  const payload = {
    indicatorId,
    observedOn: typed.observedOn,
    value: decimalOf(typed.value),
    organisationId: typed.organisation?.id ?? null,
    department: orNull(typed.department),
    municipality: orNull(typed.municipality),
    source: typed.source.trim(),
    note: orNull(typed.note),
  };
  return newDraft(observationRecorded, typed.observedOn, payload, of === null ? {} : { rootId: of.entryId, supersedes: of.leaves });
}

/**
 * A number as people type it, as the ledger keeps it: `1.234,50` and `1234.5` are `1234.5`. With one mark only, three
 * digits behind it are thousands, as everywhere in Bolivia. null for what is no number, or has more than four decimals.
 */
export function decimalOf(text: string): string | null {
  const match = /^([-\u2212]?)(\d{1,3}(?:[.,]\d{3})+|\d{1,12})(?:[.,](\d{1,4}))?$/.exec(text.replace(/\s/g, ''));
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '');
  const decimals = fraction.replace(/0+$/, '');
  if (digits.length > 12) return null;
  const bare = decimals === '' ? digits : `${digits}.${decimals}`;
  return sign === '' || bare === '0' ? bare : `-${bare}`;
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
