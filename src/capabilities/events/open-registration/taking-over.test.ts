/** Accepting a request of somebody known and keeping what it says newly, over HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draft, named, organisation, person, process, registration, secret, session, withdrawal } from '../../../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { answersTo, publicForm } from '../../../../test/cast/public-form.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { readPerson, revealContact } from '../../../registry/contract.ts';
import { readRegistrations } from '../registration-contract.ts';
import { readRequests } from './contract.ts';

const CODE = 'ABCDEFGHJKMN';
const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const course = process('ABIERTO', { partnerId: PARTNER_A });
const opened = draft('events.registration-opened', { processId: course.id, code: CODE, closesOn: null, consent: { es: 'Para organizar', en: null } });
const contact = { phones: [{ kind: 'mobile', number: '71123456' }], email: 'lidia@example.org' };
const lidia = person('Mamani Condori, Lidia', { sex: 'woman' }, { private: { name: secret(named('Lidia', 'Mamani Condori')), contact: secret(contact) } });
const BOXES = { apellidos: 'Mamani Condori', nombres: 'Lidia', sexo: 'woman', telefono: '700 00123', documento: '4567890 LP', nacimiento: '1990', acepto: '1' };
const registered = registration(course.id, lidia.id);
let served: ServedHouse;
let alicia: Actor;

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  const sent = await answersTo(served, alicia, partner, course, session(course.id, 1, { heldOn: '2030-03-05' }), lidia, registered, opened);
  expect(new Set(sent)).toEqual(new Set(['accepted']));
  expect(await publicForm(served, 'inscripcion', CODE).submit(BOXES)).toMatchObject({ status: 303 });
});
afterAll(() => served.close());

const at = (path: string) => `${served.base}/${path}`;
const personFor = async (who: Actor) => readPerson.answer.parse((await who.get(at(`people/${lidia.id}`))).body);
const revealed = async (who: Actor) => revealContact.answer.parse((await who.post(at(`people/${lidia.id}/disclosure`))).body);
async function request() {
  const [item] = readRequests.answer.parse((await alicia.get(at(`processes/${course.id}/requests`))).body).items;
  if (item === undefined) throw new Error('Nobody asked.');
  return item;
}
/** What the screen sends after all of it was marked (views/take-over.ts): corrections of her record, each of the one before. */
function corrections(): Draft[] {
  const added = { ...contact, phones: [...contact.phones, { kind: 'mobile', number: '700 00123' }] };
  const note = secret('Lo escribió en el formulario');
  const correct = (of: string, payload: Record<string, unknown>, parts: Record<string, { salt: string; value: unknown }>): Draft =>
    draft(lidia.kind, { ...lidia.payload, ...payload }, { schemaVersion: lidia.schemaVersion, rootId: lidia.id, supersedes: [of], private: { ...parts, note } });
  const first = correct(lidia.id, {}, { contact: secret(added) });
  const second = correct(first.id, {}, { document: secret({ number: '4567890', complement: null, issuedIn: 'LP' }) });
  return [first, second, correct(second.id, { birthYear: 1990 }, {})];
}

/** She is registered already, so the request is answered with that registration. */
async function acceptance(): Promise<Draft> {
  return draft('events.registration-answered', { processId: course.id, requestId: (await request()).id, answer: 'accepted', registrationId: registered.id });
}

test('whoever may not read or write the person takes nothing over', async () => {
  const [berta, elena] = [await served.as('berta'), await served.as('elena')];
  for (const [who, status] of [[berta, 404], [elena, 403]] as const) expect((await who.post(at(`people/${lidia.id}/disclosure`))).status).toBe(status);
  expect(await answersTo(served, berta, ...corrections())).toEqual(['outside-scope', 'outside-scope', 'outside-scope']);
  expect((await elena.post(at('entries'), { entries: corrections() })).status).toBe(403);
  expect(await revealed(alicia)).toMatchObject({ phones: [{ number: '71123456' }], document: null });
});

test('what was marked is kept of the person, beside what stood; taking the answer back leaves it', async () => {
  const before = await personFor(alicia);
  const answer = await acceptance();
  expect(await answersTo(served, await served.as('teo'), answer, ...corrections())).toEqual(Array(4).fill('accepted'));
  const after = await personFor(alicia);
  expect(after).toMatchObject({ ...before, birthYear: 1990, documentMasked: expect.stringContaining('890'), records: [{ id: lidia.id, conflictFields: [] }] });
  expect(await revealed(alicia)).toMatchObject({
    phones: [{ number: '71123456' }, { number: '700 00123' }], email: 'lidia@example.org', documentParts: { number: '4567890', complement: null, issuedIn: 'LP' },
  });
  expect((await request()).answer).toMatchObject({ answer: 'accepted', registration: { personId: lidia.id, isNew: false } });
  expect(await answersTo(served, alicia, withdrawal(answer))).toEqual(['accepted']);
  expect([(await request()).answer, await personFor(alicia)]).toEqual([null, after]);
});

test('asked twice, both answered with the one registration, she stands once in the list and has her place', async () => {
  expect(await publicForm(served, 'inscripcion', CODE).submit({ ...BOXES, telefono: '700 00456' })).toMatchObject({ status: 303 });
  const { items } = readRequests.answer.parse((await alicia.get(at(`processes/${course.id}/requests`))).body);
  const answers = items.map(({ id }) => draft('events.registration-answered', { processId: course.id, requestId: id, answer: 'accepted', registrationId: registered.id }));
  expect(await answersTo(served, alicia, ...answers)).toEqual(['accepted', 'accepted']);
  const list = readRegistrations.answer.parse((await alicia.get(at(`processes/${course.id}/registrations`))).body);
  expect(list.items).toMatchObject([{ id: registered.id, personId: lidia.id, state: 'place' }]);
});
