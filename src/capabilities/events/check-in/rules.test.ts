import { expect, test } from 'vitest';
import { faultOf, hourIn, NOTHING_TYPED, publicPath, stateAt, typedIn, windowOf } from './rules.ts';

const LA_PAZ = 'America/La_Paz';
const session = { heldOn: '2026-11-09', startsAt: '14:30', durationMinutes: 120 };
const at = (text: string) => new Date(text);

test('one can check in from an hour before the session until three hours after it', () => {
  // 14:30 in La Paz is 18:30 in UTC; it ends at 20:30.
  const hours = windowOf(session, LA_PAZ);
  expect([hours.from.toISOString(), hours.until.toISOString()]).toEqual(['2026-11-09T17:30:00.000Z', '2026-11-09T23:30:00.000Z']);
  const states = ['2026-11-09T17:29:59Z', '2026-11-09T17:30:00Z', '2026-11-09T23:29:59Z', '2026-11-09T23:30:00Z'].map((now) => stateAt(at(now), hours, false));
  expect(states).toEqual(['early', 'open', 'open', 'late']);
  expect(stateAt(at('2026-11-09T18:30:00Z'), hours, true)).toBe('closed');
  expect(hourIn(hours.until, LA_PAZ)).toBe('19:30');
});

test('where nobody said at what hour it is, all day', () => {
  const hours = windowOf({ ...session, startsAt: null }, LA_PAZ);
  expect([hours.from.toISOString(), hours.until.toISOString()]).toEqual(['2026-11-09T04:00:00.000Z', '2026-11-10T04:00:00.000Z']);
});

test('the form says who it is by a code, or as whoever is signed in', () => {
  expect(typedIn({ codigo: ' bbaa-aaa5 ' })).toEqual({ code: 'bbaa-aaa5', asSelf: false, self: null });
  expect(typedIn({ yo: '1', codigo: '' })).toEqual({ code: '', asSelf: true, self: null });
  expect(typedIn(Object.create({ codigo: 'x' }))).toEqual(NOTHING_TYPED);
  expect([faultOf(NOTHING_TYPED), faultOf({ ...NOTHING_TYPED, code: 'x' }), faultOf({ ...NOTHING_TYPED, asSelf: true })]).toEqual(['missing', null, 'signed-out']);
  expect(faultOf({ code: '', asSelf: true, self: { personId: 'p', firstName: 'Lidia' } })).toBe(null);
});

test('the path is of a code, or leads nowhere', () => {
  expect([publicPath('ABCDEFGHJKMN'), publicPath('<b>')]).toEqual(['/asistencia/ABCD-EFGH-JKMN', '/asistencia/-']);
});
