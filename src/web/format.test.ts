import { afterEach, describe, expect, test } from 'vitest';
import { formatBytes, formatDate, formatInstant, formatNumber, formatPercent, instantOfWallTime } from './format.ts';
import { session } from './session.ts';
import { chooseLanguage } from './words.ts';

afterEach(() => {
  chooseLanguage('es');
  session.programmes = [];
  session.programmeCode = null;
});

describe('numbers', () => {
  test('Spanish groups with a point and has a decimal comma', () => {
    expect(formatNumber(1234.5)).toBe('1.234,5');
    expect(formatNumber(1234567)).toBe('1.234.567');
    expect(formatPercent(60.08)).toBe('60,1\u00a0%');
  });

  test('English groups with a comma and has no space before the sign', () => {
    chooseLanguage('en');
    expect(formatNumber(1234.5)).toBe('1,234.5');
    expect(formatPercent(60.08)).toBe('60.1%');
  });

  test('a missing number is said in words and a zero is a zero', () => {
    expect(formatNumber(null)).toBe('Sin dato');
    expect(formatNumber(0)).toBe('0');
  });

  test('zeros at the end of a whole number stay', () => {
    expect(formatNumber(240)).toBe('240');
    expect(formatNumber(-1200)).toBe('\u22121.200');
  });

  test('a size is given in the unit that fits it', () => {
    expect(formatBytes(38_200)).toBe('38\u00a0kB');
    expect(formatBytes(10_738_800_000)).toBe('10,7\u00a0GB');
  });
});

describe('days and instants', () => {
  test('a day is written day first', () => {
    expect(formatDate('2026-11-23')).toBe('23/11/2026');
    expect(formatDate(null)).toBe('Sin dato');
  });

  test('an instant is written in the zone of the programme, not of this machine', () => {
    expect(formatInstant('2021-11-27T02:30:00Z')).toBe('26/11/2021 22:30');
  });

  test('a wall time becomes an instant with the offset of the programme', () => {
    expect(instantOfWallTime('2021-11-26T10:59:01')).toBe('2021-11-26T10:59:01-04:00');
    expect(instantOfWallTime('not a time')).toBeNull();
  });

  test('another programme has another zone', () => {
    const programme = { id: 'a', code: 'k', name: 'K', role: 'donor' as const, permissions: [], demonstration: false };
    const access = { home: 'home' as const, device: 'laptop' as const, scopeName: null, scopeId: null, linked: false, secondFactorNeeded: false };
    session.programmes = [{ ...programme, ...access, timeZone: 'Asia/Kathmandu' }];
    session.programmeCode = 'k';
    expect(instantOfWallTime('2021-11-26T10:59')).toBe('2021-11-26T10:59:00+05:45');
  });
});
