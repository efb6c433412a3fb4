/** Who is due when, by hand. */
import { describe, expect, test } from 'vitest';
import { followUpOf, monthsLater, type Contact } from './rules.ts';

const contact = (contactedOn: string, result: Contact['result'], nextContactOn: string | null = null): Contact => ({ contactedOn, result, nextContactOn });

test('three months later is the same day, or the last of a shorter month', () => {
  expect(['2020-10-14', '2020-11-30', '2019-11-30', '2020-12-31'].map((day) => monthsLater(day, 3))).toEqual(['2021-01-14', '2021-02-28', '2020-02-29', '2021-03-31']);
  expect(monthsLater('2020-01-31', 13)).toBe('2021-02-28');
});

describe('a participant', () => {
  test('waits until the day, is due from it, and late after thirty days', () => {
    const on = (today: string) => followUpOf('2020-10-14', 3, [], today).state;
    expect(['2021-01-13', '2021-01-14', '2021-02-13', '2021-02-14'].map(on)).toEqual(['waiting', 'due', 'due', 'late']);
    expect(followUpOf(null, 3, [], '2021-01-01')).toEqual({ state: 'waiting', dueOn: null });
  });

  test('is done once reached, whatever the answer', () => {
    expect(followUpOf('2020-10-14', 3, [contact('2021-01-20', 'not-applied')], '2021-09-01')).toEqual({ state: 'done', dueOn: null });
    const tries = [contact('2021-01-20', 'applied'), contact('2021-06-20', 'not-reached')];
    expect(followUpOf('2020-10-14', 3, tries, '2021-09-01').state).toBe('done');
  });

  test('who could not be reached stays due; a next contact sets the day anew', () => {
    expect(followUpOf('2020-10-14', 3, [contact('2021-01-20', 'not-reached')], '2021-01-25')).toEqual({ state: 'due', dueOn: '2021-01-14' });
    const again = [contact('2021-01-20', 'partly', '2021-04-01')];
    expect(followUpOf('2020-10-14', 3, again, '2021-03-31')).toEqual({ state: 'waiting', dueOn: '2021-04-01' });
    expect(followUpOf('2020-10-14', 3, again, '2021-04-01').state).toBe('due');
    expect(followUpOf('2020-10-14', 3, [...again, contact('2021-04-02', 'applied')], '2021-06-01').state).toBe('done');
  });
});
