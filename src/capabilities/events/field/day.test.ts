/** The day over HTTP: what a phone without rows shows first. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attendance, organisation, person, process, registration, session } from '../../../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { readDay } from './contract.ts';

let served: ServedHouse;
let alicia: Actor;

const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const [own, other] = [process('A', { partnerId: PARTNER_A, title: 'Costos y precios', venue: 'Sede' }), process('B')];
const [ana, beto, carla] = [person('Quispe, Ana'), person('Vaca, Beto'), person('Rojas, Carla')];
// It is 08:00 of 26/11/2021 in La Paz.
const [now, missing, longAgo, came, elsewhere] = [
  session(own.id, 4, { heldOn: '2021-11-26', startsAt: '08:30', durationMinutes: 120 }),
  session(own.id, 3, { heldOn: '2021-11-20' }),
  session(own.id, 1, { heldOn: '2021-01-10' }),
  session(own.id, 2, { heldOn: '2021-11-10' }),
  session(other.id, 1, { heldOn: '2021-11-26' }),
];

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  const entries = [partner, own, other, now, missing, longAgo, came, elsewhere, ana, beto, carla, registration(own.id, ana.id), registration(own.id, beto.id), ...[ana, carla].map(({ id }) => attendance({ processId: own.id, sessionId: came.id, personId: id }, 180))];
  const reply = await alicia.post(`${served.base}/entries`, { entries });
  expect([reply.status, reply.text.includes('refused')]).toEqual([200, false]);
});
afterAll(() => served.close());

const dayOf = async (who: Actor) => readDay.answer.parse((await who.get(`${served.base}/day`)).body).sessions.map(({ id, listed, present }) => [id, listed, present]);

test('is what the page of the day shows: today, lists that are missing, the last that were taken; nobody is named', async () => {
  expect(new Set(await dayOf(alicia))).toEqual(new Set([[came.id, 3, 2], [missing.id, 3, 0], [now.id, 3, 0], [elsewhere.id, 0, 0]]));
  const { text } = await alicia.get(`${served.base}/day`);
  expect(text).toContain('Costos y precios');
  expect(text).not.toMatch(/Quispe|Vaca|Rojas/);
});

test('whoever is of a partner sees what is theirs', async () => {
  const teo = await served.as('teo');
  expect(new Set((await dayOf(teo)).map(([id]) => id))).toEqual(new Set([came.id, missing.id, now.id]));
});
