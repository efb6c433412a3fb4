/** Activities in words: their titles, what was planned and what became of it. */
import { formatDate } from '../../../../web/format.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { language } from '../../../../web/words.ts';
import type { readWorkplan } from '../contract.ts';
import { plannedBetween } from '../activity-words.ts';
import type { WorkplanTexts } from '../texts.es.ts';

export type Activity = AnswerOf<typeof readWorkplan>['activities'][number];
export type Area = AnswerOf<typeof readWorkplan>['areas'][number];
type Mark = 'done' | 'on-time' | 'late' | 'excluded' | 'waiting';

export function titleOf(one: Pick<Activity, 'title' | 'titleEn'>): string {
  return language.value === 'en' ? (one.titleEn ?? one.title) : one.title;
}

/** The shape and colour beside the words: only what is late and not finished is loud. */
export function markOf({ late, state }: Pick<Activity, 'late' | 'state'>): Mark {
  if (late) return 'late';
  if (state === 'done') return 'done';
  if (state === 'cancelled') return 'excluded';
  return state === 'under-way' ? 'on-time' : 'waiting';
}

export function plannedWords(t: WorkplanTexts, planned: Pick<Activity, 'startsOn' | 'endsOn'>): string {
  return plannedBetween(t, planned, formatDate);
}

/** What became of it so far: from when to when, as far as anybody recorded it. */
export function actualWords(t: WorkplanTexts, { startedOn, finishedOn, state }: Activity): string {
  if (startedOn !== null && finishedOn !== null) return t.between(formatDate(startedOn), formatDate(finishedOn));
  if (finishedOn !== null) return t.endedOn(formatDate(finishedOn));
  if (startedOn !== null) return t.beganOn(formatDate(startedOn));
  return state === 'under-way' ? t.notKnown : t.notBegun;
}
