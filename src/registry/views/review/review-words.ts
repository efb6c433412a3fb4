/** What a review shows of any file, and the words for it that all imports share. */
import type { Component } from 'vue';
import type { z } from 'zod';
import type { reviewCounts, reviewedColumn, reviewedFile, reviewedRow } from '../../import-review.ts';
import { isAsked } from '../../import-review.ts';
import type { ReviewTexts } from './texts.es.ts';

export type Column = z.output<typeof reviewedColumn> & { readonly field: string };
export type ReviewState = z.output<typeof reviewedFile> & {
  readonly columns: readonly Column[];
  readonly counts: z.output<typeof reviewCounts>;
};
export type ReviewRow = z.output<typeof reviewedRow> & { readonly state: string };
export type Candidate = ReviewRow['candidates'][number];

/** Whom the rows of a file stand for. */
export type Whom = 'people' | 'organisations';

/** How rows can stand beside doubtful, with a problem and skipped: a tab, and a line of the summary. */
export interface Standing {
  readonly key: string;
  readonly label: string;
  readonly icon: Component;
  readonly rows: number;
}

/** What a row turned out to be, for its icon and its colour. */
export type Found = 'skipped' | 'problem' | 'doubtful' | 'decided' | 'new' | 'recognised' | 'update' | 'same';

/** What the table says of one row. */
export interface ReviewLine {
  readonly found: Found;
  readonly words: string;
  /** Below the name. */
  readonly detail: string;
  /** Below what was found: what changes, what was left empty. */
  readonly more: readonly string[];
  /** There is nothing of it to import. */
  readonly isAbsent?: boolean;
}

/** A field of a row that is typed over. */
export interface FieldToMend {
  /** Name of the edit. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** What has to be mended in a row. */
export interface ToMend {
  readonly problems: readonly string[];
  readonly fields: readonly FieldToMend[];
  /** Somebody of the registry whose number stands there: it may be the same one after all. */
  readonly holder: Candidate | null;
}

/** What the user does with a row. */
export interface RowChange {
  readonly decision?: 'same' | 'new' | 'skip' | 'undecided';
  readonly personId?: string | null;
  /** The earlier row of the file that is meant, where whoever it is has no id yet. */
  readonly sameRow?: number | null;
  readonly edits?: Record<string, string>;
}

/** What is wrong with the file and what to do; a code without words says so and gives the code. */
export function faultSentence(
  texts: Pick<ReviewTexts, 'unknownFault'>,
  faults: Readonly<Record<string, string>>,
  { code, detail }: ReviewState['faults'][number],
): string {
  const sentence = faults[code] ?? texts.unknownFault(code);
  // How many rows are too many is said by the sentence itself.
  return detail === null || code === 'too-many-rows' ? sentence : `${sentence} «${detail}»`;
}

/** What is wrong with a value of a row, and the value. */
export function rowProblemSentence(
  texts: Pick<ReviewTexts, 'unknownProblem'>,
  problems: Readonly<Record<string, string>>,
  { code, value }: { readonly code: string; readonly value: string | null },
): string {
  const sentence = problems[code] ?? texts.unknownProblem(code);
  return value === null || value === '' ? sentence : `${sentence}: «${value}»`;
}

/** What was found of a row that is skipped, or was doubtful; null where only its own import can say. */
export function sharedLine(texts: ReviewTexts, whom: Whom, row: ReviewRow): { found: Found; words: string } | null {
  if (row.decision === 'skip') return { found: 'skipped', words: texts.isSkipped };
  if (row.state !== 'doubtful') return null;
  if (row.decision === 'same') return { found: 'decided', words: texts.decidedSame[whom] };
  if (row.decision === 'new') return { found: 'decided', words: texts.decidedNew[whom] };
  const [first] = row.candidates;
  const words = first === undefined || row.candidates.length > 1 ? texts.severalPossible[whom](row.candidates.length) : texts.isItName(first.name);
  return { found: 'doubtful', words };
}

/** Whether a row still waits for a person. Skipped rows and decided ones do not. */
export function waits({ found }: ReviewLine): boolean {
  return isAsked(found, 'to-decide');
}
