/** A reader who is narrowed to a partner finds people by what the records they see say, and finds out nothing of the others. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ageGroups, attendance, correction, draft, named, organisation, person, peopleMerged, process, secret, session } from '../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { pageAmong } from './list-queries.ts';
import { searchedBy } from './list-search.ts';

let served: ServedHouse;
let alicia: Actor;
let pilar: Actor;

const course = process('DELSOCIO', { partnerId: PARTNER_A });
const day = session(course.id, 1);
const firm = organisation('Tejidos del Sur', 'enterprise');
/** Came to the partner's course, where little was written down. */
const ofPartner = person('Mamani, Rosa', { birthYear: 1990 }, { private: { name: secret(named('Rosa', 'Mamani')), document: secret({ number: '5551234', complement: null, issuedIn: null }) } });
/** Who she is to the others. */
const ofOthers = person('Quispe, Rosana', { sex: 'woman', birthYear: 1970, department: '02', municipality: '020105' }, {
  private: {
    name: secret(named('Rosana', 'Quispe')),
    document: secret({ number: '4831027', complement: null, issuedIn: 'LP' }),
    contact: secret({ phones: [{ kind: 'mobile', number: '71234567' }], email: 'rosana@ejemplo.bo' }),
  },
});

beforeAll(async () => {
  served = await servedHouse();
  [alicia, pilar] = [await served.as('alicia'), await served.as('pilar')];
  const partner = { ...organisation('Centro del Sur', 'implementing-partner'), id: PARTNER_A };
  const second = person('Zurita, Eulalia');
  const came = attendance({ processId: course.id, sessionId: day.id, personId: ofPartner.id, organisationId: null }, 60);
  const chosen = Object.fromEntries(['name', 'birthYear', 'document'].map((field) => [field, ofOthers.id]));
  const alsoCame = attendance({ processId: course.id, sessionId: day.id, personId: second.id, organisationId: null }, 60);
  const holds = draft('registry.role-recorded', { personId: ofOthers.id, organisationId: firm.id, from: '2020-01-01', to: null });
  const allows = draft('registry.consent-stated', { personId: ofOthers.id, purpose: 'publication', given: true, statedOn: '2021-03-01' });
  const joined = peopleMerged(ofPartner.id, ofOthers.id);
  const steps = [[ofPartner, ofOthers, second, firm, partner, course, day, ageGroups([[16, 40], [41, null]])], [came, alsoCame, holds, allows], [{ ...joined, payload: { ...joined.payload, chosen } }]];
  for (const entries of steps) expect((await alicia.post(`${served.base}/entries`, { entries })).text).not.toContain('refused');
});
afterAll(() => served.close());

async function isFound(who: Actor, query: string): Promise<boolean> {
  const reply = await who.get(`${served.base}/people?${query}`);
  expect(reply.status, reply.text).toBe(200);
  const { items, total } = z.object({ items: z.array(z.object({ id: z.string() })), total: z.number() }).parse(reply.body);
  expect(items).toHaveLength(total);
  return items.some(({ id }) => [ofPartner.id, ofOthers.id].includes(id));
}

const SAID_BY_SEEN = ['', 'q=mamani', 'q=rosa', 'q=5551234', 'q=55512', 'q=1234', 'ageBand=16-40', 'role=none', 'consent=publication:unasked'];
const SAID_BY_OTHERS = ['q=quispe', 'q=rosana', 'q=4831027', 'q=483', 'q=027', 'q=71234567', 'q=rosana@ejemplo.bo', 'q=quispe mamani', 'sex=woman', 'department=02', 'municipality=020105', 'ageBand=41-', 'role=enterprise', 'consent=publication:yes'];

test('whoever is not narrowed finds a person by all their records', async () => {
  for (const query of SAID_BY_OTHERS) expect(await isFound(alicia, query), query).toBe(true);
});

test('whoever is narrowed does not find a person by what only records of others say', async () => {
  for (const query of SAID_BY_OTHERS) expect(await isFound(pilar, query), query).toBe(false);
});

test('and finds them by what the record says that they see, unless another value stands', async () => {
  const found = [];
  for (const query of SAID_BY_SEEN) if (await isFound(pilar, query)) found.push(query);
  // Born in 1970 is what stands: such a list would contradict every figure.
  expect(found).toEqual(SAID_BY_SEEN.filter((query) => query !== 'ageBand=16-40'));
});

test('where the next page begins says nothing of what stands', async () => {
  const page = async (): Promise<string> => z.object({ next: z.string().nullable() }).parse((await pilar.get(`${served.base}/people?limit=1`)).body).next ?? '';
  const next = await page();
  expect(next).not.toBe('');
  const plain = Buffer.from(next, 'base64url').toString('latin1');
  for (const word of ['quispe', 'rosana', 'eulalia']) expect(plain).not.toContain(word);
});

test('conflicts of a person are not found by a name that only others know', async () => {
  const { id } = served.programme;
  const found = async (who: Actor, q: string): Promise<number> => z.object({ total: z.number() }).parse((await who.get(`${served.base}/conflicts?q=${q}`)).body).total;
  const fix = (name: string, by: Actor) => by.post(`${served.base}/entries`, { entries: [correction(ofPartner, { sex: name })] });
  expect([(await fix('man', alicia)).status, (await fix('woman', alicia)).status]).toEqual([200, 200]);
  const { rows } = await served.database.owner.query('select root_id from divergence where programme_id = $1 and to_position is null', [id]);
  expect(rows).toHaveLength(1);
  expect([await found(alicia, 'quispe'), await found(alicia, 'mamani')]).toEqual([1, 1]);
  expect([await found(pilar, 'quispe'), await found(pilar, 'mamani')]).toEqual([0, 1]);
});

test('the same where the partner has so many people that lines are looked at one by one', async () => {
  const found = await inProgramme(
    served.house.pool,
    served.programme.id,
    async (client) => {
      const of = async (text: string): Promise<number> => {
        const filter = { ...(await searchedBy(client, served.programme.id, text)), sex: null, department: null, municipality: null, born: null, consent: null, role: null };
        return (await pageAmong(client, served.programme.id, filter, { sort: 'name', descending: false, after: null, limit: 10 }, 'many')).lines.length;
      };
      return [await of('mamani'), await of('quispe'), await of('5551234'), await of('4831027')];
    },
    { scope: PARTNER_A },
  );
  expect(found).toEqual([1, 0, 1, 0]);
});
