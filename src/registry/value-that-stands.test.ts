/** Page, list and figure say the same of somebody with several records, whatever a merge chose and whatever was withdrawn since. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ageGroups, attendance, correction, draft, named, organisation, person, process, secret, session, withdrawal } from '../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { indicator } from '../../test/cast/indicators.ts';
import type { Draft } from '../ledger/entry.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { ORGANISATION_MERGE_FIELDS } from './entries.ts';
import { peopleOfPhone } from './phone-rows.ts';

let served: ServedHouse;
let mario: Actor;
/** Ids in order, so that it is known whose value comes first where nobody chose. */
let made = 0;
const ordered = (): { id: string } => ({ id: `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}` });
const chamber = organisation('Cámara', 'employers');

beforeAll(async () => {
  served = await servedHouse();
  mario = await served.as('mario');
  await send(chamber, ageGroups([[16, 28], [29, null]]));
});
afterAll(() => served.close());

async function send(...entries: Draft[]): Promise<void> {
  const { text } = await mario.post(`${served.base}/entries`, { entries });
  const { answers } = z.object({ answers: z.array(z.object({ answer: z.string() }).loose()) }).parse(JSON.parse(text));
  expect(answers.filter(({ answer }) => answer !== 'accepted')).toEqual([]);
}
function merged(one: Draft, other: Draft, chosen: Record<string, string>): Draft {
  return draft('registry.people-merged', { personIds: [one.id, other.id], score: null, explanation: [], chosen, decidedBy: 'person' });
}

/** Everybody comes to a process of their own, whose figure then is about them alone. */
async function trained(code: string, organisationOf: (at: number) => Draft, ...people: Draft[]): Promise<Draft> {
  const course = process(code);
  const sessions = people.map((_, at) => session(course.id, at + 1));
  const stays = people.map((who, at) => attendance({ processId: course.id, sessionId: sessions[at]?.id ?? '', personId: who.id, organisationId: organisationOf(at).id }, 100));
  await send(indicator(code, { filter: { process: [course.id] } }), course, ...sessions, ...people, ...stays);
  return course;
}

/** The one cell that somebody is counted in. */
async function figure(code: string, by: string): Promise<string[]> {
  const { body } = await mario.get(`${served.base}/indicators/${code}/figure?by=${by}`);
  return z.object({ cells: z.array(z.object({ keys: z.array(z.string()) })) }).parse(body).cells.flatMap(({ keys }) => keys);
}
const line = z.object({ id: z.string(), givenNames: z.string(), sex: z.string(), birthYear: z.number().nullable() });
async function pageOf({ id }: Draft): Promise<z.output<typeof line>> {
  return line.parse((await mario.get(`${served.base}/people/${id}`)).body);
}
async function listed(q: string, more: string): Promise<number> {
  const { body } = await mario.get(`${served.base}/people?q=${q}&${more}`);
  return z.object({ total: z.number() }).parse(body).total;
}
const always = (): Draft => chamber;

test('a chosen record that says nothing leaves what is known', async () => {
  const [one, other] = [person('Uriona, Zenobia', { sex: 'woman', birthYear: 1990 }, ordered()), person('Uriona, Flor', {}, ordered())];
  await trained('SILENT', always, one, other);
  await send(merged(one, other, { sex: other.id, birthYear: other.id }));
  expect(await pageOf(one)).toMatchObject({ sex: 'woman', birthYear: 1990 });
  expect(await listed('uriona', 'sex=woman')).toBe(1);
  expect(await figure('SILENT', 'sex')).toEqual(['woman']);
  expect(await figure('SILENT', 'youth')).toEqual(['not-youth']);
});

test('a chosen record that was withdrawn since leaves what the others say', async () => {
  const [one, other] = [person('Alanoca, Delia', { sex: 'woman', birthYear: 1980 }, ordered()), person('Alanoca, Inés', { sex: 'man', birthYear: 2000 }, ordered())];
  await trained('GONE', always, one, other);
  await send(merged(one, other, { sex: other.id, birthYear: other.id }));
  expect(await figure('GONE', 'sex')).toEqual(['man']);
  await send(withdrawal(other));
  expect(await pageOf(one)).toMatchObject({ sex: 'woman', birthYear: 1980 });
  expect(await listed('alanoca', 'sex=woman')).toBe(1);
  expect(await figure('GONE', 'sex')).toEqual(['woman']);
  expect(await figure('GONE', 'youth')).toEqual(['not-youth']);
});

