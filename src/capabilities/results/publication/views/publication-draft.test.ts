import { expect, test } from 'vitest';
import { faultOf, settingsOf, snippetOf, typedFrom, type Publication } from './publication-draft.ts';

const name = { es: 'Personas', en: 'People' };
const nothing: Publication = {
  standing: null,
  address: '/p/prueba',
  indicators: [{ id: 'a', code: '1', name, unit: 'people', dimensions: ['sex', 'youth'] }, { id: 'b', code: '2', name, unit: 'percent', dimensions: [] }],
  leftOut: [],
};

test('nothing is chosen until somebody does; an introduction is written in both languages or in neither', () => {
  const typed = typedFrom(nothing);
  expect(faultOf(typed)).toBe('nothing-chosen');
  const chosen = { ...typed, choices: typed.choices.map((one) => ({ ...one, shown: true })) };
  expect(faultOf(chosen)).toBeNull();
  expect(faultOf({ ...chosen, es: 'Hola' })).toBe('one-language');
  expect(settingsOf({ ...chosen, es: ' Hola ', en: 'Hello' })).toEqual({
    indicators: [{ indicatorId: 'a', large: false, by: ['sex'] }, { indicatorId: 'b', large: false, by: [] }],
    rhythm: 'quarter', introduction: { es: 'Hola', en: 'Hello' }, withMap: true, withProducts: true, withPartners: true,
  });
});

test('the code to embed cannot be broken out of by a title', () => {
  expect(snippetOf('https://d.example/p/x', '2.2/1', 'a"><script>')).toBe(
    '<iframe src="https://d.example/p/x/figura/2.2%2F1" title="a&quot;>&lt;script>" width="420" height="320" loading="lazy"></iframe>',
  );
});
