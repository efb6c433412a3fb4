/** The people of this phone in the order of their names, with what a search compares: worked out once for each of them, not for each search. */
import { normaliseName } from '../name-form.ts';
import { sortKey } from '../sort-key.ts';
import { bodyOf } from '../../web/offline/local-answers.ts';
import type { Row } from '../../web/offline/rows.ts';
import type { PersonLine } from './rows-here.ts';

interface Sought {
  /** Everything that a search looks through, in one text; a word of it begins after a blank. */
  readonly text: string;
  readonly key: string;
}

export interface PersonHere extends Sought {
  readonly row: Row;
  readonly line: PersonLine;
}

/** By the body of a row, which is another where anything in it changed. */
const sought = new WeakMap<PersonLine, Sought>();
const inOrder = new WeakMap<readonly Row[], readonly PersonHere[]>();

/** `rows`: of people, as `rows.all` gives them: the same while nothing changes. */
export function peopleInOrder(rows: readonly Row[]): readonly PersonHere[] {
  const known = inOrder.get(rows);
  if (known !== undefined) return known;
  const people = rows
    .flatMap((row): PersonHere[] => {
      const line = bodyOf<PersonLine>(row);
      return line === null ? [] : [{ row, line, ...soughtOf(line) }];
    })
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));
  inOrder.set(rows, people);
  return people;
}

function soughtOf(line: PersonLine): Sought {
  const known = sought.get(line);
  if (known !== undefined) return known;
  const texts = [line.givenNames, line.surnames, line.organisationName, line.documentMasked].filter((text) => text !== null);
  const made = { text: ` ${normaliseName(texts.join(' '))}`, key: sortKey(line.surnames, line.givenNames) };
  sought.set(line, made);
  return made;
}
