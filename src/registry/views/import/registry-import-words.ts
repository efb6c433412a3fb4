/** Words for what a file of people or organisations turned out to hold. */
import type { readRegistryImport, readRegistryRows } from '../../import-contract.ts';
import type { Field } from '../../import-file.ts';
import type { RegistryImportTexts } from './texts.es.ts';
import type { AnswerOf } from '../../../web/api.ts';
import { wordOf } from '../../../web/codes/codes.ts';
import { formatNumber } from '../../../web/format.ts';
import { placeWords } from '../person-words.ts';

export type ImportState = AnswerOf<typeof readRegistryImport>;
export type ImportedRow = AnswerOf<typeof readRegistryRows>['items'][number];
export type RowFinding = ImportedRow['findings'][number];
type RowChange = ImportedRow['changes'][number];

/** What is wrong with the file and what to do; a code without words says so and gives the code. */
export function faultSentence(texts: RegistryImportTexts, code: string): string {
  const words: Readonly<Record<string, string>> = texts.fault;
  return words[code] ?? texts.unknownFault(code);
}

export function findingSentence(texts: RegistryImportTexts, { code, value }: RowFinding): string {
  const words: Readonly<Record<string, string>> = texts.problem;
  const sentence = words[code] ?? texts.unknownProblem(code);
  return value === null || value === '' ? sentence : `${sentence}: «${value}»`;
}

/** `Celular: 70011223`, `Sexo: mujer`: what goes in; what is kept says so. */
export function changeSentence(texts: RegistryImportTexts, { field, what, before, after }: RowChange): string {
  const name = texts.field[field];
  const [was, is] = [before === null ? texts.value.noData : valueWord(texts, field, before), valueWord(texts, field, after)];
  if (what === 'fill') return texts.review.changeFill(name, is);
  return what === 'replace' ? texts.review.changeReplace(name, was, is) : texts.review.changeKept(name, was, is);
}

function valueWord(texts: RegistryImportTexts, field: Field, value: string): string {
  if (field === 'sex') return wordOf('sexes', value).toLowerCase();
  if (field === 'organisation-kind') return wordOf('organisationKinds', value);
  if (field === 'department' || field === 'municipality') {
    return value.length === 2 ? wordOf('departments', value) : placeWords(value, null) || value;
  }
  // Amounts are kept in centavos.
  if (field === 'sales') return formatNumber(Number(value) / 100, 2);
  const coded: Readonly<Record<string, string>> = texts.value;
  return ['indigenous', 'disability', 'formal', 'exports'].includes(field) ? (coded[value] ?? value) : value;
}

/** `C.I. •••118 · mujer · La Paz`: what tells rows of one name apart. */
export function rowDetail(texts: RegistryImportTexts, what: ImportState['what'], row: ImportedRow): string {
  const { documentMasked, organisation, organisationIsNew } = row;
  const place = placeWords(row.municipality, row.department);
  if (what === 'organisations') {
    return [documentMasked === null ? null : texts.review.taxNumber(documentMasked), place].filter((part) => part !== null && part !== '').join(' · ');
  }
  const sex = row.sex === 'unknown' || row.sex === null ? texts.review.noSex : wordOf('sexes', row.sex).toLowerCase();
  const document = documentMasked === null ? texts.review.noDocument : texts.review.document(documentMasked);
  const where = organisation !== null && organisationIsNew ? texts.review.newOrganisation(organisation) : organisation;
  return [document, sex, place, where].filter((part) => part !== null && part !== '').join(' · ');
}

/** Whether a row still waits for a person. Skipped rows and decided ones do not. */
export function waits(row: ImportedRow): boolean {
  if (row.decision === 'skip') return false;
  return row.state === 'problem' || (row.state === 'doubtful' && row.decision === 'undecided');
}

/** Whether a text names a field; what a select answers with is text. */
export function fieldNamed(fields: readonly Field[], text: string): Field | null {
  return fields.find((field) => field === text) ?? null;
}
