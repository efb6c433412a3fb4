/**
 * Names of people as Bolivian lists write them: one form to compare by, given names and surnames told apart, the sound
 * of a word in Spanish, and how alike two names are. Pure. The word lists serve only to find the order of a name; they
 * never say anything about a person, least of all the sex.
 */
import { normaliseName } from './name-form.ts';
import { GIVEN_NAMES, SURNAMES } from './name-lists.ts';
import { PairMemory } from './pair-memory.ts';

export { normaliseName };

export interface PersonName {
  readonly givenNames: string;
  readonly surnames: string;
}
export type NameOrder = 'given-first' | 'surnames-first';

const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'da', 'do', 'dos', 'di', 'van', 'von', 'san', 'santa']);
const WIDOW = new Set(['vda', 'viuda']);
const TITLES = new Set(
  `lic licda licdo ing dr dra sr sra srta don dona abg abog arq msc mgr mg mba phd tec prof econ univ cpa aux tcnl
  hno hna`.split(/\s+/),
);
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(Object.entries({
  ma: 'maria', fco: 'francisco', fdo: 'fernando', gpe: 'guadalupe', gmo: 'guillermo', ant: 'antonio', jse: 'jose',
  glez: 'gonzalez', gzles: 'gonzales', rdz: 'rodriguez', fdez: 'fernandez', mtz: 'martinez', hdez: 'hernandez',
}));

/**
 * Cuts a full name into given names and surnames. "Apellidos, Nombres" says the order itself; else the known words
 * do, and where they do not, `usualOrder` of the list. Particles stay with the word they belong to ("de la Cruz",
 * "vda. de Rojas"). A single word is a given name. Titles (Lic., Ing.) are left out; capitals are set as usual.
 */
export function splitFullName(text: string, usualOrder: NameOrder = 'given-first'): PersonName {
  const comma = /^([^,]+),([^,]+)$/.exec(text);
  if (comma?.[1] !== undefined && comma[2] !== undefined) {
    return { givenNames: tidyName(withoutTitles(comma[2])), surnames: tidyName(withoutTitles(comma[1])) };
  }
  const parts = nameParts(withoutTitles(text.replaceAll(',', ' ')));
  const widow = parts.findIndex((part) => WIDOW.has(firstWord(part)));
  const tail = widow > 0 ? parts.splice(widow) : [];
  const order = orderOfParts(parts) ?? usualOrder;
  const { given, surnames } = order === 'given-first' ? cutGivenFirst(parts, tail.length > 0) : cutSurnamesFirst(parts);
  return { givenNames: tidyName(given.join(' ')), surnames: tidyName([...surnames, ...tail].join(' ')) };
}

/** Order in which a list mostly writes its names; a list that does not say: given names first. */
export function usualNameOrder(names: readonly string[]): NameOrder {
  let votes = 0;
  for (const name of names) {
    const order = name.includes(',') ? null : orderOfParts(nameParts(withoutTitles(name)));
    if (order !== null) votes += order === 'surnames-first' ? 1 : -1;
  }
  return votes > 0 ? 'surnames-first' : 'given-first';
}

/** Whether any word of a text is a given name often met in Bolivia. */
export function hasGivenName(text: string): boolean {
  return normaliseName(text).split(' ').some((word) => GIVEN_NAMES.has(expanded(word)));
}

/** Usual capitals where a list shouts or whispers; a name with capitals of its own is kept as written. */
export function tidyName(text: string): string {
  const trimmed = text.replace(/\s+/g, ' ').replace(/^[\s.,;:-]+|[\s,;:-]+$/g, '');
  if (trimmed !== trimmed.toUpperCase() && trimmed !== trimmed.toLowerCase()) return shared(trimmed);
  const words = trimmed.toLowerCase().split(' ');
  return shared(words.map((word) => (PARTICLES.has(word) || WIDOW.has(word.replace('.', '')) ? word : capitalised(word))).join(' '));
}

