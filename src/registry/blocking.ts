/**
 * Keys under which records that may be one person meet: `d:` document, `p:` telephone, `e:` e-mail, `n:` sounds of the
 * name. Records without a common key are not compared at all. Pure.
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

export function blockingKeys(record: MatchRecord): string[] {
  return keysOf(prepare(record));
}

/** The same of a record that was prepared before. */
export function keysOf({ record, email, phone, name }: Prepared): string[] {
  const keys = new Set<string>();
  for (const number of documentKeys(record)) keys.add(number);
  if (phone !== null) keys.add(`p:${phone}`);
  if (email !== null) keys.add(`e:${email}`);
  const given = wordsOf(name.given, 'given');
  const surnames = wordsOf(name.surnames, 'surname');
  const husband = name.husband === null ? [] : wordsOf([name.husband], 'surname');
  const more = contextOf(record);
  const all = [...given, ...surnames].map(({ sound }) => sound);
  keys.add(`n:${all.toSorted().join('+')}`);
  for (const one of given) {
    for (const other of [...surnames, ...husband]) addKeys(keys, one, other, [...given, ...surnames], more);
  }
  const [first, second] = surnames;
  if (first !== undefined && second !== undefined) {
    // Both surnames with the first letter of the given name: for initials and slips in the given name.
    const initials = name.given.map((word) => phoneticKey(word).charAt(0));
    for (const initial of initials) keys.add(`n:${first.sound}+${second.sound}+${initial}`);
  }
  for (const key of beginningKeys(given, surnames)) keys.add(key);
  const initial = name.surnames[1]?.charAt(0);
  if (first !== undefined && initial !== undefined) {
    // For a second surname of which only the first letter is written.
    for (const { sound } of given) keys.add(`n:${sound}+${first.sound}+${initial}`);
  }
  return [...keys];
}

/** For a slip in one word where little else of the name is there: the other word, if it is not too common, and how it begins. */
function beginningKeys(given: readonly Word[], surnames: readonly Word[]): string[] {
  const [surname] = surnames;
  if (surname === undefined) return [];
  return given.flatMap(({ sound, bits }) => [
    ...(surname.bits >= SURNAME_BITS_MIN ? [`b:${surname.sound}+${sound.slice(0, 2)}`] : []),
    ...(bits >= GIVEN_BITS_MIN ? [`b:${sound}+${surname.sound.slice(0, 3)}`] : []),
  ]);
}

interface Word {
  readonly sound: string;
  readonly bits: number;
}

/** Sounds of whole words; initials make no key. */
function wordsOf(words: readonly string[], as: 'given' | 'surname'): Word[] {
  return words.filter((word) => word.length > 1).map((word) => ({ sound: phoneticKey(word), bits: wordBits(word, as) }));
}

function documentKeys({ document }: MatchRecord): string[] {
  return document === null ? [] : [`d:${document.number}`];
}

/** What else narrows a common name. A birth year is written one off now and then: each year gives two keys. */
function contextOf({ birthYear, municipality }: MatchRecord): string[] {
  const years = birthYear === null ? [] : [`y${birthYear >> 1}`, `z${(birthYear + 1) >> 1}`];
  return municipality === null ? years : [...years, `m${municipality}`];
}

/** A given name with a surname, sorted so that a name cut wrongly still meets. */
function addKeys(keys: Set<string>, one: Word, other: Word, all: readonly Word[], more: readonly string[]): void {
  const pair = [one.sound, other.sound].toSorted().join('+');
  keys.add(`n:${pair}`);
  if (one.bits + other.bits >= KEY_BITS_MIN) return;
  for (const third of all) {
    if (third === one || third === other) continue;
    keys.add(`n:${[one.sound, other.sound, third.sound].toSorted().join('+')}`);
  }
  for (const context of more) keys.add(`n:${pair}+${context}`);
}
