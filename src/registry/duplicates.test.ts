/** The queue of possible duplicates, over HTTP, with the figures that follow. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { attendance, correction, draft, organisation, person, process, secret, session, withdrawal } from '../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { indicator } from '../../test/cast/indicators.ts';
import type { Draft } from '../ledger/entry.ts';

let served: ServedHouse;
let mario: Actor;
const course = process('D1');
const [first, second] = [session(course.id, 1), session(course.id, 2)];
const zenobia = person('Uriona Tellería, Zenobia', { sex: null });
const zenobiaToo = person('URIONA TELLERIA, ZENOBIA', { sex: 'woman' });
const cai = organisation('Confecciones Boltexmi S.R.L.', 'enterprise');
const caiToo = organisation('CONFECCIONES BOLTEXMI SRL', 'enterprise');

beforeAll(async () => {
  served = await servedHouse();
  mario = await served.as('mario');
  await send(
    indicator('TRAINED', { filter: {} }),
    indicator('FIRMS', { filter: {}, cases: { rule: 'each-fact' }, aggregate: { kind: 'distinct', of: 'organisation' }, unit: 'organisations' }),
    course, first, second, zenobia, zenobiaToo, cai, caiToo,
    attendance({ processId: course.id, sessionId: first.id, personId: zenobia.id, organisationId: cai.id }, 100),
    attendance({ processId: course.id, sessionId: second.id, personId: zenobiaToo.id, organisationId: caiToo.id }, 100),
  );
  for (const what of ['people', 'organisations']) await searched(what);
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional() })) });
async function send(...entries: Draft[]): Promise<string[]> {
  const actor = await served.as('mario');
  const reply = await actor.post(`${served.base}/entries`, { entries });
  return answers.parse(reply.body).answers.map(({ answer, code }) => code ?? answer);
}

const state = z.object({ state: z.string(), lookedAt: z.number(), total: z.number(), suggested: z.number() });
async function searched(what: string): Promise<z.output<typeof state>> {
  const path = `${served.base}/duplicate-search?what=${what}`;
  await mario.post(path);
  for (;;) {
    const found = state.parse((await mario.get(path)).body);
    if (found.state !== 'running') return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const queue = z.object({
  items: z.array(z.object({ a: z.object({ id: z.string() }), b: z.object({ id: z.string() }), score: z.number(), explanation: z.array(z.object({ points: z.number() })) })),
  total: z.number(),
  next: z.string().nullable(),
});
async function waiting(path: string): Promise<z.output<typeof queue>> {
  return queue.parse((await mario.get(`${served.base}/${path}`)).body);
}

async function valueOf(code: string): Promise<number | null> {
  const reply = await mario.get(`${served.base}/indicators/${code}/figure`);
  return z.object({ value: z.number().nullable() }).parse(reply.body).value;
}

function merged(one: Draft, other: Draft, more: Partial<Draft> = {}): Draft {
  const payload = { personIds: [one.id, other.id], score: null, explanation: [], chosen: {}, decidedBy: 'person' };
  return draft('registry.people-merged', payload, more);
}
function united(one: Draft, other: Draft): Draft {
  return draft('registry.organisations-merged', { organisationIds: [one.id, other.id], score: null, explanation: [], chosen: {} });
}

describe('a look through the registry', () => {
  test('finds the pair of people and the pair of organisations, with lines that add up', async () => {
    for (const path of ['duplicates', 'organisation-duplicates']) {
      const { items, total } = await waiting(path);
      expect([path, items.length, total]).toEqual([path, 1, 1]);
      expect(items[0]?.explanation.reduce((sum, { points }) => sum + points, 0)).toBe(items[0]?.score);
    }
  });

  test('says how far it is, and looks at everybody once', async () => {
    expect(await searched('people')).toEqual({ state: 'done', lookedAt: 2, total: 2, suggested: 1 });
  });

  test('is found by words and by its score, and not outside them', async () => {
    expect((await waiting('duplicates?q=zenobia')).total).toBe(1);
    expect((await waiting('duplicates?q=nadie')).total).toBe(0);
    expect((await waiting('duplicates?scoreMin=85')).total).toBe(0);
    expect((await waiting('organisation-duplicates?q=boltexmi')).total).toBe(1);
  });
});

describe('deciding', () => {
  test('people united are counted once, and twice again when the union is withdrawn', async () => {
    // Each sat in one of two sessions of 100 minutes; the threshold is 80 percent.
    expect(await valueOf('TRAINED')).toBe(0);
    const union = merged(zenobia, zenobiaToo);
    expect(await send(union)).toEqual(['accepted']);
    expect([await valueOf('TRAINED'), (await waiting('duplicates')).total]).toEqual([1, 0]);
    await send(withdrawal(union));
    expect([await valueOf('TRAINED'), (await waiting('duplicates')).total]).toEqual([0, 1]);
  });

  test('organisations united are one in figures and lists, the fact names its own, and the evidence says so', async () => {
    expect(await valueOf('FIRMS')).toBe(2);
    const union = united(cai, caiToo);
    await send(union);
    expect([await valueOf('FIRMS'), (await waiting('organisation-duplicates')).total]).toEqual([1, 0]);
    const list = await mario.get(`${served.base}/organisations?q=boltexmi`);
    expect(z.object({ total: z.number() }).parse(list.body).total).toBe(1);
    const evidence = await mario.get(`${served.base}/indicators/FIRMS/evidence?status=all`);
    const named = z.object({ items: z.array(z.object({ organisationName: z.string(), organisationUnited: z.string().nullable() })) }).parse(evidence.body);
    expect(named.items.map(({ organisationName }) => organisationName).toSorted()).toEqual(['CONFECCIONES BOLTEXMI SRL', 'Confecciones Boltexmi S.R.L.']);
    expect(named.items.filter(({ organisationUnited }) => organisationUnited !== null)).toHaveLength(1);
    await send(withdrawal(union));
    expect(await valueOf('FIRMS')).toBe(2);
  });

  test('not the same is remembered, and can be taken back', async () => {
    const distinction = draft('registry.people-distinguished', { personIds: [zenobia.id, zenobiaToo.id] });
    await send(distinction);
    await searched('people');
    expect((await waiting('duplicates')).total).toBe(0);
    const said = z.object({ items: z.array(z.object({ entryId: z.string(), names: z.array(z.string()) })) });
    expect(said.parse((await mario.get(`${served.base}/distinctions`)).body).items[0]?.entryId).toBe(distinction.id);
    await send(withdrawal(distinction));
    await searched('people');
    expect((await waiting('duplicates')).total).toBe(1);
  });

  test('I do not know sends a pair to the end, page by page', async () => {
    const more = [person('Veizaga Ureña, Plácida'), person('Veizaga Ureña, Placida')];
    await send(...more);
    await searched('people');
    const before = await waiting('duplicates?limit=1');
    expect([before.total, before.items.length]).toEqual([2, 1]);
    const [pair] = before.items;
    await mario.post(`${served.base}/duplicates/postponed`, { ids: [pair?.a.id, pair?.b.id] });
    const after = await waiting('duplicates?limit=1');
    expect(after.items[0]?.a.id).not.toBe(pair?.a.id);
    const rest = await waiting(`duplicates?limit=1&after=${encodeURIComponent(after.next ?? '')}`);
    expect([rest.items[0]?.a.id, rest.next]).toEqual([pair?.a.id, null]);
  });
});

describe('what is refused', () => {
  test('a record with itself', async () => {
    expect(await send(merged(zenobia, zenobia))).toEqual(['merge-with-itself']);
    expect(await send(united(cai, cai))).toEqual(['merge-with-itself']);
  });

  test('one that takes a value from a record of somebody else', async () => {
    const [one, other, third] = [person('Peredo, Flor'), person('Peredo, Florinda'), person('Zuna, Otro', { sex: 'man' })];
    await send(one, other, third);
    const choosing = (id: string) => ({ ...merged(one, other), payload: { ...merged(one, other).payload, chosen: { sex: id } } });
    expect(await send(choosing(third.id))).toEqual(['chosen-of-another']);
    expect(await send(choosing(other.id))).toEqual(['accepted']);
  });

  test('two who sat in one session, unless somebody says why', async () => {
    const [one, other] = [person('Peredo, Luz'), person('Peredo, Luzmila')];
    const both = [one, other].map(({ id }) => attendance({ processId: course.id, sessionId: first.id, personId: id }, 50));
    await send(one, other, ...both);
    expect(await send(merged(one, other))).toEqual(['same-session-needs-reason']);
    expect(await send(merged(one, other, { private: { note: secret('Entró dos veces a la llamada.') } }))).toEqual(['accepted']);
  });

  test('two of one session in a batch that no import wrote, too', async () => {
    const [one, other] = [person('Cuenca, Sol'), person('Cuenca, Soledad')];
    const both = [one, other].map(({ id }) => attendance({ processId: course.id, sessionId: first.id, personId: id }, 50));
    await send(one, other, ...both);
    expect(await send(merged(one, other, { batchId: randomUUID() }))).toEqual(['same-session-needs-reason']);
  });

  test('nothing of a ring: each edge stands by itself, and taking one away leaves the others', async () => {
    const three = ['A', 'B', 'C'].map((letter) => person(`Vaca${letter}, Ring`));
    const [a, b, c] = three;
    if (a === undefined || b === undefined || c === undefined) throw new Error('Three were made.');
    const edges = [merged(a, b), merged(b, c), merged(c, a)];
    await send(...three, ...edges);
    const records = async (): Promise<number> => {
      const reply = await mario.get(`${served.base}/people/${a.id}`);
      return z.object({ recordCount: z.number() }).parse(reply.body).recordCount;
    };
    expect(await records()).toBe(3);
    await send(withdrawal(edges[0] ?? a));
    expect(await records()).toBe(3);
    await send(withdrawal(edges[2] ?? a));
    expect(await records()).toBe(1);
  });
});

const since = z.object({
  items: z.array(
    z.object({
      entryId: z.string(),
      recordId: z.string(),
      versions: z.array(z.object({ supersedes: z.array(z.string()), occurredOn: z.string(), payload: z.record(z.string(), z.unknown()) })),
    }),
  ),
});
async function sinceMergeOf(union: Draft) {
  return since.parse((await mario.get(`${served.base}/merges/${union.id}/since`)).body).items;
}
/** What gives an item to another record, as the page writes it. */
async function givenTo(record: Draft, union: Draft): Promise<Draft[]> {
  const [item] = await sinceMergeOf(union);
  return (item?.versions ?? [])
    .filter(({ payload }) => payload['personId'] !== record.id)
    .map(({ supersedes, occurredOn, payload }) =>
      draft('events.attendance-recorded', { ...payload, personId: record.id }, { rootId: item?.entryId ?? '', supersedes, occurredOn }),
    );
}
async function sessionsOf({ id }: Draft): Promise<number> {
  const { attendance: rows } = z.object({ attendance: z.array(z.object({ sessionsAttended: z.number() })) }).parse((await mario.get(`${served.base}/people/${id}`)).body);
  return rows[0]?.sessionsAttended ?? 0;
}

