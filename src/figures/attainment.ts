/**
 * How many people came to each activity, and how many attained the share of it that it asks for: from the facts in memory, so that a
 * list of activities need not read every fact. Kept while the program runs: of what came in since, only the people it speaks of are
 * looked at again.
 */
import type { Columns } from './columns.ts';
import { Credit } from './credit.ts';
import type { Question } from './evaluation.ts';
import { FactsAtHand } from './facts-at-hand.ts';
import { asksTheSameOfActivities } from './kept-figures.ts';
import type { Touched } from './touched.ts';
import type { View } from './view.ts';

/** What activities ask of people, in numbers. */
type Asked = Pick<Question, 'measure' | 'needed' | 'mostOf'>;

/** How many people came to an activity, and how many of them attained the share that it asks for. */
export interface Attained {
  readonly came: number;
  readonly attained: number;
}

/** What was attained at one position, by numbers of the ledger: each record of a person answers for all of them. */
export class Attainments {
  private readonly columns: Columns;
  private readonly view: View;
  private readonly asked: Asked;
  private readonly counts: Counts;

  constructor(columns: Columns, view: View, asked: Asked, counts: Counts) {
    this.columns = columns;
    this.view = view;
    this.asked = asked;
    this.counts = counts;
  }

  of(activity: number): Attained {
    const at = this.columns.activities.find(activity) ?? -1;
    return { came: this.counts.came[at] ?? 0, attained: this.counts.attained[at] ?? 0 };
  }

  /** How many people were at an occasion, by its number. */
  at(occasion: number): number {
    return this.counts.present[this.columns.occasions.find(occasion) ?? -1] ?? 0;
  }

  /** What each of these people came to, and whether they attained the share of it. */
  each(people: Iterable<number>, visit: (person: number, activity: number, attained: boolean) => void): void {
    const { columns } = this;
    // Made anew: facts may have come in, and been sorted, since it was counted.
    const walk = new Walk(columns, this.view, this.asked);
    // In the order in which their facts stand: read here and there, memory is many times slower.
    for (const person of Float64Array.from(people).sort()) {
      const record = columns.people.find(person);
      if (record !== undefined) walk.person(record, (activity, attained) => visit(person, columns.activities.positions[activity] ?? -1, attained));
    }
  }
}

/** Per activity, and (`present`) per occasion, by their numbers in memory. */
interface Counts {
  readonly came: Int32Array;
  readonly attained: Int32Array;
  readonly present: Int32Array;
}

/** Goes through what people did, person by person. */
class Walk {
  private readonly columns: Columns;
  private readonly view: View;
  private readonly asked: Asked;
  private readonly atHand: FactsAtHand;
  private readonly credit: Credit;
  /** Told of each occasion that the person at hand was at. */
  private readonly present: (occasion: number) => void;
  /** Per occasion: who was told of last, so that it is told once. */
  private readonly told: Int32Array;

  constructor(columns: Columns, view: View, asked: Asked, present: (occasion: number) => void = () => undefined) {
    this.columns = columns;
    this.view = view;
    this.asked = asked;
    this.present = present;
    this.told = new Int32Array(asked.mostOf.length).fill(-1);
    this.atHand = new FactsAtHand(columns, view, { measure: asked.measure, beside: null, within: null, occasion: null }, { mark: () => undefined });
    this.credit = new Credit(asked.mostOf.length);
  }

  everybody(visit: (activity: number, attained: boolean) => void): void {
    const { canonical } = this.view;
    for (let person = 0; person < canonical.length; person += 1) if (canonical[person] === person) this.person(person, visit);
  }

