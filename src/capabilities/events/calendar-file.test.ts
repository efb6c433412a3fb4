/** Calendar files, read line by line as RFC 5545 has them. */
import { expect, test } from 'vitest';
import { calendarFile, type CalendarSession } from './calendar-file.ts';

const session = (more: Partial<CalendarSession> = {}): CalendarSession => ({
  id: '0198a000-0000-7000-8000-000000000001',
  summary: 'Fichas de mercado',
  heldOn: '2026-12-03',
  startsAt: '14:30',
  durationMinutes: 90,
  place: null,
  url: null,
  ...more,
});
const fileOf = (...sessions: CalendarSession[]): string => calendarFile(sessions, 'Serie', 'America/La_Paz', new Date('2026-11-25T04:00:00Z'));

test('hours of La Paz go out in UTC, four hours later', () => {
  const lines = fileOf(session()).split('\r\n');
  expect(lines).toEqual(expect.arrayContaining(['DTSTART:20261203T183000Z', 'DTEND:20261203T200000Z', 'DTSTAMP:20261125T040000Z']));
  expect(lines).toContain('UID:0198a000-0000-7000-8000-000000000001@digna');
});

test('an hour late in the evening is of the next day in UTC', () => {
  expect(fileOf(session({ startsAt: '22:00' }))).toContain('DTSTART:20261204T020000Z');
});

test('a session without an hour takes its whole day', () => {
  const file = fileOf(session({ startsAt: null }));
  expect(file).toContain('DTSTART;VALUE=DATE:20261203');
  expect(file).not.toContain('DTEND:');
});

test('what the format keeps for itself is escaped, and no line is longer than 75 bytes', () => {
  const summary = `Crédito, ahorro; garantías y «ñandú» \\ ${'muy largo '.repeat(20)}`;
  const file = fileOf(session({ summary, place: 'Sala 2, piso 1' }));
  const unfolded = file.replaceAll('\r\n ', '');
  expect(unfolded).toContain('SUMMARY:Crédito\\, ahorro\\; garantías y «ñandú» \\\\ muy largo');
  expect(unfolded).toContain('LOCATION:Sala 2\\, piso 1');
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});
