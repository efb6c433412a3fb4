/** Scores pasted out of spreadsheets. */
import { describe, expect, test } from 'vitest';
import { isTable, pastedScores, personNamed, scoreTyped } from './score-paste.ts';

test('a score has a comma or a point; anything else is told apart from nothing', () => {
  expect(['12', ' 12,5 ', '12.25', '', ' - ', '\u200b7'].map(scoreTyped)).toEqual([12, 12.5, 12.25, null, null, 7]);
  expect(['doce', '12 de 20', '-3', '1.234', '=A1+2', '1e3'].map(scoreTyped)).toEqual(Array(6).fill('not-a-number'));
});

describe('a pasted table', () => {
  test('is two columns, one row a person; an empty cell keeps its place', () => {
    expect(pastedScores('12\t18\r\n\t15\r\n9\t\r\n')).toEqual([
      { name: null, scores: ['12', '18'] },
      { name: null, scores: ['', '15'] },
      { name: null, scores: ['9', ''] },
    ]);
  });

  test('may have headings and names', () => {
    expect(pastedScores('Nombre\tAntes\tDespués\nQuispe Ana\t8\t14,5\nVaca Beto\tfaltó\t10')).toEqual([
      { name: 'Quispe Ana', scores: ['8', '14,5'] },
      { name: 'Vaca Beto', scores: ['faltó', '10'] },
    ]);
    expect(pastedScores('Antes\tDespués\n8\t9')).toEqual([{ name: null, scores: ['8', '9'] }]);
  });

  test('one cell is no table', () => {
    expect(['12', ' 12\n', '12\t15', '1\n2'].map(isTable)).toEqual([false, false, true, true]);
  });
});

test('a name is met in either order, without accents; of two namesakes nobody is chosen', () => {
  const people = [{ id: 1, givenNames: 'Ana María', surnames: 'Quispe' }, { id: 2, givenNames: 'Beto', surnames: 'Vaca' }, { id: 3, givenNames: 'Beto', surnames: 'Vaca' }];
  expect(personNamed(people, 'QUISPE, Ana Maria')?.id).toBe(1);
  expect(personNamed(people, 'ana maria quispe')?.id).toBe(1);
  expect(personNamed(people, 'Beto Vaca')).toBeNull();
  expect(personNamed(people, 'Otra Persona')).toBeNull();
});
