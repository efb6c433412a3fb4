import { expect, test } from 'vitest';
import type { Indicator } from './indicator.ts';
import { ruleSentence } from './rule-words.ts';

function indicator(changes: Partial<Indicator>): Indicator {
  return {
    code: '2.2.1',
    name: { es: 'Representantes', en: 'Representatives' },
    result: 'R2',
    area: '2.2',
    measure: 'events.attendance',
    cases: { rule: 'attainment', against: 'events.duration', threshold: 'events.threshold', percent: null },
    aggregate: { kind: 'distinct', of: 'person' },
    filter: {},
    disaggregations: [],
    unit: 'people',
    source: { es: 'x', en: 'x' },
    ...changes,
  };
}

test('the share that all the processes ask for is said', () => {
  expect(ruleSentence(indicator({}), { thresholds: [80, 80] }, 'es')).toBe(
    'Personas distintas que asistieron al 80\u00a0% o más de al menos un proceso.',
  );
});

test('processes that ask for different shares are said to', () => {
  expect(ruleSentence(indicator({}), { thresholds: [70, 80] }, 'es')).toContain('de 70\u00a0% a 80\u00a0%');
});

test('a share in the definition goes before those of the processes', () => {
  const cases = { rule: 'attainment', against: 'a', threshold: 'b', percent: 50 } as const;
  expect(ruleSentence(indicator({ cases }), { thresholds: [80] }, 'es')).toContain('50\u00a0%');
});

test('the kinds of organisation of the filter are listed with an «o» before the last', () => {
  const filter: Indicator['filter'] = { organisationKind: ['employers', 'workers', 'government'] };
  expect(
    ruleSentence(indicator({ filter }), { thresholds: [80] }, 'es'),
  ).toMatch(/en representación de empleadores, trabajadores o gobierno\.$/);
});

test('a share of people says of whom, and whether the unknown are left out', () => {
  const numerator: Indicator['filter'] = { sex: ['woman'] };
  const aggregate: Indicator['aggregate'] = { kind: 'share', of: 'person', numerator, denominator: 'known' };
  const sentence = ruleSentence(indicator({ aggregate }), { thresholds: [80] }, 'es');
  expect(sentence).toMatch(/^Porcentaje de mujeres entre las personas distintas que asistieron/);
  expect(sentence).toMatch(/sin contar a quienes falta ese dato\.$/);
});

test('every record is a case where the definition asks for no share', () => {
  const sentence = ruleSentence(
    indicator({ cases: { rule: 'each-fact' }, aggregate: { kind: 'count' } }),
    { thresholds: [80] },
    'es',
  );
  expect(sentence).toBe('Registros de asistencia.');
});

const rule = (changes: Partial<Indicator>, named: [string, string][] = []) => ruleSentence(indicator(changes), { thresholds: [80], named: new Map(named) }, 'es');
const eachFact = { rule: 'each-fact' } as const;

test('sums, means and medians say of what', () => {
  const minutes = { measure: 'events.attendance', cases: eachFact } as const;
  expect(rule({ ...minutes, aggregate: { kind: 'sum' } })).toBe('Suma de los minutos de cada registro de asistencia.');
  expect(rule({ aggregate: { kind: 'mean' }, filter: { municipality: ['020105'] } })).toBe(
    'Promedio de los minutos que cada persona asistió a un proceso, entre quienes llegaron al 80\u00a0% o más en el municipio de El Alto.',
  );
  expect(rule({ aggregate: { kind: 'median' }, cases: { rule: 'paired', before: 'events.pre-test', after: 'events.post-test' } })).toContain(
    'la diferencia entre «prueba de salida» y «prueba de entrada» de cada persona',
  );
});

test('a ratio and a change name what they are worked out from', () => {
  const [one, other] = ['0198a000-0000-7000-8000-000000000001', '0198a000-0000-7000-8000-000000000002'];
  const named: [string, string][] = [[one, '«A Minutos»'], [other, '«B Personas»']];
  expect(rule({ aggregate: { kind: 'ratio', numerator: one, denominator: other, times: 1 } }, named)).toBe('Cociente entre «A Minutos» y «B Personas».');
  expect(rule({ aggregate: { kind: 'ratio', numerator: one, denominator: other, times: 1000 } }, named)).toBe('Cociente entre «A Minutos» y «B Personas», por 1.000.');
  expect(rule({ aggregate: { kind: 'change', of: one, against: 'baseline', as: 'percent' } }, named)).toBe('Cambio porcentual de «A Minutos» respecto a su línea de base.');
});

test('what is observed says by what it is judged', () => {
  const steps = [{ es: 'Borrador', en: 'Draft' }, { es: 'Aprobado', en: 'Approved' }];
  expect(rule({ aggregate: { kind: 'observed', scale: { kind: 'milestone', steps } } })).toBe('Último paso alcanzado, según lo observado: Borrador → Aprobado.');
  expect(rule({ aggregate: { kind: 'observed', scale: { kind: 'rating', levels: steps, take: 'mean' } } })).toBe('Promedio de las calificaciones observadas, de «Borrador» a «Aprobado».');
});

test('the same is said in English, with the codes of its own', () => {
  const filter: Indicator['filter'] = { organisationKind: ['employers', 'ngo'], municipality: ['020105'], partner: ['0198a000-0000-7000-8000-000000000001'] };
  expect(ruleSentence(indicator({ filter }), { thresholds: [] }, 'en')).toMatch(/representing employers or NGO in the municipality of El Alto only in the processes/);
});
