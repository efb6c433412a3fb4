/**
 * The one way a figure is computed. Pure: columns in, figure out; the same pass says of every fact whether it was
 * counted, collapsed or left out, so figure and evidence cannot disagree.
 */
import { knowsAge } from './ages.ts';
import { CaseAmounts } from './case-amounts.ts';
import { CaseFinder } from './cases.ts';
import { CellKeys, organisationOf } from './cells.ts';
import type { Columns } from './columns.ts';
import { OPEN, sharedBytes, type IntColumn } from './int-column.ts';
import type { View } from './view.ts';
import { CellCount, cumulative, EntityCount, FewKeys } from './entity-count.ts';
import type { Evaluation, Question } from './evaluation.ts';
import { countsPeople, isOfAmounts, leastOf } from './indicator.ts';
import { evaluateObserved } from './observed.ts';
import { nextShare, sharesOf, type Shares } from './shares.ts';
import { compiled, passes, type CompiledSelection } from './selection.ts';
import { Explanation, type Case } from './explanation.ts';
import { FactsAtHand } from './facts-at-hand.ts';
import { STATUS } from './status.ts';
import { Tally } from './tally.ts';
import type { Slot } from './value.ts';

/** Facts that name nobody. */
const NOBODY = -1;

/** Whose facts are worked out, and where the status of every fact is written; null where nobody asks. */
export type Part = (
  | { readonly shares: Shares }
  /** These by canonical record, without the facts that name nobody. */
  | { readonly people: readonly number[] }
) & {
  readonly status: Uint8Array | null;
};

/** Computes a figure; with `explain` also the status of every fact. */
export function evaluate(columns: Columns, view: View, question: Question, explain = false): Evaluation {
  const status = explain ? sharedBytes(columns.length) : null;
  return evaluatePart(columns, view, question, { shares: sharesOf(view.canonical.length), status });
}

