/**
 * Whether two records may be one person: a score from 0 to 100 and, line by line, where it comes from. Pure.
 *
 * The points were fitted on invented people with known truth and rounded (docs/duplicates.md says how well they do, and
 * on which seeds). What they must keep true:
 * - Data that is missing neither adds nor takes away. Sex is compared where both state it and never guessed.
 * - The rarer the words two names share, the more they say: there are many Juan Mamani Quispe, so that name alone is not
 *   even doubtful; Zenobia Uriona Tellería alone is. It becomes sure only where a whole name (two surnames) comes with
 *   the same organisation or telephone and nothing contradicts.
 * - A telephone is shared in families; with a name that only resembles it is not enough.
 * - Another document number (more than a slip away), sex or birth year, or having sat in one session as two, is a
 *   contradiction: never sure.
 * - The same document number is shown to a person even under a different name, unless much else contradicts too.
 */
import { DOUBTFUL_SCORE_MIN, SURE_SCORE_MIN } from './score-bounds.ts';
import type { ScoreLine, Sex } from './entries.ts';
import { compareNames, couldBeOneName, namePartsOf, type NameLikeness, type NameParts } from './name-likeness.ts';
import { editDistance, normaliseName } from './names.ts';

export { DOUBTFUL_SCORE_MIN, SURE_SCORE_MIN };

export interface MatchRecord {
  readonly givenNames: string | null;
  readonly surnames: string | null;
  readonly document: { readonly number: string; readonly complement?: string | null } | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly birthYear: number | null;
  readonly sex: Sex | null;
  /** INE code. */
  readonly municipality: string | null;
  /** What tells organisations apart: their ids, or names brought to one form. */
  readonly organisationKeys: readonly string[];
  /** Sessions in which the record is marked present; left out where that is not compared. */
  readonly sessionKeys?: readonly string[];
}

export interface PairScore {
  readonly score: number;
  /** The points of the lines add up to the score (or to less than 0, where the score is 0). */
  readonly explanation: ScoreLine[];
}

const POINTS = {
  givenNames: {
    equal: 32, 'same-sound': 32, 'one-typo': 31, 'second-name-missing': 25, 'short-form': 31, abbreviated: 30,
    'other-arrangement': 28, different: -30,
  },
  surnames: {
    equal: 42, 'same-sound': 42, 'one-typo': 41, abbreviated: 41, 'second-surname-missing': 40, 'married-name': 40,
    'equal-one-surname': 40, 'one-surname-alike': 40, 'other-arrangement': 38, 'other-order': 16, different: -40,
  },
  document: { 'same-number': 34, 'number-one-typo': 30, 'complement-differs': -40, 'number-differs': -32 },
  email: { equal: 40, different: -5 },
  phone: { equal: 14, different: -6 },
  birthYear: { equal: 16, 'one-year-apart': 3, different: -16 },
  sex: { equal: 0, different: -14 },
  municipality: { equal: 3, different: -6 },
  organisation: { 'same-organisation': 18, different: -3 },
  sessions: { 'same-session': -12 },
} as const;

/** Bits of a name that is neither rare nor common, points per bit more or less, and the most they add or take away. */
const USUAL_NAME_BITS = 22.5;
const POINTS_PER_BIT = 1.1;
const RARE_POINTS_MAX = 10;
const COMMON_POINTS_MIN = -20;

type Line = ScoreLine & { readonly field: string };

