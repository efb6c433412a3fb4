/** Where pasted scores go: beside the names they stand beside, else down from the cell that was pasted into. Pure. */
import { personNamed, type PastedScores } from '../score-paste.ts';
import { MOMENTS, type Cell, type Moment, type TestedPerson } from './score-draft.ts';

export interface Placed {
  readonly cells: readonly { readonly cell: Cell; readonly text: string }[];
  /** Names of the table whom the list does not have, or has twice. */
  readonly notMet: readonly string[];
  /** Rows of the table for which no person is left. */
  readonly beyond: number;
}

/** The first column goes into the moment pasted into, a second one into the moment after it. An empty cell changes nothing. */
export function placePasted(rows: readonly PastedScores[], people: readonly TestedPerson[], from: number, moment: Moment): Placed {
  const cells: { cell: Cell; text: string }[] = [];
  const notMet: string[] = [];
  let beyond = 0;
  rows.forEach(({ name, scores }, index) => {
    const person = name === null ? (people[from + index] ?? null) : personNamed(people, name);
    if (person !== null) cells.push(...cellsOf(person, scores, moment));
    else if (name !== null) notMet.push(name);
    else if (scores.some((score) => score !== '')) beyond += 1;
  });
  return { cells, notMet, beyond };
}

function cellsOf(person: TestedPerson, scores: readonly string[], moment: Moment): Placed['cells'] {
  return MOMENTS.slice(MOMENTS.indexOf(moment)).flatMap((one, column) => {
    const text = scores[column] ?? '';
    return text === '' ? [] : [{ cell: { person, moment: one }, text }];
  });
}
