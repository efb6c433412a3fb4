/**
 * The one way a figure is computed. Pure: columns in, figure out; the same pass says of every fact whether it was
 * counted, collapsed or left out, so figure and evidence cannot disagree.
 */
import { isOfAge, knowsAge } from './ages.ts';
import { departmentOf, organisationOf, partOf, radices } from './cells.ts';
import type { Columns } from './columns.ts';
import { IntColumn, OPEN, sharedBytes } from './int-column.ts';
import type { View } from './view.ts';
import { CellCount, cumulative, EntityCount, FewKeys } from './entity-count.ts';
import type { Dimension, Indicator } from './indicator.ts';
import { compiled, lets, unified, type CompiledSelection, type Selection } from './selection.ts';
import { Explanation, type Case } from './explanation.ts';
import { FactsAtHand } from './facts-at-hand.ts';
import { STATUS } from './status.ts';

/** An indicator with names resolved to numbers: what `evaluate` works on. */
export interface Question {
  readonly measure: number;
  readonly rule: Indicator['cases']['rule'];
  readonly aggregate: Indicator['aggregate'];
  /** Percent of the activity's total to attain, and that total, per activity; empty for `each-fact`. */
  readonly needed: readonly { readonly percent: number; readonly total: number }[];
  /** Per occasion: the most one person can attain in it, however often it was recorded. */
  readonly mostOf: readonly number[];
  /** Activities whose facts may be read; null: all. */
  readonly within: ReadonlySet<number> | null;
  readonly filter: Selection;
  readonly numerator: Selection;
  /** Days since 1970, inclusive. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly by: readonly Dimension[];
  /** Last day of each quarter of the programme, for the cumulative series. */
  readonly quarterEnds: readonly number[];
}

export interface Evaluation {
  /** Number counted; for a share the numerator and denominator. */
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
  /** Cases behind the figure. */
  readonly cases: number;
  /** Distinct people counted, by number of sex; empty where the figure is not about people. */
  readonly bySex: readonly number[];
  /** Breakdown: composed key -> [denominator or count, numerator]. */
  readonly cells: ReadonlyMap<number, { count: number; numerator: number }>;
  /** Cumulative value, numerator and denominator per quarter end. */
  readonly series: readonly { count: number; numerator: number }[];
  /** Status of each fact, when asked for. */
  readonly status: Uint8Array | null;
  readonly read: number;
}

/** Facts that name nobody. */
const NOBODY = -1;

/** The people whose facts are worked out, by number, and where the status of every fact is written; null where nobody asks. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly status: Uint8Array | null;
}

/** Computes a figure; with `explain` also the status of every fact. */
export function evaluate(columns: Columns, view: View, question: Question, explain = false): Evaluation {
  const status = explain ? sharedBytes(columns.length) : null;
  return evaluatePart(columns, view, question, { from: 0, to: view.canonical.length, status });
}

/** Computes the part of a figure that some people add. Facts that name nobody belong to the part that begins at 0. */
export function evaluatePart(columns: Columns, view: View, question: Question, part: Part): Evaluation {
  return new Evaluator(columns, view, question, part).run();
}

class Evaluator {
  private readonly part: Part;
  private readonly columns: Columns;
  private readonly view: View;
  private readonly question: Question;
  private readonly filter: CompiledSelection;
  private readonly numerator: CompiledSelection;
  private readonly why: Explanation;
  private readonly sizes: number[];
  private cases = 0;
  private readonly bySex = [0, 0, 0, 0, 0];
  private readonly entities: EntityCount;
  private readonly cells: CellCount;
  /** Cells seen for the entity at hand, and whether each was in the numerator. */
  private readonly seen = new FewKeys();
  /** Quantity credited per occasion in the case at hand. */
  private readonly attended = new FewKeys();
  private readonly atHand: FactsAtHand;
  /** Facts of the person at hand, in their order. */
  private readonly facts: IntColumn;
  /** Facts of the case at hand that pass the filter. */
  private readonly passing = new IntColumn();
  /** The person at hand; -1 for facts that name nobody. */
  private who = -1;
  /** Whether people are counted as they are, in no cells: no fact of theirs matters by itself. */
  private readonly isWholePerson: boolean;
  /** Whether any case of theirs has an age that the numerator asks about. */
  private ageKnown = false;

