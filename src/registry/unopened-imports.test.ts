/** What came in an import shows nowhere before the import is open, and nowhere once it was withdrawn. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { attendance, draft, organisation, person, process, secret, session } from '../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import type { Draft } from '../ledger/entry.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { countWaiting, findOpenPairs, suggestPairs } from './duplicate-queries.ts';
import { findKnownRows } from './importer-queries.ts';
import { findOrganisationSides } from './merge-queries.ts';
import { findMatchRows } from './projection-queries.ts';
import { PEOPLE } from './subject.ts';

let served: ServedHouse;
let mario: Actor;
const nora = person('Yujra, Nora');
const firm = organisation('Tejidos Nevado', 'enterprise');
const course = process('IMP');
const first = session(course.id, 1);
const batchId = randomUUID();

beforeAll(async () => {
  served = await servedHouse();
  mario = await served.as('mario');
  await send(nora, firm, course, first);
  await send(
    attendance({ processId: course.id, sessionId: first.id, personId: nora.id, organisationId: firm.id }, 100, { batchId }),
    draft('registry.role-recorded', { personId: nora.id, organisationId: firm.id, from: null, to: null }, { batchId }),
    draft('registry.consent-stated', { personId: nora.id, purpose: 'photo', given: true, statedOn: '2020-10-14' }, { batchId }),
  );
});
afterAll(() => served.close());

async function send(...entries: Draft[]): Promise<void> {
  const { body } = await mario.post(`${served.base}/entries`, { entries });
  const { answers } = z.object({ answers: z.array(z.object({ answer: z.string() }).loose()) }).parse(body);
  expect(answers.filter(({ answer }) => answer !== 'accepted')).toEqual([]);
}

const page = z.object({ items: z.array(z.object({ organisationName: z.string().nullable() }).loose()), total: z.number() });
async function listed(more = ''): Promise<z.output<typeof page>> {
  return page.parse((await mario.get(`${served.base}/people?q=yujra${more}`)).body);
}

/** Everywhere it could be seen. */
async function seen() {
  const { id } = served.programme;
  const within = await inProgramme(served.house.pool, id, async (client) => ({
    known: (await findKnownRows(client, id, [nora.id])).map(({ organisationIds }) => organisationIds.length),
    matched: (await findMatchRows(client, id, [nora.id])).map(({ organisationIds, sessionKeys }) => [organisationIds.length, sessionKeys.length]),
    came: (await findOrganisationSides(client, id, [firm.id])).get(firm.id)?.peopleCount,
  }));
  return {
    organisation: (await listed()).items[0]?.organisationName,
    role: (await listed('&role=enterprise')).total,
    withoutRole: (await listed('&role=none')).total,
    consent: (await listed('&consent=photo:yes')).total,
    unasked: (await listed('&consent=photo:unasked')).total,
    ...within,
  };
}
const NOTHING = { organisation: null, role: 0, withoutRole: 1, consent: 0, unasked: 1, known: [0], matched: [[0, 0]], came: 0 };

test('before it is open nothing of it shows, while it is open all of it, and nothing again once it was withdrawn', async () => {
  expect(await seen()).toEqual(NOTHING);
  await send(draft('ledger.batch-opened', { batchId, what: 'attendance', rowCount: 1, entryCount: 3, processId: course.id }));
  expect(await seen()).toEqual({ organisation: 'Tejidos Nevado', role: 1, withoutRole: 0, consent: 1, unasked: 0, known: [1], matched: [[1, 1]], came: 1 });
  await send(draft('ledger.batch-withdrawn', { batchId }, { private: { reason: secret('otra lista') } }));
  expect(await seen()).toEqual(NOTHING);
});

test('pairs of its people wait while it is open and they stand, each counted as the queue lists it', async () => {
  const [batch, { id }] = [randomUUID(), served.programme];
  const [standing, brought, other] = [person('Choque, Ana'), person('Choque, Anna', {}, { batchId: batch }), person('Choque, Hanna')];
  await send(standing, brought, other);
  const pairs = [[standing, brought], [standing, other]].map(([a, b]) => ({ a: a?.id ?? '', b: b?.id ?? '', score: 90, explanation: [] }));
  await inProgramme(served.house.pool, id, (client) => suggestPairs(client, id, PEOPLE, pairs));
  const waiting = () => inProgramme(served.house.pool, id, async (client) => {
    const listed = await findOpenPairs(client, id, PEOPLE, { scoreMin: 0, scoreMax: 100, after: null, limit: 50 });
    expect(await countWaiting(client, id)).toBe(listed.length);
    return listed.length;
  });
  expect(await waiting()).toBe(1);
  await send(draft('ledger.batch-opened', { batchId: batch, what: 'people', rowCount: 1, entryCount: 1, processId: null }));
  expect(await waiting()).toBe(2);
  await send(draft('ledger.batch-withdrawn', { batchId: batch }, { private: { reason: secret('otra lista') } }));
  expect(await waiting()).toBe(1);
  await send(draft('ledger.entry-withdrawn', {}, { rootId: other.id, supersedes: [other.id], private: { reason: secret('no existe') } }));
  expect(await waiting()).toBe(0);
});
