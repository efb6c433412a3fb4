/** Words for what a list turned out to hold: faults of the file, problems of a row, likenesses. */
import type { readImport, readImportRows } from '../../contract.ts';
import type { ImportTexts } from './texts.es.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { wordOf } from '../../../../web/codes/codes.ts';

export type ImportState = AnswerOf<typeof readImport>;
export type PreviewRow = AnswerOf<typeof readImportRows>['items'][number];
export type RowProblem = PreviewRow['problems'][number];

/** What is wrong with the file and what to do; a code without words says so and gives the code. */
export function faultSentence(texts: ImportTexts, code: string): string {
  return faultWords(texts, code) ?? texts.unknownFault(code);
}

export function faultWords(texts: ImportTexts, code: string): string | null {
  const words: Readonly<Record<string, string>> = texts.fault;
  return words[code] ?? null;
}

export function problemWords(texts: ImportTexts, problem: RowProblem): string {
  const words: Readonly<Record<string, string>> = texts.problem;
  const sentence = words[problem.code] ?? texts.unknownProblem(problem.code);
  return problem.value === null || problem.value === '' ? sentence : `${sentence}: «${problem.value}»`;
}

/** `C.I. •••118 · mujer`, the two things that tell people of one name apart. */
export function rowDetail(texts: ImportTexts, row: PreviewRow): string {
  const document = row.documentMasked === null ? texts.review.noDocument : texts.review.document(row.documentMasked);
  const sex = row.sex === 'unknown' ? texts.review.noSex : wordOf('sexes', row.sex).toLowerCase();
  return `${document} · ${sex}`;
}

/** Somebody on the list who came to no session: there is nothing of theirs to import. */
export function isAbsent(row: PreviewRow): boolean {
  return row.state !== 'problem' && row.problems.some((problem) => problem.code === 'no-attendance');
}

/** Whether a row still waits for a person. Skipped rows and decided ones do not. */
export function waits(row: PreviewRow): boolean {
  if (row.decision === 'skip' || isAbsent(row)) return false;
  return row.state === 'problem' || (row.state === 'doubtful' && row.decision === 'undecided');
}