  constructor(columns: Columns, view: View, question: Question, part: Part) {
    this.part = part;
    this.columns = columns;
    this.view = view;
    this.question = question;
    this.filter = compiled(unified(question.filter, view), columns);
    this.numerator = compiled(unified(question.numerator, view), columns);
    this.why = new Explanation({ columns, view, filter: this.filter, aggregate: question.aggregate }, part.status);
    this.sizes = radices(columns, question.by);
    const { by, aggregate } = question;
    this.isWholePerson = by.length === 0 && (aggregate.kind === 'share' || (aggregate.kind === 'distinct' && aggregate.of === 'person'));
    this.cells = new CellCount(this.sizes);
    this.entities = new EntityCount(question.quarterEnds);
    this.atHand = new FactsAtHand(columns, view, question, this.why);
    this.facts = this.atHand.list;
  }

  run(): Evaluation {
    const { canonical, members } = this.view;
    const anyMerged = members.size > 0;
    const { from, to } = this.part;
    for (let person = from; person < to; person += 1) {
      if (canonical[person] === person) this.person(person, anyMerged ? members.get(person) : undefined);
    }
    if (from === 0) this.withoutPerson();
    return this.result();
  }

  private result(): Evaluation {
    const { aggregate } = this.question;
    for (const fact of this.entities.closeThings()) this.why.mark(fact, STATUS.counted);
    const { count, numerator, series } = this.entities;
    const value = aggregate.kind === 'count' ? this.cases : count;
    return {
      value,
      numerator,
      denominator: count,
      cases: this.cases,
      bySex: this.bySex,
      cells: this.cells.counted(),
      series: cumulative(series),
      status: this.why.status,
      read: this.atHand.read,
    };
  }

  /** All that one person, with every record of theirs, adds. */
  private person(person: number, records: readonly number[] | undefined): void {
    this.atHand.take(person, records);
    if (this.facts.length === 0) return;
    const sex = this.view.sex[person] ?? 0;
    // Whoever is not asked about is not worked out: most facts of a million, where a cell is opened.
    if (this.filter.sex !== null && !this.filter.sex.has(sex)) {
      this.why.leaveOut(this.facts, 0, this.facts.length, STATUS['outside-filter']);
      return;
    }
    this.atHand.sort();
    this.who = person;
    this.ageKnown = false;
    this.seen.clear();
    let counted: Case | null = null;
    let firstDay = OPEN;
    let inNumerator = false;
    let everInNumerator = false;
    for (let start = 0; start < this.facts.length; ) {
      const end = this.endOfCase(start);
      const found = this.caseOf(start, end, sex);
      start = end;
      if (found === null) continue;
      const numerator = this.addCase(found, sex);
      everInNumerator ||= numerator;
      firstDay = Math.min(firstDay, found.day);
      if (!found.inPeriod) continue;
      inNumerator ||= numerator;
      this.cases += 1;
      counted = this.keepEarliest(counted, found);
    }
    if (counted !== null) this.bySex[sex] = (this.bySex[sex] ?? 0) + 1;
    if (this.isUnknown(sex, firstDay)) {
      this.why.leaveOut(this.facts, 0, this.facts.length, STATUS['outside-filter']);
      return;
    }
    this.closePerson(firstDay, { counted: counted !== null, inNumerator, everInNumerator });
    if (counted !== null) this.why.explainPerson(this.facts, counted);
  }

  private endOfCase(start: number): number {
    if (this.question.rule === 'each-fact') return start + 1;
    const activity = this.columns.activity.at(this.facts.at(start));
    let end = start + 1;
    while (end < this.facts.length && this.columns.activity.at(this.facts.at(end)) === activity) end += 1;
    return end;
  }

