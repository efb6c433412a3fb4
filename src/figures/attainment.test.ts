/** Who attained what, kept and brought forward, is what a plain count over all facts says, whatever comes in between. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FactsByHand, happenings, MEASURE, PEOPLE } from '../../test/cast/facts-by-hand.ts';
import { KeptAttainments, type Attainments } from './attainment.ts';
import { viewAt } from './view.ts';

const ACTIVITIES = [100, 101, 102];
/** Sessions 200 to 203; one of them may have been withdrawn. */
const OFFERED = [100, 100, 100, 100];

/** A plain count: by activity, the people who came and those who attained half of the total. */
class Programme extends FactsByHand {
  private readonly kept = new KeptAttainments(this.columns, this.touched, (position) => viewAt(this.columns, position));

  ask(total: number, without: number | null): Attainments {
    return this.kept.at(viewAt(this.columns, this.position), { measure: MEASURE, ...this.asked(total, without) });
  }

  private asked(total: number, without: number | null) {
    const mostOf: number[] = [];
    // In memory sessions have the numbers in which they came.
    for (const [at, position] of this.columns.occasions.positions.entries()) if (position !== without) mostOf[at] = OFFERED[position - 200] ?? 0;
    return { needed: this.columns.activities.positions.map(() => ({ percent: 50, total })), mostOf };
  }

  plainly(activity: number, total: number, without: number | null): { came: string[]; attained: string[] } {
    const { columns } = this;
    const view = viewAt(columns, this.position);
    const minutes = new Map<number, Map<number, number>>();
    for (let fact = 0; fact < columns.length; fact += 1) {
      const holds = columns.from.at(fact) <= this.position && columns.to.at(fact) > this.position;
      const occasion = columns.occasions.positions[columns.occasion.at(fact)] ?? -1;
      if (!holds || columns.person.at(fact) < 0 || occasion === without || columns.activities.positions[columns.activity.at(fact)] !== activity) continue;
      const person = view.canonical[columns.person.at(fact)] ?? -1;
      const own = minutes.get(person) ?? new Map<number, number>();
      minutes.set(person, own.set(occasion, Math.min(100, (own.get(occasion) ?? 0) + columns.quantity.at(fact))));
    }
    const came = [...minutes].map(([person, own]) => [String(person), [...own.values()].reduce((sum, one) => sum + one, 0)] as const);
    return { came: came.map(([person]) => person), attained: came.filter(([, sum]) => sum * 2 >= total).map(([person]) => person) };
  }

  /** How many people were at an occasion. */
  plainlyAt(occasion: number): number {
    const { columns } = this;
    const view = viewAt(columns, this.position);
    const people = new Set<number>();
    for (let fact = 0; fact < columns.length; fact += 1) {
      const holds = columns.from.at(fact) <= this.position && columns.to.at(fact) > this.position;
      if (holds && columns.person.at(fact) >= 0 && columns.occasions.positions[columns.occasion.at(fact)] === occasion) people.add(view.canonical[columns.person.at(fact)] ?? -1);
    }
    return people.size;
  }

  /** Number in memory of the person that a record belongs to. */
  personOf(record: number): string {
    const dense = this.columns.people.find(1000 + record) ?? -1;
    return String(viewAt(this.columns, this.position).canonical[dense] ?? dense);
  }
}

const step = fc.oneof(...happenings, { weight: 14, arbitrary: fc.record({ do: fc.constant('ask' as const), total: fc.constantFrom(200, 200, 200, 150), without: fc.constantFrom(null, null, null, 201) }) });

test('whatever comes in between', () => {
  let attained = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 80 }), (steps) => {
      const programme = new Programme();
      for (const one of steps) {
        if (one.do !== 'ask') {
          programme.happens(one);
          continue;
        }
        const found = programme.ask(one.total, one.without);
        for (const occasion of [200, 202]) expect(found.at(occasion)).toBe(programme.plainlyAt(occasion));
        for (const activity of ACTIVITIES) {
          const plain = programme.plainly(activity, one.total, one.without);
          attained += plain.attained.length;
          expect(found.of(activity)).toEqual({ came: plain.came.length, attained: plain.attained.length });
          const each: Record<number, boolean> = {};
          found.each(Array.from({ length: PEOPLE }, (_, record) => 1000 + record), (person, where, reached) => {
            if (where === activity) each[person] = reached;
          });
          const expected = Array.from({ length: PEOPLE }, (_, record) => record).filter((record) => plain.came.includes(programme.personOf(record)));
          expect(each).toEqual(Object.fromEntries(expected.map((record) => [1000 + record, plain.attained.includes(programme.personOf(record))])));
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(attained).toBeGreaterThan(300);
});

test('nobody is looked at again of whom nothing was said', () => {
  const programme = new Programme();
  for (let person = 0; person < PEOPLE; person += 1) programme.attend(person, 0, 10, 100);
  expect(programme.ask(200, null).of(100)).toEqual({ came: 8, attained: 8 });
  // What was kept is trusted: a fact that ended without a word would not be seen.
  programme.columns.end(1, 8, 2, 0);
  expect(programme.ask(200, null).of(100)).toEqual({ came: 8, attained: 8 });
  programme.attend(3, 1, 11, 100);
  expect(programme.ask(200, null).of(101)).toEqual({ came: 1, attained: 1 });
});