  /** What the person of a record did, with every record of theirs. */
  person(record: number, visit: (activity: number, attained: boolean) => void): void {
    const { atHand, columns } = this;
    const person = this.view.canonical[record] ?? record;
    atHand.take(person, this.view.members.get(person));
    atHand.sort();
    const facts = atHand.list;
    for (let start = 0; start < facts.length; ) {
      const activity = columns.activity.at(facts.at(start));
      let end = start + 1;
      while (end < facts.length && columns.activity.at(facts.at(end)) === activity) end += 1;
      const sum = activity < 0 ? null : this.credited(person, start, end);
      if (sum !== null) visit(activity, this.isEnough(activity, sum));
      start = end;
    }
  }

  /** What these facts come to, no occasion giving more than it offered; null where no occasion of theirs took place. */
  private credited(person: number, start: number, end: number): number | null {
    const { occasion, quantity } = this.columns;
    const { mostOf } = this.asked;
    this.credit.begin();
    let sum: number | null = null;
    for (let at = start; at < end; at += 1) {
      const fact = this.atHand.list.at(at);
      const where = occasion.at(fact);
      const most = mostOf[where];
      if (most === undefined) continue;
      if (this.told[where] !== person) this.present(where);
      this.told[where] = person;
      sum = (sum ?? 0) + this.credit.add(where, quantity.at(fact), most);
    }
    return sum;
  }

  private isEnough(activity: number, sum: number): boolean {
    const needed = this.asked.needed[activity];
    return needed !== undefined && needed.total > 0 && sum * 100 >= needed.percent * needed.total;
  }
}

/** What was counted last, good for the columns it was counted in. */
export class KeptAttainments {
  private readonly kept = new Map<number, { readonly asked: Asked; readonly position: number; readonly counts: Counts }>();
  private readonly touched: Touched;
  private readonly viewAt: (position: number) => View;
  private readonly columns: Columns;

  /** Of facts that only grow; `viewAt`: what was known at an earlier position. */
  constructor(columns: Columns, touched: Touched, viewAt: (position: number) => View) {
    this.columns = columns;
    this.touched = touched;
    this.viewAt = viewAt;
  }

  /** At the position of the view, the latest that was read. */
  at(view: View, asked: Asked): Attainments {
    const counts = this.brought(view, asked) ?? countsOf(this.columns, view, asked, null);
    this.kept.set(asked.measure, { asked, position: view.position, counts });
    return new Attainments(this.columns, view, asked, counts);
  }

  /** What was kept, brought to the position; null where that cannot be said from the people touched since. */
  private brought(view: View, asked: Asked): Counts | null {
    const { columns } = this;
    const known = this.kept.get(asked.measure);
    if (known === undefined || !asksTheSameOfActivities(known.asked, asked)) return null;
    const records = this.touched.since(known.position, [asked.measure]);
    if (records === null) return null;
    if (records.length === 0) return known.counts;
    const people = [...new Set(records.map((record) => view.canonical[record] ?? record))];
    const before = countsOf(columns, this.viewAt(known.position), known.asked, people);
    const after = countsOf(columns, view, asked, people);
    const change = (name: keyof Counts): Int32Array => after[name].map((count, at) => (known.counts[name][at] ?? 0) + count - (before[name][at] ?? 0));
    return { came: change('came'), attained: change('attained'), present: change('present') };
  }
}

/** Counted anew, of some people or (null) of everybody. */
function countsOf(columns: Columns, view: View, asked: Asked, people: readonly number[] | null): Counts {
  const { activities, occasions } = columns;
  const counts = { came: new Int32Array(activities.size), attained: new Int32Array(activities.size), present: new Int32Array(occasions.size) };
  const oneMore = (of: Int32Array, at: number): void => {
    of[at] = (of[at] ?? 0) + 1;
  };
  const walk = new Walk(columns, view, asked, (occasion) => oneMore(counts.present, occasion));
  const visit = (activity: number, attained: boolean): void => {
    oneMore(counts.came, activity);
    if (attained) oneMore(counts.attained, activity);
  };
  if (people === null) walk.everybody(visit);
  else for (const person of people) walk.person(person, visit);
  return counts;
}
