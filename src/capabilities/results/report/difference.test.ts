/** Where a report computed again differs from the one that was kept. */
import { expect, test } from 'vitest';
import { differingPaths } from './difference.ts';

test('what is the same in another order of keys does not differ', () => {
  expect(differingPaths({ a: 1, b: { c: [1, null] } }, { b: { c: [1, null] }, a: 1 })).toEqual([]);
});

test('each place that differs is named, also where one of the two says nothing there', () => {
  const kept = { value: 2, name: { es: 'Uno', en: 'One' }, cells: [{ label: 'Cámara', value: 1 }, { label: 'Unión', value: 1 }] };
  const computed = { value: 2, name: { es: 'Uno', en: 'First' }, cells: [{ label: 'Cámara Nueva', value: 1 }], more: null };
  expect(differingPaths(kept, computed)).toEqual(['name.en', 'cells.0.label', 'cells.1', 'more']);
});

test('no data is not zero, a list is no object, and nothing at all is told at the root', () => {
  expect(differingPaths({ value: null, list: [] }, { value: 0, list: {} })).toEqual(['value', 'list']);
  expect(differingPaths(null, {})).toEqual(['']);
  expect(differingPaths({ value: Number.NaN }, { value: Number.NaN })).toEqual([]);
});

test('more than fifty places say nothing more', () => {
  const of = (value: number) => Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`k${at}`, value]));
  expect(differingPaths(of(1), of(2))).toHaveLength(50);
});
