import { expect, test } from 'vitest';
import type { Indicator } from '../indicator.ts';
import { es } from '../texts.es.ts';
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
  expect(ruleSentence(indicator({}), [80, 80], es.rule)).toBe(
    'Personas distintas que asistieron al 80\u00a0% o más de al menos un proceso.',
  );
});

test('processes that ask for different shares are said to', () => {
  expect(ruleSentence(indicator({}), [70, 80], es.rule)).toContain('de 70\u00a0% a 80\u00a0%');
});

test('a share in the definition goes before those of the processes', () => {
  const cases = { rule: 'attainment', against: 'a', threshold: 'b', percent: 50 } as const;
  expect(ruleSentence(indicator({ cases }), [80], es.rule)).toContain('50\u00a0%');
});

test('the kinds of organisation of the filter are listed with an «o» before the last', () => {
  const filter: Indicator['filter'] = { organisationKind: ['employers', 'workers', 'government'] };
  expect(
    ruleSentence(indicator({ filter }), [80], es.rule),
  ).toMatch(/en representación de empleadores, trabajadores o gobierno\.$/);
});

test('a share of people says of whom, and whether the unknown are left out', () => {
  const numerator: Indicator['filter'] = { sex: ['woman'] };
  const aggregate: Indicator['aggregate'] = { kind: 'share', of: 'person', numerator, denominator: 'known' };
  const sentence = ruleSentence(indicator({ aggregate }), [80], es.rule);
  expect(sentence).toMatch(/^Porcentaje de mujeres entre las personas distintas que asistieron/);
  expect(sentence).toMatch(/sin contar a quienes falta ese dato\.$/);
});

test('every record is a case where the definition asks for no share', () => {
  const sentence = ruleSentence(
    indicator({ cases: { rule: 'each-fact' }, aggregate: { kind: 'count' } }),
    [80],
    es.rule,
  );
  expect(sentence).toBe('Registros de asistencia.');
});
