/**
 * Whether two records may be one organisation: a score from 0 to 100 and, line by line, where it comes from. Pure.
 *
 * What the points must keep true:
 * - Data that is missing neither adds nor takes away; the kind `other` states nothing.
 * - Words that many names share (a trade, "Asociación de Productores") say little; the name proper decides.
 * - Bodies that differ in a place or a number only (Oruro, Potosí; 1 de Mayo, 3 de Mayo) are two.
 * - A branch has its firm's tax number and is counted by itself: it is asked about at most, never sure.
 */
import type { ScoreLine } from './entries.ts';
import { keyOf } from './blocking.ts';
import { DOUBTFUL_SCORE_MIN, phoneKey, raised, SURE_SCORE_MIN, type PairScore } from './matching.ts';
import { editDistance, phoneticKey } from './names.ts';
import { organisationNameOf, sameWord, type NameWord, type OrganisationName } from './organisation-names.ts';

export interface OrganisationRecord {
  readonly name: string;
  readonly acronym: string | null;
  /** Code of the kind; `other` counts as not stated. */
  readonly kind: string;
  /** INE code. */
  readonly municipality: string | null;
  readonly taxNumber: string | null;
  /** Its own, not those of people who work there. */
  readonly phones: readonly string[];
  readonly email: string | null;
}

const POINTS = {
  name: {
    equal: 66, 'same-words': 62, 'trade-missing': 56, 'trade-differs': 44, acronym: 46, 'word-missing': 40, different: -25,
  },
  decides: { 'place-or-number-differs': -45 },
  branch: { 'other-branch': -50 },
  legalForm: { equal: 6, different: -13 },
  taxNumber: { 'same-number': 36, 'number-one-typo': 34, 'number-differs': -38 },
  municipality: { equal: 10, different: -14 },
  organisationKind: { equal: 2, different: -4 },
  phone: { equal: 36, different: -5 },
  email: { equal: 30, different: -7 },
} as const;

/** Bits of a name that is neither rare nor common, points per bit more or less, and the most they add or take away. */
const USUAL_NAME_BITS = 14;
const POINTS_PER_BIT = 1.2;
const RARE_POINTS_MAX = 6;
const COMMON_POINTS_MIN = -16;

const parsed = new WeakMap<OrganisationRecord, OrganisationName>();

function nameOf(record: OrganisationRecord): OrganisationName {
  const before = parsed.get(record);
  if (before !== undefined) return before;
  const made = organisationNameOf(record.name, record.acronym);
  parsed.set(record, made);
  return made;
}

/** Compares two records. Symmetric. */
export function scoreOrganisations(a: OrganisationRecord, b: OrganisationRecord): PairScore {
  const lines = [
    ...nameLines(nameOf(a), nameOf(b)),
    plainLine('legalForm', nameOf(a).legalForm, nameOf(b).legalForm, POINTS.legalForm),
    taxNumberLine(a, b),
    plainLine('municipality', a.municipality, b.municipality, POINTS.municipality),
    plainLine('organisationKind', statedKind(a), statedKind(b), POINTS.organisationKind),
    phoneLine(a, b),
    plainLine('email', emailKey(a.email), emailKey(b.email), POINTS.email),
  ];
  const explanation = bounded(lines);
  return { score: Math.max(0, sum(explanation)), explanation };
}

/** Scores a pair while somebody is there to be asked: an equal name that nothing contradicts is asked about however common. */
export function scoreOrganisationsAtEntry(a: OrganisationRecord, b: OrganisationRecord): PairScore {
  const pair = scoreOrganisations(a, b);
  const named = ['equal', 'same-words'].includes(reasonOf(pair.explanation, 'name'));
  return named && !speaksAgainst(pair.explanation) ? raised(pair, DOUBTFUL_SCORE_MIN, 'same-name-asks') : pair;
}

type NameReason = keyof typeof POINTS.name;

function nameLines(a: OrganisationName, b: OrganisationName): ScoreLine[] {
  const { reason, bits, decides } = compareOrganisationNames(a, b);
  const lines: ScoreLine[] = [{ field: 'name', points: POINTS.name[reason], reason }];
  const points = Math.max(COMMON_POINTS_MIN, Math.min(RARE_POINTS_MAX, Math.round((bits - USUAL_NAME_BITS) * POINTS_PER_BIT)));
  if (reason !== 'different' && reason !== 'acronym' && points !== 0) {
    lines.push({ field: 'nameFrequency', points, reason: points < 0 ? 'common-name' : 'rare-name' });
  }
  if (decides) lines.push({ field: 'decides', points: POINTS.decides['place-or-number-differs'], reason: 'place-or-number-differs' });
  if (a.branch !== b.branch) lines.push({ field: 'branch', points: POINTS.branch['other-branch'], reason: 'other-branch' });
  return lines;
}

