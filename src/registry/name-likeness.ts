/**
 * How two names of people relate, field by field: given names, surnames, and how much the words they share say. Pure.
 * A husband's surname ("Mamani de Rojas", "Mamani vda. de Rojas") is no surname of hers that could contradict, and a name
 * cut at the wrong place ("Quispe Mamani" as given names) is still the same words.
 */
import { wordBits } from './name-frequency.ts';
import { SHORT_FORMS } from './name-lists.ts';
import { compareWords, nameWords, normaliseName, phoneticKey, type WordLikeness } from './names.ts';

export interface NameParts {
  readonly given: readonly string[];
  /** Surnames of the person's own. */
  readonly surnames: readonly string[];
  readonly husband: string | null;
  /** Whether any given name is a short form of another, such as Pepe. */
  readonly isShort: boolean;
  /** Sounds of the given names and of the surnames, to see at once whether a word stands elsewhere. */
  readonly givenSounds: readonly string[];
  readonly surnameSounds: readonly string[];
}

export type GivenLikeness = WordLikeness | 'second-name-missing' | 'short-form' | 'other-arrangement' | 'missing';
export type SurnameLikeness =
  | WordLikeness
  | 'other-order'
  | 'married-name'
  | 'second-surname-missing'
  | 'equal-one-surname'
  | 'one-surname-alike'
  | 'other-arrangement'
  | 'missing';

export interface NameLikeness {
  readonly given: GivenLikeness;
  readonly surnames: SurnameLikeness;
  /** What the shared words say, in bits; 0 where the names differ or one is missing. */
  readonly bits: number;
}

/** Words of a name, with the husband's surname apart. */
export function namePartsOf(givenNames: string, surnames: string): NameParts {
  const words = normaliseName(surnames).split(' ').filter((word) => word !== '');
  const widow = words.findIndex((word, at) => at > 0 && (word === 'vda' || word === 'viuda'));
  const from = widow > 0 ? widow : words.length > 2 && words.at(-2) === 'de' ? words.length - 2 : words.length;
  const husband = nameWords(words.slice(from).join(' ')).at(-1) ?? null;
  const given = nameWords(givenNames);
  const own = nameWords(words.slice(0, from).join(' '));
  const isShort = given.some((word) => SHORT_FORMS.has(word));
  return { given, surnames: own, husband, isShort, givenSounds: given.map(phoneticKey), surnameSounds: own.map(phoneticKey) };
}

/** Compares two names. Symmetric. */
export function compareNames(a: NameParts, b: NameParts): NameLikeness {
  const given = compareGiven(a, b);
  const surnames = compareSurnames(a, b);
  if (given !== 'different' && surnames !== 'different') return { given, surnames, bits: sharedBits(a, b) };
  const bits = crosses(a, b) ? arrangedOtherwise(a, b) : null;
  return bits === null
    ? { given, surnames, bits: 0 }
    : { given: 'other-arrangement', surnames: 'other-arrangement', bits };
}

/** Whether two names could be one person's: neither their given names nor their surnames differ, or only their places do. */
export function couldBeOneName(a: NameParts, b: NameParts): boolean {
  if (compareGiven(a, b) !== 'different' && compareSurnames(a, b) !== 'different') return true;
  return crosses(a, b) && arrangedOtherwise(a, b) !== null;
}

function compareGiven({ given: a, isShort: shortA }: NameParts, { given: b, isShort: shortB }: NameParts): GivenLikeness {
  if (a.length === 0 || b.length === 0) return 'missing';
  const mayBeShort = shortA || shortB;
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const met = shorter.map((word, index) => bestLikeness(word, longer, index, mayBeShort));
  if (shorter.length < longer.length) {
    const worst = weakest(met);
    return worst === 'different' || worst === 'abbreviated' || worst === 'short-form' ? worst : 'second-name-missing';
  }
  // Both ways, so that a name repeated on one side does not stand for two on the other.
  return weakest([...met, ...longer.map((word, index) => bestLikeness(word, shorter, index, mayBeShort))]);
}

type WordAlike = WordLikeness | 'short-form';

/** A given name may stand first or second; an initial only where its word stands. */
function bestLikeness(word: string, others: readonly string[], index: number, mayBeShort: boolean): WordAlike {
  const here = compareWords(word, others[index] ?? '');
  if (here !== 'different') return here;
  if (word.length > 1 && others.includes(word)) return 'equal';
  return mayBeShort && others.some((other) => isShortOf(word, other) || isShortOf(other, word)) ? 'short-form' : 'different';
}

