/**
 * Codes of badges: which one a person has, and what somebody scanned or typed. Pure, so that a phone finds whose a badge is
 * without a connection. A code follows from the person's id and from nothing else: printed again it is the same, and it holds
 * nothing about anybody.
 */
import { CODE_LETTERS } from '../../../verification/rules.ts';

/** 31 letters, a prime: with a weight of its own for every place, one wrong letter or two that changed places never add up. */
const BASE = CODE_LETTERS.length;
/** Letters before the check letter. */
const LETTERS = 7;
/** How many codes there are. Among 10,000 people the odds that any two share one are 1 to 550; who scans is then asked which. */
export const BADGE_CODES = BASE ** LETTERS;
/** Digits at the end of an id, all of them chance. 48 bits are exact in a number. */
export const ID_DIGITS = 12;
/** Where the address of a badge leads; its code follows. */
export const BADGE_PATH = '/credencial/';

const SHAPE = new RegExp(`^[${CODE_LETTERS}]{${LETTERS + 1}}$`);
const ADDRESS = new RegExp(`^https?://[^\\s?#]+${BADGE_PATH}([^/?#\\s]+)/?(?:[?#]\\S*)?$`, 'i');

/** The code on the badge of whoever has this id. */
export function badgeCodeOf(personId: string): string {
  let rest = Number.parseInt(personId.replaceAll('-', '').slice(-ID_DIGITS), 16) % BADGE_CODES;
  let letters = '';
  for (let place = 0; place < LETTERS; place += 1) {
    letters += CODE_LETTERS.charAt(rest % BASE);
    rest = Math.floor(rest / BASE);
  }
  return letters + CODE_LETTERS.charAt((BASE - sumOf(letters)) % BASE);
}

/** The number that a code stands for: the end of an id, modulo the codes there are. */
export function badgeNumberOf(code: string): number {
  return code.slice(0, LETTERS).split('').reduceRight((number, letter) => number * BASE + CODE_LETTERS.indexOf(letter), 0);
}

/** `ABCD-EFGH`, as it is printed. */
export function badgeShown(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** `miscopied`: no badge has it, so a letter is wrong. `other`: it is a QR code of something else. */
export type BadgeRead = { readonly kind: 'badge'; readonly code: string } | { readonly kind: 'miscopied' } | { readonly kind: 'other' };

/** A code as people copy it: in groups or not, in any case, or the whole address. */
export function badgeTyped(text: string): BadgeRead {
  const given = ADDRESS.exec(text.trim())?.[1] ?? text;
  const code = given.toUpperCase().replaceAll(/[\s\-–—.·_]/g, '');
  const stands = SHAPE.test(code) && (sumOf(code.slice(0, LETTERS)) + CODE_LETTERS.indexOf(code.charAt(LETTERS))) % BASE === 0;
  return stands ? { kind: 'badge', code } : { kind: 'miscopied' };
}

/** What a camera read: only the address of a badge is one. Of which house it says nothing: whoever moved keeps their badges. */
export function badgeScanned(text: string): BadgeRead {
  return ADDRESS.test(text.trim()) ? badgeTyped(text) : { kind: 'other' };
}

/** The check letter weighs 1, the others 2 to 8. */
function sumOf(letters: string): number {
  return letters.split('').reduce((sum, letter, place) => sum + (place + 2) * CODE_LETTERS.indexOf(letter), 0) % BASE;
}