  /** The case these facts make, or null with the reason marked on them: that it is not asked about before any other. */
  private caseOf(start: number, end: number, sex: number): Case | null {
    const { filter, passing } = this;
    passing.length = 0;
    for (let at = start; at < end; at += 1) {
      const fact = this.facts.at(at);
      if (this.passes(fact, filter)) passing.push(fact);
    }
    if (passing.length === 0) return this.leftOut(start, end, this.why.whyNone(this.facts, start, end));
    const attained = this.question.rule === 'each-fact' ? start : this.attainedAt(start, end);
    if (attained < 0) return this.leftOut(start, end, STATUS['below-threshold']);
    const day = this.columns.day.at(this.facts.at(attained));
    if (!this.isOf(filter, sex, day)) return this.leftOut(start, end, STATUS['outside-filter']);
    this.why.leaveOutNotPassing(this.facts, start, end, passing);
    const inPeriod = day >= this.question.fromDay && day <= this.question.toDay;
    if (!inPeriod) this.why.leaveOut(this.facts, start, end, STATUS['outside-period']);
    return { start, end, fact: this.facts.at(attained), day, inPeriod };
  }

  /** Index of the fact with which the activity's share was reached, or -1. */
  private attainedAt(start: number, end: number): number {
    const needed = this.question.needed[this.columns.activity.at(this.facts.at(start))];
    if (needed === undefined || needed.total === 0) return -1;
    const { occasion, quantity } = this.columns;
    const { attended } = this;
    attended.clear();
    let sum = 0;
    for (let at = start; at < end; at += 1) {
      const fact = this.facts.at(at);
      const where = occasion.at(fact);
      const before = attended.get(where);
      // A session recorded twice, from two lists, is still one session; one that was withdrawn gives nothing.
      const most = where < 0 ? OPEN : (this.question.mostOf[where] ?? 0);
      const after = Math.min(before + quantity.at(fact), most);
      attended.set(where, after);
      sum += after - before;
      if (sum * 100 >= needed.percent * needed.total) return at;
    }
    return -1;
  }

  /** Whether a selection lets the person at hand through, as they were on the day of a case. */
  private isOf(selection: CompiledSelection, sex: number, day: number): boolean {
    if (selection.sex !== null && !selection.sex.has(sex)) return false;
    return (selection.ageBand === null && selection.youth === null) || isOfAge(this.view, this.who, day, selection);
  }

  private passes(fact: number, selection: CompiledSelection): boolean {
    if (selection.everyFact) return true;
    const { columns, view } = this;
    const organisation = organisationOf(columns, view, fact);
    if (selection.kind !== null && !lets(selection.kind, organisation < 0 ? 0 : (view.organisationKind[organisation] ?? 0))) return false;
    if (selection.organisation !== null && !lets(selection.organisation, organisation)) return false;
    if (selection.activity !== null && !lets(selection.activity, columns.activity.at(fact))) return false;
    return selection.department === null || lets(selection.department, departmentOf(columns.place.at(fact)));
  }

  /** No case, with the reason marked on its facts. */
  private leftOut(start: number, end: number, status: number): null {
    this.why.leaveOut(this.facts, start, end, status);
    return null;
  }

  /** Adds a case to cells and to entities other than people. Returns whether the case stands in the numerator. */
  private addCase(found: Case, sex: number): boolean {
    const { aggregate } = this.question;
    const { numerator } = this;
    const personInNumerator = this.isOf(numerator, sex, found.day);
    if (numerator.ageBand !== null || numerator.youth !== null) this.ageKnown ||= knowsAge(this.view, this.who, found.day, numerator);
    if (this.isWholePerson && numerator.everyFact) return personInNumerator;
    const perCase = aggregate.kind === 'count';
    if (perCase) this.seen.clear();
    const any = this.addPassing(found, sex, personInNumerator);
    if (perCase) this.closeCells();
    if (perCase) this.entities.add(found.day, found.inPeriod, any);
    return any;
  }

