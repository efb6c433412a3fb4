import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ageGroups, correction, draft, organisation, person, withdrawal } from '../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import type { Draft, DraftInput } from '../ledger/entry.ts';
import { sizeClassOn } from './rules.ts';
import { ageCounts, sizeCounts, sizeMoves } from './settings-counts.ts';
import { ageFaultOf, sizeRuleFaultOf } from './settings-faults.ts';

const bounds = (sizeClass: 'micro' | 'small' | 'medium' | 'large', workersMax: number | null, annualSalesMax: number | null = null) =>
  ({ sizeClass, workersMax, annualSalesMax, equityMax: null });
const size = (sizedOn: string, workersWomen: number) => ({
  sizedOn, workersWomen, workersMen: null, workersUnknown: null, annualSales: null, equity: null, currency: null, basis: 'records' as const,
});
const rule = (from: string, micro: number) => ({
  name: `Desde ${from}`, from, source: 'Ley', verifiedOn: null, currency: null,
  classes: [bounds('micro', micro), bounds('small', 19), bounds('large', null)],
});

describe('what is wrong with ages', () => {
  const ages = (bands: readonly (readonly [number, number | null])[], youth: readonly [number, number] = [16, 28], source: string | null = 'Ley 342') =>
    ageFaultOf({ source, youth: { fromYears: youth[0], toYears: youth[1] }, bands: bands.map(([fromYears, toYears]) => ({ fromYears, toYears })) });

  test.each([
    ['nothing', ages([[16, 28], [29, 45], [46, null]]), null],
    ['bands that share an age', ages([[16, 28], [28, null]]), { fault: 'ages-overlap', at: 0 }],
    ['an age between two bands', ages([[0, 15], [16, 28], [30, null]]), { fault: 'ages-gap', at: 1 }],
    ['a band that ends before it begins', ages([[16, 28], [29, 20]]), { fault: 'ages-band-turned', at: 1 }],
    ['an open band in the middle', ages([[16, null], [29, 45]]), { fault: 'ages-open-before-last', at: 0 }],
    ['youth that ends before it begins', ages([[0, null]], [28, 16]), { fault: 'ages-youth-turned', at: null }],
    ['no band', ages([]), { fault: 'ages-no-band', at: null }],
    ['no source', ages([[0, null]], [16, 28], ' '), { fault: 'ages-no-source', at: null }],
  ])('%s', (_name, found, expected) => expect(found).toEqual(expected));
});

describe('what is wrong with a rule of size', () => {
  const of = (classes: Parameters<typeof sizeRuleFaultOf>[0]['classes'], currency: string | null = null) => sizeRuleFaultOf({ classes, currency });

  test.each([
    ['nothing', of([bounds('micro', 9), bounds('small', 19), bounds('large', null)]), null],
    ['classes in any order', of([bounds('small', 19), bounds('micro', 9)]), null],
    ['a class twice', of([bounds('micro', 9), bounds('micro', 19)]), 'size-class-twice'],
    ['no limit at all', of([bounds('micro', null), bounds('small', null)]), 'size-no-bounds'],
    ['a class without a limit below one with it', of([bounds('micro', null), bounds('small', 19)]), 'size-bound-missing'],
    ['limits that fall', of([bounds('micro', 19), bounds('small', 9)]), 'size-not-rising'],
    ['two equal limits', of([bounds('micro', 9), bounds('small', 9)]), 'size-not-rising'],
    ['sales without a currency', of([bounds('micro', 9, 60_000_00)]), 'size-needs-currency'],
    ['sales in bolivianos', of([bounds('micro', 9, 60_000_00)], 'BOB'), null],
  ])('%s', (_name, found, expected) => expect(found).toBe(expected));
});

