/** Figures that are kept and brought forward say what those worked out whole say, whatever comes in between. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FactsByHand, happenings, MEASURE, PEOPLE } from '../../test/cast/facts-by-hand.ts';
import { evaluate } from './evaluate.ts';
import type { Evaluation, Question } from './evaluation.ts';
import { KeptFigures } from './kept-figures.ts';
import { viewAt } from './view.ts';

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

/** Figures asked of such facts. */
class Programme extends FactsByHand {
  readonly kept = new KeptFigures(this.columns, this.touched, (position) => viewAt(this.columns, position));

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

const step = fc.oneof(
  ...happenings,
  { weight: 14, arbitrary: fc.record({ do: fc.constant('ask' as const), aggregate: fc.constantFrom(...AGGREGATES), total: fc.constantFrom(200, 200, 200, 150), back: fc.constantFrom(0, 0, 0, 1, 4), explain: fc.boolean() }) },
);

test('whatever comes in between, what is kept says what the whole says', () => {
  const spared = { plain: 0, explained: 0 };
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 80 }), (steps) => {
      const programme = new Programme();
      for (const one of steps) {
        if (one.do !== 'ask') programme.happens(one);
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
