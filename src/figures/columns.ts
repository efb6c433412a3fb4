/**
 * Facts and versions in memory, as columns of numbers: what figures are computed from in milliseconds. Pure data
 * structures; rows come in order of position. Things (people, organisations ...) get dense numbers here, in the order
 * they are met; `Dictionary` leads back to ledger positions.
 *
 * Most facts stand sorted by measure, person, activity, day and occasion (`sorting.ts`), so that a figure reads memory
 * from one end to the other; those that came since stand behind, in order of arrival, as a list per person.
 */
import { Amounts } from './amounts.ts';
import { Dictionary, IntColumn, OPEN, sharedInts } from './int-column.ts';
import { lastingOf, type Lasting } from './lasting.ts';
import { sortFacts } from './sorting.ts';
import {
  endVersion,
  PersonVersions,
  type AgeGroupsVersionRow,
  type EdgeVersionRow,
  type OrganisationEdgeRow,
  type OrganisationVersionRow,
  type PartnerVersionRow,
} from './version-rows.ts';

/** The columns of a fact that its row fills. */
export const FACT_COLUMNS = [
  'from', 'ordinal', 'to', 'because', 'batch', 'measure', 'day', 'person', 'organisation', 'activity', 'occasion', 'place',
  'quantity',
] as const;
const NO_STARTS = new Int32Array(0);
const DICTIONARIES = ['people', 'organisations', 'activities', 'occasions', 'batches'] as const;

/** A fact as it is added: things by ledger position. */
export interface FactToAdd {
  readonly from: number;
  readonly ordinal: number;
  readonly to: number | null;
  readonly because: number | null;
  readonly batch: number | null;
  readonly measure: number;
  readonly day: number;
  readonly person: number | null;
  readonly organisation: number | null;
  readonly activity: number | null;
  readonly occasion: number | null;
  readonly place: number | null;
  readonly partner: number | null;
  readonly quantity: number;
}

export class Columns {
  from = new IntColumn();
  ordinal = new IntColumn();
  to = new IntColumn();
  because = new IntColumn();
  batch = new IntColumn();
  measure = new IntColumn();
  day = new IntColumn();
  person = new IntColumn();
  organisation = new IntColumn();
  activity = new IntColumn();
  occasion = new IntColumn();
  place = new IntColumn();
  /** Minutes and percents as they are; see `amountOf` for what is not whole or too large. */
  quantity = new IntColumn();
  private amounts = new Amounts();

  /** Facts before this one stand sorted. */
  sorted = 0;
  /** A copy: not all of it can be shared with other threads. */
  isFork = false;
  /** Sorted facts in order of arrival. */
  private arrival: Int32Array = new Int32Array(0);
  /** Per measure: where the sorted facts of each person begin; index 0 is nobody, 1 the first person. */
  private starts: ReadonlyMap<number, Int32Array> = new Map();
  /** Per measure: the last fact behind the sorted ones of each person (index as in `starts`), or -1. */
  private heads = new Map<number, IntColumn>();
  /** Per fact behind the sorted ones: the one before of the same measure and person, or -1. */
  private previous = new IntColumn();
  /** Sorted facts that nothing has ended; null until asked for. */
  private standing: Lasting | null = null;

  people = new Dictionary();
  organisations = new Dictionary();
  activities = new Dictionary();
  occasions = new Dictionary();
  /** Batch numbers; dense number 0 is "no batch". */
  batches = new Dictionary();
  batchFrom = new IntColumn();
  batchTo = new IntColumn();

  personVersions = new PersonVersions();
  readonly organisationVersions: OrganisationVersionRow[] = [];
  readonly edges: EdgeVersionRow[] = [];
  readonly organisationEdges: OrganisationEdgeRow[] = [];
  readonly ageGroupVersions: AgeGroupsVersionRow[] = [];
  /** Who runs each activity, as its own facts say. */
  readonly partnerVersions: PartnerVersionRow[] = [];

  constructor() {
    this.batches.intern(0);
    this.batchFrom.push(0);
    this.batchTo.push(OPEN);
  }

  get length(): number {
    return this.from.length;
  }

