/** The yardstick for duplicates: 20,000 invented people and 5,000 invented firms, as tables for docs/duplicates.md. */
import { expect, test } from 'vitest';
import { SURE_SCORE_MIN } from '../src/registry/matching.ts';
import type { Measured } from '../examples/duplicates/measure.ts';
import { HELD_OUT_SEEDS, measureFirms, measurePeople, TUNED_SEEDS } from '../examples/duplicates/yardstick.ts';
import { row } from './bench-database.ts';

const PEOPLE = 20_000;
const FIRMS = 5_000;

type Measure = (seed: number, count: number, scoreMin?: number) => Measured;

test.each<[string, Measure, number]>([
  ['people', measurePeople, PEOPLE],
  ['firms', measureFirms, FIRMS],
])('%s: precision and recall of the queue, by seed and by what went wrong', (what, measureOf, count) => {
  const seeds = [...TUNED_SEEDS, ...HELD_OUT_SEEDS];
  row(what, 'records', 'true pairs', 'suggested', 'precision', 'recall');
  const measured = seeds.map((seed) => ({ seed, of: measureOf(seed, count) }));
  for (const { seed, of } of measured) bySeed(seed, of);
  for (const { seed } of measured) bySeed(`${seed}, sure`, measureOf(seed, count, SURE_SCORE_MIN));
  byClass(measured.filter(({ seed }) => HELD_OUT_SEEDS.some((one) => one === seed)).map(({ of }) => of));
  for (const { of } of measured) {
    expect(of.precision).toBeGreaterThanOrEqual(0.98);
    expect(of.recall).toBeGreaterThanOrEqual(0.9);
  }
});

function bySeed(seed: number | string, of: Measured): void {
  row(`seed ${seed}`, String(of.records), String(of.truePairs), String(of.suggested), percent(of.precision), percent(of.recall));
}

/** Recall by slip, and the wrong pairs by what makes them alike, over several seeds together. */
function byClass(measured: readonly Measured[]): void {
  const slips = new Set(measured.flatMap(({ recallBySlip }) => [...recallBySlip.keys()]));
  for (const slip of [...slips].toSorted()) {
    const all = measured.flatMap(({ recallBySlip }) => recallBySlip.get(slip) ?? []);
    const pairs = all.reduce((sum, one) => sum + one.pairs, 0);
    const found = all.reduce((sum, one) => sum + one.found, 0);
    row(slip, String(pairs), percent(found / pairs));
  }
  const kinds = new Set(measured.flatMap(({ wrongByKind }) => [...wrongByKind.keys()]));
  const suggested = measured.reduce((sum, one) => sum + one.suggested, 0);
  for (const kind of [...kinds].toSorted()) {
    const wrong = measured.reduce((sum, { wrongByKind }) => sum + (wrongByKind.get(kind) ?? 0), 0);
    row(`wrong: ${kind}`, String(wrong), percent(wrong / suggested));
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
