/** Publication data: codes of the lists, shares that make a whole, the form, what the ledger refuses, and money that goes out. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draft } from '../../../../test/cast/drafts.ts';
import { servedHouse, type ServedHouse } from '../../../../test/cast/house.ts';
import { HAS_STANDARD, brokenRules, schemaFault } from '../../../../test/cast/iati-standard.ts';
import { COUNTRIES, searchCodes, SECTORS } from './code-lists.ts';
import { readIati } from './contract.ts';
import { publicationFault, sharesAdd } from './publication.ts';
import { publishedMoney } from './published-money.ts';
import { iatiOf } from './routes.ts';

const WHOLE = {
  identifier: 'XM-DAC-41302-P', reporting: { name: 'OIT', ref: 'XM-DAC-41302', type: '40' },
  participating: [{ name: 'SECO', ref: null, type: '10', role: '1' as const }, { name: 'OIT', ref: null, type: null, role: '4' as const }],
  countries: ['BO'], locations: [{ es: 'La Paz', en: 'La Paz' }],
  sectors: [{ code: '32130', percentage: 67 }, { code: '16020', percentage: 33 }], markers: [{ code: '1', significance: '2' }], source: 'Acuerdo',
};

describe('codes and shares', () => {
  test('sectors are found by words of either language and by code, without accents', () => {
    expect(searchCodes(SECTORS, 'medianas pequenas').map(({ code }) => code)).toEqual(['32130']);
    expect(searchCodes(SECTORS, 'employment').map(({ code }) => code)).toEqual(['16020']);
    expect(searchCodes(SECTORS, '3213').map(({ code }) => code)).toEqual(['32130']);
    expect(searchCodes(COUNTRIES, 'bolivia').map(({ code }) => code)).toEqual(['BO']);
    expect(SECTORS.length).toBeGreaterThan(250);
  });

  test('shares add up to 100, or are not there at all', () => {
    expect([[], [null], [100], [33, 33, 34]].map((shares) => sharesAdd(shares))).toEqual([true, true, true, true]);
    expect([[60], [60, null], [33, 33, 33], [null, null]].map((shares) => sharesAdd(shares))).toEqual([false, false, false, false]);
  });

  test('an unknown code is named', () => {
    expect(publicationFault(WHOLE)).toBeNull();
    const about = (change: object) => publicationFault({ ...WHOLE, ...change });
    expect(about({ sectors: [{ code: '99999', percentage: null }] })).toEqual({ fault: 'unknown-sector', about: '99999' });
    expect(about({ countries: ['XX'] })).toEqual({ fault: 'unknown-country', about: 'XX' });
    expect(about({ reporting: { name: 'OIT', ref: null, type: '99' } })).toEqual({ fault: 'unknown-organisation-type', about: '99' });
    expect(about({ markers: [{ code: '13', significance: '1' }] })).toEqual({ fault: 'unknown-marker', about: '13' });
    expect(about({ markers: [{ code: '1', significance: '9' }] })).toEqual({ fault: 'unknown-significance', about: '9' });
    expect(about({ sectors: [WHOLE.sectors[0], WHOLE.sectors[0]] })?.fault).toBe('sector-twice');
  });
});

describe('money', () => {
  const agreed = (from: string, to: string, amount: string, currency = 'USD') => ({ from, to, amount, currency });
  test('budgets by year and currency, spending by day; what is longer than a year stays out and is counted', () => {
    const money = publishedMoney({
      agreed: [
        agreed('2020-01-01', '2020-12-31', '1000.10'), agreed('2020-03-01', '2020-06-30', '0.20'), agreed('2020-01-01', '2020-12-31', '5.00', 'BOB'),
        agreed('2020-07-01', '2021-06-30', '7.00'), agreed('2019-01-01', '2021-12-31', '9.00'),
      ],
      spent: [
        { paidOn: '2020-05-02', amount: '10.10', currency: 'USD' }, { paidOn: '2020-05-02', amount: '0.20', currency: 'USD' },
        { paidOn: '2020-05-03', amount: '4.00', currency: 'USD' }, { paidOn: '2020-05-03', amount: '-4.00', currency: 'USD' },
      ],
    });
    // 1000.10 + 0.20 in dollars of 2020; 10.10 + 0.20 on 2 May; nothing remains on 3 May.
    expect(money.budgets.map(({ from, to, money: { value, currency, valueDate } }) => [from, to, value, currency, valueDate])).toEqual([
      ['2020-01-01', '2020-12-31', 1000.3, 'USD', '2020-01-01'],
      ['2020-01-01', '2020-12-31', 5, 'BOB', '2020-01-01'],
      ['2020-07-01', '2021-06-30', 7, 'USD', '2020-07-01'],
    ]);
    expect(money.budgetsLeftOut).toBe(1);
    expect(money.transactions).toEqual([{ type: '4', on: '2020-05-02', money: { value: 10.3, currency: 'USD', valueDate: '2020-05-02' }, description: null }]);
  });
});

describe('over HTTP', () => {
  let served: ServedHouse;
  beforeAll(async () => {
    served = await servedHouse();
  });
  afterAll(() => served.close());

  test('the ledger refuses unknown codes, takes what is right, and the page names the entry to be corrected', async () => {
    const mario = await served.as('mario');
    const send = async (payload: object) => (await mario.post(`${served.base}/entries`, { entries: [draft('results.publication-described', { ...payload })] })).text;
    expect(await send({ ...WHOLE, sectors: [{ code: '99999', percentage: null }] })).toContain('unknown-sector');
    expect(await send({ ...WHOLE, sectors: [{ code: '32130', percentage: 60 }] })).toContain('sector-shares');
    expect(readIati.answer.parse((await mario.get(`${served.base}/iati`)).body).publishedBy).toBeNull();
    const right = draft('results.publication-described', WHOLE);
    expect((await mario.post(`${served.base}/entries`, { entries: [right] })).text).toContain('accepted');
    expect(readIati.answer.parse((await mario.get(`${served.base}/iati`)).body).publishedBy).toBe(right.id);
  });

  test('money goes out in sums, without who was paid; whoever may not see it sends none', async () => {
    const alicia = await served.as('alicia');
    const described = draft('results.programme-described', {
      name: { es: 'Uno', en: 'One' }, summary: { es: 'Resumen', en: 'Summary' }, startsOn: '2019-10-01', endsOn: '2021-12-31', sectors: [], partners: [], funders: [], demonstration: true,
    });
    const framework = draft('results.framework-defined', { results: [{ code: 'R1', name: { es: 'Uno', en: 'One' }, areas: [{ code: '1.1', name: { es: 'A', en: 'A' } }] }] });
    const common = { under: { what: 'area', code: '1.1' }, funder: { what: 'named', name: 'SECO' }, currency: 'USD', rate: null };
    const agreed = draft('results.budget-agreed', { ...common, amount: '1000.00', from: '2021-01-01', to: '2021-12-31', source: 'Convenio' });
    const spent = draft('results.spending-recorded', { ...common, amount: '150.50', document: 'F-1', description: 'Pago a Rosa Mamani' }, { occurredOn: '2021-03-04' });
    const reply = await alicia.post(`${served.base}/entries`, { entries: [described, framework, agreed, spent] });
    expect(reply.text).not.toContain('refused');
    const { xml, findings } = readIati.answer.parse((await alicia.get(`${served.base}/iati`)).body);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(xml).toContain('<value currency="USD" value-date="2021-01-01">1000</value>');
    expect(xml).toContain('<value currency="USD" value-date="2021-03-04">150.5</value>');
    expect(xml).not.toMatch(/Mamani|F-1/);
    if (HAS_STANDARD) expect([schemaFault(xml ?? ''), brokenRules(xml ?? '', '2021-11-26')]).toEqual([null, []]);
    const blind = await iatiOf(served.house, served.programme, false);
    expect(blind.xml).not.toContain('value-date');
    expect(blind.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['money-hidden']));
    expect(blind.findings.map(({ code }) => code)).not.toContain('no-budget');
  });
});