  /** Appends a fact. Its number may change when facts are sorted. */
  add(row: FactToAdd): void {
    const fact = this.length;
    const person = this.people.intern(row.person);
    this.from.push(row.from);
    this.ordinal.push(row.ordinal);
    this.to.push(row.to ?? OPEN);
    this.because.push(row.because ?? 0);
    this.batch.push(this.batches.intern(row.batch ?? 0));
    this.measure.push(row.measure);
    this.day.push(row.day);
    this.person.push(person);
    this.organisation.push(this.organisations.intern(row.organisation));
    this.activity.push(this.activities.intern(row.activity));
    this.occasion.push(this.occasions.intern(row.occasion));
    this.place.push(row.place ?? 0);
    this.quantity.push(this.amounts.codeOf(row.quantity));
    if (row.partner !== null) this.addPartner(row, row.partner);
    const heads = this.headsOf(row.measure);
    this.previous.push(person + 1 < heads.length ? heads.at(person + 1) : -1);
    heads.set(person + 1, fact, -1);
  }

  /** A fact of an activity as a whole, of nobody in it, says who runs the activity. */
  private addPartner({ from, to, batch, person, occasion, activity }: FactToAdd, partner: number): void {
    if (activity === null || person !== null || occasion !== null) return;
    this.partnerVersions.push({
      from,
      to: to ?? OPEN,
      batch: this.batches.intern(batch ?? 0),
      activity: this.activities.intern(activity),
      partner: this.organisations.intern(partner),
    });
  }

  /** How much a fact says, decimals and large numbers included. */
  amountOf(fact: number): number {
    return this.amounts.valueOf(this.quantity.at(fact));
  }

  private headsOf(measure: number): IntColumn {
    const known = this.heads.get(measure);
    if (known !== undefined) return known;
    const made = new IntColumn();
    this.heads.set(measure, made);
    return made;
  }

  /** Sorted facts that nothing has ended. */
  get lasting(): Lasting {
    this.standing ??= lastingOf(this);
    return this.standing;
  }

  /** From when to when a batch is open. */
  span(batch: number, from: number, to: number): void {
    const isKnown = batch < this.batchFrom.length && this.batchFrom.at(batch) === from && this.batchTo.at(batch) === to;
    if (isKnown) return;
    this.batchFrom.set(batch, from, OPEN);
    this.batchTo.set(batch, to, OPEN);
    this.standing = null;
  }

  /** Ends what an entry said: all its facts, or one of them. */
  end(from: number, to: number, because: number, ordinal: number | null = null): void {
    endVersion(this.partnerVersions, from, to);
    for (let at = this.firstFrom(from); at < this.length; at += 1) {
      const fact = this.arrived(at);
      if (this.from.at(fact) !== from) return;
      if (ordinal !== null && this.ordinal.at(fact) !== ordinal) continue;
      this.to.values[fact] = to;
      this.because.values[fact] = because;
      if (this.standing !== null && fact < this.sorted) this.standing.holds[fact] = 0;
    }
  }

  /** The fact that arrived as number `at`. */
  arrived(at: number): number {
    return at < this.sorted ? (this.arrival[at] ?? 0) : at;
  }

