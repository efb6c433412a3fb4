/** Figures that are kept and brought forward say what those worked out whole say, whatever comes in between. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Columns } from './columns.ts';
import { evaluate } from './evaluate.ts';
import type { Evaluation, Question } from './evaluation.ts';
import { KeptFigures } from './kept-figures.ts';
import { Touched } from './touched.ts';
import { viewAt } from './view.ts';

const MEASURE = 1;
const PEOPLE = 8;
const NOTHING = { sex: null, kind: null, organisation: null, department: null, municipality: null, sector: null, partner: null, activity: null, ageBand: null, youth: null };

type Aggregate = Question['aggregate'];
const AGGREGATES: readonly Aggregate[] = [
  { kind: 'count' },
  { kind: 'distinct', of: 'person' },
  { kind: 'distinct', of: 'organisation' },
  { kind: 'share', of: 'person', numerator: { sex: ['woman'] }, denominator: 'known' },
  { kind: 'mean' },
];

function question(aggregate: Aggregate, total: number): Question {
  return {
    measure: MEASURE, beside: null, occasion: null, tally: true, rule: 'attainment', aggregate,
    needed: [1, 2, 3].map(() => ({ percent: 50, total })), mostOf: [100, 100, 100, 100], within: null,
    filter: NOTHING, numerator: aggregate.kind === 'share' ? { ...NOTHING, sex: new Set([1]) } : NOTHING,
    fromDay: 50, toDay: 380, by: [], quarterEnds: [90, 180, 270, 360],
  };
}

/** Facts that come in one after the other, at positions of their own, read as a store reads them. */
class Programme {
  readonly columns = new Columns();
  readonly touched = new Touched();
  readonly kept = new KeptFigures(this.columns, this.touched, (position) => viewAt(this.columns, position));
  position = 0;
  private readonly standing: number[] = [];

  attend(person: number | null, activity: number, day: number, quantity: number): void {
    this.position += 1;
    const { columns, position, touched } = this;
    if (person === null) touched.ofNobody(MEASURE, position);
    else touched.ofPerson(columns.people.intern(1000 + person), position);
    const things = { person: person === null ? null : 1000 + person, activity: 100 + activity, occasion: 200 + (position % 4), organisation: 300 + (position % 3) };
    columns.add({ from: position, ordinal: 0, to: null, because: null, batch: null, measure: MEASURE, day, place: 1, partner: null, quantity, ...things });
    if (person !== null) this.standing.push(position * 100 + person);
  }

  withdraw(which: number): void {
    const [one] = this.standing.splice(which % Math.max(1, this.standing.length), 1);
    if (one === undefined) return;
    this.position += 1;
    this.touched.ofPerson(this.columns.people.intern(1000 + (one % 100)), this.position);
    this.columns.end(Math.floor(one / 100), this.position, 2, 0);
  }

  say(person: number, sex: number): void {
    this.position += 1;
    const number = this.columns.people.intern(1000 + person);
    this.touched.ofPerson(number, this.position);
    this.columns.personVersions.push({ from: this.position, to: 1_000_000, batch: 0, person: number, sex, birthYear: null, born: null });
  }

  unite(a: number, b: number): void {
    if (a === b) return;
    this.position += 1;
    this.touched.ofAnybody(this.position);
    this.columns.edges.push({ from: this.position, to: 1_000_000, batch: 0, a: this.columns.people.intern(1000 + a), b: this.columns.people.intern(1000 + b), aId: `r${a}`, bId: `r${b}`, chosenSex: null, chosenBirthYear: null, chosenPlace: null });
  }

  /** A figure as it is kept and as it is worked out whole, at the latest position or so many before it. */
  ask(aggregate: Aggregate, total: number, back = 0, explain = false): { kept: Evaluation; whole: Evaluation; worked: boolean } {
    const { columns } = this;
    const view = viewAt(columns, Math.max(0, this.position - back));
    const asked = question(aggregate, total);
    let worked = false;
    const whole = evaluate(columns, view, asked, explain);
    const kept = this.kept.evaluation({ columns, view, question: asked, key: JSON.stringify(aggregate) }, () => {
      worked = true;
      return whole;
    }, explain);
    return { kept: this.toldOfAll(kept), whole: this.toldOfAll(whole), worked };
  }

  /** Of facts that came since nothing is said in what was kept: they are of nobody who was asked about. */
  private toldOfAll(evaluation: Evaluation): Evaluation {
    if (evaluation.status === null) return evaluation;
    const status = new Uint8Array(this.columns.length);
    status.set(evaluation.status);
    return { ...evaluation, status };
  }
}

const person = fc.nat(PEOPLE - 1);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('attend' as const), person: fc.option(person, { freq: 12 }), activity: fc.nat(2), day: fc.nat(400), quantity: fc.nat(120) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('say' as const), person, sex: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unite' as const), a: person, b: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sort' as const) }) },
  { weight: 14, arbitrary: fc.record({ do: fc.constant('ask' as const), aggregate: fc.constantFrom(...AGGREGATES), total: fc.constantFrom(200, 200, 200, 150), back: fc.constantFrom(0, 0, 0, 1, 4), explain: fc.boolean() }) },
);

test('whatever comes in between, what is kept says what the whole says', () => {
  const spared = { plain: 0, explained: 0 };
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 80 }), (steps) => {
      const programme = new Programme();
      for (const one of steps) {
        if (one.do === 'attend') programme.attend(one.person, one.activity, one.day, one.quantity);
        else if (one.do === 'withdraw') programme.withdraw(one.which);
        else if (one.do === 'say') programme.say(one.person, one.sex);
        else if (one.do === 'unite') programme.unite(one.a, one.b);
        else if (one.do === 'sort') programme.columns.sort();
        else {
          const { kept, whole, worked } = programme.ask(one.aggregate, one.total, one.back, one.explain);
          expect(kept).toEqual(whole);
          if (!worked) spared[one.explain ? 'explained' : 'plain'] += 1;
        }
      }
    }),
    { numRuns: 400 },
  );
  expect(spared.plain).toBeGreaterThan(100);
  expect(spared.explained).toBeGreaterThan(100);
});

describe('is not worked out whole', () => {
  const started = (): Programme => {
    const programme = new Programme();
    for (let who = 0; who < PEOPLE; who += 1) {
      programme.say(who, 1);
      programme.attend(who, 0, 100 + who, 100);
    }
    return programme;
  };

  test('where nothing came in, nor where somebody came once more', () => {
    const programme = started();
    expect(programme.ask({ kind: 'count' }, 200).worked).toBe(true);
    expect(programme.ask({ kind: 'count' }, 200).worked).toBe(false);
    programme.attend(3, 1, 103, 100);
    // Half of 200 in another activity: one case more.
    expect(programme.ask({ kind: 'count' }, 200)).toMatchObject({ worked: false, kept: { cases: PEOPLE + 1 } });
  });

  test('but it is where records became one, a session changed, or the first day may have gone', () => {
    const programme = started();
    programme.ask({ kind: 'count' }, 200);
    programme.unite(1, 2);
    expect(programme.ask({ kind: 'count' }, 200).worked).toBe(true);
    expect(programme.ask({ kind: 'count' }, 180).worked).toBe(true);
    expect(programme.ask({ kind: 'count' }, 180).worked).toBe(false);
    programme.withdraw(0);
    expect(programme.ask({ kind: 'count' }, 180)).toMatchObject({ worked: true, kept: { days: { first: 101 } } });
  });
});
