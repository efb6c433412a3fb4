/** Words for what a list turned out to hold: faults of the file, problems of a row, likenesses. */
import type { changeReading, readImport, readImportRows } from '../../contract.ts';
import type { ImportTexts } from './texts.es.ts';
import { rowProblemSentence, sharedLine, type ReviewLine } from '../../../../registry/views/review/review-words.ts';
import type { AnswerOf, Input } from '../../../../web/api.ts';
import { wordOf } from '../../../../web/codes/codes.ts';

export type ImportState = AnswerOf<typeof readImport>;
export type PreviewRow = AnswerOf<typeof readImportRows>['items'][number];
export type ReadingChange = NonNullable<Input<typeof changeReading>['body']>;
export type RowProblem = PreviewRow['problems'][number];

/** What the table says of a row. */
export function lineOf(texts: ImportTexts, row: PreviewRow): ReviewLine {
  const found = foundIn(texts, row);
  // Values that were left empty do not stop a row, and are said.
  const more = found.found === 'skipped' || row.state === 'problem' ? [] : row.problems.map((problem) => problemIn(texts, problem));
  return { ...found, detail: rowDetail(texts, row), more, isAbsent: isAbsent(row) };
}

function foundIn(texts: ImportTexts, row: PreviewRow): Pick<ReviewLine, 'found' | 'words'> {
  if (isAbsent(row) && row.decision !== 'skip') return { found: 'skipped', words: texts.import.absent };
  const shared = sharedLine(texts.review, 'people', row);
  if (shared !== null) return shared;
  if (row.state === 'problem') return { found: 'problem', words: row.problems.map((problem) => problemIn(texts, problem)).join('. ') };
  if (row.state === 'recognised' && row.decision !== 'new') return { found: 'recognised', words: texts.import.isRecognised };
  return { found: 'new', words: texts.review.isNew.people };
}

/** The headings and the rows of a downloaded file. */
export function sheetOf(texts: ImportTexts, rows: readonly PreviewRow[]) {
  const w = texts.import;
  const head = [texts.review.row, texts.review.sheet, texts.review.asWritten, w.documentHead, w.sexHead, w.organisation, w.minutesHead, texts.review.found];
  return {
    head,
    rows: rows.map((row) => {
      const alike = row.candidates.map(({ name }) => texts.review.isItName(name));
      const said = [...row.problems.map((problem) => problemIn(texts, problem)), ...alike].join('; ');
      return [row.row, row.sheet, row.name, row.documentMasked, wordOf('sexes', row.sex), row.organisation, row.minutes, said];
    }),
  };
}

/** What is wrong with a value of a row, and the value. */
export function problemIn(texts: ImportTexts, problem: RowProblem): string {
  return rowProblemSentence(texts.review, texts.problem, problem);
}

/** `C.I. •••118 · mujer`, the two things that tell people of one name apart. */
function rowDetail(texts: ImportTexts, row: PreviewRow): string {
  const document = row.documentMasked === null ? texts.review.noDocument : texts.review.document(row.documentMasked);
  const sex = row.sex === 'unknown' ? texts.review.noSex : wordOf('sexes', row.sex).toLowerCase();
  return `${document} · ${sex}`;
}

/** Somebody on the list who came to no session: there is nothing of theirs to import. */
export function isAbsent(row: PreviewRow): boolean {
  return row.state !== 'problem' && row.problems.some((problem) => problem.code === 'no-attendance');
}
