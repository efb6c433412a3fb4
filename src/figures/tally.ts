/** Three ways of counting the same people: once, once in each activity, and at every occasion they came to. Pure. */
import type { Columns } from './columns.ts';
import { FewKeys } from './entity-count.ts';
import type { IntColumn } from './int-column.ts';

export interface Tallied {
  readonly people: number;
  readonly perActivity: number;
  readonly participations: number;
}

/** Takes the cases of one person at a time, in order of activity. */
export class Tally {
  private readonly columns: Columns;
  private readonly occasions = new FewKeys();
  private activity = -2;
  private own = { perActivity: 0, participations: 0 };
  private all = { people: 0, perActivity: 0, participations: 0 };

  constructor(columns: Columns) {
    this.columns = columns;
  }

  /** Begins with a new person. */
  begin(): void {
    this.activity = -2;
    this.own = { perActivity: 0, participations: 0 };
  }

  /** The facts of a counted case. Somebody who leaves and comes back has taken part once. */
  add(facts: IntColumn, start: number, end: number): void {
    for (let at = start; at < end; at += 1) {
      const fact = facts.at(at);
      const activity = this.columns.activity.at(fact);
      if (activity !== this.activity) {
        this.activity = activity;
        this.own.perActivity += 1;
        this.occasions.clear();
      }
      const occasion = this.columns.occasion.at(fact);
      if (occasion >= 0 && this.occasions.has(occasion)) continue;
      if (occasion >= 0) this.occasions.set(occasion, 1);
      this.own.participations += 1;
    }
  }

  /** Ends with the person, who counts. */
  keep(): void {
    this.all.people += 1;
    this.all.perActivity += this.own.perActivity;
    this.all.participations += this.own.participations;
  }

  get tallied(): Tallied {
    return { ...this.all };
  }
}
