/** The indicators that tests ask for, as drafts. */
import { indicatorSchema, type Indicator } from '../../src/figures/indicator.ts';
import type { Draft } from '../../src/ledger/entry.ts';
import { draft } from './drafts.ts';

export function indicator(code: string, changes: Partial<Indicator> = {}): Draft {
  return draft('results.indicator-defined', indicatorSchema.parse({ ...TRAINED, code, ...changes }), { schemaVersion: 2 });
}

/** People who reached their process's threshold, representing employers, workers or government. */
const TRAINED: Indicator = {
  code: 'TRAINED',
  name: { es: 'Personas capacitadas', en: 'People trained' },
  result: 'R2',
  area: '2.2',
  measure: 'events.attendance',
  cases: { rule: 'attainment', against: 'events.session-minutes', threshold: 'events.threshold', percent: null },
  aggregate: { kind: 'distinct', of: 'person' },
  filter: { organisationKind: ['employers', 'workers', 'government'] },
  disaggregations: ['sex', 'organisation-kind'],
  unit: 'people',
  source: { es: 'Listas', en: 'Lists' },
};
