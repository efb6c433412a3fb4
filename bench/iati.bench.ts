/** An IATI file of many activities with results: made and checked, as a publisher of a whole portfolio would. */
import { expect, test } from 'vitest';
import type { Activity, IndicatorReport, ResultReport } from '../src/capabilities/results/iati/activity.ts';
import { iatiDocument } from '../src/capabilities/results/iati/document.ts';
import { checkActivity, mayExport } from '../src/capabilities/results/iati/rules.ts';
import { percentile, row } from './bench-database.ts';

const ACTIVITIES = 500;
const RESULTS = 5;
const INDICATORS = 5;
const YEARS = ['2018', '2019', '2020', '2021'];
const ROUNDS = 10;
const TODAY = '2022-03-01';
const name = (es: string) => ({ es, en: `${es} (en)` });

function indicator(code: string): IndicatorReport {
  const period = (year: string, at: number): IndicatorReport['periods'][number] => {
    const women = 40 + at * 17;
    const cells = [['woman', women], ['man', 30 + at], ['unknown', at]] as const;
    return {
      from: `${year}-01-01`, to: `${year}-12-31`, target: 100, actual: women + 30 + at + at, parts: null,
      cells: cells.map(([value, amount]) => ({ dimension: 'sex', value, amount })),
    };
  };
  return {
    code, title: name(`Personas formadas ${code}`), description: name('Según las listas de asistencia'), measure: 'unit', sensitive: true,
    baseline: { year: 2018, value: 0 }, periods: YEARS.map(period),
  };
}

function activity(number: number): Activity {
  const results = Array.from({ length: RESULTS }, (_, result): ResultReport => ({
    code: `R${result + 1}`, title: name(`Resultado ${result + 1}`), type: '2',
    indicators: Array.from({ length: INDICATORS }, (_indicator, at) => indicator(`${result + 1}.${at + 1}`)),
  }));
  return {
    identifier: `XM-DAC-41302-${number}`, reporting: { name: name('Organización'), ref: 'XM-DAC-41302', type: '40' },
    title: name(`Actividad ${number}`), description: name('Descripción'),
    participating: [{ name: name('Financia'), ref: null, type: '10', role: '1' }, { name: name('Ejecuta'), ref: null, type: null, role: '4' }],
    startsOn: '2018-01-01', endsOn: '2021-12-31', countries: ['BO'], locations: [name('La Paz')],
    sectors: [{ code: '32130', percentage: 60 }, { code: '16020', percentage: 40 }], markers: [{ code: '1', significance: '1' }],
    budgets: YEARS.map((year) => ({ from: `${year}-01-01`, to: `${year}-12-31`, money: { value: 1000.5, currency: 'USD', valueDate: `${year}-01-01` } })),
    transactions: YEARS.map((year) => ({ type: '4', on: `${year}-06-30`, money: { value: 900, currency: 'USD', valueDate: `${year}-06-30` }, description: null })),
    documents: [{ title: name('Estudio'), url: 'https://example.org/estudio.pdf', publishedOn: '2020-05-03' }],
    productsWithoutLink: 0, budgetsLeftOut: 0, moneyHidden: false, demonstration: false, figuresLeftOut: [], results,
  };
}

test('500 activities with results: checked and written', () => {
  const activities = Array.from({ length: ACTIVITIES }, (_, at) => activity(at + 1));
  const times: number[] = [];
  const workMs: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = performance.now();
    const work = process.cpuUsage();
    const good = activities.filter((one) => mayExport(checkActivity(one, TODAY)));
    const xml = iatiDocument(good, '2022-03-01T12:00:00.000Z', TODAY);
    times.push(performance.now() - before);
    workMs.push(process.cpuUsage(work).user / 1000);
    bytes = Buffer.byteLength(xml);
    expect(good).toHaveLength(ACTIVITIES);
    expect(xml.split('<iati-activity ')).toHaveLength(ACTIVITIES + 1);
    expect(xml.split('<period>')).toHaveLength(ACTIVITIES * RESULTS * INDICATORS * YEARS.length + 1);
  }
  row('IATI file of 500 activities, 12,500 indicators, 50,000 periods', `${(bytes / 1024 ** 2).toFixed(1)} MB`, `p50 ${percentile(times, 0.5).toFixed(0)} ms`, `slowest ${Math.max(...times).toFixed(0)} ms`, `of the processor: p50 ${percentile(workMs, 0.5).toFixed(0)} ms`);
});
