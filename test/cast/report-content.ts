/** A small report as data, for tests of what is printed and exported. */
import type { ReportContent, ReportIndicator } from '../../src/capabilities/results/report/content.ts';
import type { Indicator } from '../../src/figures/indicator.ts';

const name = (es: string, en: string) => ({ es, en });
const DEFINITION: Indicator = {
  code: '2.2.1', name: name('Representantes capacitados', 'Representatives trained'), result: 'R2', area: '2.2', measure: 'events.attendance',
  cases: { rule: 'attainment', against: 'events.session-minutes', threshold: 'events.threshold', percent: null },
  aggregate: { kind: 'distinct', of: 'person' }, filter: { organisationKind: ['employers', 'ngo'] }, disaggregations: ['sex'], unit: 'people',
  source: name('Listas de asistencia', 'Attendance lists'),
};

export function reportIndicator(more: Partial<ReportIndicator> = {}): ReportIndicator {
  return {
    id: '0198a000-0000-7000-8000-000000000221', code: '2.2.1', name: DEFINITION.name, unit: 'people', source: DEFINITION.source, result: 'R2', area: '2.2',
    definedOn: '2021-01-01T00:00:00.000Z', definition: DEFINITION, value: 1263, toDate: 1300, numerator: null, denominator: null,
    sexes: { woman: 758, man: 498, other: 0, notStated: 0, unknown: 7, total: 1263 }, participations: 1400,
    target: { from: '2020-01-01', to: '2021-12-31', counting: 'cumulative', value: 1400, source: 'PRODOC', actual: 1300, percent: 92.9, expected: null, state: 'late' },
    baseline: { value: 0, measuredOn: '2019-10-01', source: 'PRODOC' },
    series: [{ quarter: '2020-T4', endsOn: '2020-12-31', value: 312.5 }, { quarter: '2021-T1', endsOn: '2021-03-31', value: null }, { quarter: '2021-T2', endsOn: '2021-06-30', value: 1300 }],
    breakdowns: [{ by: 'sex', cells: [{ keys: ['man'], labels: ['man'], value: 498 }, { keys: ['unknown'], labels: ['unknown'], value: 7 }, { keys: ['woman'], labels: ['woman'], value: 758 }], overlap: 3 }],
    evidence: { read: 1500, counted: 2, inConflict: 0, collapsed: [{ reason: 'rejoined', count: 37 }], leftOut: [{ reason: 'below-threshold', count: 200 }] },
    ...more,
  };
}

export function reportContent(more: Partial<ReportContent> = {}): ReportContent {
  return {
    format: 2,
    programme: {
      code: 'prueba', name: name('Programa de prueba', 'Test programme'), summary: name('Un programa para pruebas.', 'A programme for tests.'), startsOn: '2019-10-01', endsOn: '2021-12-31',
      partners: [{ name: 'CEPB', role: name('ejecuta', 'implements') }], funders: [{ activity: name('Todo', 'All'), funder: 'SECO', source: 'PRODOC' }], demonstration: true,
    },
    report: {
      id: '0198a000-0000-7000-8000-000000000001', title: 'Informe anual', titleEn: 'Annual report', recipient: 'SECO', from: '2021-01-01', to: '2021-12-31',
      sections: ['summary', 'framework', 'indicators', 'deliverables', 'evidence'], summary: 'Primera línea.\nSegunda línea.',
    },
    position: 4321, recordedAt: '2021-11-26T14:00:00.000Z',
    results: [{ code: 'R2', name: name('Capacidades', 'Capacities'), text: 'Se avanzó.', areas: [{ code: '2.2', name: name('Formación', 'Training') }] }],
    indicators: [reportIndicator()],
    products: [{
      id: '0198a000-0000-7000-8000-000000000002', title: 'Estudio de café', titleEn: 'Coffee study', area: '2.2', since: '2020-11', until: null,
      source: 'Acta del 3 de mayo', link: 'https://example.org/estudio', productType: 'study', funder: null,
    }],
    totals: [{
      id: '0198a000-0000-7000-8000-000000000003', title: 'Participantes en ferias', titleEn: null, area: '2.2', since: '2021', until: null,
      source: 'Nota de prensa', link: null, value: 195, bound: 'more-than', unit: 'personas', unitEn: 'people',
    }],
    workplan: null,
    budget: null,
    risks: null,
    ...more,
  };
}

/** One activity under way that ends late, by hand: due on 30 June 2021, half done, 12 days late. */
export function reportWorkplan(): NonNullable<ReportContent['workplan']> {
  return [{
    id: '0198a000-0000-7000-8000-000000000011', code: 'A1.1', title: 'Talleres de café', titleEn: 'Coffee workshops', area: '2.2', startsOn: '2021-03-01', endsOn: '2021-05-31', dueOn: '2021-06-30',
    responsible: 'Coordinación', state: 'under-way', percent: 50, finishedOn: null, verdict: 'late-to-end', days: 12, late: true,
  }];
}

/** One line: agreed 1,234.50, spent 300.00, left 934.50; USD 12.00 of the spending has no rate. */
export function reportBudget(): NonNullable<ReportContent['budget']> {
  const row = { agreed: { amount: '1234.50', apart: [] }, spent: { amount: '300.00', apart: [{ currency: 'USD', amount: '12.00' }] }, remaining: null, percent: null, over: false };
  const key = 'activity:0198a000-0000-7000-8000-000000000011';
  return {
    currency: 'BOB',
    lines: [{ key, code: 'A1.1', name: name('Talleres de café', 'Coffee workshops'), area: '2.2', result: 'R2' }],
    funders: [{ key: 'named:SECO', name: 'SECO' }],
    rows: [{ under: key, funder: 'named:SECO', ...row }],
    total: row,
  };
}

export function reportRisks(): NonNullable<ReportContent['risks']> {
  return {
    risks: [{
      id: '0198a000-0000-7000-8000-000000000021', title: 'Helada', area: '2.2', on: '2021-05-10', description: 'Se pierde la cosecha.', likelihood: 3, impact: 2, severity: 'high',
      response: 'Seguro agrícola.', responsible: 'Socio ejecutor', riskState: 'open',
    }],
    lessons: [{
      id: '0198a000-0000-7000-8000-000000000022', title: 'Calendario', area: null, on: '2021-04-02', happened: 'Nadie vino en cosecha.', learned: 'La cosecha manda.',
      recommendation: 'Capacitar antes de mayo.', source: 'Acta de abril',
    }],
  };
}
