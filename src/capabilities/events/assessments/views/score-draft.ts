/** What is typed into the table of tests, and the drafts it becomes. */
import { testResultRecorded } from '../../entries.ts';
import type { readTests } from '../contract.ts';
import { scoreTyped } from '../score-paste.ts';
import { withdrawalOf, type OwnDraft } from '../../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { newDraft } from '../../../../web/drafts.ts';

export type Tests = AnswerOf<typeof readTests>;
export type TestedPerson = Tests['people'][number];
export type Result = NonNullable<TestedPerson['pre']>;
export type Moment = 'pre' | 'post';
export const MOMENTS: readonly Moment[] = ['pre', 'post'];

/** Of one moment: the day of the test and the most that could be scored, as typed. */
export interface MomentTyped {
  takenOn: string;
  max: string;
}

/** A cell of the table. */
export interface Cell {
  readonly person: TestedPerson;
  readonly moment: Moment;
}

export function keyOf({ person, moment }: Cell): string {
  return `${person.personId} ${moment}`;
}

export function savedIn({ person, moment }: Cell): Result | null {
  return person[moment];
}

/** A number as people type it here: with a comma. */
export function scoreText(score: number): string {
  return String(score).replace('.', ',');
}

/** What the cell says the score is; its own most where one is saved, else the one of the column. */
export function maxOf(cell: Cell, typed: MomentTyped): number | null {
  const saved = savedIn(cell);
  const max = saved?.maxScore ?? scoreTyped(typed.max);
  return typeof max === 'number' && max > 0 ? max : null;
}

/**
 * The draft that makes the ledger say what is typed: a result, a correction, or a withdrawal where the cell was emptied.
 * Null where nothing changed; `wrong` where it is no score.
 */
export function draftFor(cell: Cell, text: string, typed: MomentTyped, tests: Tests, reason: string): OwnDraft | null | 'wrong' {
  const saved = savedIn(cell);
  const score = scoreTyped(text);
  if (score === null) return saved === null ? null : withdrawalOf(saved.id, saved.leaves, reason);
  const max = maxOf(cell, typed);
  if (score === 'not-a-number' || max === null || score > max) return 'wrong';
  if (saved !== null) return saved.score === score ? null : correctionOf(cell, saved, tests.processId, score);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed.takenOn)) return 'wrong';
  return resultDraft(cell, tests, { takenOn: typed.takenOn, score, maxScore: max });
}

/** A result that was not there before. */
export function resultDraft(
  { person, moment }: Cell,
  tests: Tests,
  { takenOn, score, maxScore }: { readonly takenOn: string; readonly score: number; readonly maxScore: number },
): OwnDraft {
  const { processId, department, municipality } = tests;
  const { personId, organisationId } = person;
  return newDraft(testResultRecorded, takenOn, { processId, personId, organisationId, moment, score, maxScore, department, municipality });
}

/** The saved result with another score. */
export function correctionOf({ person, moment }: Cell, saved: Result, processId: string, score: number): OwnDraft {
  const { organisationId, department, municipality, maxScore, takenOn, id, leaves } = saved;
  const payload = { processId, personId: person.personId, organisationId, moment, score, maxScore, department, municipality };
  return newDraft(testResultRecorded, takenOn, payload, { rootId: id, supersedes: leaves });
}
