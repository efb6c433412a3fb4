/** The IATI file: small cells, rules before export, escaping, the published schema and the standard ruleset, routes and who may. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draft, person, process, testResult } from '../../../../test/cast/drafts.ts';
import { servedHouse, type ServedHouse } from '../../../../test/cast/house.ts';
import { indicator } from '../../../../test/cast/indicators.ts';
import { brokenRules, conformanceCases, HAS_STANDARD, schemaFault } from '../../../../test/cast/iati-standard.ts';
import type { Activity, IndicatorReport } from './activity.ts';
import { readIati } from './contract.ts';
import { iatiDocument } from './document.ts';
import { checkActivity, mayExport } from './rules.ts';
import { suppressSmall } from './suppression.ts';

const NOW = '2022-03-01T12:00:00.000Z';
const TODAY = '2022-03-01';
const name = (es: string, en: string | null = null) => ({ es, en });
const PERIOD = { from: '2019-10-01', to: '2021-12-31', target: 240, actual: 263, parts: null };
const sexes = (woman: number, man: number, unknown: number) =>
  Object.entries({ woman, man, unknown }).map(([value, amount]) => ({ dimension: 'sex', value, amount }));
const TRAINED: IndicatorReport = {
  code: '2.2.1', title: name('Representantes', 'Representatives'), description: name('Listas', null), measure: 'unit', sensitive: true,
  baseline: { year: 2019, value: 0 }, periods: [{ ...PERIOD, cells: sexes(158, 98, 7) }],
};
const WHOLE: Activity = {
  identifier: 'XM-DAC-41302-PRUEBA', reporting: { name: name('OIT'), ref: 'XM-DAC-41302', type: '40' },
  title: name('Programa <uno> & "dos"', 'Programme'), description: name('Descripción\u0001 con ]]> signos'),
  participating: [
    { name: name('SECO'), ref: null, type: '10', role: '1' },
    { name: name('CEPB'), ref: null, type: null, role: '4' },
  ],
  startsOn: '2019-10-01', endsOn: '2021-12-31', countries: ['BO'], locations: [name('La Paz')],
  sectors: [{ code: '32130', percentage: 60 }, { code: '25010', percentage: 40 }], markers: [{ code: '1', significance: '1' }],
  budgets: [{ from: '2020-01-01', to: '2020-12-31', money: { value: 1000.5, currency: 'USD', valueDate: '2020-01-01' } }],
  transactions: [{ type: '3', on: '2020-02-01', money: { value: 10, currency: 'USD', valueDate: '2020-02-01' }, description: name('Pago') }],
  documents: [{ title: name('Estudio'), url: 'https://example.org/estudio.pdf?a=1&b=2', publishedOn: '2020-05-03' }],
  productsWithoutLink: 0, budgetsLeftOut: 0, moneyHidden: false, demonstration: false, figuresLeftOut: [],
  results: [
    { code: 'R1', title: name('Sin indicadores'), type: '9', indicators: [] },
    { code: 'R2', title: name('Servicios'), type: '2', indicators: [TRAINED] },
  ],
};
const BARE: Activity = {
  ...WHOLE, budgets: [], transactions: [], documents: [], markers: [], locations: [], results: [], sectors: [{ code: '32130', percentage: null }],
};
const codesOf = (activity: Activity) => checkActivity(activity, TODAY).map(({ code }) => code);

describe('small cells', () => {
  const shown = (report: IndicatorReport) => suppressSmall(report).report.periods[0];
  const cells = (woman: number, man: number, unknown: number) =>
    shown({ ...TRAINED, periods: [{ ...PERIOD, cells: sexes(woman, man, unknown) }] })?.cells.map(({ value }) => value);

  test('one under 5 takes the smallest other with it, so that the total does not give it away', () => {
    expect(cells(158, 98, 7)).toEqual(['woman', 'man', 'unknown']);
    expect(cells(158, 98, 4)).toEqual(['woman']);
    expect(cells(158, 0, 4)).toEqual(['man']);
  });

  test('two that together stay under 5 take a third', () => {
    expect(cells(158, 2, 2)).toEqual([]);
    expect(cells(158, 4, 1)).toEqual(['woman']);
  });

  test('periods are not to be taken from one another: where that would leave a few, only the widest says what was reached', () => {
    const of = (from: string, to: string, actual: number) => ({ from, to, target: 10, actual, parts: null, cells: [] });
    const actuals = (...periods: ReturnType<typeof of>[]) => suppressSmall({ ...TRAINED, periods }).report.periods.map(({ actual }) => actual);
    const whole = (actual: number) => of('2019-10-01', '2021-12-31', actual);
    // 263 less 160 is 103; 263 less 261 is 2; 263 less 100 and 160 is 3.
    expect(actuals(whole(263), of('2019-10-01', '2020-12-31', 160))).toEqual([263, 160]);
    expect(actuals(whole(263), of('2019-10-01', '2020-12-31', 261))).toEqual([263, null]);
    expect(actuals(whole(263), of('2020-01-01', '2020-12-31', 100), of('2021-01-01', '2021-12-31', 160))).toEqual([263, null, null]);
    expect(actuals(of('2020-01-01', '2020-12-31', 3), whole(263), of('2021-01-01', '2021-12-31', 160))).toEqual([null, 263, null]);
  });

  test('a small total goes whole, and a share of few too; activities are nobody', () => {
    const small = { ...TRAINED, periods: [{ ...PERIOD, actual: 4, cells: sexes(3, 1, 0) }] };
    expect(suppressSmall(small)).toMatchObject({ hidden: 4, report: { periods: [{ actual: null, target: 240, cells: [] }] } });
    expect(shown({ ...small, sensitive: false })?.actual).toBe(4);
    const share = (numerator: number) => shown({ ...TRAINED, measure: 'percentage', periods: [{ ...PERIOD, actual: 50, parts: { numerator, denominator: 20 }, cells: [] }] });
    expect([share(10)?.actual, share(3)?.actual, share(17)?.actual, share(0)?.actual]).toEqual([50, null, null, 50]);
  });

  test('the file says that something is not shown, and does not show it', () => {
    const xml = iatiDocument([{ ...BARE, results: [{ code: 'R2', title: name('Servicios'), type: '2', indicators: [{ ...TRAINED, periods: [{ ...PERIOD, cells: sexes(158, 101, 4) }] }] }] }], NOW, TODAY);
    expect(xml).toContain('los menores que 5 y los que permitirían deducirlos: 2.');
    expect(xml).not.toMatch(/value="(4|101)"/);
  });
});

describe('the check', () => {
  test('has nothing against an activity that is whole', () => expect(checkActivity(WHOLE, TODAY)).toEqual([]));

  test('names what prevents the file', () => {
    const broken: [Partial<Activity>, string][] = [
      [{ identifier: null }, 'no-identifier'],
      [{ identifier: 'OTRA-1' }, 'identifier-not-of-reporter'],
      [{ identifier: 'XM-DAC-41302' }, 'identifier-is-reporter'],
      [{ identifier: 'XM-DAC-41302-A/B' }, 'bad-character'],
      [{ reporting: null }, 'no-reporter'],
      [{ countries: [] }, 'no-place'],
      [{ countries: ['Bolivia'] }, 'unknown-country'],
      [{ sectors: [] }, 'no-sector'],
      [{ sectors: [{ code: '321', percentage: null }] }, 'bad-sector'],
      [{ sectors: [{ code: '32130', percentage: 60 }, { code: '25010', percentage: 30 }] }, 'sector-shares'],
      [{ startsOn: '2022-01-01' }, 'dates-reversed'],
      [{ endsOn: '2021-06-30' }, 'period-outside'],
      [{ budgets: [{ from: '2019-01-01', to: '2021-12-31', money: { value: 1, currency: 'USD', valueDate: '2019-01-01' } }] }, 'budget-too-long'],
      [{ transactions: [{ type: '3', on: '2022-03-02', money: { value: 1, currency: 'USD', valueDate: TODAY }, description: null }] }, 'in-the-future'],
    ];
    for (const [change, code] of broken) {
      const findings = checkActivity({ ...WHOLE, ...change }, TODAY);
      expect([code, findings.filter(({ severity }) => severity === 'error').map((one) => one.code)]).toEqual([code, expect.arrayContaining([code])]);
      expect(mayExport(findings)).toBe(false);
    }
  });

  test('says what the programme does not know, and lets the file go', () => {
    expect(codesOf({ ...BARE, participating: [], productsWithoutLink: 3, demonstration: true })).toEqual([
      'no-funder', 'no-implementer', 'no-budget', 'no-transaction', 'no-results', 'demonstration', 'no-links',
    ]);
    expect(mayExport(checkActivity(BARE, TODAY))).toBe(true);
  });
});

describe.skipIf(!HAS_STANDARD)('the standard (skipped where the shared data is absent)', () => {
  test('an activity that is whole, and one that knows little, are valid and break no rule', () => {
    for (const activities of [[WHOLE], [BARE], [WHOLE, { ...BARE, identifier: 'XM-DAC-41302-OTRA' }]]) {
      const xml = iatiDocument(activities, NOW, TODAY);
      expect(schemaFault(xml)).toBeNull();
      expect(brokenRules(xml, TODAY)).toEqual([]);
    }
  });

  test('whatever the check calls an error, schema or ruleset refuse; both can tell', () => {
    const faultless = (change: Partial<Activity>) => {
      const xml = iatiDocument([{ ...WHOLE, ...change }], NOW, TODAY);
      return schemaFault(xml) === null && brokenRules(xml, TODAY).length === 0;
    };
    const both = [{ title: name('Ya & siempre <b>') }];
    const refused: Partial<Activity>[] = [
      { reporting: null }, { identifier: 'XM-DAC-41302' }, { identifier: 'OTRA-1' }, { countries: [] }, { sectors: [] },
      { sectors: [{ code: '32130', percentage: 60 }, { code: '25010', percentage: 30 }] }, { startsOn: '2022-01-01' },
    ];
    expect(both.map(faultless)).toEqual([true]);
    expect(refused.map(faultless)).toEqual(refused.map(() => false));
  });

  test('the validator refuses what the conformance cases say it should, and passes what it should', () => {
    const verdicts = (below: string) => conformanceCases(below).map(([path, xml]) => [path, schemaFault(xml) === null] as const);
    const pass = verdicts('activity-tests/should-pass');
    const fail = verdicts('activity-tests/should-fail');
    expect([pass.length, fail.length]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(pass.length).toBeGreaterThan(40);
    expect(fail.length).toBeGreaterThan(200);
    expect(pass.filter(([, valid]) => !valid).map(([path]) => path)).toEqual([]);
    expect(fail.filter(([, valid]) => valid).map(([path]) => path)).toEqual([]);
  });
});

describe('over HTTP', () => {
  let served: ServedHouse;
  beforeAll(async () => {
    served = await servedHouse();
  });
  afterAll(() => served.close());
  const ask = async (who: string) => (await served.as(who)).get(`${served.base}/iati`);

  test('a programme without description says so; described but unknown to IATI, what is missing', async () => {
    expect(readIati.answer.parse((await ask('mario')).body)).toMatchObject({ described: false, xml: null });
    const alicia = await served.as('alicia');
    const described = draft('results.programme-described', {
      name: { es: 'Uno', en: 'One' }, summary: { es: 'Resumen', en: 'Summary' }, startsOn: '2019-10-01', endsOn: '2021-12-31',
      sectors: [], partners: [], funders: [], demonstration: true,
    });
    await alicia.post(`${served.base}/entries`, { entries: [described] });
    const before = readIati.answer.parse((await ask('alicia')).body);
    expect(before.xml).toBeNull();
    expect(before.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['no-identifier', 'no-reporter', 'no-place', 'no-sector']);
    const published = draft('results.publication-described', {
      identifier: 'XM-DAC-41302-P', reporting: { name: 'OIT', ref: 'XM-DAC-41302', type: '40' }, participating: [{ name: 'OIT', ref: null, type: null, role: '4' }],
      countries: ['BO'], locations: [], sectors: [{ code: '32130', percentage: null }], markers: [], source: 'Prueba',
    });
    expect((await alicia.post(`${served.base}/entries`, { entries: [published] })).text).toContain('accepted');
    const { xml } = readIati.answer.parse((await ask('alicia')).body);
    expect(xml).toContain('<iati-identifier>XM-DAC-41302-P</iati-identifier>');
    if (HAS_STANDARD) expect(schemaFault(xml ?? '')).toBeNull();
  });

  test('targets in force and baselines stand in the file, the years of a target with it', async () => {
    const alicia = await served.as('alicia');
    const framework = draft('results.framework-defined', { results: [{ code: 'R1', name: { es: 'Uno', en: 'One' }, areas: [{ code: '1.1', name: { es: 'A', en: 'A' } }] }] });
    const trained = indicator('TRAINED', { result: 'R1', area: '1.1' });
    const target = (to: string, value: number, reason: string | null = null) =>
      draft('results.target-set', { indicatorId: trained.id, from: '2020-01-01', to, counting: 'cumulative', value, reason, source: 'Plan' }, { occurredOn: reason === null ? '2020-01-15' : '2020-06-01' });
    const followUp = draft('results.follow-up-set', {
      indicatorId: trained.id, baseline: { value: 12, measuredOn: '2019-11-30', source: 'Encuesta' }, responsible: null, frequency: null, direction: 'up',
    });
    const reply = await alicia.post(`${served.base}/entries`, { entries: [framework, trained, target('2020-12-31', 100), target('2020-12-31', 120, 'Más talleres'), followUp] });
    expect(reply.text).not.toContain('refused');
    const { xml, findings } = readIati.answer.parse((await ask('alicia')).body);
    expect(xml).toMatch(/<baseline year="2019"[^>]*value="12"/);
    expect(xml).toMatch(/<target value="120"/);
    expect(xml).not.toMatch(/<target value="100"/);
    expect(findings.map(({ code }) => code)).not.toContain('no-targets');
    if (HAS_STANDARD) expect(schemaFault(xml ?? '')).toBeNull();
  });

  test('a mean goes out when five stand behind it, a sum never; the page says which are left out', async () => {
    const alicia = await served.as('alicia');
    const each = { rule: 'each-fact' } as const;
    const scored = { result: 'R1', area: '1.1', measure: 'events.post-test', cases: each, filter: {} };
    const mean = indicator('MEAN', { ...scored, aggregate: { kind: 'mean' }, unit: 'percent' });
    const sum = indicator('SUM', { ...scored, aggregate: { kind: 'sum' }, unit: 'points' });
    const course = process('IATI');
    const scores = (count: number) =>
      Array.from({ length: count }, (_, at) => person(`Secreta ${at}`)).flatMap((one) => [one, testResult({ processId: course.id, personId: one.id }, 'post', 80)]);
    expect((await alicia.post(`${served.base}/entries`, { entries: [mean, sum, course, ...scores(4)] })).text).not.toContain('refused');
    const few = readIati.answer.parse((await ask('alicia')).body);
    expect(few.xml).not.toContain('value="80"');
    expect(few.xml).not.toContain('SUM');
    expect(few.findings).toContainEqual({ severity: 'note', code: 'figures-left-out', about: 'SUM' });
    expect((await alicia.post(`${served.base}/entries`, { entries: scores(1) })).text).not.toContain('refused');
    const enough = readIati.answer.parse((await ask('alicia')).body);
    expect(enough.xml).toContain('<actual value="80"');
    if (HAS_STANDARD) expect(schemaFault(enough.xml ?? '')).toBeNull();
  });

  test('the coordinator and the M&E officer may; donor, trainer and whoever takes part may not', async () => {
    const statuses = await Promise.all(['alicia', 'mario', 'elena', 'teo', 'pepa'].map(async (who) => (await ask(who)).status));
    expect(statuses).toEqual([200, 200, 403, 403, 403]);
  });
});
