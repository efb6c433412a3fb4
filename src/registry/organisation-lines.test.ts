import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { attendance, correction, draft, organisation, person, process, secret, session, withdrawal } from '../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { REBUILD } from '../app/catalogue.ts';
import type { Draft, DraftInput } from '../ledger/entry.ts';

let served: ServedHouse;
let alicia: Actor;

/** Ids in this order: of records united, the first stands where nothing was chosen. */
const [first, second, third] = [
  '00000000-0000-4000-8000-00000000000a',
  '00000000-0000-4000-8000-00000000000b',
  '00000000-0000-4000-8000-00000000000c',
] as const;
const reached = (number: string) => ({ persons: [], phones: [{ kind: 'landline', number }], email: null, address: null });
const short = organisation('CADECO', 'other', { sector: '94' }, { id: first, private: { contact: secret(reached('2 2220001')) } });
const long = organisation('Cámara de Comercio', 'employers', { department: '02', municipality: '020101', taxNumber: '1023456', acronym: 'CADECO', exports: 'no' }, {
  id: second,
  private: { contact: secret(reached('2 2220002')) },
});
const oruro = organisation('Asociación Oruro', 'producers-association', { department: '04' }, { id: third });
const rosa = person('Mamani, Rosa', { sex: 'woman' });
const course = process('LINEAS');
const day = session(course.id, 1);
const size = (organisationId: string, workersWomen: number, occurredOn: string) =>
  draft('registry.organisation-sized', {
    organisationId, workersWomen, workersMen: null, workersUnknown: null, annualSales: null, equity: null, currency: null, basis: 'records',
  }, { occurredOn });
const merged = draft('registry.organisations-merged', {
  organisationIds: [first, second], score: null, explanation: [], chosen: { name: second, organisationKind: second },
});

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  const bounds = (sizeClass: string, workersMax: number | null) => ({ sizeClass, workersMax, annualSalesMax: null, equityMax: null });
  await write(
    short, long, oruro, rosa, course, day,
    attendance({ processId: course.id, sessionId: day.id, personId: rosa.id, organisationId: first }, 60),
    draft('registry.role-recorded', { personId: rosa.id, organisationId: first, from: '2020-01-01', to: null }),
    draft('registry.size-rule-set', { name: 'Regla', from: '2018-01-01', source: 'Ley', verifiedOn: null, currency: null, classes: [bounds('micro', 9), bounds('small', null)] }),
    size(second, 12, '2020-02-01'),
  );
});
afterAll(() => served.close());

async function write(...entries: (Draft | DraftInput)[]): Promise<void> {
  const reply = await alicia.post(`${served.base}/entries`, { entries });
  expect(reply.body, reply.text).toMatchObject({ answers: entries.map(() => ({ answer: 'accepted' })) });
}

const pageSchema = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() }).loose()), total: z.number() });

async function names(query: string): Promise<string[]> {
  const page = pageSchema.parse((await alicia.get(`${served.base}/organisations?${query}`)).body);
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ name }) => name);
}

const KEPT = ['organisation_line', 'organisation_word', 'organisation_term'] as const;

