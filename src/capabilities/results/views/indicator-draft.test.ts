import { expect, test } from 'vitest';
import { indicatorOf, unfitOf } from './indicator-draft.ts';
import { EXAMPLES, indicatorTyped } from './indicator-typed.ts';
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

test('every kind of figure comes out of the form as it went in', () => {
  const [one, other] = ['0198a000-0000-7000-8000-000000000001', '0198a000-0000-7000-8000-000000000002'];
  const word = (es: string, en = es) => ({ es, en });
  const each = { rule: 'each-fact' } as const;
  const pair = { rule: 'paired', before: 'events.pre-test', after: 'events.post-test' } as const;
  const observed = { measure: 'results.observation', cases: each, disaggregations: [] as Indicator['disaggregations'] };
  const all: Partial<Indicator>[] = [
    { aggregate: { kind: 'sum' }, cases: each, unit: 'minutes', filter: { municipality: ['020105'], sector: ['10'], partner: [one], department: ['02'] } },
    { aggregate: { kind: 'mean' }, cases: pair, unit: 'points' },
    { aggregate: { kind: 'median' }, measure: 'events.satisfaction', cases: each, unit: 'points', disaggregations: ['department', 'process'] },
    { aggregate: { kind: 'mean' }, measure: 'events.post-test', cases: each, unit: 'percent' },
    { aggregate: { kind: 'share', of: 'person', numerator: {}, denominator: 'all', atLeast: 50 }, measure: 'events.follow-up', cases: each, unit: 'percent' },
    { aggregate: { kind: 'distinct', of: 'person' }, measure: 'events.post-test', cases: each, unit: 'people' },
    { aggregate: { kind: 'ratio', numerator: one, denominator: other, times: 100 }, unit: 'percent' },
    { aggregate: { kind: 'ratio', numerator: one, denominator: other, times: 1000 }, unit: 'times' },
    { aggregate: { kind: 'change', of: one, against: 'baseline', as: 'percent' }, unit: 'percent', disaggregations: [] },
    { ...observed, aggregate: { kind: 'observed', scale: { kind: 'milestone', steps: [word('Borrador', 'Draft'), word('Aprobado', 'Approved')] } }, unit: 'step' },
    { ...observed, aggregate: { kind: 'observed', scale: { kind: 'yes-no' } }, unit: 'answer' },
    { ...observed, aggregate: { kind: 'observed', scale: { kind: 'rating', levels: [word('Baja'), word('Alta')], take: 'mean' } }, unit: 'level' },
    { ...observed, aggregate: { kind: 'observed', scale: { kind: 'number', take: 'sum' } }, unit: 'number', unitWord: word('USD') },
  ];
  for (const changes of all) {
    const indicator: Indicator = { ...WOMEN, ...changes };
    expect(indicatorOf(indicatorTyped(indicator), indicator)).toEqual({ indicator });
  }
});

test('what a new kind of figure needs is named, and dimensions that do not fit are left out', () => {
  const typed = { ...indicatorTyped(null), code: '2.2.6', nameEs: 'Personas', place: 'R2 2.2', sourceEs: 'Listas' };
  expect(indicatorOf({ ...typed, needs: 'pair' }, null)).toEqual({ wrong: 'wrongPair' });
  expect(indicatorOf({ ...typed, counted: 'ratio', numerator: 'x' }, null)).toEqual({ wrong: 'wrongRatio' });
  expect(indicatorOf({ ...typed, counted: 'change' }, null)).toEqual({ wrong: 'wrongChange' });
  expect(indicatorOf({ ...typed, counted: 'observed', namesEs: 'Uno' }, null)).toEqual({ wrong: 'wrongNames' });
  const observed = { ...typed, counted: 'observed', scale: 'yes-no', disaggregations: ['sex', 'department', 'process'] };
  expect(unfitOf(observed, 'sex')).toBe('ofPeople');
  expect(indicatorOf(observed, null)).toMatchObject({ indicator: { disaggregations: ['department'] } });
});

test('each example is a whole rule, of what is measured besides attendance', () => {
  const typed = { ...indicatorTyped(null), code: '2.2.6', nameEs: 'Personas', place: 'R2 2.2', sourceEs: 'Pruebas' };
  const made = Object.values(EXAMPLES).map(({ disaggregations, ...rule }) => indicatorOf({ ...typed, ...rule, disaggregations: [...disaggregations] }, null));
  expect(made).toMatchObject([
    { indicator: { measure: 'events.post-test', cases: { rule: 'each-fact' }, aggregate: { kind: 'mean' }, unit: 'percent' } },
    { indicator: { cases: { rule: 'paired', before: 'events.pre-test', after: 'events.post-test' }, aggregate: { kind: 'mean' }, unit: 'points' } },
    { indicator: { measure: 'events.follow-up', aggregate: { kind: 'share', numerator: {}, atLeast: 50 }, unit: 'percent' } },
    { indicator: { measure: 'events.satisfaction', aggregate: { kind: 'mean' }, unit: 'points', disaggregations: ['process', 'partner'] } },
  ]);
  const applying = { ...typed, ...EXAMPLES.applying, disaggregations: [] };
  expect(indicatorOf({ ...applying, atLeast: '120' }, null)).toEqual({ wrong: 'wrongLeast' });
  expect(indicatorOf({ ...applying, atLeast: '' }, null)).toEqual({ wrong: 'wrongPart' });
  expect(unfitOf({ ...typed, ...EXAMPLES.satisfaction, disaggregations: [] }, 'sex')).toBe('ofNobody');
});
