/** What was typed of a risk or a lesson: what is missing, and the draft it makes. */
import { orNull } from '../../../../registry/views/person-draft.ts';
import type { OwnDraft } from '../../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { newDraft } from '../../../../web/drafts.ts';
import { lessonNoted, riskNoted } from '../../statement-entries.ts';
import type { listRisks } from '../contract.ts';

type Answer = AnswerOf<typeof listRisks>;
export type Risk = Answer['risks'][number];
export type Lesson = Answer['lessons'][number];
export type What = 'risk' | 'lesson';

export const BOXES = {
  risk: ['title', 'description', 'response'],
  lesson: ['title', 'happened', 'learned', 'recommendation'],
} as const;

export interface Typed {
  title: string;
  area: string;
  on: string;
  description: string;
  likelihood: string;
  impact: string;
  response: string;
  responsible: string;
  riskState: string;
  happened: string;
  learned: string;
  recommendation: string;
  source: string;
}

export function typedFrom(one: Risk | Lesson | null, today: string): Typed {
  const empty: Typed = {
    title: '', area: '', on: today, description: '', likelihood: '2', impact: '2', response: '', responsible: '', riskState: 'open', happened: '', learned: '',
    recommendation: '', source: '',
  };
  if (one === null) return empty;
  const { title, on } = one;
  const common = { ...empty, title, area: one.area ?? '' };
  // A review happens today; a lesson keeps its day.
  if (!('likelihood' in one)) return { ...common, on, happened: one.happened, learned: one.learned, recommendation: one.recommendation, source: one.source ?? '' };
  const { description, likelihood, impact, response, riskState } = one;
  return { ...common, on: today, description, likelihood: String(likelihood), impact: String(impact), response, riskState, responsible: one.responsible ?? '' };
}

/** Boxes that must be filled and are not; `on` where it is no day up to today. */
export function missingOf(what: What, typed: Typed, today: string): (keyof Typed)[] {
  const empty = BOXES[what].filter((box) => typed[box].trim() === '');
  return typed.on === '' || typed.on > today ? [...empty, 'on'] : empty;
}

export function riskDraft(what: What, typed: Typed, before: Risk | Lesson | null): OwnDraft {
  const common = { title: typed.title.trim(), area: orNull(typed.area) };
  const correction = before === null ? {} : { rootId: before.id, supersedes: before.leaves };
  if (what === 'lesson') {
    const said = { happened: typed.happened.trim(), learned: typed.learned.trim(), recommendation: typed.recommendation.trim(), source: orNull(typed.source) };
    return newDraft(lessonNoted, typed.on, { ...common, ...said }, correction);
  }
  const judged = { likelihood: Number(typed.likelihood), impact: Number(typed.impact), riskState: typed.riskState };
  const said = { description: typed.description.trim(), response: typed.response.trim(), responsible: orNull(typed.responsible) };
  return newDraft(riskNoted, typed.on, { ...common, ...said, ...judged }, correction);
}
