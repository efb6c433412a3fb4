/** Fields of things and their values in words. */
import type { namedThing } from '../conflict-contract.ts';
import type { ConflictTexts } from '../texts.es.ts';
import type { z } from 'zod';
import { placeName } from '../../registry/places.ts';
import type { CodeFamily } from '../../web/codes/code-words.ts';
import { missingWord, wordOf } from '../../web/codes/codes.ts';
import { formatDate, formatNumber, formatPercent } from '../../web/format.ts';
import { language } from '../../web/words.ts';

export type NamedThing = z.output<typeof namedThing>;

/** Fields whose values are codes with words, by their own name. */
export const CODED: Readonly<Record<string, CodeFamily>> = {
  sex: 'sexes',
  organisationKind: 'organisationKinds',
  formalStatus: 'formalStatuses',
  indigenous: 'stated',
  disability: 'stated',
  exports: 'yesNo',
  basis: 'sizeBases',
  purpose: 'consentPurposes',
  modality: 'modalities',
  format: 'formats',
  productType: 'productTypes',
  bound: 'bounds',
  declaredBy: 'declarations',
  state: 'activityStates',
  riskState: 'riskStates',
  unit: 'units',
  languages: 'languages',
  disaggregations: 'dimensions',
  roles: 'roles',
};
/** Parts of a value in the order in which people say them; stored values keep no order. */
const ORDERED: Readonly<Record<string, readonly string[]>> = {
  'private.name': ['givenNames', 'paternal', 'maternal', 'surnames', 'married'],
  'private.document': ['number', 'complement', 'issuedIn'],
  'private.contact': ['phones', 'email'],
};
const AMOUNTS = new Set(['annualSales', 'equity']);
const TEXTS_SHOWN = 6;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Name of a field; one without a word is shown as it is. */
export function fieldWord(texts: ConflictTexts, field: string): string {
  const words: Readonly<Record<string, string>> = texts.fields;
  return words[field] ?? field;
}

export function fieldWords(texts: ConflictTexts, fields: readonly string[]): string {
  return fields.map((field) => fieldWord(texts, field)).join(', ');
}

/** `Beto Vaca · Sesión 1, Proceso B`; empty where nothing has a name. */
export function aboutWords(texts: ConflictTexts, about: readonly NamedThing[]): string {
  return about.map((thing) => thingWord(texts, thing)).join(' · ');
}

export function thingWord(texts: ConflictTexts, thing: NamedThing): string {
  return thing.number === null ? thing.label : texts.session(thing.number, thing.label);
}

/** A value of a field as people say it. */
export function valueWords(texts: ConflictTexts, field: string, value: unknown, labels: readonly NamedThing[]): string {
  const name = field.slice(field.indexOf('.') + 1);
  if (field === 'withdrawn') return value === true ? texts.withdrawnYes : texts.withdrawnNo;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return missingWord();
  const family = CODED[name];
  if (family !== undefined) return [value].flat().map((code) => wordOf(family, plain(code))).join(', ');
  if (name === 'department' || name === 'municipality') return placeName(plain(value)) ?? plain(value);
  if (typeof value === 'number') return numberWords(texts, name, value);
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'string') return textWords(texts, value, labels);
  if (isRecord(value)) return recordWords(texts, field, value, labels);
  return tableWords(texts, field, value) ?? deepWords(texts, value, labels);
}

/** Rows that have words of their own; null for any other value. */
function tableWords(texts: ConflictTexts, field: string, value: unknown): string | null {
  const rows = Array.isArray(value) ? value.filter(isRecord) : [];
  if (field === 'payload.bands') return rows.map((band) => bandWords(texts, band)).join(', ');
  return field === 'payload.classes' ? rows.map(sizeWords).join(', ') : null;
}

/** `Micro 9`; with bounds on sales and equity `Micro 9 / 250.000 / 60.000`. A class without bounds is its word alone. */
function sizeWords({ sizeClass, workersMax, annualSalesMax, equityMax }: Readonly<Record<string, unknown>>): string {
  const amounts = [annualSalesMax, equityMax].map((minor) => (typeof minor === 'number' ? minor / 100 : null));
  const bounds = [typeof workersMax === 'number' ? workersMax : null, ...amounts].filter((bound) => bound !== null);
  return [wordOf('sizeClasses', plain(sizeClass)), bounds.map((bound) => formatNumber(bound)).join(' / ')].filter((part) => part !== '').join(' ');
}

function recordWords(texts: ConflictTexts, field: string, value: Readonly<Record<string, unknown>>, labels: readonly NamedThing[]): string {
  if (field === 'payload.ageBand' || field === 'payload.youth') return bandWords(texts, value);
  const order = ORDERED[field];
  if (order !== undefined) return deepWords(texts, order.map((part) => value[part]), labels);
  // A statement kept in both languages.
  const said = value[language.value];
  if (typeof said === 'string') return said;
  return deepWords(texts, value, labels);
}

function numberWords(texts: ConflictTexts, name: string, value: number): string {
  if (name === 'birthYear') return String(value);
  if (name === 'durationMinutes') return texts.minutes(formatNumber(value));
  if (name === 'thresholdPercent' || name === 'womenGoalPercent') return formatPercent(value, 0);
  return AMOUNTS.has(name) ? formatNumber(value / 100, 2) : formatNumber(value);
}

function textWords(texts: ConflictTexts, value: string, labels: readonly NamedThing[]): string {
  if (ISO_DAY.test(value)) return formatDate(value);
  const thing = labels.find(({ id }) => id === value);
  return thing === undefined ? value : thingWord(texts, thing);
}

function bandWords(texts: ConflictTexts, band: Readonly<Record<string, unknown>>): string {
  const from = plain(band['fromYears']);
  return band['toYears'] === null ? texts.ageFrom(from) : texts.ageBetween(from, plain(band['toYears']));
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The texts of a value of several parts (a name, a document, a contact, a list), in their order. */
function deepWords(texts: ConflictTexts, value: unknown, labels: readonly NamedThing[]): string {
  const words = leavesOf(value).map((leaf) => (typeof leaf === 'string' ? textWords(texts, leaf, labels) : formatNumber(leaf)));
  const shown = words.slice(0, TEXTS_SHOWN).join(' ');
  if (words.length === 0) return missingWord();
  return words.length > TEXTS_SHOWN ? `${shown}…` : shown;
}

/** Texts and numbers in a value, the kind of a telephone left out: the number says it. */
function leavesOf(value: unknown): (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (!isRecord(value)) return [];
  if (typeof value['number'] === 'string' && typeof value['kind'] === 'string') return [value['number']];
  return Object.values(value).flatMap(leavesOf);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
