import { describe, expect, test } from 'vitest';
import { agesDraft, agesOf, agesTyped, nextBand, sizeRuleDraft, sizeRuleOf, sizeRuleTyped, type SizeRule } from './settings-draft.ts';

const groups = { source: 'Ley 342', youth: { fromYears: 16, toYears: 28 }, bands: [{ fromYears: 16, toYears: 28 }, { fromYears: 29, toYears: null }] };
const definition = { entryId: 'ages', leaves: ['one', 'other'], occurredOn: '2018-01-01', conflictFields: [], recordedAt: '', recordedBy: '' };
const rule: SizeRule = {
  name: 'Por trabajadores', from: '2018-01-01', source: 'Ley', verifiedOn: null, currency: 'BOB',
  classes: [
    { sizeClass: 'micro', workersMax: 9, annualSalesMax: 250_000_50, equityMax: null },
    { sizeClass: 'large', workersMax: null, annualSalesMax: null, equityMax: null },
  ],
};

describe('ages', () => {
  test('typed and read again they are the same', () => {
    expect(agesOf(agesTyped(groups))).toEqual({ groups });
  });

  test('a correction supersedes every version seen, on the day the ages bear', () => {
    expect(agesDraft(groups, definition)).toMatchObject({ rootId: 'ages', supersedes: ['one', 'other'], occurredOn: '2018-01-01', schemaVersion: 2 });
    expect(agesDraft(groups, null)).toMatchObject({ rootId: null, supersedes: [] });
  });

  test('what is no age is told with its band', () => {
    const typed = agesTyped(groups);
    expect(agesOf({ ...typed, youthTo: '' })).toEqual({ wrong: { fault: 'ages-not-years', at: null } });
    expect(agesOf({ ...typed, bands: [{ fromYears: '16', toYears: '28' }, { fromYears: 'treinta', toYears: '' }] })).toEqual({ wrong: { fault: 'ages-not-years', at: 1 } });
    expect(agesOf({ ...typed, bands: [{ fromYears: '16', toYears: '280' }] })).toEqual({ wrong: { fault: 'ages-not-years', at: 0 } });
    expect(agesOf({ ...typed, source: '  ' })).toEqual({ wrong: { fault: 'ages-no-source', at: null } });
  });

  test('a band that is added begins where the last one ends', () => {
    expect(nextBand([{ fromYears: '16', toYears: '28' }])).toEqual({ fromYears: '29', toYears: '' });
    expect(nextBand([{ fromYears: '16', toYears: '' }])).toEqual({ fromYears: '', toYears: '' });
  });
});

describe('a rule of size', () => {
  test('typed and read again it is the same, without the classes it does not have', () => {
    expect(sizeRuleOf(sizeRuleTyped(rule), [])).toEqual({ rule });
  });

  test('a new one takes the bounds of the one before, and neither its day nor its source', () => {
    const typed = sizeRuleTyped(rule, true);
    expect(typed).toMatchObject({ name: 'Por trabajadores', from: '', source: '', verifiedOn: '' });
    expect(typed.classes.map(({ used, workersMax }) => [used, workersMax])).toEqual([[true, '9'], [false, ''], [false, ''], [true, '']]);
  });

  test.each([
    ['no name', { name: ' ' }, 'size-no-name'],
    ['no day', { from: '' }, 'size-no-date'],
    ['the day of another rule', { from: '2020-01-01' }, 'size-date-taken'],
    ['no source', { source: ' ' }, 'size-no-source'],
  ])('%s', (_name, change, wrong) => {
    expect(sizeRuleOf({ ...sizeRuleTyped(rule), ...change }, ['2020-01-01'])).toEqual({ wrong });
  });

  test('a limit that is no number is told; without amounts there is no currency', () => {
    const typed = sizeRuleTyped(rule);
    const classes = typed.classes.map((one) => ({ ...one, annualSalesMax: '' }));
    expect(sizeRuleOf({ ...typed, classes: classes.map((one) => ({ ...one, workersMax: 'nueve' })) }, [])).toEqual({ wrong: 'size-not-number' });
    expect(sizeRuleOf({ ...typed, classes }, [])).toMatchObject({ rule: { currency: null } });
    expect(sizeRuleDraft(rule, definition)).toMatchObject({ rootId: 'ages', supersedes: ['one', 'other'] });
  });
});
