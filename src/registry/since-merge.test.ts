/** What a separation has to give to one of two records: whatever names either of them, of every kind of entry there is. */
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fitting } from '../../test/cast/arbitrary.ts';
import { attendance, draft, followUp, invitation, organisation, person, process, registration, secret, session, speaker, testResult, withdrawal } from '../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { KINDS } from '../app/catalogue.ts';
import type { Draft, EntryKind } from '../ledger/entry.ts';
import { en } from '../web/codes/texts.en.ts';
import { es } from '../web/codes/texts.es.ts';
import { readSinceMerge } from './duplicate-contract.ts';
import { NOT_GIVEN } from './since-merge.ts';

let served: ServedHouse;
let alicia: Actor;
beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
});
afterAll(() => served.close());

/** Whether an entry of a kind may name a person or an organisation: asked of payloads of all sorts. */
function names({ payload, references }: EntryKind, registered: string): boolean {
  const some = fc.sample(fitting(payload, [randomUUID()]), { numRuns: 100, seed: 1 });
  // Nearly fitting is enough to ask whom it names; what does not fit at all names nobody.
  return some.some((value) => {
    try {
      return references(value as never).some(({ kind }) => kind === registered);
    } catch {
      return false;
    }
  });
}
const naming = (registered: string): string[] =>
  KINDS.filter((kind) => !(kind.kind in NOT_GIVEN) && names(kind, registered)).map(({ kind }) => kind).toSorted();

async function accepted(entries: readonly unknown[]): Promise<void> {
  const { body } = await alicia.post(`${served.base}/entries`, { entries });
  const { answers } = z.object({ answers: z.array(z.object({ answer: z.string() }).loose()) }).parse(body);
  expect(answers.filter(({ answer }) => answer !== 'accepted')).toEqual([]);
}
async function since(path: string) {
  return readSinceMerge.answer.parse((await alicia.get(`${served.base}/${path}/since`)).body).items;
}

/** What gives items to another record, as the page writes it. */
function givenTo(record: Draft, items: Awaited<ReturnType<typeof since>>): Draft[] {
  return items.flatMap(({ kind, entryId, fields, versions }) =>
    versions.map(({ supersedes, occurredOn, payload }) => {
      const schemaVersion = KINDS.find((one) => one.kind === kind)?.version ?? 1;
      return draft(kind, { ...payload, ...Object.fromEntries(fields.map((field) => [field, record.id])) }, { schemaVersion, rootId: entryId, supersedes, occurredOn });
    }),
  );
}

