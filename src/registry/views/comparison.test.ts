import { expect, test } from 'vitest';
import { comparisonRows, mergeDraft, pairKey, type Pair, type Side } from './comparison.ts';

const A = '01900000-0000-7000-8000-00000000000a';
const B = '01900000-0000-7000-8000-00000000000b';

function side(id: string, changes: Partial<Side> = {}): Side {
  return {
    id,
    givenNames: 'Lidia',
    surnames: 'Mamani Condori',
    sex: 'woman',
    birthYear: 1987,
    ageBand: null,
    department: '02',
    municipality: '020105',
    documentMasked: null,
    phoneMasked: null,
    organisationId: null,
    organisationName: null,
    organisationKind: null,
    recordCount: 1,
    indigenous: null,
    disability: null,
    languages: [],
    phonesMasked: [],
    emailMasked: null,
    sources: {},
    consents: [],
    registeredFrom: null,
    registeredAt: '2026-11-01T12:00:00.000Z',
    ...changes,
  };
}

function pair(b: Partial<Side>): Pair {
  return {
    a: side(A),
    b: side(B, b),
    sharedSessions: [],
    score: 84,
    explanation: [
      { field: 'givenNames', points: 32, reason: 'equal' },
      { field: 'surnames', points: 54, reason: 'equal' },
      { field: 'rule', points: -2, reason: 'needs-a-person' },
    ],
  };
}

test('the points of the rows add up to the score', () => {
  const rows = comparisonRows(pair({}));

  expect(rows.reduce((total, row) => total + row.points, 0)).toBe(84);
});

test('a value is chosen only where the two differ, and the known one stands by default', () => {
  const draft = mergeDraft(pair({ sex: 'unknown', surnames: 'Mamani C.' }), {});

  expect(draft.payload['chosen']).toEqual({ name: A, sex: A });
});

test('the value of the second record stands where the user says so, department and municipality together', () => {
  const draft = mergeDraft(pair({ birthYear: 1988, municipality: '020101' }), { birthYear: 'b', place: 'b' });

  expect(draft.payload['chosen']).toEqual({ birthYear: B, department: B, municipality: B });
});

test('what only the second record knows stands without being asked', () => {
  const draft = mergeDraft(pair({ documentMasked: '•••• 118' }), {});

  expect(draft.payload['chosen']).toEqual({ document: B });
});

test('what people say of themselves is compared where one of them says it, and chosen where they differ', () => {
  expect(comparisonRows(pair({})).map(({ key }) => key)).not.toContain('languages');
  const asked = pair({ indigenous: 'yes', languages: ['ay', 'es'] });
  expect(comparisonRows(asked).filter(({ key }) => key === 'indigenous' || key === 'languages').map(({ a, b }) => [a, b])).toEqual([[null, 'Sí'], [null, 'Aymara, Castellano']]);
  expect(mergeDraft(asked, { languages: 'a' }).payload['chosen']).toEqual({ indigenous: B, languages: A });
});

test('a pair has one key, whichever record comes first', () => {
  const there = pair({});

  expect(pairKey({ ...there, a: there.b, b: there.a })).toBe(pairKey(there));
});

test('contacts are chosen whole, by all that is in them', () => {
  const both = pair({ phonesMasked: ['•••••567', '•••••344'], emailMasked: 'm•••@correo.example' });
  const withPhone = { ...both, a: { ...both.a, phonesMasked: ['•••••567'] } };
  expect(comparisonRows(withPhone).find(({ key }) => key === 'contact')).toMatchObject({ a: '•••••567', b: '•••••567, •••••344, m•••@correo.example', choosable: true });
});

test('a value that another record of the same person says is chosen by that record', () => {
  const C = '01900000-0000-7000-8000-00000000000c';
  const both = pair({ sex: 'man' });
  expect(mergeDraft({ ...both, a: { ...both.a, sources: { sex: C } } }, {}).payload['chosen']).toEqual({ sex: C });
});

test('a band of ages is shown, and gives way to a year without being asked', () => {
  const band = { fromYears: 30, toYears: 35, statedOn: '2021-10-14' };
  const born = (a: Partial<Side>, b: Partial<Side>) => comparisonRows({ ...pair(b), a: side(A, a) }).find(({ key }) => key === 'birthYear');
  expect(born({ birthYear: null, ageBand: band }, {})).toMatchObject({ a: '30 a 35 años', b: '1987', choosable: false });
  expect(born({ birthYear: null, ageBand: band }, { birthYear: null })).toMatchObject({ a: '30 a 35 años', b: null, choosable: true });
});

test('what both allowed is shown and not chosen: of each purpose the last that was said stands', () => {
  const consents = [{ purpose: 'photo' as const, given: false, statedOn: '2021-10-01' }];
  expect(comparisonRows(pair({})).some(({ key }) => key === 'consents')).toBe(false);
  expect(comparisonRows(pair({ consents })).find(({ key }) => key === 'consents')).toMatchObject({ a: null, b: 'Tomarle fotos: no, 01/10/2021', choosable: false });
});
