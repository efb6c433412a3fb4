/** Why each fact a figure read is counted, collapsed into another or left out. Pure; said only where it is asked for. */
import type { Columns } from './columns.ts';
import type { IntColumn } from './int-column.ts';
import { FewKeys } from './entity-count.ts';
import { countsPeople, type Indicator } from './indicator.ts';
import { lets, type CompiledSelection } from './selection.ts';
import { STATUS } from './status.ts';
import type { View } from './view.ts';

/** Facts [start, end) of the person at hand that make one case. */
export interface Case {
  readonly start: number;
  readonly end: number;
  /** The fact with which the case came about; its day is the case's day. */
  readonly fact: number;
  readonly day: number;
  readonly inPeriod: boolean;
  /** How much the case comes to, where the figure is worked out from that; else 0. */
  readonly amount: number;
}

/** What the reasons depend on. */
interface Ground {
  readonly columns: Columns;
  readonly view: View;
  readonly filter: CompiledSelection;
  readonly rule: Indicator['cases']['rule'];
  readonly aggregate: Indicator['aggregate'];
}

export class Explanation {
  /** Status of each fact; null where nobody asks. */
  readonly status: Uint8Array | null;
  private readonly ground: Ground;
  /** Occasions of the case at hand of which a fact was explained. */
  private readonly told = new FewKeys();

  constructor(ground: Ground, status: Uint8Array | null) {
    this.ground = ground;
    this.status = status;
  }

  mark(fact: number, status: number): void {
    if (this.status !== null) this.status[fact] = status;
  }

  /** The same of all these facts. */
  leaveOut(facts: IntColumn, start: number, end: number, status: number): void {
    if (this.status !== null) for (let at = start; at < end; at += 1) this.status[facts.at(at)] = status;
  }

  /** Facts of a counted case that do not themselves pass; `explainCase` overrides this where the case is a person's. */
  leaveOutNotPassing(facts: IntColumn, start: number, end: number, passing: IntColumn): void {
    if (this.status === null || passing.length === end - start) return;
    for (let at = start; at < end; at += 1) {
      const fact = facts.at(at);
      if (!passing.includes(fact)) this.mark(fact, this.whyNone(facts, at, at + 1));
    }
  }

  /** Why none of these facts passes. */
  whyNone(facts: IntColumn, start: number, end: number): number {
    const { columns, view, filter } = this.ground;
    // Where nobody asks for reasons one is as good as another.
    if (this.status === null || filter.kind === null) return STATUS['outside-filter'];
    let anyOrganisation = false;
    for (let at = start; at < end; at += 1) {
      const organisation = columns.organisation.at(facts.at(at));
      if (organisation < 0) continue;
      anyOrganisation = true;
      if (lets(filter.kind, view.organisationKind[organisation] ?? 0)) return STATUS['outside-filter'];
    }
    return anyOrganisation ? STATUS['other-organisation-kind'] : STATUS['no-organisation'];
  }

  /** Within a case: the fact that reached the share is counted, the others are collapsed into it. */
  explainCase(facts: IntColumn, found: Case): void {
    const { aggregate, columns, rule } = this.ground;
    if (this.status === null || (aggregate.kind === 'distinct' && aggregate.of !== 'person')) return;
    // Of a pair the other facts were explained when it was found.
    if (rule === 'paired') return this.mark(found.fact, STATUS.counted);
    const { told } = this;
    told.clear();
    told.set(columns.occasion.at(found.fact), 1);
    const record = columns.person.at(found.fact);
    for (let at = found.start; at < found.end; at += 1) {
      const fact = facts.at(at);
      if (fact === found.fact) {
        this.mark(fact, STATUS.counted);
        continue;
      }
      const occasion = columns.occasion.at(fact);
      if (told.has(occasion)) this.mark(fact, STATUS.rejoined);
      else if (columns.person.at(fact) !== record) this.mark(fact, STATUS['other-spelling']);
      else this.mark(fact, STATUS['other-session']);
      told.set(occasion, 1);
    }
  }

  /** Of several cases of one person the earliest is counted; the facts of the others are collapsed into it. */
  explainPerson(facts: IntColumn, counted: Case): void {
    const { aggregate } = this.ground;
    if (this.status === null || !countsPeople(aggregate)) return;
    for (let at = 0; at < facts.length; at += 1) {
      if (at >= counted.start && at < counted.end) continue;
      const fact = facts.at(at);
      const status = this.status[fact] ?? 0;
      if (status === STATUS.counted || status === STATUS['other-session']) this.mark(fact, this.sameAs(fact, counted.fact));
    }
  }

  /** Why a fact is the same person as the one counted. */
  private sameAs(fact: number, counted: number): number {
    const { person, occasion, activity } = this.ground.columns;
    if (person.at(fact) !== person.at(counted)) return STATUS['other-spelling'];
    if (activity.at(fact) !== activity.at(counted)) return STATUS['other-process'];
    return occasion.at(fact) === occasion.at(counted) ? STATUS.rejoined : STATUS['other-session'];
  }
}