describe('how many stand where', () => {
  // In 2021: born 1993 to 2005 are 16 to 28; whoever was born between 1990 and 1995 may be of either band.
  const births = [
    { from: 1995, to: 1995, people: 4 },
    { from: 1980, to: 1980, people: 3 },
    { from: 1990, to: 1995, people: 2 },
    { from: 2010, to: 2010, people: 1 },
    { from: 0, to: 0, people: 5 },
  ];

  test('people, by the ages they reach this year', () => {
    const groups = { source: null, youth: { fromYears: 16, toYears: 28 }, bands: [{ fromYears: 16, toYears: 28 }, { fromYears: 29, toYears: null }] };
    expect(ageCounts(births, groups, 2021)).toEqual({
      bands: [{ fromYears: 16, toYears: 28, people: 4 }, { fromYears: 29, toYears: null, people: 3 }],
      noBand: 8, youth: 4, notYouth: 4, youthUnknown: 7,
    });
    expect(ageCounts(births, null, 2021)).toBeNull();
  });

  test('organisations, and which a stricter rule moves', () => {
    const sized = new Map([['a', [size('2020-01-01', 7)]], ['b', [size('2020-01-01', 12)]], ['c', [size('2022-01-01', 3)]]]);
    const before = [rule('2018-01-01', 9)];
    const after = [...before, rule('2021-01-01', 5)];
    expect(sizeCounts(sized, 4, before, '2021-06-01')).toEqual([
      { sizeClass: 'micro', organisations: 1 }, { sizeClass: 'small', organisations: 1 },
      { sizeClass: 'medium', organisations: 0 }, { sizeClass: 'large', organisations: 0 }, { sizeClass: null, organisations: 2 },
    ]);
    expect(sizeMoves(sized, before, after, '2021-06-01')).toEqual([{ before: 'micro', after: 'small', organisations: 1 }]);
    expect(sizeMoves(sized, before, after, '2020-12-31')).toEqual([]);
    expect(sizeClassOn(sized.get('a') ?? [], after, '2021-06-01')?.rule).toBe('Desde 2021-01-01');
  });
});

