/** The list of processes counts by itself what the page of each reads person by person: they must agree, whatever happened. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { attendance, draft, organisation, peopleMerged, person, process, secret, session, withdrawal } from '../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../test/cast/house.ts';
import type { Draft } from '../../ledger/entry.ts';

let served: ServedHouse;
let alicia: Actor;
const [course, other] = [process('UNO', { thresholdPercent: 80 }), process('DOS', { thresholdPercent: 80 })];
const [one, two, dropped] = [session(course.id, 1, { durationMinutes: 100 }), session(course.id, 2, { durationMinutes: 100 }), session(course.id, 3, { durationMinutes: 100 })];
const only = session(other.id, 1, { durationMinutes: 60 });
const firm = organisation('Taller Andino', 'enterprise');
const [ana, anaAgain, beto, carla] = [person('Rojas, Ana'), person('Rojas Paz, Ana'), person('Vaca, Beto'), person('Luna, Carla')];

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  await send(course, other, one, two, dropped, only, firm, ana, anaAgain, beto, carla);
});
afterAll(() => served.close());

async function send(...entries: Draft[]): Promise<void> {
  const reply = await alicia.post(`${served.base}/entries`, { entries });
  expect(reply.body, reply.text).toMatchObject({ answers: entries.map(() => ({ answer: 'accepted' })) });
}

const stay = (who: Draft, where: Draft, minutes: number, more = {}) =>
  attendance({ processId: String(where.payload['processId']), sessionId: where.id, personId: who.id, organisationId: firm.id }, minutes, more);
const counts = z.object({ attendedCount: z.number(), trainedCount: z.number() });

/** Attended and trained, by the list, which are those of the page. */
async function counted(): Promise<Record<string, readonly [number, number]>> {
  const { items } = z.object({ items: z.array(counts.extend({ id: z.string(), code: z.string() }).loose()) }).parse((await alicia.get(`${served.base}/processes`)).body);
  for (const item of items) {
    const page = counts.parse((await alicia.get(`${served.base}/processes/${item.id}`)).body);
    expect([item.code, item.attendedCount, item.trainedCount]).toEqual([item.code, page.attendedCount, page.trainedCount]);
  }
  return Object.fromEntries(items.map(({ code, attendedCount, trainedCount }) => [code, [attendedCount, trainedCount]]));
}

async function peopleOfFirm(): Promise<number> {
  const { items } = z.object({ items: z.array(z.object({ peopleCount: z.number() }).loose()) }).parse((await alicia.get(`${served.base}/organisations?q=taller`)).body);
  return items[0]?.peopleCount ?? 0;
}

test('nobody came yet', async () => {
  expect(await counted()).toEqual({ UNO: [0, 0], DOS: [0, 0] });
  expect(await peopleOfFirm()).toBe(0);
});

test('minutes of all sessions, none giving more than it lasted', async () => {
  // Of 300 minutes held 240 are asked: Ana has 200 under two records, Beto 100 of one session recorded twice, Carla 240.
  await send(stay(ana, one, 100), stay(anaAgain, two, 100), stay(beto, one, 80), stay(beto, one, 60), stay(carla, one, 100), stay(carla, two, 100), stay(carla, dropped, 40), stay(beto, only, 60));
  expect(await counted()).toEqual({ UNO: [4, 1], DOS: [1, 1] });
  expect(await peopleOfFirm()).toBe(4);
});

test('a session that falls away is not asked; two records are one person', async () => {
  await send(withdrawal(dropped));
  // Of 200 minutes 160: Carla has 200; each record of Ana 100.
  expect(await counted()).toEqual({ UNO: [4, 1], DOS: [1, 1] });
  const merged = peopleMerged(ana.id, anaAgain.id);
  await send(merged);
  expect(await counted()).toEqual({ UNO: [3, 2], DOS: [1, 1] });
  expect(await peopleOfFirm()).toBe(3);
});

test('an import counts while it is open', async () => {
  const batchId = randomUUID();
  await send(stay(beto, two, 100, { batchId }));
  expect(await counted()).toEqual({ UNO: [3, 2], DOS: [1, 1] });
  await send(draft('ledger.batch-opened', { batchId, what: 'attendance', rowCount: 1, entryCount: 1, processId: course.id }));
  // Beto has his 100 and another 100.
  expect(await counted()).toEqual({ UNO: [3, 3], DOS: [1, 1] });
  await send(draft('ledger.batch-withdrawn', { batchId }, { private: { reason: secret('otra lista') } }));
  expect(await counted()).toEqual({ UNO: [3, 2], DOS: [1, 1] });
});
