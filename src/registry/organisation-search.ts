/** From what somebody types to what the list of organisations is searched by. */
import type { PoolClient } from 'pg';
import { phoneticKey } from './names.ts';
import { EVERY_ORGANISATION, findNumberTerms, findTerms, type OrganisationFilter, type Term } from './organisation-list-queries.ts';
import { wordsWithoutDots } from './sort-key.ts';

type Searched = Pick<OrganisationFilter, 'words' | 'borneBy' | 'otherWords'>;

/** Fewer digits say too little of how a number ends. */
const DIGITS_MIN = 3;

/**
 * What a text is looked for by: every word must stand in a name, an acronym or a tax number, as written, by how it begins
 * or by how it sounds; digits also by how a tax number ends.
 */
export async function organisationsSearchedBy(client: PoolClient, programmeId: string, text: string | undefined): Promise<Searched> {
  const found: Term[][] = [];
  for (const word of wordsWithoutDots(text ?? '')) {
    found.push(
      /\d/.test(word)
        ? await findNumberTerms(client, programmeId, beginningsOf(word))
        : await findTerms(client, programmeId, word, phoneticKey(word)),
    );
  }
  const [rarest, ...others] = found.toSorted((a, b) => borneBy(a) - borneBy(b));
  const plain = (terms: readonly Term[]): string[] => terms.map(({ word }) => word);
  if (rarest === undefined) return EVERY_ORGANISATION;
  return { words: plain(rarest), borneBy: borneBy(rarest), otherWords: others.map(plain) };
}

function beginningsOf(word: string): string[] {
  const digits = word.replace(/\D/g, '');
  return digits === word && digits.length >= DIGITS_MIN ? [word, `<${digits.split('').toReversed().join('')}`] : [word];
}

function borneBy(terms: readonly Term[]): number {
  return terms.reduce((sum, { organisations }) => sum + organisations, 0);
}