describe('over the wire', () => {
  let served: ServedHouse;
  let alicia: Actor;
  const roaster = organisation('Tostadora Illampu', 'enterprise');
  const chamber = organisation('Cámara', 'employers');
  const ages = ageGroups([[16, 28], [29, null]]);
  const first = draft('registry.size-rule-set', rule('2018-01-01', 9));
  const payload = { source: 'Ley 342', youth: { fromYears: 16, toYears: 28 }, bands: [{ fromYears: 0, toYears: 28 }, { fromYears: 29, toYears: null }] };

  beforeAll(async () => {
    served = await servedHouse();
    alicia = await served.as('alicia');
    const { sizedOn: _sizedOn, ...numbers } = size('2020-06-01', 7);
    await write(roaster, chamber, ages, first, person('Joven, Ana', { birthYear: 1995 }), person('Sin Año, Luz', {}),
      draft('registry.organisation-sized', { organisationId: roaster.id, ...numbers }, { occurredOn: '2020-06-01' }));
  });
  afterAll(() => served.close());

  async function answers(...entries: (Draft | DraftInput)[]): Promise<unknown> {
    return (await alicia.post(`${served.base}/entries`, { entries })).body;
  }
  async function write(...entries: (Draft | DraftInput)[]): Promise<void> {
    expect(await answers(...entries)).toMatchObject({ answers: entries.map(() => ({ answer: 'accepted' })) });
  }

  test('what would change is counted, and nothing is written', async () => {
    const asked = { ageGroups: payload, sizeRule: { rule: rule('2019-01-01', 5), insteadOf: null } };
    const reply = await alicia.post(`${served.base}/registry-settings/counts`, asked);
    expect(reply.body).toMatchObject({
      ages: { before: { noBand: 1, youth: 1 }, after: { bands: [{ people: 1 }, { people: 0 }], noBand: 1 } },
      sizes: { moves: [{ before: 'micro', after: 'small', organisations: 1 }] },
    });
    const corrected = await alicia.post(`${served.base}/registry-settings/counts`, { ageGroups: null, sizeRule: { rule: rule('2018-01-01', 8), insteadOf: first.id } });
    expect(corrected.body).toMatchObject({ sizes: { moves: [] } });
    const later = await alicia.post(`${served.base}/registry-settings/counts`, { ageGroups: null, sizeRule: { rule: rule('2090-01-01', 5), insteadOf: null } });
    expect(later.body).toMatchObject({ day: '2090-01-01', sizes: { moves: [{ after: 'small' }] } });
    const now = await alicia.get(`${served.base}/registry-settings`);
    expect(now.body).toMatchObject({ sizeRules: [{ rule: { name: 'Desde 2018-01-01' }, inForce: true }], history: [{ act: 'set' }, { act: 'set' }] });
  });

  test('new ages and a new rule are in force at once, with who set them and what was before', async () => {
    await write(
      { ...correction(ages, payload), schemaVersion: 2 },
      draft('registry.size-rule-set', rule('2019-01-01', 5)),
    );
    const page = z.object({ ageDefinition: z.object({ entryId: z.string(), leaves: z.array(z.string()) }).loose() }).loose();
    const now = page.parse((await alicia.get(`${served.base}/registry-settings`)).body);
    expect(now).toMatchObject({
      ageGroups: { source: 'Ley 342' },
      ageDefinition: { entryId: ages.id, conflictFields: [], recordedBy: 'alicia' },
      sizeRules: [{ rule: { from: '2019-01-01' }, inForce: true }, { rule: { from: '2018-01-01' }, inForce: false }],
      history: [{ sizeRule: { from: '2019-01-01' } }, { act: 'corrected', ageGroups: { source: 'Ley 342' } }, {}, { act: 'set', ageGroups: { source: null } }],
    });
    expect(now.ageDefinition.leaves).toHaveLength(1);
    await write(withdrawal(first));
    expect((await alicia.get(`${served.base}/registry-settings`)).body).toMatchObject({
      sizeRules: [{ rule: { from: '2019-01-01' } }],
      history: [{ act: 'withdrawn', sizeRule: { from: '2018-01-01' } }, {}, {}, {}, {}],
    });
  });

  test('what would leave people out or class nobody is refused by its name', async () => {
    const gap = { ...payload, bands: [{ fromYears: 16, toYears: 28 }, { fromYears: 31, toYears: null }] };
    const falling = { ...rule('2020-01-01', 30) };
    const reply = await answers(
      { ...draft('registry.age-groups-set', gap), schemaVersion: 2 },
      { ...draft('registry.age-groups-set', { ...payload, source: null }), schemaVersion: 2 },
      draft('registry.size-rule-set', falling),
      { ...draft('registry.age-groups-set', { ...payload, bands: [{ fromYears: 16, toYears: 28 }, { fromYears: 28, toYears: null }] }), schemaVersion: 2 },
    );
    expect(reply).toMatchObject({ answers: [{ code: 'ages-gap' }, { code: 'ages-no-source' }, { code: 'size-not-rising' }, { code: 'bad-payload' }] });
  });

  test('whoever works in the field reads them and sets nothing; a donor sees neither', async () => {
    const teo = await served.as('teo');
    expect((await teo.get(`${served.base}/registry-settings`)).status).toBe(200);
    expect((await teo.post(`${served.base}/registry-settings/counts`, { ageGroups: null, sizeRule: null })).status).toBe(200);
    const reply = await teo.post(`${served.base}/entries`, { entries: [{ ...draft('registry.age-groups-set', payload), schemaVersion: 2 }] });
    expect(reply.body).toMatchObject({ answers: [{ answer: 'refused', code: 'not-allowed' }] });
    const elena = await served.as('elena');
    expect((await elena.get(`${served.base}/registry-settings`)).status).toBe(403);
    expect((await elena.post(`${served.base}/registry-settings/counts`, { ageGroups: null, sizeRule: null })).status).toBe(403);
  });
});
