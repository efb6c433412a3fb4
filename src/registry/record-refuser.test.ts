/** What cannot be so is refused at the door, whoever sends it; what is only odd goes in. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { correction, draft, named, organisation, person, secret } from '../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import type { Draft } from '../ledger/entry.ts';

let served: ServedHouse;
let alicia: Actor;

const ana = person('Quispe, Ana');
const shop = organisation('Tienda');
const role = (from: string | null, to: string | null) => draft('registry.role-recorded', { personId: ana.id, organisationId: shop.id, from, to });
const called = (givenNames: string, surnames: string) => ({ private: { name: secret(named(givenNames, surnames)) } });
const born = (day: string) => person('Luna, Eva', {}, { private: { name: secret(named('Eva', 'Luna')), birthDate: secret(day) }, occurredOn: '2020-10-14' });

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  expect(await answersTo(ana, shop)).toEqual(['accepted', 'accepted']);
});
afterAll(() => served.close());

/** Code of each refusal, else the answer. */
async function answersTo(...entries: Draft[]): Promise<(string | undefined)[]> {
  const reply = await alicia.post(`${served.base}/entries`, { entries });
  return [...reply.text.matchAll(/"answer":"([a-z-]+)"(?:,"code":"([a-z-]+)")?/g)].map(([, answer, code]) => code ?? answer);
}

test('a name of which nothing shows', async () => {
  const nothing = '\u200b\u202e\u00ad';
  expect(await answersTo(person('x', {}, called(nothing, 'Luna')), organisation(nothing))).toEqual(['name-shows-nothing', 'name-shows-nothing']);
  expect(await answersTo(person('x', {}, called('Lu\u200bna', '')), organisation('T'))).toEqual(['accepted', 'accepted']);
});

test('a birth after the registration', async () => {
  expect(await answersTo(born('2020-10-15'), born('2020-10-14'))).toEqual(['born-after-registration', 'accepted']);
});

test('a year of birth that is not that of the date', async () => {
  const inYear = (birthYear: number) => ({ ...born('1990-05-01'), payload: { ...born('1990-05-01').payload, birthYear } });
  expect(await answersTo(inYear(1991), inYear(1990))).toEqual(['birth-year-differs', 'accepted']);
});

test('a municipality that there is not, or of another department', async () => {
  const at = (department: string | null, municipality: string | null) => person('Luna, Eva', { department, municipality });
  expect(await answersTo(at('02', '029999'), at('03', '020105'), at('02', '020105'), at(null, '020105'), at('03', null))).toEqual([
    'unknown-place', 'place-of-another-department', 'accepted', 'accepted', 'accepted',
  ]);
  expect(await answersTo(organisation('Otra', 'employers', { department: '03', municipality: '020105' }))).toEqual(['place-of-another-department']);
  expect(await answersTo({ ...correction(ana, { ...ana.payload, department: '03', municipality: '020105' }), schemaVersion: 2 })).toEqual(['place-of-another-department']);
});

test('a position that ends before it begins', async () => {
  expect(await answersTo(role('2022-01-01', '2020-01-01'), role('2020-01-01', '2020-01-01'), role(null, '2020-01-01'))).toEqual([
    'ends-before-it-begins', 'accepted', 'accepted',
  ]);
});
