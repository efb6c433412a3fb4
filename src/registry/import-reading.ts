/** Guesses how a list of people or organisations is to be read: sheet, headings, what each column holds. Pure. */
import { readBirth, type DateOrder } from './cell-values.ts';
import {
  byContent,
  cellsOf,
  givenBesideSurnames,
  judgeList,
  oneColumnEach,
  orderOfDates,
  PERSON_SIGNS,
  scoreOfFields,
  sexInTwoColumns,
  withFewSamples,
  type ContentSign,
} from './column-guesses.ts';
import type { Field, Imported, Reading, ReadingColumn } from './import-file.ts';
import { readHeading } from './import-headings.ts';
import { findList, placeIn, sampledColumns, toldPlace, type ListPlace, type ListSheet, type ToldPlace } from './sheet-headings.ts';

/** Rows by which the order of dates is judged. */
const DATES_JUDGED_MAX = 2000;

/** What a person changes in a reading. */
export interface ReadingChange extends ToldPlace {
  readonly columns?: readonly { index: number; field: Field }[] | undefined;
}

/** The most likely reading. Total: a table without recognisable headings is read by its content, and says so. */
export function guessReading(imported: Imported, sheets: readonly ListSheet[], told: ToldPlace = {}): Reading {
  const scoreOf = (headings: readonly string[]): number => scoreOfFields(headings.flatMap((heading) => readHeading(imported, heading) ?? []));
  const place = findList(sheets, scoreOf, told);
  return judged(place, guessColumns(imported, place), false);
}

/** The reading after a person's change: another sheet or header row is guessed anew, columns are taken as told. */
export function changeReading(imported: Imported, sheets: readonly ListSheet[], reading: Reading, change: ReadingChange): Reading {
  const told = toldPlace(reading, change);
  const base = told === null ? reading : guessReading(imported, sheets, told);
  return change.columns === undefined ? base : withFields(sheets, base, new Map(change.columns.map((it) => [it.index, it.field])));
}

/** The reading with the fields a person chose for an earlier file with the same headings. */
export function recallReading(sheets: readonly ListSheet[], reading: Reading, fields: readonly Field[]): Reading {
  return { ...withFields(sheets, reading, new Map(fields.map((field, index) => [index, field]))), remembered: true };
}

function withFields(sheets: readonly ListSheet[], reading: Reading, fields: ReadonlyMap<number, Field>): Reading {
  const columns = reading.columns.map((column) => ({ ...column, field: fields.get(column.index) ?? column.field }));
  return judged(placeIn(sheets, reading), columns, reading.remembered);
}

function guessColumns(imported: Imported, place: ListPlace): ReadingColumn[] {
  const columns = sampledColumns(place).map((column) => ({ ...column, field: readHeading(imported, column.heading) ?? ('ignore' as const) }));
  if (imported !== 'people') return oneColumnEach(columns, JOINED_FIELDS);
  const beside = givenBesideSurnames(sexInTwoColumns(columns));
  return oneColumnEach(byContent(beside, SIGNS, (heading) => readHeading(imported, heading) !== null), JOINED_FIELDS);
}

/** Lists of the registry may hold a date of birth beside what every list of people holds. */
const SIGNS: readonly ContentSign[] = [
  ...PERSON_SIGNS,
  ['birth', 0.8, (cell) => /^\d{1,2}[/.-]\d{1,2}[/.-](19\d\d|20[01]\d)$|^(19|20)\d\d-\d\d-\d\d$/.test(cell)],
];

/** Fields that several columns may make up together. */
export const JOINED_FIELDS: ReadonlySet<Field> = new Set(['ignore', 'surnames', 'given-names', 'sex', 'phone', 'languages']);

/** What the whole list answers: beside what every list does, the order of its dates of birth. */
function judged(place: ListPlace, columns: readonly ReadingColumn[], remembered: boolean): Reading {
  const { nameOrder, sexOfM, doubts } = judgeList(place, columns);
  const dates = guessBirthOrder(cellsOf(place, columns, ['birth'], DATES_JUDGED_MAX));
  if (dates.assumed) doubts.push('date-order-assumed');
  return {
    sheetIndex: place.sheetIndex,
    sheet: place.sheet.name,
    headerRow: place.headerRow,
    columns: withFewSamples(columns),
    remembered,
    nameOrder,
    dateOrder: dates.order,
    sexOfM,
    doubts,
  };
}

/** Day or month first: the order in which more dates exist. The Bolivian one where both do equally. */
function guessBirthOrder(values: readonly string[]): { order: DateOrder; assumed: boolean } {
  return orderOfDates(values, (order) => values.filter((value) => typeof readBirth(value, order) !== 'string').length, 'dmy');
}
