/** Rows that say the same stay the rows they were. */
import { expect, test } from 'vitest';
import { keepingSame } from './keeping-same.ts';

interface Line {
  readonly id: string;
  readonly entries: readonly string[];
}
const line = (id: string, ...entries: string[]): Line => ({ id, entries });
const again = (before: readonly Line[], ...now: Line[]): readonly Line[] => keepingSame(before, now, ({ id }) => id);

test('whoever changed has a new row, all others the one they had', () => {
  const [ana, rosa] = [line('ana'), line('rosa', 'one')];
  const rows = again([ana, rosa], line('ana', 'two'), line('rosa', 'one'));
  expect(rows).toEqual([line('ana', 'two'), rosa]);
  expect(rows[1]).toBe(rosa);
});

test('where nothing changed the list is the very same', () => {
  const before = [line('ana'), line('rosa', 'one')];
  expect(again(before, line('ana'), line('rosa', 'one'))).toBe(before);
});

test('who comes, goes or stands elsewhere makes another list', () => {
  const before = [line('ana'), line('rosa')];
  expect(again(before, line('ana'))).toEqual([before[0]]);
  expect(again(before, line('rosa'), line('ana'))).toEqual([before[1], before[0]]);
  expect(again(before, line('ana'), line('rosa'), line('eva')).map(({ id }) => id)).toEqual(['ana', 'rosa', 'eva']);
});
