/**
 * Whether two records may be one person: a score from 0 to 100 and, line by line, where it comes from. Pure.
 *
 * The points are ours, to be revised with experience. What they must keep true:
 * - Data that is missing neither adds nor takes away. Sex is compared where both state it and never guessed.
 * - An equal name alone is at most doubtful: there are many Juan Mamani Quispe. It becomes sure only where a whole name
 *   (two surnames) comes with the same organisation and nothing contradicts.
 * - A telephone is shared in families; with a name that only resembles it is not enough.
 * - Another document number (more than a slip away), sex or birth year is a contradiction: never sure.
 * - The same document number is shown to a person even under a different name, unless much else contradicts too.
 */
import type { ScoreLine, Sex } from './entries.ts';
import { compareWords, editDistance, nameWords, normaliseName, phoneticKey, type WordLikeness } from './names.ts';

/** From here two records are merged without asking. */
export const SURE_SCORE_MIN = 85;
/** From here a person is asked. Below, they are two people. */
export const DOUBTFUL_SCORE_MIN = 70;

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
}

export interface PairScore {
  readonly score: number;
  /** The points of the lines add up to the score (or to less than 0, where the score is 0). */
  readonly explanation: ScoreLine[];
}

const POINTS = {
  givenNames: {
    equal: 32,
    'same-sound': 28,
    'one-typo': 26,
    'second-name-missing': 26,
    abbreviated: 22,
    different: -30,
  },
  /** Both records give two surnames (or more). */
  surnames: { equal: 42, 'same-sound': 38, 'one-typo': 36, abbreviated: 34, 'other-order': 30, different: -40 },
  /** Only one surname on one side or both: less of the name is there to agree. */
  oneSurname: { equal: 26, 'same-sound': 23, 'one-typo': 22, abbreviated: 12, 'other-order': 0, different: -40 },
  secondSurnameMissing: 28,
  document: { 'same-number': 40, 'number-one-typo': 10, 'complement-differs': -40, 'number-differs': -45 },
  email: { equal: 40, different: -2 },
  phone: { equal: 16, different: -1 },
  birthYear: { equal: 10, 'one-year-apart': 4, different: -25 },
  sex: { equal: 2, different: -20 },
  municipality: { equal: 4, different: -3 },
  organisation: { 'same-organisation': 12, different: -4 },
} as const;

type Line = ScoreLine & { readonly field: string };

/** What is read of a record again and again. */
interface Prepared {
  readonly given: string[];
  readonly surnames: string[];
  readonly email: string | null;
  readonly phone: string | null;
}

/** A record never changes, so its words are cut once; a list of thousands is compared with itself many times. */
const prepared = new WeakMap<MatchRecord, Prepared>();

function prepare(record: MatchRecord): Prepared {
  const before = prepared.get(record);
  if (before !== undefined) return before;
  const made = {
    given: nameWords(record.givenNames ?? ''),
    surnames: nameWords(record.surnames ?? ''),
    email: normaliseEmail(record.email),
    phone: phoneKey(record.phone),
  };
  prepared.set(record, made);
  return made;
}

/**
 * A cheap test before `scorePair`: false only where the pair cannot reach `DOUBTFUL_SCORE_MIN`, because neither
 * document, e-mail nor telephone is shared and the documents (57 at most) or the names (52 at most) differ.
 */
export function couldMatch(a: MatchRecord, b: MatchRecord): boolean {
  const [left, right] = [prepare(a), prepare(b)];
  if (left.email !== null && left.email === right.email) return true;
  if (left.phone !== null && left.phone === right.phone) return true;
  const documents = compareDocuments(a.document, b.document);
  if (documents === 'same-number') return true;
  if (documents === 'number-differs' || documents === 'complement-differs') return false;
  return givenNamesLine(a, b).reason !== 'different' && surnamesLine(a, b).reason !== 'different';
}

