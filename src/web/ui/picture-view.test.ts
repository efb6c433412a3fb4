import { expect, test } from 'vitest';
import { AT_REST, keyed, nearer, sizesOf, turned, zoomed } from './picture-view.ts';

test('a picture is as wide as its place, turned or not', () => {
  expect(sizesOf({ width: 3000, height: 4000 }, 300, AT_REST)).toEqual({ picture: { width: 300, height: 400 }, room: { width: 300, height: 400 } });
  const lying = turned(AT_REST);
  expect(sizesOf({ width: 3000, height: 4000 }, 300, lying)).toEqual({ picture: { width: 225, height: 300 }, room: { width: 300, height: 225 } });
  expect(sizesOf({ width: 3000, height: 4000 }, 300, { zoom: 2, quarters: 2 }).room).toEqual({ width: 600, height: 800 });
});

test('four turns are none, and a turn shows the whole width again', () => {
  expect(turned(turned(turned(turned(nearer(AT_REST)))))).toEqual(AT_REST);
});

test('it goes no nearer and no farther than makes sense', () => {
  expect([zoomed(AT_REST, 100).zoom, zoomed(AT_REST, 0.001).zoom]).toEqual([8, 0.5]);
});

test('keys do what the buttons do, and leave the others alone', () => {
  expect(['+', '=', '-', '0', 'r', 'Tab', 'ArrowDown'].map((key) => keyed({ zoom: 2, quarters: 0 }, key))).toEqual([
    { zoom: 2.5, quarters: 0 },
    { zoom: 2.5, quarters: 0 },
    { zoom: 1.6, quarters: 0 },
    { zoom: 1, quarters: 0 },
    { zoom: 1, quarters: 1 },
    null,
    null,
  ]);
});