test('what a merge chose for three stands where the record that joins them was withdrawn', async () => {
  const [hub, one, other] = [person('Condori, Rosa', {}, ordered()), person('Condori, Rosita', { sex: 'man' }, ordered()), person('Condori, R.', { sex: 'woman' }, ordered())];
  await trained('HUB', always, hub, one, other);
  await send(merged(hub, one, {}), merged(hub, other, { sex: other.id }));
  await send(withdrawal(hub));
  expect(await pageOf(one)).toMatchObject({ sex: 'woman' });
  expect(await listed('condori', 'sex=woman')).toBe(1);
  expect(await figure('HUB', 'sex')).toEqual(['woman']);
});

test('a merge of two records that were both withdrawn chooses for those joined through them', async () => {
  const [one, left, right, other] = ['Sara', 'Sarita', 'S.', 'Sarah'].map((given, at) => person(`Poma, ${given}`, at === 0 ? { sex: 'man' } : at === 3 ? { sex: 'woman' } : {}, ordered()));
  if (one === undefined || left === undefined || right === undefined || other === undefined) throw new Error('Four records.');
  await trained('BRIDGE', always, one, other);
  await send(left, right, merged(one, left, {}), merged(right, other, {}), merged(left, right, { sex: other.id, name: other.id }));
  await send(withdrawal(left), withdrawal(right));
  expect(await pageOf(one)).toMatchObject({ sex: 'woman', givenNames: 'Sarah' });
  expect(await listed('poma', 'sex=woman')).toBe(1);
  expect(await figure('BRIDGE', 'sex')).toEqual(['woman']);
});

test('a known year of birth goes before a mere band, even a chosen one', async () => {
  const band = { fromYears: 18, toYears: 25, statedOn: '2020-10-14' };
  const [one, other] = [person('Mamani, Julia', { birthYear: 1970 }, ordered()), person('Mamani, Juli', { ageBand: band }, ordered())];
  await trained('BAND', always, one, other);
  await send(merged(one, other, { birthYear: other.id }));
  expect(await pageOf(one)).toMatchObject({ birthYear: 1970 });
  expect(await listed('mamani', 'ageBand=29-')).toBe(1);
  expect(await figure('BAND', 'youth')).toEqual(['not-youth']);
});

test('a date of birth stands where it is of the year that stands', async () => {
  const born = (date: string) => ({ birthDate: secret(date) });
  const dated = person('Yana, Elba', { birthYear: 1980 }, { ...ordered(), private: { name: secret(named('Elba', 'Yana')), ...born('1980-05-05') } });
  const other = person('Yana, E.', { birthYear: 1990 }, ordered());
  await send(dated, other, merged(dated, other, { birthYear: other.id }));
  expect(await pageOf(dated)).toMatchObject({ birthYear: 1990 });
  expect((await mario.post(`${served.base}/people/${dated.id}/disclosure`)).body).toMatchObject({ birthDate: null });
});

test('a year that was stated goes before a band of one age too, chosen or said first', async () => {
  const band = { fromYears: 40, toYears: 40, statedOn: '2020-10-14' };
  for (const code of ['CHOSEN-AGE', 'FIRST-AGE']) {
    const [first, last] = [person(`Yapu, ${code}`, { ageBand: band }, ordered()), person('Yapu, N.', { birthYear: 2000 }, ordered())];
    await trained(code, always, first, last);
    await send(merged(first, last, code === 'CHOSEN-AGE' ? { birthYear: first.id } : {}));
    expect(await pageOf(first)).toMatchObject({ birthYear: 2000 });
    expect(await listed('yapu', 'ageBand=29-')).toBe(0);
    expect(await figure(code, 'youth')).toEqual(['youth']);
  }
});

