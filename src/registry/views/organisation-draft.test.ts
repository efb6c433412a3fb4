import { expect, test } from 'vitest';
import { organisationRegistered, organisationSized } from '../entries.ts';
import { amountOf, countOf, organisationDraft, organisationTyped, sizeDraft, sizeTyped } from './organisation-draft.ts';

const ID = '01900000-0000-7000-8000-00000000000a';

test('amounts are read as people write them, in minor units', () => {
  expect(['120000', '120.000', '120.000,50', '120000,5', '120,000.50', '0'].map(amountOf)).toEqual([
    12_000_000, 12_000_000, 12_000_050, 12_000_050, 12_000_050, 0,
  ]);
  expect([amountOf(''), amountOf('mil'), amountOf('-5'), amountOf('1.2.3')]).toEqual([null, undefined, undefined, undefined]);
});

test('counts are whole numbers; nothing typed is not zero', () => {
  expect([countOf('12'), countOf('1.200'), countOf(''), countOf('0'), countOf('doce')]).toEqual([12, 1200, null, 0, undefined]);
});

test('an organisation as typed has the shape its kind declares; without a kind there is none', () => {
  const typed = { ...organisationTyped(null), name: ' Asociación Wiñay ', kind: 'producers-association', membersWomen: '40', exports: 'no' };
  const draft = organisationDraft(typed, null);
  expect(organisationRegistered.payload.parse(draft?.payload)).toMatchObject({ name: 'Asociación Wiñay', membersWomen: 40, membersMen: null, exports: 'no' });
  expect(draft?.schemaVersion).toBe(2);
  expect(organisationDraft({ ...typed, kind: '' }, null)).toBeNull();
  expect(organisationDraft({ ...typed, membersMen: 'x' }, null)).toBeNull();
});

test('a size needs a number unless it was refused, and an amount takes its currency along', () => {
  const typed = { ...sizeTyped(null), sizedOn: '2020-05-01' };
  expect(sizeDraft(typed, ID, null)).toBe('nothing');
  expect(sizeDraft({ ...typed, workersMen: 'x' }, ID, null)).toBe('number');
  expect(sizeDraft({ ...typed, equity: 'x' }, ID, null)).toBe('amount');
  const made = [
    sizeDraft({ ...typed, workersWomen: '3', annualSales: '1000' }, ID, null),
    sizeDraft({ ...typed, workersWomen: '3', basis: 'refused' }, ID, null),
  ].map((draft) => (typeof draft === 'string' ? null : organisationSized.payload.parse(draft.payload)));
  expect(made).toMatchObject([
    { workersWomen: 3, annualSales: 100_000, currency: 'BOB' },
    { workersWomen: null, currency: null, basis: 'refused' },
  ]);
});

test('a correction of a size says its day, its record, and every version seen', () => {
  const size = {
    entryId: 'size', leafId: 'b', leaves: ['a', 'b'], organisationId: 'other', sizedOn: '2020-06-01', workersWomen: 3, workersMen: null, workersUnknown: null,
    annualSales: null, equity: null, currency: null, basis: 'records' as const, sizeClass: null, rule: null,
  };
  expect(sizeDraft({ ...sizeTyped(size), workersWomen: '4' }, ID, size)).toMatchObject({
    occurredOn: '2020-06-01', rootId: 'size', supersedes: ['a', 'b'], payload: { organisationId: 'other', workersWomen: 4 },
  });
});