describe('what was recorded since a merge', () => {
  test('of people is all that names one of them, and each can be given to the other', async () => {
    const [one, other] = [person('Marquina, Iris'), person('Marquina, Belén')];
    const firm = organisation('Taller', 'enterprise');
    const course = process('P1');
    const first = session(course.id, 1);
    const union = draft('registry.people-merged', { personIds: [one.id, other.id], score: null, explanation: [], chosen: {}, decidedBy: 'person' });
    await accepted([one, other, firm, course, first, union]);
    const said: Draft[] = [
      attendance({ processId: course.id, sessionId: first.id, personId: one.id }, 100),
      testResult({ processId: course.id, personId: one.id }, 'pre', 40),
      draft('registry.consent-stated', { personId: one.id, purpose: 'photo', given: false, statedOn: '2020-10-14' }),
      registration(course.id, one.id),
      followUp({ processId: course.id, personId: one.id }, 'applied'),
      draft('registry.role-recorded', { personId: one.id, organisationId: firm.id, from: null, to: null }, { private: { position: secret('Gerente') } }),
    ];
    expect(said.map(({ kind }) => kind).toSorted()).toEqual(naming('registry.person-registered'));
    await accepted(said);
    const items = await since(`merges/${union.id}`);
    expect(items.map(({ entryId }) => entryId)).toEqual(said.map(({ id }) => id));
    expect(items.map(({ recordId, fields }) => [recordId, fields])).toEqual(said.map(() => [one.id, ['personId']]));
    expect(items.find(({ kind }) => kind === 'events.test-result-recorded')?.processTitle).toBe('Proceso P1');
    await accepted([withdrawal(union), ...givenTo(other, items)]);
    const page = z.object({ attendance: z.array(z.unknown()), consents: z.array(z.unknown()), roles: z.array(z.object({ position: z.string() })) });
    expect(page.parse((await alicia.get(`${served.base}/people/${one.id}`)).body)).toEqual({ attendance: [], consents: [], roles: [] });
    expect(page.parse((await alicia.get(`${served.base}/people/${other.id}`)).body)).toMatchObject({ attendance: [{}], consents: [{}], roles: [{ position: 'Gerente' }] });
  });

  test('of organisations is all that names one of them, by whatever field, and each can be given to the other', async () => {
    const [one, other, ana] = [organisation('Cámara Uno'), organisation('Cámara Dos'), person('Tola, Ana')];
    const [course, observed] = [process('P2'), indicator('SEEN', { measure: 'results.observation', cases: { rule: 'each-fact' }, aggregate: { kind: 'observed', scale: { kind: 'yes-no' } }, filter: {}, unit: 'answer', disaggregations: [] })];
    const first = session(course.id, 1);
    const union = draft('registry.organisations-merged', { organisationIds: [one.id, other.id], score: null, explanation: [], chosen: {} });
    await accepted([one, other, ana, course, first, observed, union]);
    const size = { workersWomen: 3, workersMen: null, workersUnknown: null, annualSales: null, equity: null, currency: null, basis: 'records' };
    const said: Draft[] = [
      process('P3', { partnerId: one.id }),
      invitation(course.id, one.id, 3),
      registration(course.id, ana.id, one.id),
      attendance({ processId: course.id, sessionId: first.id, personId: ana.id, organisationId: one.id }, 100),
      testResult({ processId: course.id, personId: ana.id, organisationId: one.id }, 'post', 40),
      { ...followUp({ processId: course.id, personId: ana.id }, 'applied'), payload: { ...followUp({ processId: course.id, personId: ana.id }, 'applied').payload, organisationId: one.id } },
      speaker(course.id, 'Rosa Quiroga', { organisationId: one.id }),
      draft('registry.role-recorded', { personId: ana.id, organisationId: one.id, from: null, to: null }),
      draft('registry.organisation-sized', { organisationId: one.id, ...size }),
      draft('results.observation-recorded', { indicatorId: observed.id, observedOn: '2020-10-14', value: '1', organisationId: one.id, department: null, municipality: null, source: 'Visita', note: null }),
    ];
    // An import alone describes what is known, only whoever asks from outside writes a request, and an activity needs a framework.
    const ofOthers = ['events.registration-requested', 'registry.organisation-described', 'results.activity-planned'];
    expect([...said.map(({ kind }) => kind), ...ofOthers].toSorted()).toEqual(naming('registry.organisation-registered'));
    await accepted(said);
    const items = await since(`organisation-merges/${union.id}`);
    expect(items.map(({ entryId }) => entryId)).toEqual(said.map(({ id }) => id));
    expect(items[0]).toMatchObject({ fields: ['partnerId'], recordId: one.id, processTitle: 'Proceso P3' });
    await accepted([withdrawal(union), ...givenTo(other, items)]);
    const page = z.object({ processes: z.array(z.unknown()), sizes: z.array(z.unknown()) });
    expect(page.parse((await alicia.get(`${served.base}/organisations/${one.id}`)).body)).toEqual({ processes: [], sizes: [] });
    expect(page.parse((await alicia.get(`${served.base}/organisations/${other.id}`)).body)).toMatchObject({ processes: [{}], sizes: [{}] });
  });
});

test('every kind that may be given has words in both languages, and no kind that is not given is unknown', () => {
  const given = new Set([...naming('registry.person-registered'), ...naming('registry.organisation-registered')]);
  for (const words of [es.entryKinds, en.entryKinds]) expect(Object.keys(words)).toEqual(expect.arrayContaining([...given]));
  expect(KINDS.map(({ kind }) => kind)).toEqual(expect.arrayContaining(Object.keys(NOT_GIVEN)));
});
