import { afterAll, beforeAll, expect, test } from 'vitest';
import { ageGroups, attendance, correction, organisation, person, process, session, peopleMerged } from '../../test/cast/drafts.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { tinyProgramme, type TinyProgramme } from '../../test/cast/programme.ts';
import { YIELDS_BY_KIND } from '../app/catalogue.ts';
import type { Draft } from '../ledger/entry.ts';
import { effectOf } from './effect.ts';
import { evidenceOf } from './evidence.ts';

/**
 * The worked example: one session in October 2020, all stay to the end, all represent employers. Young is 16 to 28;
 * bands 16 to 28, 29 to 45, and 46 or more. By hand, in 2020:
 *   Ana, born 1992: 28, the last year of being young
 *   Beto, born 1991: 29
 *   Cora, "30 to 45" said in 2020: between 30 and 45, so in the second band and not young
 *   Dora, "25 to 35" said in 2020: 25 to 35, astride both bands and astride the limit: unknown
 *   Eva, "60 or more" said in 2019: 61 or more: third band, not young
 *   Fela, nothing known: unknown
 *   Gala, born 2023: not born yet, so unknown
 */
const said = (fromYears: number, toYears: number | null, statedOn = '2020-10-11') => ({ ageBand: { fromYears, toYears, statedOn } });
const ana = person('Ana, Ana', { birthYear: 1992, sex: 'woman' });
const beto = person('Beto, Beto', { birthYear: 1991 });
const cora = person('Cora, Cora', said(30, 45));
const dora = person('Dora, Dora', said(25, 35));
const eva = person('Eva, Eva', said(60, null, '2019-05-01'));
const fela = person('Fela, Fela');
const gala = person('Gala, Gala', { birthYear: 2023 });
const everyone = [ana, beto, cora, dora, eva, fela, gala];
const chamber = organisation('Cámara');
const one = process('ONE');
const only = session(one.id, 1);
const stay = (who: Draft, day = '2020-10-11') =>
  attendance({ processId: one.id, sessionId: only.id, personId: who.id, organisationId: chamber.id }, 100, { occurredOn: day });
const groups = ageGroups([[16, 28], [29, 45], [46, null]]);

let tiny: TinyProgramme;
beforeAll(async () => {
  tiny = await tinyProgramme();
  await tiny.accept(
    indicator('TRAINED'),
    indicator('YOUNG', { filter: { youth: ['youth'] } }),
    indicator('YOUNG-OF-KNOWN', {
      unit: 'percent',
      aggregate: { kind: 'share', of: 'person', numerator: { youth: ['youth'] }, denominator: 'known' },
    }),
    ...everyone, chamber, one, only,
  );
  await tiny.accept(...everyone.map((who) => stay(who)));
});
afterAll(() => tiny.database.drop());

async function cells(by: 'age-band' | 'youth', asOf?: string): Promise<Record<string, number | null>> {
  const figure = await tiny.figures.figure(tiny.programme, 'TRAINED', { by: [by], asOf });
  return Object.fromEntries(figure.cells.map(({ keys, value }) => [keys.join(' '), value]));
}

async function value(code: string, query: Record<string, unknown> = {}): Promise<number | null> {
  return (await tiny.figures.figure(tiny.programme, code, query)).value;
}

async function evidenceAged(ageBand: string[]) {
  const asked = await tiny.figures.figure(tiny.programme, 'TRAINED', { ageBand });
  const evidence = await evidenceOf(tiny.figures, tiny.programme, 'TRAINED', { status: 'all', cursor: 0, limit: 50, ageBand }, false);
  return { asked, evidence };
}

test('before a programme says by which ages it counts, every age is unknown', async () => {
  expect(await cells('age-band')).toEqual({ unknown: 7 });
  expect(await cells('youth')).toEqual({ unknown: 7 });
  expect(await value('YOUNG')).toBe(0);
});

test('ages are taken at the event, from the year of birth or the stated band, and what is not known has a cell of its own', async () => {
  const before = (await tiny.figures.figure(tiny.programme, 'TRAINED', {})).position;
  await tiny.accept(groups);

  expect(await cells('age-band')).toEqual({ '16-28': 1, '29-45': 2, '46-': 1, unknown: 3 });
  expect(await cells('youth')).toEqual({ youth: 1, 'not-youth': 3, unknown: 3 });
  expect(await value('TRAINED')).toBe(7);
  expect(await value('YOUNG')).toBe(1);
  expect(await value('TRAINED', { ageBand: ['29-45'] })).toBe(2);
  expect(await value('TRAINED', { ageBand: ['29-45', 'unknown'], sex: ['unknown'] })).toBe(5);
  expect(await value('TRAINED', { youth: ['not-youth'] })).toBe(3);
  // A band that the programme does not have is nobody's.
  expect(await value('TRAINED', { ageBand: ['1-99'] })).toBe(0);
  const { evidence, asked } = await evidenceAged(['29-45']);
  expect(evidence.summary).toMatchObject({ read: 7, counted: 2, leftOut: [{ reason: 'outside-filter', count: 5 }] });
  expect(asked.ageBands).toEqual(['16-28', '29-45', '46-']);
  expect((await tiny.figures.figure(tiny.programme, 'TRAINED', { asOf: `@${before}` })).ageBands).toEqual([]);
  // One young of four whose age is known: 25 %.
  expect(await value('YOUNG-OF-KNOWN')).toBe(25);
  expect(await cells('age-band', `@${before}`)).toEqual({ unknown: 7 });
});

test('as of a past position the limits and the years of birth are those known then', async () => {
  const before = (await tiny.figures.figure(tiny.programme, 'TRAINED', {})).position;
  await tiny.accept(
    // Young is 16 to 30 from here on: Beto (29) becomes young.
    { ...ageGroups([[16, 30], [31, null]], [16, 30]), rootId: groups.id, supersedes: [groups.id] },
    // And Fela turns out to be born in 2000: 20.
    correction(fela, { birthYear: 2000 }),
  );

  expect(await cells('youth')).toEqual({ youth: 3, 'not-youth': 1, unknown: 3 });
  // Cora's "30 to 45" now stands astride the bands.
  expect(await cells('age-band')).toEqual({ '16-30': 3, '31-': 1, unknown: 3 });
  expect(await cells('youth', `@${before}`)).toEqual({ youth: 1, 'not-youth': 3, unknown: 3 });
});

test('of two records of one person the known year goes before a band', async () => {
  const again = person('Beto, B.', said(50, 60));
  await tiny.accept(again, stay(again));
  expect(await cells('youth')).toEqual({ youth: 3, 'not-youth': 2, unknown: 3 });
  await tiny.accept(peopleMerged(beto.id, again.id));
  expect(await cells('youth')).toEqual({ youth: 3, 'not-youth': 1, unknown: 3 });
});

test('a correction of the age groups is previewed on the figures without being written', async () => {
  const parts = { figures: tiny.figures, ledger: tiny.ledger, yields: YIELDS_BY_KIND };
  const young = await value('YOUNG');
  const lines = await effectOf(parts, tiny.programme, tiny.context, [ageGroups([[16, null]], [16, 19])]);
  expect(lines.find(({ indicator: code }) => code === 'YOUNG')).toMatchObject({ before: young, after: 0 });
  expect(await value('YOUNG')).toBe(young);
});