describe('a separation', () => {
  test('is told what was recorded since, and gives it to the right record in one step', async () => {
    const [one, other] = [person('Marquina, Iris'), person('Marquina, Iris Belén')];
    const union = merged(one, other);
    const before = attendance({ processId: course.id, sessionId: first.id, personId: one.id }, 100);
    await send(one, other, before, union);
    const after = attendance({ processId: course.id, sessionId: second.id, personId: one.id }, 100);
    await send(after);
    const items = await sinceMergeOf(union);
    expect(items.map(({ entryId, recordId }) => [entryId, recordId])).toEqual([[after.id, one.id]]);
    expect(await send(withdrawal(union), ...(await givenTo(other, union)))).toEqual(['accepted', 'accepted']);
    expect([await sessionsOf(one), await sessionsOf(other)]).toEqual([1, 1]);
    expect(await sinceMergeOf(union)).toEqual([]);
  });

  test('gives every version that stands, and decides nothing that is in conflict between them', async () => {
    const [one, other] = [person('Alanoca, Delia'), person('Alanoca, Delia Inés')];
    const union = merged(one, other);
    await send(one, other, union);
    const entry = attendance({ processId: course.id, sessionId: second.id, personId: one.id }, 100);
    // Two who had not seen each other: 80 minutes, or 90.
    const [eighty, ninety] = [correction(entry, { durationMinutes: 80 }), correction(entry, { durationMinutes: 90 })];
    await send(entry, eighty, ninety);
    expect((await sinceMergeOf(union))[0]?.versions.map(({ supersedes }) => supersedes)).toEqual([[eighty.id], [ninety.id]]);
    const given = await givenTo(other, union);
    expect(await send(withdrawal(union), ...given)).toEqual(['accepted', 'accepted', 'accepted']);
    expect([await sessionsOf(one), await sessionsOf(other)]).toEqual([0, 1]);
    const conflict = z.object({ fields: z.array(z.object({ field: z.string(), values: z.array(z.object({ value: z.unknown() })) })), payload: z.object({ personId: z.string() }).loose() });
    const open = conflict.parse((await mario.get(`${served.base}/conflicts/${entry.id}`)).body);
    expect(open.fields.map(({ field, values }) => [field, values.map(({ value }) => value)])).toEqual([['payload.durationMinutes', [80, 90]]]);
    expect(open.payload.personId).toBe(other.id);
  });

  test('knows whose an entry is where a later version had not seen that it was given to the other, and can give it back', async () => {
    const [one, other] = [person('Yujra, Nora'), person('Yujra, Nora Luz')];
    const union = merged(one, other);
    await send(one, other, union);
    const entry = attendance({ processId: course.id, sessionId: second.id, personId: one.id }, 100);
    await send(entry, correction(entry, { personId: other.id }), correction(entry, { durationMinutes: 90 }));
    // The last version still says the first record; together they say the other, and 90 minutes.
    expect((await sinceMergeOf(union))[0]?.recordId).toBe(other.id);
    await send(...(await givenTo(one, union)), withdrawal(union));
    expect([await sessionsOf(one), await sessionsOf(other)]).toEqual([1, 0]);
  });

  test('does not lose what stands beside a withdrawal: who says whose it is says that it is there', async () => {
    const [one, other] = [person('Tola, Rita'), person('Tola, Rita Paz')];
    const union = merged(one, other);
    await send(one, other, union);
    const entry = attendance({ processId: course.id, sessionId: second.id, personId: one.id }, 100);
    await send(entry, correction(entry, { durationMinutes: 90 }), withdrawal(entry));
    await send(...(await givenTo(other, union)), withdrawal(union));
    expect([await sessionsOf(one), await sessionsOf(other)]).toEqual([0, 1]);
  });
});