async function lines(): Promise<string[]> {
  const kept = await Promise.all(
    KEPT.map((table) => served.database.owner.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t order by 1`)),
  );
  return kept.flatMap(({ rows }) => rows.map(({ row }) => row));
}

async function rebuiltAlike(): Promise<void> {
  const before = await lines();
  for (const table of KEPT) await served.database.owner.query(`delete from ${table}`);
  await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
  expect(await lines()).toEqual(before);
}

test('apart, each stands for itself', async () => {
  expect(await names('')).toEqual(['Asociación Oruro', 'CADECO', 'Cámara de Comercio']);
});

test('a role says what a correction of it must: its date and its versions, so that two corrections clash only over what they change', async () => {
  const roles = z.object({ roles: z.array(z.object({ entryId: z.string(), leaves: z.array(z.string()), occurredOn: z.string() }).loose()) });
  const [role] = roles.parse((await alicia.get(`${served.base}/people/${rosa.id}`)).body).roles;
  expect(role).toMatchObject({ occurredOn: '2020-10-14', leaves: [role?.entryId] });
  const say = (more: object) =>
    draft('registry.role-recorded', { personId: rosa.id, organisationId: first, from: '2020-01-01', to: null, ...more }, {
      occurredOn: role?.occurredOn ?? '', rootId: role?.entryId ?? '', supersedes: role?.leaves ?? [],
    });
  // Two who have not seen each other, on two days: one ends the role, the other says when it began.
  const reply = await alicia.post(`${served.base}/entries`, { entries: [say({ to: '2021-01-31' }), say({ from: '2019-06-01' })] });
  expect(reply.body).toMatchObject({ answers: [{ conflicts: [] }, { conflicts: [] }] });
  const [now] = roles.parse((await alicia.get(`${served.base}/people/${rosa.id}`)).body).roles;
  expect(now).toMatchObject({ from: '2019-06-01', to: '2021-01-31' });
  expect(now?.leaves).toHaveLength(2);
});

test('united, lists, search, filters and files show the chosen values, and where none was chosen the first known', async () => {
  await write(merged);
  expect(await names('')).toEqual(['Asociación Oruro', 'Cámara de Comercio']);
  expect(await names('direction=down')).toEqual(['Cámara de Comercio', 'Asociación Oruro']);
  expect(await names('q=cadeco')).toEqual(['Cámara de Comercio']);
  expect(await names('q=camara')).toEqual(['Cámara de Comercio']);
  expect(await names('kind=employers')).toEqual(['Cámara de Comercio']);
  expect(await names('kind=other')).toEqual([]);
  expect(await names('department=02')).toEqual(['Cámara de Comercio']);
  // Nobody chose the activity: only the first record says one.
  expect(await names('sector=94')).toEqual(['Cámara de Comercio']);
  // The size was stated of the second record.
  expect(await names('sizeClass=small')).toEqual(['Cámara de Comercio']);
  expect(await names('sizeClass=unknown')).toEqual(['Asociación Oruro']);
  const file = await alicia.post(`${served.base}/organisations/export`, { format: 'csv' });
  expect(file.text).toContain('Cámara de Comercio');
  expect(file.text).not.toMatch(/^"?CADECO/m);
});

test('the page of either record shows the whole organisation, and corrects the record itself', async () => {
  const page = await alicia.get(`${served.base}/organisations/${first}`);
  expect(page.body).toMatchObject({
    id: first, name: 'Cámara de Comercio', organisationKind: 'employers', taxNumber: '1023456', sizeClass: 'small',
    record: { id: first, name: 'CADECO', organisationKind: 'other', taxNumber: null },
    records: [{ id: first, name: 'CADECO' }, { id: second, name: 'Cámara de Comercio' }],
    sizes: [{ organisationId: second }],
    people: [{ surnames: 'Mamani' }],
    processes: [{ people: 1 }],
  });
  const other = await alicia.get(`${served.base}/organisations/${second}`);
  expect(other.body).toMatchObject({ id: second, name: 'Cámara de Comercio', sizeClass: 'small', people: [{ surnames: 'Mamani' }], record: { sector: null } });
});

test('contacts are shown of every record, each with whose it is, and that they were is kept of each', async () => {
  const kept = async () => (await served.database.owner.query<{ id: string }>('select organisation_id as id from disclosure order by 1')).rows.map(({ id }) => id);
  expect((await alicia.get(`${served.base}/organisations/${third}`)).body).toMatchObject({ hasContact: false, othersHaveContact: false });
  expect((await alicia.get(`${served.base}/organisations/${first}`)).body).toMatchObject({ hasContact: true, othersHaveContact: true });
  const shown = await alicia.post(`${served.base}/organisations/${first}/disclosure`);
  expect(shown.body).toEqual({
    contact: reached('2 2220001'),
    others: [{ id: second, name: 'Cámara de Comercio', contact: reached('2 2220002') }],
  });
  expect(await kept()).toEqual([first, second]);
  expect((await alicia.post(`${served.base}/organisations/${third}/disclosure`)).body).toEqual({ contact: null, others: [] });
  expect(await kept()).toEqual([first, second, third]);
});

test('people show their organisation under the name that stands for it', async () => {
  const page = await alicia.get(`${served.base}/people/${rosa.id}`);
  expect(page.body).toMatchObject({ organisationId: first, organisationName: 'Cámara de Comercio', organisationKind: 'employers', roles: [{ organisationId: first, organisationName: 'Cámara de Comercio', organisationKind: 'employers' }] });
});

test('a correction of the chosen record shows; a rebuild comes out the same', async () => {
  await write(correction(long, { ...long.payload, name: 'Cámara Nacional de Comercio' }));
  expect(await names('')).toEqual(['Asociación Oruro', 'Cámara Nacional de Comercio']);
  await rebuiltAlike();
});

test('a separation is told what was recorded since, and gives it to the right record in one step', async () => {
  const since = z.object({ items: z.array(z.object({ entryId: z.string(), kind: z.string(), recordId: z.string(), personName: z.string() }).loose()) });
  const read = async () => since.parse((await alicia.get(`${served.base}/organisation-merges/${merged.id}/since`)).body).items;
  // What was there before the merge is nobody's question.
  expect(await read()).toEqual([]);
  const role = draft('registry.role-recorded', { personId: rosa.id, organisationId: first, from: '2021-01-01', to: null });
  const sized = size(first, 3, '2021-03-01');
  await write(role, sized);
  const items = await read();
  expect(items).toMatchObject([
    { entryId: role.id, kind: 'registry.role-recorded', recordId: first, personName: 'Rosa Mamani' },
    { entryId: sized.id, kind: 'registry.organisation-sized', recordId: first, personName: '' },
  ]);
  // The role was held in the other record; the withdrawal and the correction go in together.
  const given = { ...correction(role, { ...role.payload, organisationId: second }), occurredOn: role.occurredOn };
  const split = draft('registry.organisations-merged', { ...merged.payload });
  await write(withdrawal(merged), given);
  const at = async (id: string) => (await alicia.get(`${served.base}/organisations/${id}`)).body;
  expect(await at(second)).toMatchObject({ people: [{ surnames: 'Mamani', from: '2021-01-01' }], sizes: [{ workersWomen: 12 }], merges: [] });
  expect(await at(first)).toMatchObject({ people: [{ surnames: 'Mamani', from: '2019-06-01' }], sizes: [{ workersWomen: 3 }] });
  expect(await read()).toEqual([]);
  await write(split);
  expect(await at(first)).toMatchObject({ merges: [{ entryId: split.id, organisationIds: [first, second], recordedBy: 'alicia' }] });
  await write(withdrawal(split));
});

test('found by how words begin or sound, with a slip, by acronym, and by how a tax number begins or ends', async () => {
  const mill = organisation('Molinos del Sur S.R.L. (14 de Septiembre)', 'enterprise', { acronym: 'MOLSUR', taxNumber: '3019-8870-12' });
  await write(mill);
  const mills = [mill.payload['name']];
  for (const q of ['mol', 'sur molinos', 'MOLÍNOS', 'srl', 's.r.l.', 'molsur', '14 setiembre', 'septembre', '301988', '3019-8870-12', '3019887012', '7012', '887012 molinos']) {
    expect([q, await names(`q=${encodeURIComponent(q)}`)]).toEqual([q, mills]);
  }
  // Every word must be there; three digits of a number's end are the fewest; the middle of a word is not looked for.
  for (const q of ['mol oruro', '988', 'olinos 99', 'zzz']) expect([q, await names(`q=${encodeURIComponent(q)}`)]).toEqual([q, []]);
  for (const sort of ['kind', 'place', 'registered']) expect(await names(`q=molinos&sort=${sort}`)).toEqual(mills);
  const renamed = correction(mill, { name: 'Harinas del Sur', acronym: null });
  await write(renamed);
  expect(await names('q=molinos')).toEqual([]);
  expect(await names('q=molsur')).toEqual([]);
  expect(await names('q=harinas&sector=10')).toEqual([]);
  expect(await names('q=harinas')).toEqual(['Harinas del Sur']);
  await rebuiltAlike();
  await write(withdrawal(mill, renamed.id));
  expect(await names('q=harinas')).toEqual([]);
  await rebuiltAlike();
});

test('words that many bear: pages go on where the page before ended, in any order', async () => {
  const many = Array.from({ length: 7 }, (_, at) => organisation(`Textil ${String.fromCodePoint(103 - at)}`, at % 2 === 0 ? 'enterprise' : 'ngo'));
  await write(...many);
  for (const [sort, direction] of [['name', 'up'], ['name', 'down'], ['kind', 'up'], ['place', 'down'], ['registered', 'down']] as const) {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const reply = await alicia.get(`${served.base}/organisations?q=textil&sort=${sort}&direction=${direction}&limit=2&cursor=${cursor}`);
      const page: { items: { name: string }[]; next: string | null } = z.object({ items: z.array(z.object({ name: z.string() }).loose()), next: z.string().nullable() }).parse(reply.body);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.next;
    }
    expect([sort, direction, new Set(seen).size, seen.length]).toEqual([sort, direction, 7, 7]);
    if (sort === 'name') expect(seen).toEqual(seen.toSorted((a, b) => (direction === 'up' ? 1 : -1) * a.localeCompare(b)));
  }
  await write(...many.map((one) => withdrawal(one)));
});

test('a record that is withdrawn leaves the lists; brought apart, each stands for itself again', async () => {
  await write(withdrawal(oruro));
  expect(await names('')).toEqual(['CADECO', 'Cámara Nacional de Comercio']);
  expect((await alicia.get(`${served.base}/organisations/${first}`)).body).toMatchObject({ name: 'CADECO', records: [{ id: first }] });
  await rebuiltAlike();
});

test('a donor sees none of it; a trainer sees the lists, and not what a separation asks', async () => {
  const elena = await served.as('elena');
  expect((await elena.get(`${served.base}/organisations`)).status).toBe(403);
  expect((await elena.post(`${served.base}/organisations/export`, { format: 'csv' })).status).toBe(403);
  const teo = await served.as('teo');
  expect((await teo.get(`${served.base}/organisations`)).status).toBe(200);
  expect((await teo.get(`${served.base}/organisation-merges/${merged.id}/since`)).status).toBe(403);
});