/** How two names relate, what their shared words say, and whether a place or a number stands in one and another in the other. */
export function compareOrganisationNames(
  a: OrganisationName,
  b: OrganisationName,
): { reason: NameReason; bits: number; decides: boolean } {
  const { met, leftOfA, leftOfB } = meet(a.words, b.words);
  const bits = met.reduce((total, [one, other]) => total + Math.min(one.bits, other.bits), 0);
  const decides = leftOfA.some((word) => word.decides) && leftOfB.some((word) => word.decides);
  const asAcronym = metAsAcronym(a, b);
  if (asAcronym && met.length === 0) return { reason: 'acronym', bits, decides: false };
  const telling = (words: readonly NameWord[]): number => words.filter((word) => word.telling).length;
  const metTelling = telling(met.map(([one]) => one));
  if (leftOfA.length + leftOfB.length === 0) {
    const inOrder = met.every(([one, other], at) => one === a.words[at] && other === b.words[at] && one.word === other.word);
    return { reason: inOrder ? 'equal' : 'same-words', bits, decides };
  }
  if (metTelling === 0) return { reason: asAcronym ? 'acronym' : 'different', bits, decides };
  const missing = [telling(leftOfA), telling(leftOfB)];
  if (missing[0] === 0 && missing[1] === 0) {
    return { reason: leftOfA.length > 0 && leftOfB.length > 0 ? 'trade-differs' : 'trade-missing', bits, decides };
  }
  return { reason: missing.includes(0) ? 'word-missing' : 'different', bits, decides };
}

function meet(a: readonly NameWord[], b: readonly NameWord[]) {
  const leftOfB = [...b];
  const leftOfA: NameWord[] = [];
  const met: [NameWord, NameWord][] = [];
  for (const word of a) {
    const equal = leftOfB.findIndex((other) => other.word === word.word);
    const at = equal >= 0 ? equal : leftOfB.findIndex((other) => sameWord(word, other));
    const other = leftOfB[at];
    if (other === undefined) leftOfA.push(word);
    else {
      met.push([word, other]);
      leftOfB.splice(at, 1);
    }
  }
  return { met, leftOfA, leftOfB };
}

/** An acronym of one is the other's, or its first letters. Two letters are too few for that. */
function metAsAcronym(a: OrganisationName, b: OrganisationName): boolean {
  const names = (one: OrganisationName, other: OrganisationName): boolean =>
    one.acronyms.some((text) => other.acronyms.includes(text) || (text.length >= ACRONYM_LETTERS_MIN && text === other.initials));
  return names(a, b) || names(b, a);
}

const ACRONYM_LETTERS_MIN = 3;

function taxNumberLine(a: OrganisationRecord, b: OrganisationRecord): ScoreLine {
  const field = 'taxNumber';
  const [left, right] = [digits(a.taxNumber), digits(b.taxNumber)];
  if (left === '' || right === '') return { field, points: 0, reason: 'missing' };
  const reason = left === right ? 'same-number' : editDistance(left, right, 1) <= 1 ? 'number-one-typo' : 'number-differs';
  return { field, points: POINTS.taxNumber[reason], reason };
}

/** One number of several in common is enough: firms have a line and two mobiles, and a list names one. */
function phoneLine(a: OrganisationRecord, b: OrganisationRecord): ScoreLine {
  const [left, right] = [phoneKeys(a), phoneKeys(b)];
  if (left.length === 0 || right.length === 0) return { field: 'phone', points: 0, reason: 'missing' };
  const reason = left.some((key) => right.includes(key)) ? 'equal' : 'different';
  return { field: 'phone', points: POINTS.phone[reason], reason };
}

function phoneKeys({ phones }: OrganisationRecord): string[] {
  return phones.flatMap((phone) => phoneKey(phone) ?? []);
}

function digits(text: string | null): string {
  return (text ?? '').replace(/\D/g, '');
}

function statedKind({ kind }: OrganisationRecord): string | null {
  return kind === 'other' ? null : kind;
}

