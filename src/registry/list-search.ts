/** From what somebody types and chooses to what the list of people is searched by. */
import type { PoolClient } from 'pg';
import { grouped } from '../platform/grouped.ts';
import { numbersOf } from './lines.ts';
import type { PeopleFilter } from './list-filter.ts';
import { findByNumber, findNameWords, type NameWord } from './list-queries.ts';
import { phoneticKey } from './names.ts';
import { searchText } from './search-text.ts';
import { findSeenRecords } from './seen-record-queries.ts';
import { numberKeys } from './sort-key.ts';

type Searched = Pick<PeopleFilter, 'words' | 'borneBy' | 'otherWords' | 'people'>;

/** Fewer digits say too little. */
const DIGITS_MIN = 3;

/**
 * What a text is looked for by: every word must stand in a name, as written, by how it begins or by how it sounds; a
 * word with digits in it is the beginning or the end of a document or telephone; an address is looked for whole.
 */
export async function searchedBy(client: PoolClient, programmeId: string, text: string | undefined): Promise<Searched> {
  const words: NameWord[][] = [];
  let people: string[] | null = null;
  for (const word of searchText(numbersJoined(text ?? '')).split(' ').filter((part) => part !== '')) {
    const isNumber = /\d/.test(word) || word.includes('@');
    if (!isNumber) {
      words.push(await findNameWords(client, programmeId, word, phoneticKey(word)));
      continue;
    }
    const keys = numberKeys(word).filter((key) => key.replace('<', '').length >= DIGITS_MIN);
    if (keys.length === 0) continue;
    const found = await withSuchNumber(client, programmeId, keys);
    people = people === null ? found : people.filter((id) => found.includes(id));
  }
  const rarest = words.toSorted((a, b) => borneBy(a) - borneBy(b));
  const [first = null, ...others] = people === null ? rarest : [null, ...rarest];
  const plain = (list: readonly NameWord[]): string[] => list.map(({ word }) => word);
  const otherWords = others.flatMap((it) => (it === null ? [] : [plain(it)]));
  return first === null ? { words: null, borneBy: 0, otherWords, people } : { words: plain(first), borneBy: borneBy(first), otherWords, people };
}

/** Whoever has a number that begins or ends so, on a record that the reader sees. */
async function withSuchNumber(client: PoolClient, programmeId: string, keys: readonly string[]): Promise<string[]> {
  const found = await findByNumber(client, programmeId, keys);
  const records = grouped(await findSeenRecords(client, programmeId, found), ({ canonicalId }) => canonicalId);
  const isAsked = (key: string): boolean => keys.some((asked) => key.startsWith(asked));
  return found.filter((id) => records.get(id)?.some((record) => numbersOf(record).flatMap(numberKeys).some(isAsked)) ?? true);
}

/** Numbers are often written in groups, and telephones with the country's prefix. */
function numbersJoined(text: string): string {
  return text.replace(/(\d)[\s.-]+(?=\d)/g, '$1').replace(/\+?591(?=\d{8})/g, '');
}

function borneBy(words: readonly NameWord[]): number {
  return words.reduce((sum, { people }) => sum + people, 0);
}