test('an organisation about to be registered is shown the one that is there', async () => {
  const body = { name: 'Conf. Boltexmi', acronym: null, organisationKind: 'enterprise', municipality: null, taxNumber: null };
  const found = z.object({ items: z.array(z.object({ organisation: z.object({ name: z.string() }), score: z.number() })) });
  const path = `${served.base}/organisation-candidates`;
  expect(found.parse((await mario.post(path, body)).body).items.length).toBeGreaterThan(0);
  expect(found.parse((await mario.post(path, { ...body, name: 'Panadería Wiñay' })).body).items).toEqual([]);
  expect((await (await served.as('elena')).post(path, body)).status).toBe(403);
});

test('an organisation is met by its telephone and e-mail, also after a correction that says nothing of them', async () => {
  const contact = { persons: [{ name: 'Wara Condori', position: null, phone: '70000001' }], phones: [{ kind: 'landline', number: '2 2998877' }, { kind: 'mobile', number: '70112233' }], email: 'info@illampu.bo', address: null };
  const firm = organisation('Cueros Illampu', 'enterprise', {}, { private: { contact: secret(contact) } });
  await send(firm);
  const found = z.object({ items: z.array(z.object({ organisation: z.object({ name: z.string() }), score: z.number(), explanation: z.array(z.object({ field: z.string(), reason: z.string() })) })) });
  const ask = async (more: object) => {
    const body = { name: 'Textiles Illampu', acronym: null, organisationKind: 'enterprise', municipality: null, taxNumber: null, ...more };
    return found.parse((await mario.post(`${served.base}/organisation-candidates`, body)).body).items.map(({ organisation: { name } }) => name);
  };
  expect(await ask({})).toEqual([]);
  expect(await ask({ phone: '+591 70112233' })).toEqual(['Cueros Illampu']);
  expect(await ask({ phone: '22998877', email: 'INFO@illampu.bo' })).toEqual(['Cueros Illampu']);
  // Of somebody who works there: not the firm's own.
  expect(await ask({ phone: '70000001' })).toEqual([]);
  await send(correction(firm, { ...firm.payload, name: 'Cueros Finos Illampu' }));
  expect(await ask({ phone: '70112233' })).toEqual(['Cueros Finos Illampu']);
  expect(await ask({ phone: '22998877', email: 'info@illampu.bo' })).toEqual(['Cueros Finos Illampu']);
});

