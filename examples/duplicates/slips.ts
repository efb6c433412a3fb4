/** Slips that people make when they write a word or a number by ear, by hand or by thumb. */
import type { Random } from '../bolivia-digna-y-productiva/random.ts';

const LETTERS = 'abcdefghijlmnopqrstuvyz';

export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}

/** One letter left out, doubled, changed, or swapped with the next; never the first. Short words stay. */
export function withTypo(random: Random, word: string): string {
  if (word.length < 4) return word;
  const at = random.between(1, word.length - 2);
  const [before, here, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  const kind = random.below(4);
  if (kind === 0) return before + after;
  if (kind === 1) return `${before}${here}${here}${after}`;
  if (kind === 2) return `${before}${LETTERS.charAt(random.below(LETTERS.length))}${after}`;
  return `${before}${after.charAt(0)}${here}${after.slice(1)}`;
}

const BY_EAR: readonly (readonly [RegExp, string])[] = [
  [/z/, 's'], [/s(?=[aeiou])/, 'z'], [/v/, 'b'], [/b/, 'v'], [/ll/, 'y'], [/y(?=[aeiou])/, 'll'], [/^H/, ''], [/qu/, 'k'],
  [/c(?=[ei])/, 's'], [/g(?=[ei])/, 'j'], [/j/, 'g'], [/hu/, 'w'], [/rr/, 'r'], [/ss/, 's'], [/i(?=[aeo])/, 'y'],
];

/** The word as somebody writes it who only heard it; the same word where nothing sounds alike. */
export function byEar(random: Random, word: string): string {
  const possible = BY_EAR.filter(([sound]) => sound.test(word));
  const [sound, written] = possible.length === 0 ? [/$/, ''] : random.pick(possible);
  return word.replace(sound, written);
}

/** One digit changed, two neighbours swapped, or one left out. */
export function withWrongDigit(random: Random, digits: string): string {
  const at = random.between(1, digits.length - 2);
  const kind = random.below(6);
  if (kind < 3) return digits.slice(0, at) + String((Number(digits[at]) + random.between(1, 9)) % 10) + digits.slice(at + 1);
  if (kind < 5) return digits.slice(0, at) + digits.charAt(at + 1) + digits.charAt(at) + digits.slice(at + 2);
  return digits.slice(0, at) + digits.slice(at + 1);
}
