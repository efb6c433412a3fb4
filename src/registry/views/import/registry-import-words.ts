/** Words for what a file of people or organisations turned out to hold. */
import type { changeRegistryReading, readRegistryImport, readRegistryRows } from '../../import-contract.ts';
import type { Field } from '../../import-file.ts';
import type { RegistryImportTexts } from './texts.es.ts';
import type { AnswerOf, Input } from '../../../web/api.ts';
import { wordOf } from '../../../web/codes/codes.ts';
import { formatNumber } from '../../../web/format.ts';
import { placeWords } from '../person-words.ts';
import { rowProblemSentence, sharedLine, type ReviewLine, type ToMend } from '../review/review-words.ts';

export type ImportState = AnswerOf<typeof readRegistryImport>;
export type ImportedRow = AnswerOf<typeof readRegistryRows>['items'][number];
export type ReadingChange = NonNullable<Input<typeof changeRegistryReading>['body']>;
type RowFinding = ImportedRow['findings'][number];
type RowChange = ImportedRow['changes'][number];

/** What the table says of a row. */
export function lineOf(texts: RegistryImportTexts, what: ImportState['what'], row: ImportedRow): ReviewLine {
  const found = sharedLine(texts.review, what, row) ?? foundIn(texts, what, row);
  return { ...found, detail: rowDetail(texts, what, row), more: detailsOf(texts, row) };
}

function foundIn(texts: RegistryImportTexts, what: ImportState['what'], row: ImportedRow): Pick<ReviewLine, 'found' | 'words'> {
  const words = texts.import;
  switch (row.state) {
    case 'problem':
      return { found: 'problem', words: blocking(row).map((finding) => findingSentence(texts, finding)).join('. ') };
    case 'update':
      return { found: 'update', words: words.isUpdate };
    case 'same': {
      const earlier = row.candidates[0]?.row ?? null;
      return { found: 'same', words: earlier === null ? words.isSame : words.repeats(earlier) };
    }
    default:
      return { found: 'new', words: texts.review.isNew[what] };
  }
}

function detailsOf(texts: RegistryImportTexts, row: ImportedRow): string[] {
  if (row.decision === 'skip' || row.state === 'problem') return [];
  const changes = row.changes.map((change) => changeSentence(texts, change));
  const role = row.state === 'update' && row.changes.every((change) => change.what === 'kept') ? [texts.import.role] : [];
  return [...changes, ...role, ...row.findings.map((finding) => findingSentence(texts, finding))];
}

/** What has to be typed over: one field for each problem, each once, unless the number is somebody else's. */
export function mendOf(texts: RegistryImportTexts, row: ImportedRow): ToMend {
  const wrong = blocking(row);
  const ofOther = wrong.some(({ code }) => code.endsWith('-of-other'));
  const fields = wrong
    .filter((one, at) => wrong.findIndex(({ field }) => field === one.field) === at)
    .map(({ field, column, code, value }) => ({
      key: field,
      label: column === null || column === '' ? texts.field[field] : `${texts.field[field]} («${column}»)`,
      value: row.edits[field] ?? (code.endsWith('-of-other') ? '' : (value ?? '')),
    }));
  return { problems: wrong.map((finding) => findingSentence(texts, finding)), fields, holder: ofOther ? (row.candidates[0] ?? null) : null };
}

function blocking(row: ImportedRow): RowFinding[] {
  return row.findings.filter(({ blocks }) => blocks);
}

function findingSentence(texts: RegistryImportTexts, finding: RowFinding): string {
  return rowProblemSentence(texts.review, texts.problem, finding);
}

/** `Celular: 70011223`, `Sexo: mujer`: what goes in; what is kept says so. */
function changeSentence(texts: RegistryImportTexts, { field, what, before, after }: RowChange): string {
  const name = texts.field[field];
  const [was, is] = [before === null ? texts.value.noData : valueWord(texts, field, before), valueWord(texts, field, after)];
  if (what === 'fill') return texts.import.changeFill(name, is);
  return what === 'replace' ? texts.import.changeReplace(name, was, is) : texts.import.changeKept(name, was, is);
}

function valueWord(texts: RegistryImportTexts, field: Field, value: string): string {
  if (field === 'sex') return wordOf('sexes', value).toLowerCase();
  if (field === 'organisation-kind') return wordOf('organisationKinds', value);
  if (field === 'department' || field === 'municipality') {
    return value.length === 2 ? wordOf('departments', value) : placeWords(value, null) || value;
  }
  // Amounts are kept in centavos.
  if (field === 'sales' || field === 'equity') return formatNumber(Number(value) / 100, 2);
  const coded: Readonly<Record<string, string>> = texts.value;
  return ['indigenous', 'disability', 'formal', 'exports'].includes(field) ? (coded[value] ?? value) : value;
}

/** `C.I. •••118 · mujer · La Paz`: what tells rows of one name apart. */
function rowDetail(texts: RegistryImportTexts, what: ImportState['what'], row: ImportedRow): string {
  const { documentMasked, organisation, organisationIsNew } = row;
  const place = placeWords(row.municipality, row.department);
  if (what === 'organisations') {
    return [documentMasked === null ? null : texts.import.taxNumber(documentMasked), place].filter((part) => part !== null && part !== '').join(' · ');
  }
  const sex = row.sex === 'unknown' || row.sex === null ? texts.review.noSex : wordOf('sexes', row.sex).toLowerCase();
  const document = documentMasked === null ? texts.review.noDocument : texts.review.document(documentMasked);
  const where = organisation !== null && organisationIsNew ? texts.import.newOrganisation(organisation) : organisation;
  return [document, sex, place, where].filter((part) => part !== null && part !== '').join(' · ');
}

/** The headings and the rows of a downloaded file. */
export function sheetOf(texts: RegistryImportTexts, what: ImportState['what'], rows: readonly ImportedRow[]) {
  const w = texts.import;
  const head = [texts.review.row, texts.review.asWritten, w.documentHead[what], w.placeHead, texts.field.organisation, texts.review.found, w.detailsHead];
  return {
    head,
    rows: rows.map((row) => {
      const { words, more } = lineOf(texts, what, row);
      return [row.row, row.name, row.documentMasked, placeWords(row.municipality, row.department), row.organisation, words, more.join('; ')];
    }),
  };
}

/** Whether a text names a field; what a select answers with is text. */
export function fieldNamed(fields: readonly Field[], text: string): Field | null {
  return fields.find((field) => field === text) ?? null;
}