function emailKey(email: string | null): string | null {
  const text = email?.trim().toLowerCase() ?? '';
  return text === '' ? null : text;
}

function plainLine(
  field: string,
  a: string | null,
  b: string | null,
  points: { readonly equal: number; readonly different: number },
): ScoreLine {
  if (a === null || b === null) return { field, points: 0, reason: 'missing' };
  const reason = a === b ? 'equal' : 'different';
  return { field, points: points[reason], reason };
}

function sum(lines: readonly ScoreLine[]): number {
  return lines.reduce((total, line) => total + line.points, 0);
}

/** The rules that stand above the points, as a line of their own; points end at 100. */
function bounded(lines: ScoreLine[]): ScoreLine[] {
  const total = sum(lines);
  if (total >= SURE_SCORE_MIN && !mayBeSure(lines)) {
    return [...lines, { field: 'rule', points: SURE_SCORE_MIN - 1 - total, reason: 'needs-a-person' }];
  }
  if (total < DOUBTFUL_SCORE_MIN && reasonOf(lines, 'taxNumber') === 'same-number' && !speaksAgainst(lines) && total >= 0) {
    return [...lines, { field: 'rule', points: DOUBTFUL_SCORE_MIN - total, reason: 'same-number-asks' }];
  }
  return total > 100 ? [...lines, { field: 'rule', points: 100 - total, reason: 'ends-at-hundred' }] : lines;
}

/** A branch, another place or number in the name, another tax number. */
function speaksAgainst(lines: readonly ScoreLine[]): boolean {
  return lines.some(({ field, reason }) => field === 'branch' || field === 'decides' || reason === 'number-differs');
}

function mayBeSure(lines: readonly ScoreLine[]): boolean {
  if (speaksAgainst(lines) || reasonOf(lines, 'municipality') === 'different') return false;
  const named = reasonOf(lines, 'name') === 'equal' || reasonOf(lines, 'name') === 'same-words';
  const other = ['taxNumber', 'phone', 'email'].some((field) => ['same-number', 'equal'].includes(reasonOf(lines, field)));
  return named && other;
}

function reasonOf(lines: readonly ScoreLine[], field: string): string {
  return lines.find((line) => line.field === field)?.reason ?? 'missing';
}

/**
 * Keys under which records that may be one organisation meet: `t:` tax number, `p:` telephone, `e:` e-mail, `a:` acronym,
 * `n:` words of the name; each as a number. A word that many names share makes a key only together with another one or the place.
 */
export function organisationKeys(record: OrganisationRecord): number[] {
  const { words, acronyms, initials } = nameOf(record);
  const keys = new Set<string>();
  const number = digits(record.taxNumber);
  const email = emailKey(record.email);
  if (number !== '') keys.add(`t:${number}`);
  for (const phone of phoneKeys(record)) keys.add(`p:${phone}`);
  if (email !== null) keys.add(`e:${email}`);
  for (const acronym of acronyms) keys.add(`a:${acronym}`);
  if (initials.length >= ACRONYM_LETTERS_MIN && words.length >= ACRONYM_LETTERS_MIN) keys.add(`a:${initials}`);
  const sounds = words.map(({ word, bits, telling }) => ({ sound: phoneticKey(word).replace(/s$/, ''), bits, telling }));
  keys.add(`n:${sounds.map(({ sound }) => sound).toSorted().join('+')}`);
  for (const [at, one] of sounds.entries()) {
    if (one.bits >= ALONE_BITS_MIN) keys.add(`n:${one.sound}`);
    else if (record.municipality !== null && one.telling) keys.add(`n:${one.sound}+m${record.municipality}`);
    for (const other of sounds.slice(at + 1)) {
      if (one.bits + other.bits >= PAIR_BITS_MIN) keys.add(`n:${[one.sound, other.sound].toSorted().join('+')}`);
    }
    // For a slip in the word that tells most: how it begins, beside the trade.
    if (one.bits >= BEGINNING_BITS_MIN) for (const other of sounds) if (other !== one) keys.add(`b:${other.sound}+${one.sound.slice(0, 3)}`);
  }
  return [...keys].map((key) => keyOf('organisation', key));
}

/** Bits from which a word makes a key alone, with another word, or by its beginning beside another word. */
const ALONE_BITS_MIN = 11;
const PAIR_BITS_MIN = 8;
const BEGINNING_BITS_MIN = 7;