  /** The facts of a case that pass, one by one. Returns whether any stands in the numerator. */
  private addPassing(found: Case, sex: number, personInNumerator: boolean): boolean {
    const { passing } = this;
    const { aggregate, by } = this.question;
    const ofThings = aggregate.kind === 'distinct' && aggregate.of !== 'person';
    let any = false;
    for (let at = 0; at < passing.length; at += 1) {
      const fact = passing.at(at);
      const inNumerator = personInNumerator && this.passes(fact, this.numerator);
      any ||= inNumerator;
      const key = by.length === 0 || !found.inPeriod ? -1 : this.keyOf(fact, sex, found.day);
      if (ofThings) this.addThing(fact, found, key);
      else if (key >= 0 && (inNumerator || !this.seen.has(key))) this.seen.set(key, inNumerator ? 1 : 0);
    }
    return any;
  }

  /** The cell of a fact of the person at hand. */
  private keyOf(fact: number, sex: number, day: number): number {
    const { by } = this.question;
    let key = 0;
    for (let at = 0; at < by.length; at += 1) {
      const dimension = by[at];
      const part = dimension === 'sex' ? sex : partOf(this.columns, this.view, dimension, fact, this.who, day);
      key = key * (this.sizes[at] ?? 1) + part;
    }
    return key;
  }

  /** Counts an organisation or an activity, once. */
  private addThing(fact: number, found: Case, key: number): void {
    const { aggregate } = this.question;
    if (aggregate.kind !== 'distinct') return;
    const thing = aggregate.of === 'organisation' ? organisationOf(this.columns, this.view, fact) : this.columns.activity.at(fact);
    if (thing < 0) {
      this.why.mark(fact, STATUS['no-organisation']);
      return;
    }
    if (found.inPeriod) this.why.mark(fact, STATUS['same-again']);
    this.entities.addThing(thing, found.day, found.inPeriod, fact);
    if (key < 0) return;
    const known = this.entities.thingsOfCell(key);
    if (known.has(thing)) return;
    known.add(thing);
    this.cells.add(key, false);
  }

  /** Whether a share over known values leaves this person aside. */
  private isUnknown(sex: number, firstDay: number): boolean {
    const { aggregate, numerator } = this.question;
    if (aggregate.kind !== 'share' || aggregate.denominator !== 'known') return false;
    if (numerator.sex !== null && (sex === 0 || sex === 4)) return true;
    return (numerator.ageBand !== null || numerator.youth !== null) && firstDay !== OPEN && !this.ageKnown;
  }

  private closePerson(firstDay: number, is: { counted: boolean; inNumerator: boolean; everInNumerator: boolean }): void {
    const { aggregate } = this.question;
    const people = aggregate.kind === 'share' || (aggregate.kind === 'distinct' && aggregate.of === 'person');
    if (!people || firstDay === OPEN) return;
    this.entities.add(firstDay, is.counted, is.inNumerator, is.everInNumerator);
    this.closeCells();
  }

  private closeCells(): void {
    this.seen.each((key, inNumerator) => this.cells.add(key, inNumerator === 1));
  }

  private keepEarliest(kept: Case | null, found: Case): Case {
    this.why.explainCase(this.facts, found);
    if (kept === null || found.day < kept.day) return found;
    return kept;
  }

  /** Facts that name nobody: cases of their own where facts are counted, left out where people are. */
  private withoutPerson(): void {
    this.atHand.take(NOBODY, undefined);
    const { aggregate, rule } = this.question;
    const needsPerson = rule === 'attainment' || aggregate.kind === 'share' || (aggregate.kind === 'distinct' && aggregate.of === 'person');
    const all = this.facts.values.slice(0, this.facts.length);
    this.who = NOBODY;
    for (const fact of all) {
      this.facts.length = 0;
      this.facts.push(fact);
      if (needsPerson) {
        this.why.mark(fact, STATUS['no-person']);
        continue;
      }
      this.seen.clear();
      const found = this.caseOf(0, 1, 0);
      if (found === null) continue;
      this.addCase(found, 0);
      if (!found.inPeriod) continue;
      this.cases += 1;
      this.why.explainCase(this.facts, found);
    }
  }

}