test('an organisation chosen by its kind and withdrawn since leaves the kind of the others', async () => {
  const [one, other] = [organisation('Textiles Uno', 'employers', {}, ordered()), organisation('Textiles Dos', 'workers', {}, ordered())];
  const [ana, eva] = [person('Ticona, Ana', {}, ordered()), person('Ticona, Eva', {}, ordered())];
  await send(one, other, draft('registry.organisations-merged', { organisationIds: [one.id, other.id], score: null, explanation: [], chosen: { organisationKind: other.id } }));
  await trained('UNITED', (at) => (at === 0 ? one : other), ana, eva);
  await send(merged(ana, eva, {}), draft('registry.role-recorded', { personId: ana.id, organisationId: one.id, from: null, to: null }));
  expect(await figure('UNITED', 'organisation-kind')).toEqual(['workers']);
  expect(await listed('ticona', 'role=workers')).toBe(1);
  const led = process('LED', { partnerId: one.id, funderId: one.id, funderSource: 'project' });
  await send(led);
  expect((await mario.get(`${served.base}/processes/${led.id}`)).body).toMatchObject({ partnerId: one.id, partnerKind: 'workers', funderKind: 'workers' });
  await send(withdrawal(other));
  const { body } = await mario.get(`${served.base}/organisations/${one.id}`);
  expect(body).toMatchObject({ organisationKind: 'employers' });
  expect(await figure('UNITED', 'organisation-kind')).toEqual(['employers']);
  expect(await listed('ticona', 'role=employers')).toBe(1);
});

test('a withdrawn organisation has no kind and no activity, whatever an import said of it since; brought back, it has', async () => {
  const firm = organisation('Telares Reales', 'employers', { sector: '1311' }, ordered());
  const batchId = randomUUID();
  const nothing = { name: null, acronym: null, department: null, municipality: null, taxNumber: null, valueChain: null, formalStatus: null, membersWomen: null, membersMen: null, membersUnknown: null, exports: null };
  const words = draft('registry.organisation-described', { organisationId: firm.id, organisationKind: 'enterprise', sector: '1430', ...nothing }, { batchId });
  await send(firm, words, draft('ledger.batch-opened', { batchId, what: 'organisations', rowCount: 1, entryCount: 1, processId: null }, { private: { fileName: secret('lista.csv') } }));
  const eva = person('Telleria, Eva', {}, ordered());
  const course = await trained('WITHDRAWN', () => firm, eva);
  await send(indicator('FIRMS', { filter: { organisationKind: ['enterprise'] } }));
  const told = async () => ({
    kind: await figure('WITHDRAWN', 'organisation-kind'),
    sector: await figure('WITHDRAWN', 'sector'),
    page: z.object({ organisationKind: z.string() }).parse((await mario.get(`${served.base}/people/${eva.id}`)).body).organisationKind,
    process: z.object({ participants: z.array(z.object({ organisationKinds: z.array(z.string()) })) }).parse((await mario.get(`${served.base}/processes/${course.id}`)).body).participants.flatMap(({ organisationKinds }) => organisationKinds),
  });
  expect(await told()).toEqual({ kind: ['enterprise'], sector: ['14'], page: 'enterprise', process: ['enterprise'] });
  const gone = withdrawal(firm);
  expect((await mario.post(`${served.base}/effect`, { entries: [gone] })).body).toMatchObject({ lines: [{ indicator: 'FIRMS', before: 1, after: 0 }] });
  await send(gone);
  expect(await told()).toEqual({ kind: ['unknown'], sector: ['unknown'], page: 'unknown', process: ['unknown'] });
  await send(correction(firm, {}, [gone.id]));
  // What was stated last counts: the organisation's own words again.
  expect(await told()).toEqual({ kind: ['employers'], sector: ['13'], page: 'employers', process: ['employers'] });
});

test('organisations joined through two that were withdrawn hear what that merge chose', async () => {
  const [one, left, right, other] = (['employers', 'other', 'other', 'workers'] as const).map((kind, at) => organisation(`Puente ${at}`, kind, {}, ordered()));
  if (one === undefined || left === undefined || right === undefined || other === undefined) throw new Error('Four records.');
  const union = (a: Draft, b: Draft, chosen: Record<string, string>): Draft => draft('registry.organisations-merged', { organisationIds: [a.id, b.id], score: null, explanation: [], chosen });
  await send(one, left, right, other, union(one, left, {}), union(right, other, {}), union(left, right, { organisationKind: other.id, name: other.id }));
  await trained('SPANNED', () => one, person('Huanca, Ada', {}, ordered()));
  await send(withdrawal(left), withdrawal(right));
  expect((await mario.get(`${served.base}/organisations/${one.id}`)).body).toMatchObject({ organisationKind: 'workers', name: 'Puente 3' });
  expect(await figure('SPANNED', 'organisation-kind')).toEqual(['workers']);
});