function isShortOf(short: string, word: string): boolean {
  return SHORT_FORMS.get(short)?.includes(word) ?? false;
}

const STRENGTH: readonly WordAlike[] = ['different', 'short-form', 'abbreviated', 'one-typo', 'same-sound', 'equal'];

function weakest<T extends WordAlike>(likenesses: readonly T[]): T | 'different' {
  for (const strength of STRENGTH) {
    const found = likenesses.find((likeness) => likeness === strength);
    if (found !== undefined) return found;
  }
  return 'different';
}

function compareSurnames(a: NameParts, b: NameParts): SurnameLikeness {
  if (a.surnames.length === 0 || b.surnames.length === 0) return 'missing';
  const [shorter, longer] = a.surnames.length <= b.surnames.length ? [a, b] : [b, a];
  const worst = weakest(shorter.surnames.map((word, index) => compareWords(word, longer.surnames[index] ?? '')));
  if (worst === 'different') return swapped(shorter.surnames, longer.surnames) ? 'other-order' : 'different';
  if (shorter.surnames.length > 1) return worst;
  if (longer.surnames.length > 1) return oneAgainstTwo(shorter, longer, worst);
  if (worst !== 'equal') return 'one-surname-alike';
  return a.husband !== null && a.husband === b.husband ? 'equal' : 'equal-one-surname';
}

/** One surname on one side: the other may be missing, or the husband's stands in its place. */
function oneAgainstTwo(one: NameParts, two: NameParts, first: WordLikeness): SurnameLikeness {
  if (one.husband !== null && compareWords(one.husband, two.surnames[1] ?? '') === 'equal') return first;
  if (first !== 'equal' && first !== 'same-sound') return 'one-surname-alike';
  return one.husband === null ? 'second-surname-missing' : 'married-name';
}

/** Mother's surname before the father's: a slip in some lists, a cousin in others. A person must look. */
function swapped(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0];
}

function sharedBits(a: NameParts, b: NameParts): number {
  return bitsOfShared(a.given, b.given, 'given') + bitsOfShared(surnamesOf(a), surnamesOf(b), 'surname');
}

function surnamesOf({ surnames, husband }: NameParts): readonly string[] {
  return husband === null ? surnames : [...surnames, husband];
}

function bitsOfShared(a: readonly string[], b: readonly string[], as: 'given' | 'surname'): number {
  const left = [...b];
  let bits = 0;
  for (const word of a) {
    const at = left.findIndex((other) => compareWords(word, other) !== 'different' || isShortOf(word, other) || isShortOf(other, word));
    const other = left[at];
    if (other === undefined) continue;
    bits += Math.min(wordBits(word, as), wordBits(other, as));
    left.splice(at, 1);
  }
  return bits;
}

/** Words that must meet before a name is taken for another arrangement of the same one. */
const ARRANGED_WORDS_MIN = 3;

/** Bits where all words of the shorter name stand in the longer, only elsewhere; null where they do not. */
function arrangedOtherwise(a: NameParts, b: NameParts): number | null {
  const [one, other] = [[...a.given, ...a.surnames], [...b.given, ...b.surnames]];
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  const twoAndTwo = shorter.length === 2 && longer.length === 2 && shorter[0] === longer[1] && shorter[1] === longer[0];
  if (shorter.length < ARRANGED_WORDS_MIN && !twoAndTwo) return null;
  const left = [...longer];
  let bits = 0;
  for (const word of shorter) {
    const at = left.findIndex((candidate) => word.length > 1 && compareWords(word, candidate) !== 'different');
    if (at < 0) return null;
    left.splice(at, 1);
    // Whether a given name or a surname is not known here: the less telling of the two.
    bits += Math.min(wordBits(word, 'given'), wordBits(word, 'surname'));
  }
  return bits;
}

/** Whether a given name of one stands among the surnames of the other, as it sounds. */
function crosses(a: NameParts, b: NameParts): boolean {
  return (
    a.givenSounds.some((sound) => b.surnameSounds.includes(sound)) || b.givenSounds.some((sound) => a.surnameSounds.includes(sound))
  );
}