  /** Number, by arrival, of the first fact that began at a position or after it. */
  private firstFrom(from: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.from.at(this.arrived(middle)) < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where the sorted facts of each person begin, nobody first; empty where there are none of this measure. */
  startsOf(measure: number): Int32Array {
    return this.starts.get(measure) ?? NO_STARTS;
  }

  /** Where the sorted facts of a person (-1: nobody) begin. */
  sortedStart(measure: number, person: number): number {
    return this.starts.get(measure)?.[person + 1] ?? 0;
  }

  /** Where they end. */
  sortedEnd(measure: number, person: number): number {
    return this.starts.get(measure)?.[person + 2] ?? this.sortedStart(measure, person);
  }

  /** Last fact of each person behind the sorted ones, nobody first; null where none of this measure came since. */
  lastOfEach(measure: number): IntColumn | null {
    return this.heads.get(measure) ?? null;
  }

  /** Last fact of a person behind the sorted ones, or -1. */
  lastArrived(measure: number, person: number): number {
    const heads = this.lastOfEach(measure);
    return heads === null || person + 1 >= heads.length ? -1 : heads.at(person + 1);
  }

  /** The one that arrived before it, of the same person and measure, or -1. */
  arrivedBefore(fact: number): number {
    return this.previous.at(fact - this.sorted);
  }

  /** Facts of a person (-1: nobody), whether they hold or not. */
  factsOf(measure: number, person: number): number[] {
    const facts: number[] = [];
    for (let fact = this.sortedStart(measure, person); fact < this.sortedEnd(measure, person); fact += 1) facts.push(fact);
    for (let fact = this.lastArrived(measure, person); fact >= 0; fact = this.arrivedBefore(fact)) facts.push(fact);
    return facts;
  }

  /** Those of them that hold at a position. */
  factsAt(measure: number, person: number, position: number): number[] {
    return this.factsOf(measure, person).filter((fact) => this.holds(this.from.at(fact), this.to.at(fact), this.batch.at(fact), position));
  }

  /** Sorts all facts. Cost: about 0.2 s a million. */
  sort(): void {
    const { order, arrival, starts } = sortFacts(this);
    for (const name of FACT_COLUMNS) {
      const { values } = this[name];
      const moved = sharedInts(order.length);
      for (let at = 0; at < order.length; at += 1) moved[at] = values[order[at] ?? 0] ?? 0;
      this[name] = IntColumn.of(moved);
    }
    this.sorted = order.length;
    this.arrival = arrival;
    this.starts = starts;
    this.heads = new Map();
    this.previous = new IntColumn();
    this.standing = null;
  }

  /** The facts of a measure as another thread reads them, good until more come in: nothing is copied. */
  sharedFacts(measure: number): SharedFacts {
    const { sorted, lasting, previous, batchFrom, batchTo } = this;
    const facts = Object.fromEntries(FACT_COLUMNS.map((name) => [name, this[name]]));
    const sizes = { organisations: this.organisations.size, activities: this.activities.size };
    const heads = this.heads.get(measure) ?? null;
    return { measure, facts, sorted, lasting, starts: this.startsOf(measure), heads, previous, batchFrom, batchTo, sizes };
  }

  /** The other end of `sharedFacts`: columns that can be asked of that measure, and not be added to. */
  static ofShared(shared: SharedFacts): Columns {
    const made = new Columns();
    for (const name of FACT_COLUMNS) made[name] = columnOf(shared.facts[name]);
    made.sorted = shared.sorted;
    made.standing = shared.lasting;
    made.starts = new Map([[shared.measure, shared.starts]]);
    if (shared.heads !== null) made.heads.set(shared.measure, columnOf(shared.heads));
    made.previous = columnOf(shared.previous);
    made.batchFrom = columnOf(shared.batchFrom);
    made.batchTo = columnOf(shared.batchTo);
    made.organisations = Dictionary.ofSize(shared.sizes.organisations);
    made.activities = Dictionary.ofSize(shared.sizes.activities);
    return made;
  }

  /** A copy to try entries on, good until the original takes in more. Cost: two columns and the short lists. */
  fork(): Columns {
    const copy = new Columns();
    copy.isFork = true;
    for (const name of FACT_COLUMNS) copy[name] = name === 'to' || name === 'because' ? this[name].clone() : this[name].fork();
    for (const name of DICTIONARIES) copy[name] = this[name].fork();
    copy.amounts = this.amounts.fork();
    copy.sorted = this.sorted;
    copy.arrival = this.arrival;
    copy.starts = this.starts;
    copy.heads = new Map([...this.heads].map(([measure, heads]) => [measure, heads.clone()]));
    copy.previous = this.previous.fork();
    copy.batchFrom = this.batchFrom.clone();
    copy.batchTo = this.batchTo.clone();
    copy.personVersions = this.personVersions.fork();
    for (const row of this.organisationVersions) copy.organisationVersions.push({ ...row });
    for (const row of this.edges) copy.edges.push({ ...row });
    for (const row of this.organisationEdges) copy.organisationEdges.push({ ...row });
    for (const row of this.ageGroupVersions) copy.ageGroupVersions.push({ ...row });
    for (const row of this.partnerVersions) copy.partnerVersions.push({ ...row });
    return copy;
  }

  /** Whether a row that says from, to and batch holds at a position. */
  holds(from: number, to: number, batch: number, position: number): boolean {
    if (from > position || to <= position) return false;
    return batch === 0 || (this.batchFrom.at(batch) <= position && position < this.batchTo.at(batch));
  }
}

/** Facts of one measure as threads share them. */
export interface SharedFacts {
  readonly measure: number;
  readonly facts: Readonly<Record<string, SharedColumn>>;
  readonly sorted: number;
  readonly lasting: Lasting;
  readonly starts: Int32Array;
  readonly heads: SharedColumn | null;
  readonly previous: SharedColumn;
  readonly batchFrom: SharedColumn;
  readonly batchTo: SharedColumn;
  readonly sizes: { readonly organisations: number; readonly activities: number };
}

type SharedColumn = Pick<IntColumn, 'values' | 'length'>;

function columnOf(shared: SharedColumn | undefined): IntColumn {
  return shared === undefined ? new IntColumn() : IntColumn.of(shared.values, shared.length);
}