/** Computes the part of a figure that the people add whose shares it takes. */
export function evaluatePart(columns: Columns, view: View, question: Question, part: Part): Evaluation {
  const { aggregate } = question;
  if (aggregate.kind === 'observed') return evaluateObserved(columns, view, { ...question, aggregate }, part.status);
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
  private cases = 0;
  private readonly bySex = [0, 0, 0, 0, 0];
  private readonly entities: EntityCount;
  private readonly keys: CellKeys;
  private readonly cells: CellCount;
  /** Cells seen for the entity at hand, and whether each was in the numerator. */
  private readonly seen = new FewKeys();
  private readonly atHand: FactsAtHand;
  /** Facts of the person at hand, in their order. */
  private readonly facts: IntColumn;
  private readonly finder: CaseFinder;
  /** Whether people are counted as they are, in no cells: no fact of theirs matters by itself. */
  private readonly isWholePerson: boolean;
  /** Sums, means and medians; null where cases are only counted. */
  private readonly amounts: CaseAmounts | null;
  /** Whether every case stands for itself, whoever it is of. */
  private readonly perCase: boolean;
  private readonly tally: Tally | null;
  /** What a case has to amount to for the numerator. */
  private readonly least: number | null;
  private firstDay = OPEN;
  private lastDay = -OPEN;
  /** Whether any case of theirs has an age that the numerator asks about. */
  private ageKnown = false;

  constructor(columns: Columns, view: View, question: Question, part: Part) {
    this.part = part;
    this.columns = columns;
    this.view = view;
    this.question = question;
    this.filter = compiled(question.filter, columns, view);
    this.numerator = compiled(question.numerator, columns, view);
    const { by, aggregate, rule } = question;
    this.why = new Explanation({ columns, view, filter: this.filter, rule, aggregate }, part.status);
    this.isWholePerson = by.length === 0 && countsPeople(aggregate);
    this.amounts = isOfAmounts(aggregate) ? new CaseAmounts(aggregate.kind, question.quarterEnds) : null;
    this.perCase = aggregate.kind === 'count' || this.amounts !== null;
    this.least = leastOf(aggregate);
    this.tally = question.tally && countsPeople(aggregate) ? new Tally(columns) : null;
    this.keys = new CellKeys(columns, view, by);
    this.cells = new CellCount(this.keys.sizes, this.numerator.isEverything && this.least === null);
    this.entities = new EntityCount(question.quarterEnds);
    this.atHand = new FactsAtHand(columns, view, question, this.why);
    this.facts = this.atHand.list;
    this.finder = new CaseFinder({ columns, view, question, filter: this.filter, why: this.why, facts: this.facts });
  }

  run(): Evaluation {
    const { canonical, members } = this.view;
    const anyMerged = members.size > 0;
    const { part } = this;
    if ('people' in part) {
      for (const person of part.people) this.person(person, members.get(person));
      return this.result();
    }
    let share = nextShare(part.shares);
    while (share !== null) {
      for (let person = share.from; person < share.to; person += 1) {
        if (canonical[person] === person) this.person(person, anyMerged ? members.get(person) : undefined);
      }
      if (share.from === 0) this.withoutPerson();
      share = nextShare(part.shares);
    }
    return this.result();
  }

  private result(): Evaluation {
    for (const fact of this.entities.closeThings()) this.why.mark(fact, STATUS.counted);
    const { count, numerator, series } = this.entities;
    const { read } = this.atHand;
    return {
      ...this.slot({ count: this.perCase ? this.cases : count, numerator }, this.amounts?.value() ?? null),
      cases: this.cases,
      days: this.lastDay < this.firstDay ? null : { first: this.firstDay, last: this.lastDay },
      bySex: this.bySex,
      cells: this.cellSlots(),
      series: this.seriesSlots(cumulative(series)),
      tallied: this.tally?.tallied ?? null,
      missing: null,
      status: this.why.status,
      read,
      sources: new Map([[`${this.question.measure} ${this.question.beside ?? ''}`, read]]),
    };
  }

  private slot(slot: Slot, amount: number | null): Slot {
    return this.amounts === null ? slot : { ...slot, amount };
  }

  private cellSlots(): ReadonlyMap<number, Slot> {
    const { amounts } = this;
    const counted = this.cells.counted();
    return amounts === null ? counted : new Map([...counted].map(([key, slot]) => [key, this.slot(slot, amounts.ofCell(key))]));
  }

  private seriesSlots(series: readonly Slot[]): readonly Slot[] {
    const ofQuarters = this.amounts?.series();
    return ofQuarters === undefined ? series : series.map((slot, at) => this.slot(slot, ofQuarters[at] ?? null));
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
    this.finder.who = person;
    this.ageKnown = false;
    this.seen.clear();
    this.tally?.begin();
    let counted: Case | null = null;
    let firstDay = OPEN;
    let inNumerator = false;
    let everInNumerator = false;
    for (let start = 0; start < this.facts.length; ) {
      const end = this.finder.endOf(start);
      const found = this.finder.caseIn(start, end, sex);
      start = end;
      if (found === null) continue;
      const numerator = this.addCase(found, sex);
      everInNumerator ||= numerator;
      firstDay = Math.min(firstDay, found.day);
      if (!found.inPeriod) continue;
      inNumerator ||= numerator;
      this.count(found);
      counted = this.keepEarliest(counted, found);
    }
    if (counted !== null) this.bySex[sex] = (this.bySex[sex] ?? 0) + 1;
    if (this.isUnknown(sex, firstDay)) {
      this.why.leaveOut(this.facts, 0, this.facts.length, STATUS['outside-filter']);
      return;
    }
    if (counted !== null) this.tally?.keep();
    this.closePerson(firstDay, { counted: counted !== null, inNumerator, everInNumerator });
    if (counted !== null) this.why.explainPerson(this.facts, counted);
  }

  /** One case more in the period. */
  private count({ start, end, day }: Case): void {
    this.cases += 1;
    if (day < this.firstDay) this.firstDay = day;
    if (day > this.lastDay) this.lastDay = day;
    this.tally?.add(this.facts, start, end);
  }

  /** Adds a case to cells and to entities other than people. Returns whether the case stands in the numerator. */
  private addCase(found: Case, sex: number): boolean {
    const { numerator, perCase } = this;
    const reaches = this.least === null || found.amount >= this.least;
    const personInNumerator = reaches && this.finder.isOf(numerator, sex, found.day);
    if (numerator.ageBand !== null || numerator.youth !== null) this.ageKnown ||= knowsAge(this.view, this.finder.who, found.day, numerator);
    if (this.isWholePerson && numerator.everyFact) return personInNumerator;
    if (perCase) this.seen.clear();
    const any = this.addPassing(found, sex, personInNumerator);
    if (!perCase) return any;
    this.entities.add(found.day, found.inPeriod, any);
    const { amounts } = this;
    if (amounts !== null) {
      amounts.add(found.amount, found.day, found.inPeriod);
      for (let at = 0; at < this.seen.size; at += 1) amounts.addToCell(this.seen.keyAt(at), found.amount);
    }
    this.closeCells();
    return any;
  }

  /** The facts of a case that pass, one by one. Returns whether any stands in the numerator. */
  private addPassing(found: Case, sex: number, personInNumerator: boolean): boolean {
    const { passing } = this.finder;
    const { aggregate, by } = this.question;
    const ofThings = aggregate.kind === 'distinct' && aggregate.of !== 'person';
    const inCells = by.length > 0 && found.inPeriod;
    if (inCells) this.keys.begin(this.finder.who, sex, found.day);
    let any = false;
    for (let at = 0; at < passing.length; at += 1) {
      const fact = passing.at(at);
      const inNumerator = personInNumerator && passes(this.columns, this.numerator, fact);
      any ||= inNumerator;
      const key = inCells ? this.keys.of(fact) : -1;
      if (ofThings) this.addThing(fact, found, key);
      else if (key >= 0 && (inNumerator || !this.seen.has(key))) this.seen.set(key, inNumerator ? 1 : 0);
    }
    return any;
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
    if (!countsPeople(this.question.aggregate) || firstDay === OPEN) return;
    this.entities.add(firstDay, is.counted, is.inNumerator, is.everInNumerator);
    this.closeCells();
  }

  private closeCells(): void {
    const { seen, cells } = this;
    for (let at = 0; at < seen.size; at += 1) cells.add(seen.keyAt(at), seen.valueAt(at) === 1);
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
    const needsPerson = rule !== 'each-fact' || countsPeople(aggregate);
    const all = this.facts.values.slice(0, this.facts.length);
    this.finder.who = NOBODY;
    for (const fact of all) {
      this.facts.length = 0;
      this.facts.push(fact);
      if (needsPerson) {
        this.why.mark(fact, STATUS['no-person']);
        continue;
      }
      this.seen.clear();
      const found = this.finder.caseIn(0, 1, 0);
      if (found === null) continue;
      this.addCase(found, 0);
      if (!found.inPeriod) continue;
      this.count(found);
      this.why.explainCase(this.facts, found);
    }
  }
}
