import { expect, test } from 'vitest';
import { indicatorOf, indicatorTyped } from './indicator-draft.ts';
import type { Indicator } from '../../../figures/indicator.ts';

const WOMEN: Indicator = {
  code: '2.2.2',
  name: { es: 'Mujeres', en: 'Women' },
  result: 'R2',
  area: '2.2',
  measure: 'events.attendance',
  cases: { rule: 'attainment', against: 'events.session-minutes', threshold: 'events.threshold', percent: 75 },
  aggregate: { kind: 'share', of: 'person', numerator: { sex: ['woman'] }, denominator: 'known' },
  filter: { organisationKind: ['employers'], process: ['0198a000-0000-7000-8000-000000000001'], ageBand: ['16-28'] },
  disaggregations: ['sex', 'youth'],
  unit: 'percent',
  source: { es: 'Listas', en: 'Lists' },
};

test('a definition comes out of the form as it went in, with what the form does not show', () => {
  expect(indicatorOf(indicatorTyped(WOMEN), WOMEN)).toEqual({ indicator: WOMEN });
  const count: Indicator = { ...WOMEN, aggregate: { kind: 'count' }, cases: { rule: 'each-fact' }, unit: 'participations' };
  expect(indicatorOf(indicatorTyped(count), count)).toEqual({ indicator: count });
});

test('a new one counts people who reached the minimum of a process', () => {
  const typed = { ...indicatorTyped(null), code: '2.2.6', nameEs: 'Personas', place: 'R2 2.2', sourceEs: 'Listas' };
  expect(indicatorOf(typed, null)).toMatchObject({
    indicator: { name: { es: 'Personas', en: 'Personas' }, cases: { rule: 'attainment', percent: null }, aggregate: { kind: 'distinct', of: 'person' }, unit: 'people', filter: {} },
  });
});

test('what is missing is named', () => {
  const typed = { ...indicatorTyped(null), code: '2.2.6', nameEs: 'Personas', place: 'R2 2.2', sourceEs: 'Listas' };
  expect(indicatorOf({ ...typed, code: 'dos dos' }, null)).toEqual({ wrong: 'wrongCode' });
  expect(indicatorOf({ ...typed, nameEs: ' ' }, null)).toEqual({ wrong: 'wrongName' });
  expect(indicatorOf({ ...typed, place: '' }, null)).toEqual({ wrong: 'wrongPlace' });
  expect(indicatorOf({ ...typed, needs: 'own', percent: '120' }, null)).toEqual({ wrong: 'wrongPercent' });
  expect(indicatorOf({ ...typed, counted: 'percent' }, null)).toEqual({ wrong: 'wrongPart' });
  expect(indicatorOf({ ...typed, sourceEs: '' }, null)).toEqual({ wrong: 'wrongSource' });
});
