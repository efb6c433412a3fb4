import { expect, test } from 'vitest';
import { satisfactionRecorded } from '../entries.ts';
import { faultsOf, fitsInRow, isFaulty, isOpenOn, publicPath, saidIn, typedIn } from './rules.ts';

const KEYS = ['useful', 'clear'];

test('one question answered is enough; what was left blank is absent', () => {
  const typed = typedIn({ 'pregunta-useful': '4', 'pregunta-clear': '', comentario: ' Bien\r\nhecho\u0000 ', envio: 'x' });
  expect(isFaulty(faultsOf(typed, KEYS))).toBe(false);
  expect(saidIn(typed)).toEqual({ answers: { useful: 4 }, comment: 'Bien\nhecho' });
});

test('what cannot be is named: no answer, none of the scale, none that is asked, a comment too long', () => {
  expect(faultsOf(typedIn({ comentario: 'Gracias' }), KEYS).whole).toBe('nothing');
  for (const point of ['0', '6', '4.5', 'x', '44']) expect([...faultsOf(typedIn({ 'pregunta-clear': point }), KEYS).points]).toEqual(['clear']);
  expect(faultsOf(typedIn({ 'pregunta-food': '3', 'pregunta-clear': '3' }), KEYS).whole).toBe('changed');
  expect(faultsOf(typedIn({ 'pregunta-constructor': '3' }), KEYS).whole).toBe('changed');
  const long = (letters: number) => faultsOf(typedIn({ 'pregunta-clear': '3', comentario: 'ñ'.repeat(letters) }), KEYS).comment;
  expect([long(2000), long(2001)]).toEqual([false, true]);
});

test('one answers until the day that was set, that day too', () => {
  expect([isOpenOn('2026-03-05', '2026-03-05'), isOpenOn('2026-03-06', '2026-03-05'), isOpenOn('2099-01-01', null)]).toEqual([true, false, true]);
  expect([publicPath('ABCDEFGHJKMN'), publicPath('<b>')]).toEqual(['/opinion/ABCD-EFGH-JKMN', '/opinion/-']);
});

test('short words of a scale stand in a row, long ones below one another', () => {
  expect(fitsInRow(['Nada de acuerdo', 'Ni sí ni no'])).toBe(true);
  expect(fitsInRow(['Completamente'])).toBe(false);
  expect(fitsInRow(['Un poco más de lo que esperaba'])).toBe(false);
});

test('an answer of before reads as one that staff typed', () => {
  const old = { processId: '00000000-0000-4000-8000-000000000001', sessionId: null, answers: { useful: 5 } };
  expect(satisfactionRecorded.earlier[1]?.up(old as never)).toEqual({ ...old, openingId: null });
});