function capitalised(word: string): string {
  return word.replace(/(^|[-'’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function withoutTitles(text: string): string {
  const words = text.trim().split(/\s+/);
  while (words.length > 1 && TITLES.has(normaliseName(words[0] ?? ''))) words.shift();
  return words.join(' ');
}

/** Words, each with the particles before it. */
function nameParts(text: string): string[] {
  const parts: string[] = [];
  let held = '';
  for (const word of text.split(/\s+/).filter((piece) => piece !== '')) {
    const plain = normaliseName(word);
    const together = held === '' ? word : `${held} ${word}`;
    if (PARTICLES.has(plain) || WIDOW.has(plain)) held = together;
    else {
      parts.push(together);
      held = '';
    }
  }
  if (held !== '') parts.push(held);
  return parts;
}

function firstWord(part: string): string {
  return normaliseName(part.split(' ')[0] ?? '');
}

function orderOfParts(parts: readonly string[]): NameOrder | null {
  const first = likelihood(parts[0]);
  const last = likelihood(parts[parts.length - 1]);
  if (parts.length < 2 || first === last) return null;
  return first > last ? 'given-first' : 'surnames-first';
}

/** 1 for a known given name, -1 for a known surname, 0 for both or neither. */
function likelihood(part: string | undefined): number {
  const word = expanded(normaliseName(part ?? '').split(' ').at(-1) ?? '');
  return (GIVEN_NAMES.has(word) ? 1 : 0) - (SURNAMES.has(word) ? 1 : 0);
}

function cutGivenFirst(parts: readonly string[], widowed: boolean): { given: string[]; surnames: string[] } {
  const count = parts.length;
  let given = count <= 2 ? 1 : count - 2;
  // "María Elena Poma": two given names and one surname.
  if (count === 3) given = widowed || likelihood(parts[1]) > 0 ? 2 : 1;
  // "Ana María Poma vda. de Rojas" and "Ana Poma vda. de Rojas": the husband's name is the second surname.
  if (widowed && count >= 2) given = likelihood(parts[1]) > 0 && count > 2 ? 2 : 1;
  return { given: parts.slice(0, given), surnames: parts.slice(given) };
}

function cutSurnamesFirst(parts: readonly string[]): { given: string[]; surnames: string[] } {
  const count = parts.length;
  const surnames = count <= 2 || (count === 3 && likelihood(parts[1]) > 0) ? 1 : 2;
  return { given: parts.slice(surnames), surnames: parts.slice(0, surnames) };
}

/** Words of a name to compare by: normalised, abbreviations written out, particles left out. */
export function nameWords(text: string): string[] {
  const words = normaliseName(text).split(' ').map((word) => shared(expanded(word)));
  const bare = words.filter((word) => word !== '' && !PARTICLES.has(word) && !WIDOW.has(word));
  return bare.length > 0 ? bare : words.filter((word) => word !== '');
}

/** One copy of a text that comes again and again: a list of a hundred thousand has few names and places. */
export function shared(text: string): string {
  const known = words.get(text);
  if (known !== undefined) return known;
  if (words.size >= WORDS_MAX) words.clear();
  words.set(text, text);
  return text;
}

const words = new Map<string, string>();
const WORDS_MAX = 20_000;

function expanded(word: string): string {
  return ABBREVIATIONS.get(word) ?? word;
}

/**
 * How a word sounds in Bolivian Spanish: v as b, c/z as s, y/ll as i, mute h, k/qu/c, g/j/x, doubled letters once.
 * `word` is normalised already. Two words with one sound are often one name spelled twice.
 */
export function phoneticKey(word: string): string {
  const known = sounds.get(word);
  if (known !== undefined) return known;
  const sound = soundOf(word);
  if (sounds.size >= SOUNDS_MAX) sounds.clear();
  sounds.set(word, sound);
  return sound;
}

/** The sounds of words met lately: the names of a country are few, and lists repeat them. */
const sounds = new Map<string, string>();
const SOUNDS_MAX = 20_000;

function soundOf(word: string): string {
  return word
    .replace(/^x/, 'j')
    .replace(/^h?u(?=[aeio])/, 'w')
    .replace(/^gu(?=a)/, 'w')
    .replace(/ch/g, '1')
    .replace(/ph/g, 'f')
    .replace(/jh/g, 'j')
    .replace(/h/g, '')
    .replace(/ll|y/g, 'i')
    .replace(/gu(?=[ei])/g, '2')
    .replace(/g(?=[ei])/g, 'j')
    .replace(/2/g, 'g')
    .replace(/qu(?=[ei])|q/g, 'k')
    .replace(/c(?=[eiy])|z/g, 's')
    .replace(/c/g, 'k')
    .replace(/x/g, 's')
    .replace(/v/g, 'b')
    .replace(/n(?=[bp])/g, 'm')
    .replace(/(.)\1+/g, '$1');
}

/** Smallest number of letters inserted, left out, changed or swapped with the next; stops counting above `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  if (limit === 1) return oneSlipApart(a, b) ? 1 : 2;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[b.length] ?? limit + 1;
}

/** The commonest question, answered without a table: beyond a like beginning and end, is one slip left? */
function oneSlipApart(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

const WORD_LIKENESSES = ['equal', 'same-sound', 'one-typo', 'abbreviated', 'different'] as const;
export type WordLikeness = (typeof WORD_LIKENESSES)[number];

/** Letters a word must have before one wrong letter is taken for a slip: "Ana" and "Eva" are two names. */
const TYPO_LETTERS_MIN = 4;
/** The same for the sounds of a word. */
const TYPO_SOUNDS_MIN = 6;

/**
 * How two words of a name relate. Two names that are both usual, or that differ only in the ending that tells a
 * woman's name from a man's (Juan and Juana, Mario and María), are different names and no slip.
 */
export function compareWords(a: string, b: string): WordLikeness {
  return a === b ? 'equal' : unlike.of(a, b);
}

/** Number of a word, to compare it by; 0 where there are too many words for this one to have any. */
export function wordNumber(word: string): number {
  return unlike.numberOf(word);
}

/** Whether two words that have numbers are different names. */
export function areDifferent(one: number, other: number): boolean {
  return one !== other && unlike.ofNumbers(one, other) === 'different';
}

/** How words relate that are not the same. */
const unlike = new PairMemory(WORD_LIKENESSES, (a, b) => {
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 'abbreviated' : 'different';
  if (phoneticKey(a) === phoneticKey(b)) return 'same-sound';
  if (Math.min(a.length, b.length) < TYPO_LETTERS_MIN || !oneSlip(a, b)) return 'different';
  return differInGender(a, b) || bothUsual(a, b) ? 'different' : 'one-typo';
});

/** One slip of the pen, or a slip and a spelling by ear in one word: "Vilarroel" and "Billaroel". */
function oneSlip(a: string, b: string): boolean {
  if (editDistance(a, b, 1) <= 1) return true;
  const [soundA, soundB] = [phoneticKey(a), phoneticKey(b)];
  return Math.min(soundA.length, soundB.length) >= TYPO_SOUNDS_MIN && editDistance(soundA, soundB, 1) <= 1;
}

function differInGender(a: string, b: string): boolean {
  const stem = (word: string): string => word.replace(/[aeo]$/, '');
  return a.endsWith('a') !== b.endsWith('a') && stem(a) === stem(b);
}

function bothUsual(a: string, b: string): boolean {
  return (GIVEN_NAMES.has(a) || SURNAMES.has(a)) && (GIVEN_NAMES.has(b) || SURNAMES.has(b));
}

const WORD_SIMILARITY: Readonly<Record<WordLikeness, number>> = {
  equal: 1,
  'same-sound': 0.95,
  'one-typo': 0.85,
  abbreviated: 0.7,
  different: 0,
};

/**
 * How alike two full names are, 0 to 1, whatever their order. A word that the longer name has and the shorter lacks
 * (a second surname, a second given name) costs little as long as two words meet.
 */
export function nameSimilarity(a: string, b: string): number {
  const [shorter, longer] = [nameWords(a), nameWords(b)].sort((x, y) => x.length - y.length);
  if (shorter === undefined || longer === undefined || shorter.length === 0) return 0;
  const left = [...longer];
  let sum = 0;
  for (const word of shorter) {
    const scores = left.map((other) => WORD_SIMILARITY[compareWords(word, other)]);
    const best = Math.max(0, ...scores);
    sum += best;
    if (best > 0) left.splice(scores.indexOf(best), 1);
  }
  const met = sum / shorter.length;
  const missing = longer.length - shorter.length;
  return met * (shorter.length === 1 && missing > 0 ? 0.5 : 1 - 0.08 * missing);
}
