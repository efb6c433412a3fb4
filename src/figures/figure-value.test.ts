import { expect, test } from 'vitest';
import { figureText } from './figure-value.ts';

const word = (es: string, en: string) => ({ es, en });

test('numbers have the decimals and the words of their unit, in either language', () => {
  expect(figureText(1234, { unit: 'people' }, 'es')).toBe('1.234');
  expect(figureText(60.14, { unit: 'percent' }, 'es')).toBe('60,1\u00a0%');
  expect(figureText(85.55, { unit: 'minutes' }, 'es')).toBe('85,5\u00a0min');
  expect(figureText(27.5, { unit: 'points' }, 'es')).toBe('27,5\u00a0puntos');
  expect(figureText(1, { unit: 'points' }, 'en')).toBe('1\u00a0point');
  expect(figureText(1234.5, { unit: 'number', unitWord: word('USD', 'USD') }, 'en')).toBe('1,234.5 USD');
  expect(figureText(73.3333, { unit: 'times' }, 'es')).toBe('73,33');
  expect(figureText(0.0012, { unit: 'times' }, 'es')).toBe('0,0012');
  expect(figureText(0, { unit: 'times' }, 'es')).toBe('0');
});

test('steps and levels have names, an average between them its number; no is not missing', () => {
  const steps = [word('Borrador', 'Draft'), word('Aprobado', 'Approved')];
  expect(figureText(2, { unit: 'step', scale: { kind: 'milestone', steps } }, 'es')).toBe('Aprobado (2 de 2)');
  const levels = ['Mala', 'Media', 'Buena'].map((one) => word(one, one));
  expect(figureText(2.3333, { unit: 'level', scale: { kind: 'rating', levels, take: 'mean' } }, 'es')).toBe('2,33 de 3');
  expect(figureText(0, { unit: 'answer', scale: { kind: 'yes-no' } }, 'es')).toBe('No');
  expect(figureText(1, { unit: 'answer', scale: { kind: 'yes-no' } }, 'en')).toBe('Yes');
  expect(figureText(null, { unit: 'answer', scale: { kind: 'yes-no' } }, 'es')).toBe('Sin dato');
});
