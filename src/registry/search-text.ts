/** Text as search compares it: no accents, lower case, single spaces, nothing invisible, look-alike letters as ours. Pure. */
import { withoutLookAlikes } from './name-form.ts';

export function searchText(...parts: readonly (string | null | undefined)[]): string {
  const text = parts.filter((part): part is string => typeof part === 'string' && part !== '').join(' ');
  return withoutLookAlikes(text.normalize('NFKD').toLowerCase())
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}@.]+/gu, ' ')
    .trim();
}