/** Compares two records. Symmetric: the order of the two makes no difference. */
export function scorePair(a: MatchRecord, b: MatchRecord): PairScore {
  const lines = [
    givenNamesLine(a, b),
    surnamesLine(a, b),
    documentLine(a, b),
    plainLine('email', prepare(a).email, prepare(b).email, POINTS.email),
    plainLine('phone', prepare(a).phone, prepare(b).phone, POINTS.phone),
    birthYearLine(a, b),
    plainLine('sex', statedSex(a), statedSex(b), POINTS.sex),
    plainLine('municipality', a.municipality, b.municipality, POINTS.municipality),
    organisationLine(a, b),
  ];
  const explanation = bounded(lines);
  return { score: Math.max(0, sum(explanation)), explanation };
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
  if (total < DOUBTFUL_SCORE_MIN && reasonOf(lines, 'document') === 'same-number') {
    return [...lines, { field: 'rule', points: Math.min(100, DOUBTFUL_SCORE_MIN - total), reason: 'same-number-asks' }];
  }
  return endAtHundred(lines, total);
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

const CONTRADICTIONS = new Set(['different', 'number-differs', 'complement-differs', 'other-order']);
/** Fields in which a difference is nothing strange: people move, change work, have two telephones. */
const CHANGEABLE = new Set(['organisation', 'municipality', 'email', 'phone']);

function mayBeSure(lines: readonly Line[]): boolean {
  if (lines.some((line) => CONTRADICTIONS.has(line.reason) && !CHANGEABLE.has(line.field))) return false;
  const wholeName = reasonOf(lines, 'givenNames') === 'equal' && reasonOf(lines, 'surnames') === 'equal';
  const strong = reasonOf(lines, 'document') === 'same-number' || reasonOf(lines, 'email') === 'equal';
  const phone = reasonOf(lines, 'phone') === 'equal';
  const organisation = reasonOf(lines, 'organisation') === 'same-organisation';
  return strong || (wholeName && (phone || organisation)) || (phone && organisation);
}

function reasonOf(lines: readonly Line[], field: string): string {
  return lines.find((line) => line.field === field)?.reason ?? 'missing';
}

function givenNamesLine(a: MatchRecord, b: MatchRecord): Line {
  const reason = compareGivenNames(prepare(a).given, prepare(b).given);
  return { field: 'givenNames', points: reason === 'missing' ? 0 : POINTS.givenNames[reason], reason };
}

function compareGivenNames(a: string[], b: string[]): keyof typeof POINTS.givenNames | 'missing' {
  if (a.length === 0 || b.length === 0) return 'missing';
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const met = shorter.map((word, index) => bestLikeness(word, longer, index));
  if (shorter.length < longer.length) {
    const worst = weakest(met);
    return worst === 'different' || worst === 'abbreviated' ? worst : 'second-name-missing';
  }
  // Both ways, so that a name repeated on one side does not stand for two on the other.
  return weakest([...met, ...longer.map((word, index) => bestLikeness(word, shorter, index))]);
}

/** A given name may stand first or second; an initial only where its word stands. */
function bestLikeness(word: string, others: readonly string[], index: number): WordLikeness {
  const here = compareWords(word, others[index] ?? '');
  if (here !== 'different') return here;
  return others.some((other) => other === word && word.length > 1) ? 'equal' : 'different';
}

const STRENGTH: readonly WordLikeness[] = ['different', 'abbreviated', 'one-typo', 'same-sound', 'equal'];

function weakest(likenesses: readonly WordLikeness[]): WordLikeness {
  return STRENGTH.find((likeness) => likenesses.includes(likeness)) ?? 'different';
}

function surnamesLine(a: MatchRecord, b: MatchRecord): Line {
  const field = 'surnames';
  const [left, right] = [prepare(a).surnames, prepare(b).surnames];
  if (left.length === 0 || right.length === 0) return { field, points: 0, reason: 'missing' };
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  const worst = weakest(shorter.map((word, index) => compareWords(word, longer[index] ?? '')));
  const reason = worst === 'different' && swapped(shorter, longer) ? 'other-order' : worst;
  if (shorter.length > 1) return { field, points: POINTS.surnames[reason], reason };
  if (longer.length === 1) {
    return { field, points: POINTS.oneSurname[reason], reason: reason === 'equal' ? 'equal-one-surname' : reason };
  }
  return reason === 'equal'
    ? { field, points: POINTS.secondSurnameMissing, reason: 'second-surname-missing' }
    : { field, points: POINTS.oneSurname[reason], reason };
}

/** Mother's surname before the father's: a slip in some lists, a cousin in others. A person must look. */
function swapped(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0];
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

/**
 * Keys under which records that may be one person meet: `d:` document, `p:` telephone, `e:` e-mail, `n:` sounds of the
 * name. The name gives several, so that two spellings still meet in another order, with one surname missing,
 * abbreviated, or with a slip in one word. Records without a common key are not compared at all.
 */
export function blockingKeys(record: MatchRecord): string[] {
  const keys = new Set<string>();
  const { email, phone } = prepare(record);
  if (record.document !== null) keys.add(`d:${record.document.number}`);
  if (phone !== null) keys.add(`p:${phone}`);
  if (email !== null) keys.add(`e:${email}`);
  const given = prepare(record).given.map(phoneticKey);
  const surnames = prepare(record).surnames.map(phoneticKey);
  for (const key of nameKeys(given, surnames)) keys.add(key);
  return [...keys];
}

function nameKeys(given: string[], surnames: string[]): string[] {
  const keys = [`n:${[...given, ...surnames].sort().join('+')}`];
  // A given name with a surname; sorted, so that a name cut wrongly still meets.
  for (const name of given.filter(whole)) {
    for (const surname of surnames.filter(whole)) keys.push(`n:${[name, surname].sort().join('+')}`);
  }
  // Both surnames with the first letter of the given name: for initials and slips in the given name.
  const [first, second] = surnames;
  if (first !== undefined && second !== undefined && whole(second)) {
    keys.push(`n:${first}+${second}+${given[0]?.[0] ?? ''}`);
  }
  return keys;
}

function whole(word: string): boolean {
  return word.length > 1;
}