test('what people say of themselves stands by the same rule, on the page and on the phone', async () => {
  const [one, other] = [person('Choque, Beto', { indigenous: 'not-stated', disability: 'no', languages: ['es'] }, ordered()), person('Choque, B.', { indigenous: 'yes', disability: 'yes', languages: ['ay'] }, ordered())];
  await send(one, other, merged(one, other, { indigenous: other.id, disability: other.id, languages: other.id }));
  const said = { indigenous: 'yes', disability: 'yes', languages: ['ay'] };
  expect((await mario.get(`${served.base}/people/${one.id}`)).body).toMatchObject(said);
  const [row] = await inProgramme(served.house.pool, served.programme.id, (client) => peopleOfPhone.rows(client, served.programme.id, [one.id]));
  expect(row?.body).toMatchObject(said);
});

test('a list that replaces what somebody says of themselves does so on their page', async () => {
  const document = secret({ number: '5590217', complement: null, issuedIn: null });
  const beto = person('Choque Luna, Beto', { indigenous: 'not-stated', disability: 'no', languages: ['es'] }, { private: { name: secret(named('Beto', 'Choque Luna')), document } });
  await send(beto);
  const list = 'Nombre completo;CI;Pueblo indígena;Discapacidad;Idiomas\nBeto Choque Luna;5590217;Sí;Sí;aymara\n';
  const uploaded = await mario.upload(`${served.base}/registry-imports/people`, 'lista.csv', new TextEncoder().encode(list));
  const { id } = z.object({ id: z.string() }).parse(uploaded.body);
  await mario.put(`${served.base}/registry-imports/${id}/reading`, { replaced: ['indigenous', 'disability', 'languages'] });
  await mario.get(`${served.base}/registry-imports/${id}/rows`);
  await mario.post(`${served.base}/registry-imports/${id}/opening`);
  await expect.poll(async () => (await mario.get(`${served.base}/people/${beto.id}`)).body, { timeout: 20_000 }).toMatchObject({ indigenous: 'yes', disability: 'yes', languages: ['ay'] });
});

test('whatever a merge of organisations chose stands, in figures by activity too', async () => {
  const members = (women: number | null, men: number | null) => ({ membersWomen: women, membersMen: men, membersUnknown: null });
  const one = organisation('Lanas Uno', 'employers', { sector: '1311', valueChain: 'Lana', formalStatus: 'informal', ...members(null, 9), exports: 'no' }, ordered());
  const other = organisation('Lanas Dos', 'employers', { sector: '1430', valueChain: 'Camélidos', formalStatus: 'formal', ...members(7, null), exports: 'yes' }, ordered());
  await send(one, other);
  const rosa = person('Limachi, Rosa', {}, ordered());
  await trained('SECTORS', () => one, rosa);
  const chosen = Object.fromEntries(ORGANISATION_MERGE_FIELDS.map((field) => [field, other.id]));
  const union = draft('registry.organisations-merged', { organisationIds: [one.id, other.id], score: null, explanation: [], chosen });
  await send(union);
  const stands = { name: 'Lanas Dos', sector: '1430', valueChain: 'Camélidos', formalStatus: 'formal', ...members(7, null), exports: 'yes' };
  expect((await mario.get(`${served.base}/organisations/${one.id}`)).body).toMatchObject(stands);
  expect(await figure('SECTORS', 'sector')).toEqual(['14']);
  await send(withdrawal(other));
  expect((await mario.get(`${served.base}/organisations/${one.id}`)).body).toMatchObject({ sector: '1311', ...members(null, 9), exports: 'no' });
  expect(await figure('SECTORS', 'sector')).toEqual(['13']);
});