test('a side shows what stands of the whole person, which record says it, and contacts as far as they tell two apart', async () => {
  const called = (given: string) => secret({ givenNames: given, paternal: 'Illatarco', maternal: 'Yampasi', married: null, surnames: null });
  const contact = secret({ phones: [{ kind: 'mobile', number: '70011222' }, { kind: 'landline', number: '2244668' }], email: 'quintina@correo.example' });
  const [one, other, third] = [person('', {}, { private: { name: called('Quintina'), contact } }), person('', { sex: 'woman' }, { private: { name: called('Quintina') } }), person('', {}, { private: { name: called('Quintina') } })];
  const [firm, firmToo] = ['ILLATARCO TEJIDOS SRL', 'Illatarco Tejidos S.R.L.'].map((name, at) =>
    organisation(name, 'enterprise', { taxNumber: '1020304021' }, { private: { contact: secret({ persons: [{ name: 'Ana', position: null, phone: `7100000${at}` }], phones: [], email: `i${at}@correo.example`, address: null }) } }));
  if (firm === undefined || firmToo === undefined) throw new Error('There are two.');
  await send(one, other, merged(one, other), third, firm, firmToo);
  for (const what of ['people', 'organisations']) await searched(what);
  const said = { sex: 'woman', phonesMasked: ['•••••222', '••••668'], emailMasked: 'q•••@correo.example', sources: { sex: other.id, contact: one.id } };
  const { items } = z.object({ items: z.array(z.object({ a: z.object({ id: z.string() }).loose(), b: z.object({ id: z.string() }).loose() })) }).parse((await mario.get(`${served.base}/duplicates?q=illatarco`)).body);
  expect(items.length).toBeGreaterThan(0);
  for (const { a, b } of items) expect([a, b].find(({ id }) => id !== third.id)).toMatchObject(said);
  const pairs = (await mario.get(`${served.base}/organisation-duplicates?q=illatarco`)).text;
  for (const masked of ['•••••000', '•••••001', 'i•••@correo.example']) expect(pairs).toContain(masked);
  expect(pairs).not.toContain('7100000');
});

test('the donor sees no queue and begins no search', async () => {
  const elena = await served.as('elena');
  for (const path of ['duplicates', 'organisation-duplicates', 'distinctions', 'organisation-distinctions', 'duplicate-search?what=people', `merges/${cai.id}/since`]) {
    expect([path, (await elena.get(`${served.base}/${path}`)).status]).toEqual([path, 403]);
  }
  for (const path of ['duplicate-search?what=people', 'duplicates/postponed', 'organisation-duplicates/postponed']) {
    expect([path, (await elena.post(`${served.base}/${path}`, { ids: [cai.id, caiToo.id] })).status]).toEqual([path, 403]);
  }
  expect((await elena.post(`${served.base}/entries`, { entries: [united(cai, caiToo)] })).text).toContain('forbidden');
});
