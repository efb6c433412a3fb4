/** Values of every kind of indicator as the paper and the workbook write them, with what they mean. */
import { describe, expect, test } from 'vitest';
import { reportContent, reportIndicator } from '../../../../../test/cast/report-content.ts';
import type { Indicator } from '../../../../figures/indicator.ts';
import type { ReportIndicator } from '../content.ts';
import { reportSheets } from '../tables/workbook.ts';
import { printedReport } from './printed.ts';
import { writingIn, type Writing } from './written.ts';

const word = (es: string, en: string) => ({ es, en });
const STEPS = [word('Borrador', 'Draft'), word('En consulta', 'In consultation'), word('Aprobado', 'Approved')];
const LEVELS = [word('Malo', 'Poor'), word('Regular', 'Fair'), word('Bueno', 'Good')];
const [ONE, OTHER] = ['0198a000-0000-7000-8000-000000000031', '0198a000-0000-7000-8000-000000000032'];
const spanish = writingIn('es', 'America/La_Paz');
const english = writingIn('en', 'America/La_Paz');

function of(aggregate: Indicator['aggregate'], unit: Indicator['unit'], value: number, more: Partial<Indicator> = {}): ReportIndicator {
  const base = reportIndicator();
  const definition: Indicator = { ...base.definition, cases: { rule: 'each-fact' }, filter: {}, aggregate, unit, ...more };
  const target: ReportIndicator['target'] = { from: '2021-01-01', to: '2021-12-31', counting: 'cumulative', value, source: 'PRODOC', actual: value, percent: 100, expected: null, state: 'met' };
  return {
    ...base, unit, definition, value, toDate: value, target, baseline: { value, measuredOn: '2020-01-01', source: 'PRODOC' }, sexes: null, participations: null,
    named: [{ id: ONE, code: 'A', name: word('Minutos', 'Minutes') }, { id: OTHER, code: 'B', name: word('Personas', 'People') }],
    series: [{ quarter: '2021-T1', endsOn: '2021-03-31', value: value / 2 }, { quarter: '2021-T2', endsOn: '2021-06-30', value }],
    breakdowns: [{ by: 'municipality', cells: [{ keys: ['020105'], labels: ['020105'], value }, { keys: ['unknown'], labels: ['unknown'], value: null }], overlap: 5 }],
  };
}

function printed(one: ReportIndicator, writing: Writing = spanish) {
  const report = printedReport(reportContent({ indicators: [one] }), writing, null);
  const [line] = report.framework?.flatMap(({ lines }) => lines) ?? [];
  const [block] = report.indicators ?? [];
  const facts = block?.facts.map(({ value }) => value) ?? [];
  return { line, block, facts, group: block?.tables[0]?.rows[0] };
}

describe('printed', () => {
  const cases: [string, ReportIndicator, string, string][] = [
    ['a milestone', of({ kind: 'observed', scale: { kind: 'milestone', steps: STEPS } }, 'step', 3), 'Aprobado (3 de 3)', 'Approved (3 of 3)'],
    ['yes', of({ kind: 'observed', scale: { kind: 'yes-no' } }, 'answer', 1), 'Sí', 'Yes'],
    ['no, which is not missing', of({ kind: 'observed', scale: { kind: 'yes-no' } }, 'answer', 0), 'No', 'No'],
    ['a rating', of({ kind: 'observed', scale: { kind: 'rating', levels: LEVELS, take: 'latest' } }, 'level', 2), 'Regular (2 de 3)', 'Fair (2 of 3)'],
    ['the mean of ratings', of({ kind: 'observed', scale: { kind: 'rating', levels: LEVELS, take: 'mean' } }, 'level', 2.3333), '2,33 de 3', '2.33 of 3'],
    ['a number observed, with what it is of', of({ kind: 'observed', scale: { kind: 'number', take: 'sum' } }, 'number', 1234.5, { unitWord: word('hectáreas', 'hectares') }), '1.234,5 hectáreas', '1,234.5 hectares'],
    ['a mean of points', of({ kind: 'mean' }, 'points', 27.5), '27,5\u00a0puntos', '27.5\u00a0points'],
    ['a sum of minutes', of({ kind: 'sum' }, 'minutes', 1234), '1.234\u00a0min', '1,234\u00a0min'],
    ['a share', of({ kind: 'share', of: 'person', numerator: { sex: ['woman'] }, denominator: 'all' }, 'percent', 60.04), '60,0\u00a0%', '60.0%'],
    ['a ratio', of({ kind: 'ratio', numerator: ONE, denominator: OTHER, times: 1 }, 'times', 73.3333), '73,33 veces', '73.33 times'],
    ['a change', of({ kind: 'change', of: ONE, against: 'baseline', as: 'percent' }, 'percent', -12.5), '\u221212,5\u00a0%', '\u221212.5%'],
    ['people', of({ kind: 'distinct', of: 'person' }, 'people', 1263), '1.263 personas', '1,263 people'],
  ];

  test.each(cases)('%s', (_name, one, es, en) => {
    const { line, facts, group } = printed(one);
    expect([line?.value, line?.toDate]).toEqual([es, es]);
    expect(line?.target).toMatch(new RegExp(`^${es.replaceAll(/[().]/g, String.raw`\$&`)}, acumulada`));
    // Period, to date, target and baseline write the value itself; what it is of may stand under it.
    expect(facts.map((value) => es.startsWith(value))).toEqual([true, true, true, true]);
    expect(group?.[0]).toBe('El Alto');
    expect(es.startsWith(group?.[1] ?? '?')).toBe(true);
    expect(printed(one, english).line?.value).toBe(en);
  });

  test('rows add up to the figure only where it counts or sums', () => {
    const noteOf = (one: ReportIndicator) => printed(one).block?.tables[0]?.note;
    expect(noteOf(of({ kind: 'distinct', of: 'person' }, 'people', 10))).toContain('5 más');
    expect(noteOf(of({ kind: 'mean' }, 'points', 10))).toBeNull();
    expect(noteOf(of({ kind: 'ratio', numerator: ONE, denominator: OTHER, times: 1 }, 'times', 2))).toBeNull();
  });

  test('bars carry the number alone, the sentence and the alternative text say what it is; answers have no course', () => {
    const chart = printed(of({ kind: 'observed', scale: { kind: 'milestone', steps: STEPS } }, 'step', 2)).block?.chart;
    expect(chart?.bars.map(({ text }) => text)).toEqual(['1', '2']);
    expect(chart?.says).toBe('De Borrador (1 de 3) al cierre de T1 2021 a En consulta (2 de 3) al cierre de T2 2021.');
    expect(chart?.alt).toContain('T2 2021: En consulta (2 de 3)');
    expect(chart?.target?.text).toBe('Meta En consulta (2 de 3)');
    expect(printed(of({ kind: 'observed', scale: { kind: 'yes-no' } }, 'answer', 1)).block?.chart).toBeNull();
  });
});

