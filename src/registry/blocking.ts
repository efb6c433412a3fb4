/**
 * Keys under which records that may be one person meet: by document, telephone, e-mail and the sounds of the name. Records
 * without a common key are not compared at all. Pure.
 *
 * A key is a number of 32 bits: a hundred thousand people have over a million, and the database keeps each. Two keys that
 * fall on one number cost a comparison and nothing else.
 *
 * A key that a crowd shares is left out when it is looked up. So where two words of a name are so common that thousands may
 * bear both, they also make keys together with something else: a third word or its first letter, the birth year, the
 * municipality. Little is lost by that: two records that share no more than "Juan Mamani" are no pair that anybody would be
 * asked about, unless they share the organisation too.
 */
import { prepare, type MatchRecord, type Prepared } from './matching.ts';
import { wordBits } from './name-frequency.ts';
import { phoneticKey } from './names.ts';

/** Words that together say at least so many bits need no rarer key beside theirs. */
const KEY_BITS_MIN = 14;
/** A surname, or a given name, that says so many bits makes a key with the beginning of the other. */
const SURNAME_BITS_MIN = 8;
const GIVEN_BITS_MIN = 9;

/** Keys of a record, each once. */
export function blockingKeys(record: MatchRecord): number[] {
  const prepared = prepare(record);
  return [...new Set([...contactKeys(prepared), ...nameKeys(prepared)])];
}

/** Keys that hardly anybody shares with another. */
export function contactKeys({ record, email, phone }: Prepared): number[] {
  const keys: number[] = [];
  if (record.document !== null) keys.push(keyOf('document', record.document.number));
  if (phone !== null) keys.push(keyOf('phone', phone));
  if (email !== null) keys.push(keyOf('email', email));
  return keys;
}

/** Keys of a name, which come again on many records; each once. */
export function nameKeys({ record, name }: Prepared): number[] {
  const keys = new Set<number>();
  const given = wordsOf(name.given, 'given');
  const surnames = wordsOf(name.surnames, 'surname');
  const husband = name.husband === null ? [] : wordsOf([name.husband], 'surname');
  const all = [...given, ...surnames];
  keys.add(mixed('name', all.map(({ sound }) => sound).sort(inOrder)));
  for (const one of given) {
    for (const other of [...surnames, ...husband]) addKeys(keys, one, other, all);
  }
  const [first, second] = surnames;
  addContexts(keys, given[0], first, record);
  if (first !== undefined && second !== undefined) {
    // Both surnames with the first letter of the given name: for initials and slips in the given name.
    for (const word of name.given) keys.add(mixed('initial', [first.sound, second.sound, soundOf(word, 1)]));
  }
  addBeginnings(keys, given, first);
  const initial = name.surnames[1];
  if (first !== undefined && initial !== undefined) {
    // For a second surname of which only the first letter is written.
    for (const { sound } of given) keys.add(mixed('initial', [sound, first.sound, hashed(SEEDS.initial, initial, 1)]));
  }
  return [...keys];
}

interface Word {
  readonly text: string;
  readonly sound: number;
  readonly bits: number;
}

/** Sounds of whole words; initials make no key. */
function wordsOf(words: readonly string[], as: 'given' | 'surname'): Word[] {
  return words.filter((word) => word.length > 1).map((text) => ({ text, sound: soundOf(text), bits: wordBits(text, as) }));
}

/** For a slip in one word where little else of the name is there: the other word, if it is not too common, and how it begins. */
function addBeginnings(keys: Set<number>, given: readonly Word[], surname: Word | undefined): void {
  if (surname === undefined) return;
  for (const { text, sound, bits } of given) {
    if (surname.bits >= SURNAME_BITS_MIN) keys.add(mixed('beginning', [surname.sound, soundOf(text, 2)]));
    if (bits >= GIVEN_BITS_MIN) keys.add(mixed('beginning', [sound, soundOf(surname.text, 3)]));
  }
}

/** What else narrows a common name, beside the first given name and the first surname: other pairs would add little. */
function addContexts(keys: Set<number>, given: Word | undefined, surname: Word | undefined, { birthYear, municipality }: MatchRecord): void {
  if (given === undefined || surname === undefined || areRare(given, surname)) return;
  const pair = pairOf(given, surname);
  if (birthYear !== null) keys.add(mixed('year', [pair, birthYear]));
  if (municipality !== null) keys.add(mixed('place', [pair, keyOf('place', municipality)]));
}

/** A given name with a surname, in one order so that a name cut wrongly still meets. */
function addKeys(keys: Set<number>, one: Word, other: Word, all: readonly Word[]): void {
  keys.add(pairOf(one, other));
  if (areRare(one, other)) return;
  for (const third of all) {
    if (third === one || third === other) continue;
    keys.add(mixed('name', [one.sound, other.sound, third.sound].sort(inOrder)));
  }
}

function pairOf(one: Word, other: Word): number {
  return mixed('name', [one.sound, other.sound].sort(inOrder));
}

function areRare(one: Word, other: Word): boolean {
  return one.bits + other.bits >= KEY_BITS_MIN;
}

function inOrder(one: number, other: number): number {
  return one - other;
}

/** What tells keys of different kinds apart. */
const SEEDS = {
  document: 1, phone: 2, email: 3, name: 4, initial: 5, beginning: 6, year: 7, place: 8, sound: 9, organisation: 10,
} as const;
type KeyKind = keyof typeof SEEDS;

/** The key of one text. */
export function keyOf(kind: KeyKind, text: string): number {
  return hashed(SEEDS[kind], text, text.length);
}

/** How a word sounds, or how its beginning does, as a number. */
function soundOf(word: string, letters = 99): number {
  return hashed(SEEDS.sound, phoneticKey(word), letters);
}

/** FNV-1a of the beginning of a text. */
function hashed(seed: number, text: string, letters: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length && at < letters; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/** Several numbers as one. */
function mixed(kind: KeyKind, parts: readonly number[]): number {
  let hash: number = SEEDS[kind];
  for (const part of parts) {
    hash = Math.imul(hash ^ part, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash | 0;
}
