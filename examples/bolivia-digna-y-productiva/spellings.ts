/** The ways lists spell one person: words left out, abbreviated, mistaken or added, and in which hand. Pure. */
import type { Random } from './random.ts';
import { withSlip } from './name-pool.ts';
import type { ListCode, Slot } from './slots.ts';

/** A name as it is in the identity card. */
export interface FullName {
  readonly given: readonly string[];
  readonly surnames: readonly string[];
  /** The husband's surname, which some married women add. */
  readonly married: string | null;
}

/** A name as one list has it. Two lists spell alike where both parts are equal but for accents and capitals. */
export interface Spelling {
  readonly given: string;
  readonly surnames: string;
}

type Variant = 'short' | 'initial' | 'one-given' | 'slip' | 'married';

export function fullSpelling({ given, surnames }: FullName): Spelling {
  return { given: given.join(' '), surnames: surnames.join(' ') };
}

/** What a spelling is compared by. */
export function spellingKey({ given, surnames }: Spelling): string {
  return withoutAccents(`${given} ${surnames}`.toLowerCase()).replace(/\./g, '');
}

/** One variant of those asked for that this name has. */
function variantOf(random: Random, name: FullName, wanted: readonly Variant[]): Spelling {
  const possible = wanted.filter((variant) => hasVariant(name, variant));
  return possible.length === 0 ? fullSpelling(name) : spelledAs(name, random.pick(possible));
}

function hasVariant({ given, surnames, married }: FullName, variant: Variant): boolean {
  if (surnames.length < 2) return false;
  if (variant === 'one-given') return given.length > 1;
  return variant !== 'married' || married !== null;
}

function spelledAs(name: FullName, variant: Variant): Spelling {
  const full = fullSpelling(name);
  const [first = '', second = ''] = name.surnames;
  if (variant === 'short') return { ...full, surnames: first };
  if (variant === 'initial') return { ...full, surnames: `${first} ${withoutAccents(second).charAt(0)}.` };
  if (variant === 'slip') return { ...full, surnames: `${withSlip(first)} ${second}` };
  if (variant === 'one-given') return { ...full, given: name.given[0] ?? '' };
  return { ...full, surnames: `${full.surnames} de ${name.married ?? ''}` };
}

/** How each list spells a person, session by session. */
export type Spellings = Readonly<Record<ListCode, readonly Spelling[]>>;

/**
 * Decides the spellings of one person. `mayVary` is false where little else would tell that two spellings are one
 * person. Whoever stands in all three lists is spelled in three ways; whoever the second list is to give a sex is
 * spelled differently there, because a record met again under the same spelling is not written again.
 */
export function planSpellings(
  random: Random,
  name: FullName,
  slot: Slot,
  sessions: Readonly<Record<ListCode, number>>,
  mayVary: boolean,
): Spellings {
  const full = fullSpelling(name);
  const always = (list: ListCode, one: Spelling): Spelling[] => Array.from({ length: sessions[list] }, () => one);
  if (!mayVary) {
    return { APOYO: always('APOYO', full), CONTINUIDAD: always('CONTINUIDAD', full), FICHAS: always('FICHAS', full) };
  }
  const mayChange = (list: ListCode, one: Spelling, wanted: readonly Variant[]): Spelling[] =>
    changing(random, always(list, one), name, wanted);
  const everywhere = Object.keys(slot.attends).length === 3;
  const steady = everywhere || slot.trait === 'sex-late';
  const apoyo = !steady && random.chance(12) ? variantOf(random, name, ['short', 'one-given']) : full;
  const unlikeShort: readonly Variant[] = ['initial', 'married', 'slip'];
  const second: readonly Variant[] = everywhere ? unlikeShort : [...unlikeShort, 'short'];
  const continuidad = steady || random.chance(35) ? variantOf(random, name, second) : full;
  const third: readonly Variant[] = everywhere ? ['short'] : ['short', 'short', 'one-given', 'slip'];
  const fichas = everywhere || random.chance(45) ? variantOf(random, name, third) : full;
  return {
    APOYO: always('APOYO', apoyo),
    CONTINUIDAD: steady ? always('CONTINUIDAD', continuidad) : mayChange('CONTINUIDAD', continuidad, second),
    FICHAS: everywhere ? always('FICHAS', fichas) : mayChange('FICHAS', fichas, third),
  };
}

/** Some people are written otherwise from one session on. */
function changing(random: Random, spellings: Spelling[], name: FullName, wanted: readonly Variant[]): Spelling[] {
  if (!random.chance(12)) return spellings;
  const from = random.between(1, spellings.length - 1);
  const other = variantOf(random, name, wanted);
  return spellings.map((spelling, at) => (at < from ? spelling : other));
}

/** "Lidia Mamani Condori", now and then in capitals, in small letters or without accents. */
export function givenFirst(random: Random, { given, surnames }: Spelling): string {
  return inSomeHand(random, `${given} ${surnames}`);
}

/** "Mamani Condori, Lidia" or, where that cannot be misread, "MAMANI CONDORI LIDIA". */
export function surnamesFirst(random: Random, { given, surnames }: Spelling): string {
  const comma = surnames.includes(' de ') || random.chance(60) ? ',' : '';
  const text = `${surnames}${comma} ${given}`;
  return random.chance(50) ? text.toUpperCase() : inSomeHand(random, text);
}

function inSomeHand(random: Random, text: string): string {
  const hand = random.below(10);
  if (hand === 0) return text.toUpperCase();
  if (hand === 1) return text.toLowerCase();
  return hand < 5 ? withoutAccents(text) : text;
}

export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}
