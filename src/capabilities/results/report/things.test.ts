/** What of a report that is no figure differs from what is said now: told part by part, each by its name. */
import { describe, expect, test } from 'vitest';
import { reportBudget, reportContent as contentWith, reportIndicator, reportRisks, reportWorkplan } from '../../../../test/cast/report-content.ts';
import { canonicalText } from '../../../ledger/sealed.ts';
import { inFormat, reportContent, shownTo } from './content.ts';
import { changedThings } from './things.ts';

const whole = contentWith({ workplan: reportWorkplan(), budget: reportBudget(), risks: reportRisks() });

test('nothing where it says the same, whatever the order of its keys', () => {
  expect(changedThings(reportContent.parse(JSON.parse(canonicalText(whole))), whole)).toEqual([]);
});

test('a figure that moved is no thing: it has a line of its own', () => {
  expect(changedThings(whole, { ...whole, indicators: [reportIndicator({ value: 1, toDate: 2, series: [] })] })).toEqual([]);
});

describe('each part is named as it was and is', () => {
  const budget = reportBudget();

  test('programme, results, indicators', () => {
    const programme = { ...whole.programme, name: { es: 'Otro', en: 'Other' } };
    expect(changedThings(whole, { ...whole, programme })).toEqual([{ part: 'programme', was: 'Programa de prueba', now: 'Otro' }]);
    const results = whole.results.map((one) => ({ ...one, areas: [] }));
    expect(changedThings(whole, { ...whole, results })).toEqual([{ part: 'results', was: 'R2 Capacidades', now: 'R2 Capacidades' }]);
    const renamed = whole.indicators.map((one) => ({ ...one, name: { es: 'Gente', en: 'People' } }));
    expect(changedThings(whole, { ...whole, indicators: renamed })).toEqual([{ part: 'indicators', was: '2.2.1 Representantes capacitados', now: '2.2.1 Gente' }]);
    const moved = whole.indicators.map((one) => ({ ...one, baseline: null }));
    expect(changedThings(whole, { ...whole, indicators: moved })).toEqual([]);
  });

  test('the text of a result is of the report, not of the programme', () => {
    expect(changedThings(whole, { ...whole, results: whole.results.map((one) => ({ ...one, text: 'Otro.' })) })).toEqual([]);
  });

  test('products and totals that came, went or say otherwise', () => {
    expect(changedThings(whole, { ...whole, products: [] })).toEqual([{ part: 'products', was: 'Estudio de café', now: null }]);
    expect(changedThings({ ...whole, products: [] }, whole)).toEqual([{ part: 'products', was: null, now: 'Estudio de café' }]);
    expect(changedThings(whole, { ...whole, products: whole.products.map((one) => ({ ...one, source: 'Otra acta' })) })).toEqual([{ part: 'products', was: 'Estudio de café', now: 'Estudio de café' }]);
    expect(changedThings(whole, { ...whole, totals: whole.totals.map((one) => ({ ...one, value: 196 })) })).toMatchObject([{ part: 'totals' }]);
  });

  test('activities, money, risks and lessons', () => {
    expect(changedThings(whole, { ...whole, workplan: reportWorkplan().map((one) => ({ ...one, percent: 60 })) })).toEqual([{ part: 'workplan', was: 'Talleres de café', now: 'Talleres de café' }]);
    const spent = { ...budget, rows: budget.rows.map((row) => ({ ...row, spent: { amount: '400.00', apart: [] } })) };
    expect(changedThings(whole, { ...whole, budget: spent })).toEqual([{ part: 'budget', was: 'A1.1 Talleres de café', now: 'A1.1 Talleres de café' }]);
    const { risks, lessons } = reportRisks();
    const closed = { risks: risks.map((one) => ({ ...one, riskState: 'closed' as const })), lessons: lessons.map((one) => ({ ...one, learned: 'Otra cosa' })) };
    expect(changedThings(whole, { ...whole, risks: closed })).toEqual([
      { part: 'risks', was: 'Helada', now: 'Helada' }, { part: 'lessons', was: 'Calendario', now: 'Calendario' },
    ]);
  });
});

test('what a report of an earlier format did not say is not told as new, nor is money to who may not read it', () => {
  const old = inFormat(whole, 1);
  expect(old).not.toHaveProperty('risks');
  expect(changedThings(old, inFormat(whole, 1))).toEqual([]);
  const budget = { ...reportBudget(), rows: [] };
  const nobody = { may: (permission: string) => permission !== 'budget.read' };
  expect(changedThings(whole, { ...whole, budget })).toHaveLength(1);
  expect(changedThings(shownTo(whole, nobody), shownTo({ ...whole, budget }, nobody))).toEqual([]);
});