/** A record with what is read of it again and again. */
export interface Prepared {
  readonly record: MatchRecord;
  readonly name: NameParts;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Cuts a record into what is compared. */
export function prepare(record: MatchRecord): Prepared {
  return {
    record,
    name: namePartsOf(record.givenNames ?? '', record.surnames ?? ''),
    email: normaliseEmail(record.email),
    phone: phoneKey(record.phone),
  };
}

/** A record never changes, so it is cut once; whoever compares it often keeps what `prepare` gives. */
const prepared = new WeakMap<MatchRecord, Prepared>();

/** The same, cut the first time it is asked for. */
export function prepareOnce(record: MatchRecord): Prepared {
  const before = prepared.get(record);
  if (before !== undefined) return before;
  const made = prepare(record);
  prepared.set(record, made);
  return made;
}

/**
 * A cheap test before `scorePair`: false only where the pair cannot reach `DOUBTFUL_SCORE_MIN`, because no document
 * (but for a slip), e-mail or telephone is shared and given names or surnames differ (49 points at most).
 */
export function couldMatch(a: MatchRecord, b: MatchRecord): boolean {
  return couldBeOne(prepareOnce(a), prepareOnce(b));
}

/** The same test where both were prepared before. */
export function couldBeOne(a: Prepared, b: Prepared): boolean {
  if (a.email !== null && a.email === b.email) return true;
  if (a.phone !== null && a.phone === b.phone) return true;
  const documents = compareDocuments(a.record.document, b.record.document);
  return documents === 'same-number' || documents === 'number-one-typo' || couldBeOneName(a.name, b.name);
}

/** Compares two records. Symmetric: the order of the two makes no difference. */
export function scorePair(a: MatchRecord, b: MatchRecord): PairScore {
  const [left, right] = [prepareOnce(a), prepareOnce(b)];
  const lines = [
    ...nameLines(compareNames(left.name, right.name)),
    documentLine(a, b),
    plainLine('email', left.email, right.email, POINTS.email),
    plainLine('phone', left.phone, right.phone, POINTS.phone),
    birthYearLine(a, b),
    plainLine('sex', statedSex(a), statedSex(b), POINTS.sex),
    plainLine('municipality', a.municipality, b.municipality, POINTS.municipality),
    organisationLine(a, b),
    ...sessionLines(a, b),
  ];
  const explanation = bounded(lines);
  return { score: Math.max(0, sum(explanation)), explanation };
}

function nameLines({ given, surnames, bits }: NameLikeness): Line[] {
  const lines = [
    { field: 'givenNames', points: given === 'missing' ? 0 : POINTS.givenNames[given], reason: given },
    { field: 'surnames', points: surnames === 'missing' ? 0 : POINTS.surnames[surnames], reason: surnames },
  ];
  const points = Math.round((bits - USUAL_NAME_BITS) * POINTS_PER_BIT);
  if (bits === 0 || points === 0 || given === 'missing' || surnames === 'missing') return lines;
  const within = Math.max(COMMON_POINTS_MIN, Math.min(RARE_POINTS_MAX, points));
  return [...lines, { field: 'nameFrequency', points: within, reason: within < 0 ? 'common-name' : 'rare-name' }];
}

/**
 * Whether a pair is certain enough to merge without asking: the score reaches `SURE_SCORE_MIN`. `scorePair` never
 * gives that many points where something contradicts or only weak evidence agrees.
 */
export function isSure(pair: PairScore): boolean {
  return pair.score >= SURE_SCORE_MIN;
}

function sum(lines: readonly Line[]): number {
  return lines.reduce((total, line) => total + line.points, 0);
}

/** Applies the rules that stand above the points, as a line of their own, and ends the points at 100. */
function bounded(lines: Line[]): Line[] {
  const total = sum(lines);
  if (total >= SURE_SCORE_MIN && !mayBeSure(lines)) {
    return [...lines, { field: 'rule', points: SURE_SCORE_MIN - 1 - total, reason: 'needs-a-person' }];
  }
  if (total < DOUBTFUL_SCORE_MIN && reasonOf(lines, 'document') === 'same-number' && !isSomebodyElse(lines)) {
    return [...lines, { field: 'rule', points: Math.min(100, DOUBTFUL_SCORE_MIN - total), reason: 'same-number-asks' }];
  }
  return endAtHundred(lines, total);
}

/** Two names and something else that differ under one number: somebody wrote the number of another, mostly a relative. */
function isSomebodyElse(lines: readonly Line[]): boolean {
  const differs = (field: string): boolean => reasonOf(lines, field) === 'different';
  return differs('givenNames') && (differs('surnames') || differs('sex') || differs('birthYear'));
}

/** Cuts what exceeds 100, the last lines first and none below 0, so that the lines a person reads still add up. */
function endAtHundred(lines: Line[], total: number): Line[] {
  let excess = total - 100;
  if (excess <= 0) return lines;
  const kept = lines.toReversed().map((line) => {
    const cut = Math.min(excess, Math.max(0, line.points));
    excess -= cut;
    return { ...line, points: line.points - cut };
  });
  return kept.toReversed();
}

const CONTRADICTIONS = new Set(['different', 'number-differs', 'complement-differs', 'other-order', 'same-session']);
/** Likenesses of given names in which no word is missing. */
const WHOLE_GIVEN = new Set(['equal', 'same-sound', 'one-typo']);
/** Fields in which a difference is nothing strange: people move, change work, have two telephones. */
const CHANGEABLE = new Set(['organisation', 'municipality', 'email', 'phone']);

/** Whether any line speaks against: another document, sex, birth year or name, or one session in which both sat. */
export function contradicts(lines: readonly Pick<ScoreLine, 'field' | 'reason'>[]): boolean {
  return lines.some((line) => CONTRADICTIONS.has(line.reason) && !CHANGEABLE.has(line.field));
}

/**
 * Scores a pair while somebody is there to be asked: at registration and in an import. There an equal whole name (two
 * surnames) that nothing contradicts is asked about however common it is; the queue does not list every Juan Mamani Quispe.
 */
export function scoreAtEntry(a: MatchRecord, b: MatchRecord): PairScore {
  const pair = scorePair(a, b);
  // Whoever types a number that belongs to somebody else is shown to whom, under whatever name.
  return reasonOf(pair.explanation, 'document') === 'same-number' ? raised(pair, DOUBTFUL_SCORE_MIN, 'same-number-asks') : askedByName(pair);
}

/** The pair, raised to a question where a whole name meets, "Mamani C." for "Mamani Condori" too, and nothing contradicts. */
export function askedByName(pair: PairScore): PairScore {
  if (pair.score >= DOUBTFUL_SCORE_MIN || reasonOf(pair.explanation, 'givenNames') !== 'equal') return pair;
  const wholeSurnames = ['equal', 'abbreviated'].includes(reasonOf(pair.explanation, 'surnames'));
  return wholeSurnames && !contradicts(pair.explanation) ? raised(pair, DOUBTFUL_SCORE_MIN, 'same-name-asks') : pair;
}

/** The pair raised for a reason that lies outside the points; a line of its own says so, and the lines add up. */
export function raised(pair: PairScore, to: number, reason: string): PairScore {
  if (pair.score >= to) return pair;
  // A line has at most 100 points: what takes more is said in two lines.
  const points = to - sum(pair.explanation);
  const parts = points > 100 ? [100, points - 100] : [points];
  return { score: to, explanation: [...pair.explanation, ...parts.map((part) => ({ field: 'rule', points: part, reason }))] };
}

function mayBeSure(lines: readonly Line[]): boolean {
  if (contradicts(lines)) return false;
  // Which surname is her husband's is a guess of ours: a person confirms it.
  if (reasonOf(lines, 'surnames') === 'married-name') return false;
  const wholeName = reasonOf(lines, 'givenNames') === 'equal' && reasonOf(lines, 'surnames') === 'equal';
  const strong = reasonOf(lines, 'document') === 'same-number' || reasonOf(lines, 'email') === 'equal';
  const phone = reasonOf(lines, 'phone') === 'equal';
  const organisation = reasonOf(lines, 'organisation') === 'same-organisation';
  // Sisters called María Elena and María Luisa may share a telephone and a workshop.
  const wholeGiven = WHOLE_GIVEN.has(reasonOf(lines, 'givenNames'));
  return strong || (wholeName && (phone || organisation)) || (wholeGiven && phone && organisation);
}

function reasonOf(lines: readonly Line[], field: string): string {
  return lines.find((line) => line.field === field)?.reason ?? 'missing';
}

function documentLine(a: MatchRecord, b: MatchRecord): Line {
  const reason = compareDocuments(a.document, b.document);
  return { field: 'document', points: reason === 'missing' ? 0 : POINTS.document[reason], reason };
}

function compareDocuments(
  a: MatchRecord['document'],
  b: MatchRecord['document'],
): keyof typeof POINTS.document | 'missing' {
  if (a === null || b === null) return 'missing';
  if (a.number !== b.number) return editDistance(a.number, b.number, 1) <= 1 ? 'number-one-typo' : 'number-differs';
  const [left, right] = [normaliseName(a.complement ?? ''), normaliseName(b.complement ?? '')];
  return left !== '' && right !== '' && left !== right ? 'complement-differs' : 'same-number';
}

function birthYearLine(a: MatchRecord, b: MatchRecord): Line {
  if (a.birthYear === null || b.birthYear === null) return { field: 'birthYear', points: 0, reason: 'missing' };
  const apart = Math.abs(a.birthYear - b.birthYear);
  const reason = apart === 0 ? 'equal' : apart === 1 ? 'one-year-apart' : 'different';
  return { field: 'birthYear', points: POINTS.birthYear[reason], reason };
}

/** "Not stated" states nothing. */
function statedSex(record: MatchRecord): string | null {
  return record.sex === 'not-stated' ? null : record.sex;
}

function organisationLine(a: MatchRecord, b: MatchRecord): Line {
  const field = 'organisation';
  if (a.organisationKeys.length === 0 || b.organisationKeys.length === 0) {
    return { field, points: 0, reason: 'missing' };
  }
  const shared = a.organisationKeys.some((key) => b.organisationKeys.includes(key));
  const reason = shared ? 'same-organisation' : 'different';
  return { field, points: POINTS.organisation[reason], reason };
}

/** One person is in one session once; the same session on both records speaks for two, unless somebody joined twice. */
function sessionLines(a: MatchRecord, b: MatchRecord): Line[] {
  const shared = (a.sessionKeys ?? []).some((key) => (b.sessionKeys ?? []).includes(key));
  return shared ? [{ field: 'sessions', points: POINTS.sessions['same-session'], reason: 'same-session' }] : [];
}

function plainLine(
  field: string,
  a: string | null,
  b: string | null,
  points: { readonly equal: number; readonly different: number },
): Line {
  if (a === null || b === null) return { field, points: 0, reason: 'missing' };
  const reason = a === b ? 'equal' : 'different';
  return { field, points: points[reason], reason };
}

function normaliseEmail(email: string | null): string | null {
  const text = email?.trim().toLowerCase() ?? '';
  return text === '' ? null : text;
}

/** The last eight digits: Bolivian numbers with or without the code of the country. Fewer than seven are no number. */
export function phoneKey(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length < 7 ? null : digits.slice(-8);
}
