/** How people are put in order and taken apart into what search compares. Pure. */
import { searchText } from './search-text.ts';

/** Longest key kept: beyond it two names are in the order of their ids. */
const KEY_LENGTH_MAX = 80;

/** A key that in plain order of bytes gives Spanish order: no accents, but ñ after n; surnames before given names. */
export function sortKey(surnames: string, givenNames: string): string {
  return [surnames, givenNames].map(inOrder).filter((part) => part !== '').join(' ').slice(0, KEY_LENGTH_MAX);
}

function inOrder(text: string): string {
  return text
    .normalize('NFD')
    .replace(/([nN])\u0303/g, '$1~')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}~]+/gu, ' ')
    .trim();
}

/** The different words of some names, as search compares them. */
export function wordsOf(...names: readonly (string | null)[]): string[] {
  return [...new Set(searchText(...names).split(' ').filter((word) => word !== ''))];
}

/** What a number or an address is found by: how it begins, and digits also by how they end. */
export function numberKeys(text: string): string[] {
  if (text.includes('@')) return [text.trim().toLowerCase()];
  const digits = text.replace(/\D/g, '').replace(/^(00)?591(?=\d{8}$)/, '');
  return digits === '' ? [] : [digits, `<${digits.split('').toReversed().join('')}`];
}

/**
 * What an organisation is found by: the words of its names and acronym (`S.R.L.` is one word, `Coop.Agua` two), and its tax
 * number, whole as it is written and its digits by how they begin and end.
 */
export function organisationWords({ name, acronym, taxNumber }: {
  readonly name: string;
  readonly acronym: string | null;
  readonly taxNumber: string | null;
}): string[] {
  const number = taxNumber ?? '';
  return [...new Set([...wordsWithoutDots(name), ...wordsWithoutDots(acronym ?? ''), ...wordsWithoutDots(number), ...numberKeys(number)])];
}

/** Words as organisations are searched by: letters with dots between them are one, other dots part words. */
export function wordsWithoutDots(text: string): string[] {
  return wordsOf(text).flatMap((word) => {
    const parts = word.split('.').filter((part) => part !== '');
    return parts.every((part) => part.length === 1) && parts.length > 0 ? [parts.join('')] : parts;
  });
}
