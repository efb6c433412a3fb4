/** Which matter comes first. */
import { describe, expect, test } from 'vitest';
import { MATTER_KINDS, MATTER_PERMISSIONS, inOrder, urgencyOf, type Matter } from './rules.ts';
import { ROLE_RULES } from '../../../access/rules.ts';

const TODAY = '2021-11-26';
const matter = (kind: Matter['kind'], more: Partial<Matter> = {}): Matter => ({ kind, count: 1, dueOn: null, since: null, id: null, title: null, ...more });

describe('urgency', () => {
  test('is late after its day, soon from a fortnight before it, open else', () => {
    const days = ['2021-11-25', '2021-11-26', '2021-12-10', '2021-12-11', null];
    expect(days.map((dueOn) => urgencyOf({ kind: 'report-due', dueOn }, TODAY))).toEqual(['late', 'soon', 'soon', 'open', 'open']);
  });

  test('a figure behind its target is late without any day', () => {
    expect(urgencyOf({ kind: 'figures-late', dueOn: null }, TODAY)).toBe('late');
    expect(urgencyOf({ kind: 'figures-missing', dueOn: null }, TODAY)).toBe('open');
  });
});

test('late first, then soon; then by kind, by day, by name', () => {
  const sorted = inOrder(
    [
      matter('people-duplicates', { count: 12 }),
      matter('follow-ups', { dueOn: '2021-11-20', title: 'B' }),
      matter('follow-ups', { dueOn: '2021-11-20', title: 'A' }),
      matter('follow-ups', { dueOn: '2021-03-01', title: 'Z' }),
      matter('report-due', { dueOn: '2021-11-30' }),
      matter('sessions-unrecorded', { dueOn: '2021-11-25' }),
      matter('figures-late'),
      matter('conflicts'),
    ],
    TODAY,
  );
  expect(sorted.map(({ kind, title }) => `${kind} ${title ?? ''}`.trim())).toEqual([
    'sessions-unrecorded',
    'follow-ups Z',
    'follow-ups A',
    'follow-ups B',
    'figures-late',
    'report-due',
    'conflicts',
    'people-duplicates',
  ]);
});

test('whose each matter is: of every permission there is somebody, and a donor is asked to read reports only', () => {
  for (const kind of MATTER_KINDS) expect(Object.values(ROLE_RULES).some(({ permissions }) => permissions.includes(MATTER_PERMISSIONS[kind]))).toBe(true);
  const ofDonor = MATTER_KINDS.filter((kind) => ROLE_RULES.donor.permissions.includes(MATTER_PERMISSIONS[kind]));
  expect(ofDonor).toEqual(['report-to-read']);
});
