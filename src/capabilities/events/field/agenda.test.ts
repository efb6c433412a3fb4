import { describe, expect, test } from 'vitest';
import { agendaOf, hoursOf, nearness, type AgendaSession } from './agenda.ts';

const NOW = { day: '2026-11-23', time: '10:40' };

function session(id: string, heldOn: string, startsAt: string | null, present = 0): AgendaSession {
  return {
    id, processId: 'p', processTitle: 'Fichas de mercado', number: 1, title: null, heldOn, startsAt, durationMinutes: 180, modality: 'on-site',
    venue: null, department: null, municipality: null, listed: 24, present, isUnsent: false,
  };
}

const ids = (sessions: readonly AgendaSession[]): string[] => sessions.map(({ id }) => id);

describe('the day', () => {
  test('first comes what is held now, then the rest of today by hour', () => {
    const agenda = agendaOf([session('evening', NOW.day, '18:00'), session('morning', NOW.day, '07:00'), session('now', NOW.day, '09:00')], NOW);
    expect(agenda.main?.id).toBe('now');
    expect(ids(agenda.also)).toEqual(['morning', 'evening']);
  });

  test('when all of today is over, the last of it stays in front: its list may still lack somebody', () => {
    const agenda = agendaOf([session('first', NOW.day, '06:00'), session('second', NOW.day, '07:30')], { ...NOW, time: '22:00' });
    expect(agenda.main?.id).toBe('second');
    expect(ids(agenda.also)).toEqual(['first']);
  });

  test('a session without an hour is not over before its day is', () => {
    expect(agendaOf([session('some time', NOW.day, null)], { ...NOW, time: '23:59' }).main?.id).toBe('some time');
  });

  test('what was held and has nobody present is asked for, the latest first, for 45 days', () => {
    const held = [session('old', '2026-10-08', null), session('kept', '2026-10-09', null), session('taken', '2026-11-20', null, 12), session('late', '2026-11-21', null)];
    const agenda = agendaOf(held, NOW);
    expect(ids(agenda.lacking)).toEqual(['late', 'kept']);
    expect(ids(agenda.last)).toEqual(['taken']);
  });

  test('what comes is the nearest four', () => {
    const days = ['2026-12-05', '2026-11-24', '2026-11-25', '2026-11-30', '2026-12-01'];
    expect(ids(agendaOf(days.map((day) => session(day, day, '09:00')), NOW).next)).toEqual(['2026-11-24', '2026-11-25', '2026-11-30', '2026-12-01']);
  });
});

test('how near a session is: soon in minutes, now while it is held, else nothing', () => {
  expect(nearness(session('a', NOW.day, '11:00'), NOW)).toEqual({ inMinutes: 20 });
  expect(nearness(session('a', NOW.day, '10:00'), NOW)).toBe('now');
  expect(nearness(session('a', NOW.day, '07:00'), NOW)).toBeNull();
  expect(nearness(session('a', NOW.day, '17:00'), NOW)).toBeNull();
  expect(nearness(session('a', '2026-11-24', '11:00'), NOW)).toBeNull();
});

test('hours from beginning to end; past midnight only the beginning', () => {
  expect(hoursOf({ startsAt: '09:00', durationMinutes: 185 })).toBe('09:00–12:05');
  expect(hoursOf({ startsAt: '22:30', durationMinutes: 120 })).toBe('22:30');
  expect(hoursOf({ startsAt: null, durationMinutes: 60 })).toBeNull();
});
