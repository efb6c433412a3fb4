import { describe, expect, test } from 'vitest';
import { toldAt, type Measured } from './telling.ts';
import { lastClosed, nextEnd, stepsOf } from './steps.ts';

const name = { es: 'x', en: 'x' };
const people = (value: number | null, sex: Record<string, number> = {}, more: Partial<Measured> = {}): Measured => ({
  indicatorId: 'a', code: '1', name, source: name, area: '1.1', unit: 'people', scale: null, group: 'people', large: true, value,
  amounts: value === null ? [] : [value],
  tables: Object.keys(sex).length === 0 ? [] : [{ dimension: 'sex', counts: new Map(Object.entries(sex)) }],
  ...more,
});
const steps = (...measured: Measured[][]) => measured.map((one, at) => ({ through: `2026-0${at + 1}-28`, measured: one }));

describe('what is told', () => {
  test('a few are not, and nothing is nothing', () => {
    expect(toldAt(steps([people(4)]))).toMatchObject([{ value: null, withheld: 'few' }]);
    expect(toldAt(steps([people(null)]))).toMatchObject([{ value: null, withheld: 'no-data' }]);
    expect(toldAt(steps([people(263, { woman: 158, man: 105 })]))).toMatchObject([
      { value: 263, through: '2026-01-28', tables: [{ total: 263, cells: [{ code: 'woman', count: 158 }, { code: 'man', count: 105 }] }] },
    ]);
  });

  test('a value that would move by a few stays as it was, with its day; the next step is compared with what was told', () => {
    expect(toldAt(steps([people(100)], [people(103)]))).toMatchObject([{ value: 100, through: '2026-01-28', held: true }]);
    expect(toldAt(steps([people(100)], [people(103)], [people(106)]))).toMatchObject([{ value: 106, through: '2026-03-28', held: false }]);
  });

  test('a breakdown that may not move stays behind its figure, and says so by its day', () => {
    // Men 40 to 42: hidden with women they leave nothing to tell, so the table of January stays.
    const [told] = toldAt(steps([people(100, { woman: 60, man: 40 })], [people(110, { woman: 68, man: 42 })]));
    expect(told).toMatchObject({ value: 110, through: '2026-02-28', tables: [{ through: '2026-01-28', total: 100, cells: [{ count: 60 }, { count: 40 }] }] });
  });

  test('of a share both parts are of five at least', () => {
    const share = (n: number, d: number): Measured => people(Math.round((n * 10_000) / d) / 100, {}, { unit: 'percent', amounts: [n, d, d - n] });
    expect(toldAt(steps([share(60, 64)]))).toMatchObject([{ value: null, withheld: 'few' }]);
    expect(toldAt(steps([share(60, 100)]))).toMatchObject([{ value: 60 }]);
  });

  test('a figure that is a few away from another of the same people is not told beside it', () => {
    const other = people(260, {}, { indicatorId: 'b', code: '2' });
    expect(toldAt(steps([people(263), other]))).toMatchObject([{ value: 263 }, { value: null, withheld: 'few' }]);
    expect(toldAt(steps([people(263), { ...other, unit: 'organisations', group: 'organisations' }]))).toMatchObject([{ value: 263 }, { value: 260 }]);
  });

  test('what was told before the page was closed is remembered when it opens again without that figure', () => {
    const other = people(50, {}, { indicatorId: 'b', code: '2' });
    expect(toldAt(steps([people(100)], [other], [people(102), other]))).toMatchObject([{ value: 100, held: true }, { value: 50 }]);
  });

  test('what was taken back as a whole is no longer told', () => {
    expect(toldAt(steps([people(100)], [people(null, {}, { amounts: [0] })]))).toMatchObject([{ value: null, withheld: 'no-data', held: false }]);
  });

  test('a mean needs five behind it, and moves only when five more are', () => {
    const mean = (value: number, behind: number): Measured => people(value, {}, { unit: 'points', group: 'a', amounts: [behind] });
    expect(toldAt(steps([mean(4.5, 4)]))).toMatchObject([{ value: null, withheld: 'few' }]);
    expect(toldAt(steps([mean(4.5, 5)]))).toMatchObject([{ value: 4.5 }]);
    expect(toldAt(steps([mean(4.5, 6)], [mean(4.1, 8)], [mean(4, 11)]))).toMatchObject([{ value: 4, through: '2026-03-28' }]);
    expect(toldAt(steps([mean(4.5, 6)], [mean(4.1, 8)]))).toMatchObject([{ value: 4.5, held: true }]);
    // How many took a test is not compared with how many were trained: the mean does not say it.
    expect(toldAt(steps([mean(4.5, 6), people(8, {}, { indicatorId: 'b' })]))).toMatchObject([{ value: 4.5 }, { value: 8 }]);
  });

  test('what was observed of the programme is told as it is', () => {
    const step = people(2, {}, { unit: 'step', group: 'a', amounts: [] });
    expect(toldAt(steps([step], [{ ...step, value: 3 }]))).toMatchObject([{ value: 3, held: false }]);
  });

  test('minutes do not move while nobody more was counted', () => {
    const minutes = (value: number, counted: number): Measured => people(value, {}, { unit: 'minutes', amounts: [counted] });
    expect(toldAt(steps([minutes(900, 10)], [minutes(960, 10)]))).toMatchObject([{ value: 900 }]);
    expect(toldAt(steps([minutes(900, 10)], [minutes(1900, 20)]))).toMatchObject([{ value: 1900 }]);
  });
});

describe('when the page changes', () => {
  test('the last period that is over', () => {
    expect([lastClosed('2026-11-28', 'quarter'), lastClosed('2026-11-28', 'month'), lastClosed('2026-01-01', 'quarter')]).toEqual(['2026-09-30', '2026-10-31', '2025-12-31']);
    expect([nextEnd('2026-11-28', 'quarter'), nextEnd('2026-11-28', 'month'), nextEnd('2026-12-31', 'month')]).toEqual(['2026-12-31', '2026-11-30', '2026-12-31']);
  });

  test('when it is published and at each end of a period, until it is closed', () => {
    const settings = { rhythm: 'quarter' } as const;
    const decided = [
      { position: 7, decidedOn: '2026-02-10', endedOn: '2026-07-05', settings },
      { position: 9, decidedOn: '2026-07-05', endedOn: null, settings },
    ];
    expect(stepsOf(decided, '2026-11-28').map(({ asOf, through }) => [asOf, through])).toEqual([
      ['@7', '2025-12-31'],
      ['2026-03-31', '2026-03-31'],
      ['2026-06-30', '2026-06-30'],
      ['@9', '2026-06-30'],
      ['2026-09-30', '2026-09-30'],
    ]);
  });
});
