/** The facts of one person that hold at a position, in their order: what a figure is worked out from, person by person. Pure. */
import type { Columns } from './columns.ts';
import type { Explanation } from './explanation.ts';
import { IntColumn } from './int-column.ts';
import { LASTS, type Lasting } from './lasting.ts';
import { STATUS } from './status.ts';
import type { View } from './view.ts';

/** Up to so many facts of one person are sorted by insertion. */
const FEW_FACTS = 64;

/** Where the facts of one measure stand, person by person. */
interface Shelf {
  /** Where the sorted facts of each person begin, as in `Columns.startsOf`. */
  readonly starts: Int32Array;
  readonly heads: IntColumn | null;
}

/** Which facts may be read at all. */
interface Reach {
  readonly measure: number;
  /** A second measure to be read beside it, or null. */
  readonly beside: number | null;
  /** Activities whose facts may be read; null: all. */
  readonly within: ReadonlySet<number> | null;
  /** The only occasion whose facts are read; null: all. */
  readonly occasion: number | null;
}

export class FactsAtHand {
  /** Sorted by activity, day, occasion, position. */
  readonly list = new IntColumn();
  /** Facts met so far that hold, or did until they were withdrawn. */
  read = 0;
  private readonly columns: Columns;
  private readonly position: number;
  private readonly reach: Reach;
  /** Whether no fact is out of reach. */
  private readonly everywhere: boolean;
  private readonly why: Pick<Explanation, 'mark'>;
  private readonly lasting: Lasting;
  private readonly shelf: Shelf;
  private readonly beside: Shelf | null;
  /** Whether the facts come in their order already. */
  private sorted = true;

  constructor(columns: Columns, { position }: View, reach: Reach, why: Pick<Explanation, 'mark'>) {
    this.columns = columns;
    this.position = position;
    this.reach = reach;
    this.everywhere = reach.within === null && reach.occasion === null;
    this.why = why;
    this.shelf = shelfOf(columns, reach.measure);
    this.beside = reach.beside === null ? null : shelfOf(columns, reach.beside);
    this.lasting = columns.lasting;
  }

  /** Takes up the facts of a person with these records (-1: facts that name nobody). Marks those that were withdrawn. */
  take(person: number, records: readonly number[] | undefined): void {
    this.list.length = 0;
    this.sorted = records === undefined && this.beside === null;
    if (records === undefined) this.collect(this.shelf, person);
    else for (const record of records) this.collect(this.shelf, record);
    if (this.beside === null) return;
    for (const record of records ?? [person]) this.collect(this.beside, record);
  }

  private collect({ starts, heads }: Shelf, record: number): void {
    const { columns, list } = this;
    const start = starts[record + 1] ?? 0;
    const end = starts[record + 2] ?? start;
    this.collectSorted(start, end);
    const last = heads === null || record + 1 >= heads.length ? -1 : heads.at(record + 1);
    if (last >= 0) this.sorted = false;
    for (let fact = last; fact >= 0; fact = columns.arrivedBefore(fact)) if (this.holds(fact)) list.push(fact);
  }

  /** Most facts last, and nothing more has to be read of them to know that they hold. */
  private collectSorted(start: number, end: number): void {
    const { list, position, everywhere } = this;
    const { holds, from } = this.lasting;
    const began = this.columns.from.values;
    const values = list.room(end - start);
    const isPast = position < from;
    let { length } = list;
    for (let fact = start; fact < end; fact += 1) {
      const lasts = everywhere ? holds[fact] : 0;
      if (isPast ? lasts === LASTS.sinceItBegan && (began[fact] ?? 0) <= position : lasts !== 0) this.read += 1;
      else if (!this.holds(fact)) continue;
      values[length] = fact;
      length += 1;
    }
    list.length = length;
  }

  private holds(fact: number): boolean {
    const { columns, position } = this;
    if (!this.everywhere && !this.reaches(fact)) return false;
    const from = columns.from.at(fact);
    const to = columns.to.at(fact);
    const batch = columns.batch.at(fact);
    if (columns.holds(from, to, batch, position)) {
      this.read += 1;
      return true;
    }
    if (from > position || (batch !== 0 && columns.batchFrom.at(batch) > position)) return false;
    const withdrawn = to <= position && columns.because.at(fact) === 2;
    const importWithdrawn = to > position && columns.batchTo.at(batch) <= position;
    if (!withdrawn && !importWithdrawn) return false;
    this.read += 1;
    this.why.mark(fact, withdrawn ? STATUS.withdrawn : STATUS['import-withdrawn']);
    return false;
  }

  private reaches(fact: number): boolean {
    const { within, occasion } = this.reach;
    if (occasion !== null && this.columns.occasion.at(fact) !== occasion) return false;
    return within === null || within.has(this.columns.activity.at(fact));
  }

  /** Puts the facts into their order. */
  sort(): void {
    if (this.sorted) return;
    const { list } = this;
    if (list.length > FEW_FACTS) {
      list.values.subarray(0, list.length).sort((one, other) => this.order(one, other));
      return;
    }
    const { values } = list;
    // A person has few facts, and they come nearly sorted: insertion beats a general sort here.
    for (let at = 1; at < list.length; at += 1) {
      const fact = list.at(at);
      let to = at;
      for (; to > 0; to -= 1) {
        const before = list.at(to - 1);
        if (this.order(before, fact) <= 0) break;
        values[to] = before;
      }
      values[to] = fact;
    }
  }

  /** Order of two facts of one person: by activity, day, occasion, position. */
  private order(one: number, other: number): number {
    const { activity, day, occasion, from } = this.columns;
    return (
      activity.at(one) - activity.at(other) ||
      day.at(one) - day.at(other) ||
      occasion.at(one) - occasion.at(other) ||
      from.at(one) - from.at(other) ||
      one - other
    );
  }
}

function shelfOf(columns: Columns, measure: number): Shelf {
  return { starts: columns.startsOf(measure), heads: columns.lastOfEach(measure) };
}
