/** Reading ahead: the first to ask finds facts and public page there, and a database that goes away stops nothing. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { attendance, draft, organisation, person, process, session } from '../../test/cast/drafts.ts';
import { servedHouse, type ServedHouse } from '../../test/cast/house.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { answersTo } from '../../test/cast/public-form.ts';
import { readAhead } from './read-ahead.ts';
import { makeServer } from './server.ts';

const trained = indicator('TRAINED');
const union = organisation('Central', 'workers');
const course = process('CURSO');
const first = session(course.id, 1);
const ana = person('Mamani, Ana', { sex: 'woman' });
const came = attendance({ processId: course.id, sessionId: first.id, personId: ana.id, organisationId: union.id }, 600);
const page = draft('results.page-published', {
  indicators: [{ indicatorId: trained.id, large: true, by: [] }], rhythm: 'month', introduction: null, withMap: false, withProducts: false, withPartners: false,
});
let served: ServedHouse;

beforeAll(async () => {
  served = await servedHouse();
  const taken = await answersTo(served, await served.as('alicia'), trained, union, course, first, ana, came, page);
  expect(new Set(taken)).toEqual(new Set(['accepted']));
});
afterAll(() => served.close());

/** How often facts were read and figures evaluated while this was done. */
async function worked(done: () => Promise<unknown>): Promise<{ factsRead: number; evaluated: number }> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const evaluate = vi.spyOn(served.house.figures, 'evaluate');
  await done();
  const factsRead = query.mock.calls.filter(([text]) => typeof text === 'string' && /\bfrom fact\b/.test(text)).length;
  const evaluated = evaluate.mock.calls.length;
  query.mockRestore();
  evaluate.mockRestore();
  return { factsRead, evaluated };
}

test('facts and public page are there before anybody asks', async () => {
  const app = await makeServer(served.house, { webFolder: null, log: () => undefined });
  const visit = async () => expect((await app.inject({ url: '/p/prueba' })).statusCode).toBe(200);
  const ahead = await worked(() => readAhead(served.house, app));
  expect([ahead.factsRead > 0, ahead.evaluated > 0]).toEqual([true, true]);
  expect(await worked(visit)).toEqual({ factsRead: 0, evaluated: 0 });
  const elena = await served.as('elena');
  expect(await worked(() => elena.get(`${served.base}/indicators/TRAINED/figure`))).toMatchObject({ factsRead: 0 });
  await app.close();
});

test('a database that is away leaves the server as it is', async () => {
  const away = new pg.Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 1000 });
  const app = await makeServer(served.house, { webFolder: null, log: () => undefined });
  await readAhead({ pool: away, figures: served.house.figures }, app);
  expect((await app.inject({ url: '/p/prueba' })).statusCode).toBe(200);
  await Promise.all([app.close(), away.end()]);
});
