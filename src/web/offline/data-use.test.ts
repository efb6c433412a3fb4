import { afterEach, expect, test } from 'vitest';
import { countBytes, dataUse, mayPhotosGo, saysConnection } from './data-use.ts';

afterEach(() => Object.assign(dataUse, { choice: 'not-mobile', asked: false }));

test('photos wait for a connection that costs nothing, unless the user says so', () => {
  const [mobile, wifi, saving, silent] = [{ type: 'cellular' }, { type: 'wifi' }, { type: 'wifi', saveData: true }, {}];
  const goes = (): boolean[] => [mobile, wifi, saving, silent].map((one) => mayPhotosGo(one));
  expect(goes()).toEqual([false, true, false, true]);
  dataUse.choice = 'always';
  expect(goes()).toEqual([true, true, true, true]);
  dataUse.choice = 'asked';
  expect(goes()).toEqual([false, false, false, false]);
  dataUse.asked = true;
  expect(goes()).toEqual([true, true, true, true]);
});

test('a browser that does not say by what connection it goes is known', () => {
  expect([{ type: 'cellular' }, { saveData: true }, {}].map((one) => saysConnection(one))).toEqual([true, false, false]);
});

test('bytes add up in a month, and begin anew in the next', () => {
  countBytes({ down: 1000 }, '2026-10');
  countBytes({ up: 50 }, '2026-10');
  expect(dataUse.used).toEqual({ month: '2026-10', down: 1000, up: 50 });
  countBytes({ up: 7 }, '2026-11');
  expect(dataUse.used).toEqual({ month: '2026-11', down: 0, up: 7 });
});