describe('what is counted, in words', () => {
  const says = (one: ReportIndicator, writing?: Writing) => printed(one, writing).block?.definition;
  test('of figures worked out from others, which others', () => {
    expect(says(of({ kind: 'ratio', numerator: ONE, denominator: OTHER, times: 1 }, 'times', 2))).toBe('Cociente entre «A Minutos» y «B Personas».');
    expect(says(of({ kind: 'change', of: ONE, against: 'baseline', as: 'percent' }, 'percent', 2), english)).toContain('A Minutes');
  });

  test('of a share of attendance, the one that the processes asked for', () => {
    const cases = { rule: 'attainment', against: 'events.session-minutes', threshold: 'events.threshold', percent: null } as const;
    const one = of({ kind: 'distinct', of: 'person' }, 'people', 2, { cases });
    expect(says({ ...one, thresholds: [80] })).toContain('80\u00a0%');
    expect(says({ ...one, thresholds: [60, 80] })).toContain('60\u00a0%');
    expect(says({ ...one, thresholds: undefined })).not.toContain('%');
  });

  test('of a report of the first format the indicators it holds are known by name', () => {
    const base = of({ kind: 'ratio', numerator: ONE, denominator: OTHER, times: 1 }, 'times', 2);
    const { named: _named, ...old } = base;
    const part = { ...reportIndicator(), id: ONE, code: 'A', name: word('Minutos', 'Minutes') };
    const report = printedReport({ ...reportContent({ indicators: [old, part] }), format: 1 }, spanish, null);
    expect(report.indicators?.[0]?.definition).toBe('Cociente entre «A Minutos» y el indicador elegido.');
  });

  test('sums, means, pairs, observations and every filter', () => {
    expect(says(of({ kind: 'sum' }, 'minutes', 2))).toBe('Suma de los minutos de cada registro de asistencia.');
    expect(says(of({ kind: 'median' }, 'points', 2, { cases: { rule: 'paired', before: 'events.pre-test', after: 'events.post-test' } }))).toContain('Mediana');
    expect(says(of({ kind: 'observed', scale: { kind: 'milestone', steps: STEPS } }, 'step', 2))).toContain('Borrador → En consulta → Aprobado');
    const filter = { municipality: ['020105'], sector: ['01'], partner: [ONE] };
    expect(says(of({ kind: 'distinct', of: 'person' }, 'people', 2, { filter }))).toMatch(/en el municipio de El Alto de organizaciones dedicadas a .* solo en los procesos de los socios/);
  });
});

test('in the workbook a number stays a number; a step or an answer is told by its name', () => {
  const cellsOf = (one: ReportIndicator) => {
    const sheets = reportSheets(reportContent({ indicators: [one] }), spanish, 'https://digna.example', (async function* () {})());
    const rows = sheets.find(({ name }) => name === 'Marco')?.rows;
    const [row] = Array.isArray(rows) ? rows : [];
    return [row?.[2], row?.[3], row?.[5]];
  };
  expect(cellsOf(of({ kind: 'observed', scale: { kind: 'yes-no' } }, 'answer', 0))).toEqual(['No', 'No', 'No']);
  expect(cellsOf(of({ kind: 'observed', scale: { kind: 'milestone', steps: STEPS } }, 'step', 3))).toEqual(['Aprobado (3 de 3)', 'Aprobado (3 de 3)', 'Aprobado (3 de 3)']);
  expect(cellsOf(of({ kind: 'mean' }, 'points', 27.5))).toEqual([27.5, 27.5, 27.5]);
});
