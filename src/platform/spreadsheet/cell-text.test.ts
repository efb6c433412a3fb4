import { expect, it } from 'vitest';
import { builtInDateStyle, cleanText, dateStyle, numberText, serialText } from './cell-text.ts';

it('tells formats of dates, times and elapsed times from those of numbers', () => {
  expect(['dd/mm/yyyy', '[$-340A]d "de" mmmm', 'yyyy-mm-dd hh:mm', 'mmm-yy'].map(dateStyle)).toEqual(
    Array(4).fill('date'),
  );
  expect(['h:mm', 'hh:mm:ss AM/PM', 'mm:ss'].map(dateStyle)).toEqual(Array(3).fill('time'));
  expect(dateStyle('[h]:mm')).toBe('elapsed');
  expect(['General', '0.00', '#,##0 "días"', '@', '[Red]0'].map(dateStyle)).toEqual(Array(5).fill('none'));
  expect([14, 22, 20, 46, 1].map(builtInDateStyle)).toEqual(['date', 'date', 'time', 'elapsed', 'none']);
});

it('turns serial numbers into days by either calendar, past the day that never was', () => {
  expect(serialText('44055', 'date', false)).toBe('2020-08-12');
  expect(serialText('44055.5', 'date', false)).toBe('2020-08-12T12:00');
  expect(serialText('42593', 'date', true)).toBe('2020-08-12');
  expect(serialText('61', 'date', false)).toBe('1900-03-01');
  expect(serialText('59', 'date', false)).toBe('1900-02-28');
  expect(serialText('1.25', 'elapsed', false)).toBe('30:00');
  expect(serialText('-5', 'date', false)).toBe('-5');
  expect(serialText('', 'date', false)).toBe('');
});

it('keeps numbers plain', () => {
  expect(numberText('0.30000000000000004')).toBe('0.3');
  expect(numberText('4923118')).toBe('4923118');
  expect(numberText('5.9171234567E10')).toBe('59171234567');
});

it('keeps ordinary text as it is', () => {
  expect(cleanText('María  Ñusta\tO’Connor')).toBe('María Ñusta O’Connor');
});
