/** One's own page says of somebody with several records what their page in the registry says. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draft, named, person, secret } from '../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { readOwnPage } from './members-contract.ts';
import { findUserByName, insertMembership } from './queries.ts';

let served: ServedHouse;
let mario: Actor;
let pepa: Actor;
/** Ids in order, so that without a choice the first would stand. */
const one = person('Quispe, Lucia', { sex: 'man', birthYear: 1980 }, {
  id: '00000000-0000-4000-8000-000000000001',
  private: { name: secret(named('Lucia', 'Quispe')), document: secret({ number: '1111111', complement: null, issuedIn: 'LP' }), contact: secret({ phones: [{ kind: 'mobile', number: '70011111' }], email: null }) },
});
const other = person('Quispe Rota, Lucía', { sex: 'woman', birthYear: 1985 }, {
  id: '00000000-0000-4000-8000-000000000002',
  private: { name: secret(named('Lucía', 'Quispe Rota')), document: secret({ number: '2222222', complement: null, issuedIn: 'CB' }), contact: secret({ phones: [{ kind: 'mobile', number: '70022222' }], email: 'lucia@ejemplo.bo' }) },
});
const chosen = Object.fromEntries(['name', 'sex', 'birthYear', 'document', 'contact'].map((field) => [field, other.id]));

beforeAll(async () => {
  served = await servedHouse();
  mario = await served.as('mario');
  const merge = draft('registry.people-merged', { personIds: [one.id, other.id], score: null, explanation: [], chosen, decidedBy: 'person' });
  const { text } = await mario.post(`${served.base}/entries`, { entries: [one, other, merge] });
  expect(text).not.toContain('refused');
  await insertMembership(served.house.pool, (await findUserByName(served.house.pool, 'pepa'))?.id ?? '', served.programme.id, 'participant', { personId: one.id });
  pepa = await served.as('pepa');
});
afterAll(() => served.close());

test('whatever a merge chose stands on one’s own page, too', async () => {
  const stands = { givenNames: 'Lucía', surnames: 'Quispe Rota', sex: 'woman', birthYear: 1985 };
  expect((await mario.get(`${served.base}/people/${one.id}`)).body).toMatchObject(stands);
  const { person: own } = readOwnPage.answer.parse((await pepa.get(`${served.base}/own-page`)).body);
  expect(own).toMatchObject({ ...stands, document: '2222222 CB', phone: '70022222', email: 'lucia@ejemplo.bo' });
});
