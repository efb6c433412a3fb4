/** Codes by which whoever holds a paper verifies it. Pure: chance comes in as bytes. */

/** Letters and digits that nobody takes for another on paper: no I, L, O, 0, 1. */
export const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** 31^12 codes: at one guess a second, a house with a million papers is hit once in 25,000 years. */
const LENGTH = 12;
const SHAPE = new RegExp(`^[${CODE_LETTERS}]{${LENGTH}}$`);
/** Bytes from here on would make the first letters likelier than the last. */
const FAIR_BELOW = 256 - (256 % CODE_LETTERS.length);

/** A code from random bytes, or null where too few of them were fair. Ask with 32. */
export function codeFrom(bytes: Uint8Array): string | null {
  const fair = [...bytes].filter((byte) => byte < FAIR_BELOW).slice(0, LENGTH);
  return fair.length < LENGTH ? null : fair.map((byte) => CODE_LETTERS.charAt(byte % CODE_LETTERS.length)).join('');
}

export function isCode(text: string): boolean {
  return SHAPE.test(text);
}

/** A code as people copy it: in groups or not, in any case. null where it cannot be one. */
export function codeTyped(text: string): string | null {
  const plain = text.toUpperCase().replaceAll(/[\s\-–—.·_]/g, '');
  return isCode(plain) ? plain : null;
}

/** `ABCD-EFGH-JKMN`, as it is printed. */
export function codeShown(code: string): string {
  return code.replace(/^(.{4})(.{4})/, '$1-$2-');
}

/** `L. M. C.`: enough for whoever holds the paper to compare, and no name. */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .flatMap((word) => /\p{L}/u.exec(word)?.[0] ?? [])
    .map((letter) => `${letter.toLocaleUpperCase('es')}.`)
    .join(' ');
}
