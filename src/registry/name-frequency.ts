/**
 * How much it says that two records share a word of a name: that two people are called Mamani is chance, that two are
 * called Uriona hardly is. Pure. Counted in bits: a word that one person in 2^n bears says n bits. The bands are ours,
 * after what any list of Bolivian participants shows; a word we do not know is rare.
 */
import { GIVEN_NAMES, SURNAMES } from './name-lists.ts';
import { phoneticKey } from './names.ts';

/** Borne by more than about one person in forty. */
const VERY_COMMON_SURNAMES = sounds('mamani quispe flores choque condori rojas vargas gutierrez');
/** Borne by more than about one person in a hundred. */
const COMMON_SURNAMES = sounds(
  `lopez fernandez garcia rodriguez cruz sanchez torrez perez gonzales chavez ramos martinez apaza gomez vasquez colque
    huanca ticona poma chambi nina aguilar`,
);
const VERY_COMMON_GIVEN_NAMES = sounds('maria juana ana rosa carmen martha juan jose luis carlos jorge mario pedro');
const COMMON_GIVEN_NAMES = sounds(
  `elena teresa isabel lucia patricia julia cristina sandra gabriela silvia roxana claudia daniela andrea victor miguel
    julio felix roberto fernando freddy ramiro raul javier hugo daniel marco david`,
);

const BITS = {
  surname: { veryCommon: 4.5, common: 6, known: 8, rare: 10 },
  given: { veryCommon: 4.5, common: 6, known: 7, rare: 9 },
} as const;
/** A word of which only the first letter is known. */
const INITIAL_BITS = 3;

const KNOWN_SURNAMES = new Set([...SURNAMES].map(phoneticKey));
const KNOWN_GIVEN_NAMES = new Set([...GIVEN_NAMES].map(phoneticKey));

/** What a word says, in bits, however it is spelled; `word` is normalised. */
export function wordBits(word: string, as: 'given' | 'surname'): number {
  if (word.length <= 1) return INITIAL_BITS;
  const key = `${as} ${word}`;
  const known = bitsMet.get(key);
  if (known !== undefined) return known;
  const bits = bitsOf(word, as);
  if (bitsMet.size >= BITS_MET_MAX) bitsMet.clear();
  bitsMet.set(key, bits);
  return bits;
}

/** Bits of the words met lately: the names of a country are few, and lists repeat them. */
const bitsMet = new Map<string, number>();
const BITS_MET_MAX = 20_000;

function bitsOf(word: string, as: 'given' | 'surname'): number {
  const sound = phoneticKey(word);
  const surname = as === 'surname';
  const bits = BITS[as];
  if ((surname ? VERY_COMMON_SURNAMES : VERY_COMMON_GIVEN_NAMES).has(sound)) return bits.veryCommon;
  if ((surname ? COMMON_SURNAMES : COMMON_GIVEN_NAMES).has(sound)) return bits.common;
  return (surname ? KNOWN_SURNAMES : KNOWN_GIVEN_NAMES).has(sound) ? bits.known : bits.rare;
}

function sounds(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).map(phoneticKey));
}
