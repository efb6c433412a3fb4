/** Which cases the facts of one person make, and what each comes to. Pure. */
import { isOfAge } from './ages.ts';
import type { Columns } from './columns.ts';
import type { Question } from './evaluation.ts';
import type { Case, Explanation } from './explanation.ts';
import { Credit } from './credit.ts';
import { IntColumn, OPEN } from './int-column.ts';
import { isOfAmounts, leastOf } from './indicator.ts';
import { pairIn } from './pairs.ts';
import { passes, type CompiledSelection } from './selection.ts';
import { STATUS } from './status.ts';
import type { View } from './view.ts';

/** What cases are looked for in. */
interface Ground {
  readonly columns: Columns;
  readonly view: View;
  readonly question: Question;
  readonly filter: CompiledSelection;
  readonly why: Explanation;
  /** Facts of the person at hand, in their order. */
  readonly facts: IntColumn;
}

export class CaseFinder {
  /** The person at hand; -1 for facts that name nobody. */
  who = -1;
  /** Facts of the case at hand that pass the filter. */
  readonly passing = new IntColumn();
  /** Quantity credited per occasion in the case at hand. */
  private readonly attended: Credit;
  private readonly columns: Columns;
  private readonly view: View;
  private readonly question: Question;
  private readonly filter: CompiledSelection;
  private readonly why: Explanation;
  private readonly facts: IntColumn;
  private readonly withAmount: boolean;

  constructor({ columns, view, question, filter, why, facts }: Ground) {
    this.columns = columns;
    this.view = view;
    this.question = question;
    this.filter = filter;
    this.why = why;
    this.facts = facts;
    this.withAmount = isOfAmounts(question.aggregate) || leastOf(question.aggregate) !== null;
    this.attended = new Credit(question.mostOf.length);
  }

  /** Where the case that begins at a fact ends. */
  endOf(start: number): number {
    if (this.question.rule === 'each-fact') return start + 1;
    const activity = this.columns.activity.at(this.facts.at(start));
    let end = start + 1;
    while (end < this.facts.length && this.columns.activity.at(this.facts.at(end)) === activity) end += 1;
    return end;
  }

  /** The case these facts make, or null with the reason marked on them: that it is not asked about before any other. */
  caseIn(start: number, end: number, sex: number): Case | null {
    const { columns, facts, filter, passing, question } = this;
    passing.length = 0;
    for (let at = start; at < end; at += 1) {
      const fact = facts.at(at);
      if (passes(columns, filter, fact)) passing.push(fact);
    }
    if (passing.length === 0) return this.leftOut(start, end, this.why.whyNone(facts, start, end));
    if (question.rule === 'paired') return this.pairOf(start, end, sex);
    const attained = question.rule === 'each-fact' ? start : this.attainedAt(start, end);
    if (attained < 0) return this.leftOut(start, end, STATUS['below-threshold']);
    const day = columns.day.at(facts.at(attained));
    if (!this.isOf(filter, sex, day)) return this.leftOut(start, end, STATUS['outside-filter']);
    this.why.leaveOutNotPassing(facts, start, end, passing);
    return this.dated(start, end, facts.at(attained), this.withAmount ? this.amountIn(start, end) : 0);
  }

  /** The case of a person who was measured before and after in one activity: it is judged by the measurement after. */
  private pairOf(start: number, end: number, sex: number): Case | null {
    const { columns, facts, filter, passing } = this;
    const pair = pairIn(columns, this.question, facts, start, end);
    if (pair === null) return this.leftOut(start, end, STATUS['no-pair']);
    if (!passes(columns, filter, pair.after)) return this.leftOut(start, end, this.why.whyNone(facts, pair.at, pair.at + 1));
    if (!this.isOf(filter, sex, columns.day.at(pair.after))) return this.leftOut(start, end, STATUS['outside-filter']);
    this.why.leaveOut(facts, start, end, STATUS['earlier-measurement']);
    this.why.mark(pair.before, STATUS['pair-half']);
    passing.length = 0;
    passing.push(pair.after);
    return this.dated(start, end, pair.after, columns.amountOf(pair.after) - columns.amountOf(pair.before));
  }

  private dated(start: number, end: number, fact: number, amount: number): Case {
    const day = this.columns.day.at(fact);
    const inPeriod = day >= this.question.fromDay && day <= this.question.toDay;
    if (!inPeriod) this.why.leaveOut(this.facts, start, end, STATUS['outside-period']);
    return { start, end, fact, day, inPeriod, amount };
  }

  /** What the facts of a case come to: what one fact says, or all that was attained in the activity. */
  private amountIn(start: number, end: number): number {
    if (this.question.rule === 'each-fact') return this.columns.amountOf(this.facts.at(start));
    this.attended.begin();
    let sum = 0;
    for (let at = start; at < end; at += 1) sum += this.credited(this.facts.at(at));
    return sum;
  }

  /** Index of the fact with which the activity's share was reached, or -1. */
  private attainedAt(start: number, end: number): number {
    const needed = this.question.needed[this.columns.activity.at(this.facts.at(start))];
    if (needed === undefined || needed.total === 0) return -1;
    this.attended.begin();
    let sum = 0;
    for (let at = start; at < end; at += 1) {
      sum += this.credited(this.facts.at(at));
      if (sum * 100 >= needed.percent * needed.total) return at;
    }
    return -1;
  }

  /** What a fact adds to what was attained in the case at hand. */
  private credited(fact: number): number {
    const { occasion, quantity } = this.columns;
    const where = occasion.at(fact);
    // A session recorded twice, from two lists, is still one session; one that was withdrawn gives nothing.
    const most = where < 0 ? OPEN : (this.question.mostOf[where] ?? 0);
    return this.attended.add(where, quantity.at(fact), most);
  }

  /** Whether a selection lets the person at hand through, as they were on the day of a case. */
  isOf(selection: CompiledSelection, sex: number, day: number): boolean {
    if (selection.sex !== null && !selection.sex.has(sex)) return false;
    return (selection.ageBand === null && selection.youth === null) || isOfAge(this.view, this.who, day, selection);
  }

  /** No case, with the reason marked on its facts. */
  private leftOut(start: number, end: number, status: number): null {
    this.why.leaveOut(this.facts, start, end, status);
    return null;
  }
}
