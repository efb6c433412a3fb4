import { expect, it } from 'vitest';
import { MinutesCredit } from './attendance-credit.ts';
import type { Stay } from './attendance-file.ts';

const stay = (minutes: number, from: string | null = null, to: string | null = null, sessionNumber = 1): Stay => ({
  sessionNumber,
  minutes,
  column: null,
  from: from === null ? null : `2021-05-18T${from}`,
  to: to === null ? null : `2021-05-18T${to}`,
});

it('adds up stays one after the other', () => {
  const credit = new MinutesCredit();
  expect(credit.credit('ana', stay(30, '18:10', '18:40'), 120)).toBe(30);
  expect(credit.credit('ana', stay(18, '18:42', '19:00'), 120)).toBe(18);
});

it('counts time with two devices once', () => {
  const credit = new MinutesCredit();
  credit.credit('ana', stay(60, '18:00', '19:00'), 120);
  expect(credit.credit('ana', stay(60, '18:30', '19:30'), 120)).toBe(30);
  expect(credit.credit('ana', stay(20, '18:10', '18:30'), 120)).toBe(0);
  expect(credit.credit('ana', stay(100, '18:00', '19:40'), 120)).toBe(10);
});

it('stops at the length of the session, person by person and session by session', () => {
  const credit = new MinutesCredit();
  expect(credit.credit('ana', stay(120), 120)).toBe(120);
  expect(credit.credit('ana', stay(120), 120)).toBe(0);
  expect(credit.credit('eva', stay(120), 120)).toBe(120);
  expect(credit.credit('ana', stay(90, null, null, 2), 120)).toBe(90);
});
