/** The public page over HTTP: who decides on it, one page per programme, what changes only at the end of a period. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { attendance, correction, draft, organisation, person, process, session, withdrawal } from '../../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { indicator } from '../../../../test/cast/indicators.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { checkPublication } from './contract.ts';

const trained = indicator('TRAINED');
const union = organisation('Central', 'workers');
const course = process('CURSO');
const first = session(course.id, 1);
const settings = {
  indicators: [{ indicatorId: trained.id, large: true, by: ['sex'] }], rhythm: 'month', introduction: null, withMap: true, withProducts: true, withPartners: true,
};
const page = draft('results.page-published', settings);
let served: ServedHouse;
let alicia: Actor;

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional() })) });
async function send(who: Actor, ...entries: Draft[]) {
  return answers.parse((await who.post(`${served.base}/entries`, { entries })).body).answers;
}
/** So many women who came to all of the course. */
function women(count: number): Draft[] {
  return Array.from({ length: count }, (_, at) => person(`Secreta ${at}`, { sex: 'woman' })).flatMap((one) => [
    one,
    attendance({ processId: course.id, sessionId: first.id, personId: one.id, organisationId: union.id }, 600),
  ]);
}
async function shown(): Promise<string> {
  return /<b>([^<]*)<\/b>\s*<p class="name">/.exec((await served.stranger.get('/p/prueba')).text)?.[1] ?? '';
}

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  const taken = await send(alicia, trained, union, course, first, ...women(10));
  expect(taken.filter(({ answer }) => answer !== 'accepted')).toEqual([]);
});
afterAll(() => served.close());

test('nobody sees anything until it is decided; a trainer, a partner and the donor may not decide', async () => {
  expect((await served.stranger.get('/p/prueba')).status).toBe(404);
  for (const who of ['teo', 'pilar']) expect(await send(await served.as(who), page)).toMatchObject([{ answer: 'refused', code: 'not-allowed' }]);
  expect((await (await served.as('elena')).post(`${served.base}/entries`, { entries: [page] })).status).toBe(403);
  expect((await (await served.as('pilar')).get(`${served.base}/publication`)).status).toBe(403);
  const query = `settings=${encodeURIComponent(JSON.stringify(settings))}`;
  expect((await alicia.get(`${served.base}/publication/preview?${query}`)).text).toContain('Vista previa');
  expect(checkPublication.answer.parse((await alicia.get(`${served.base}/publication/hidden?${query}`)).body)).toMatchObject({ through: '2021-10-31', hidden: [] });
  expect((await alicia.get(`${served.base}/publication/hidden?settings=%7B`)).status).toBe(400);
  expect((await served.stranger.get('/p/prueba')).status).toBe(404);
});

test('one page per programme, an indicator once, and only indicators there are', async () => {
  const twice = draft('results.page-published', { ...settings, indicators: [settings.indicators[0], settings.indicators[0]] });
  const unknown = draft('results.page-published', { ...settings, indicators: [{ indicatorId: course.id, large: true, by: [] }] });
  expect(await send(alicia, twice)).toMatchObject([{ code: 'bad-payload' }]);
  expect(await send(alicia, unknown)).toMatchObject([{ answer: 'refused' }]);
  expect(await send(alicia, page)).toMatchObject([{ answer: 'accepted' }]);
  expect(await send(alicia, draft('results.page-published', settings))).toMatchObject([{ code: 'page-already-published' }]);
  expect(await shown()).toBe('10');
});

test('it changes only when a month is over, and only by five or more; a change of what is shown does not get round that', async () => {
  await send(alicia, ...women(3));
  expect(await shown()).toBe('10');
  // Decided anew with three more recorded: thirteen are a few more than ten.
  await send(alicia, correction(page, { withMap: false }));
  expect(await shown()).toBe('10');
  await send(alicia, ...women(4));
  expect(await shown()).toBe('10');
  served.clock.passMinutes(60 * 24 * 7);
  expect(await shown()).toBe('17');
});

test('closed it is gone; rebuilt it is the same', async () => {
  const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
  expect(changed).toEqual({});
  const standing = z.object({ standing: z.object({ leaves: z.array(z.string()) }) }).parse((await alicia.get(`${served.base}/publication`)).body);
  expect(await send(alicia, { ...withdrawal(page), supersedes: standing.standing.leaves })).toMatchObject([{ answer: 'accepted' }]);
  expect((await served.stranger.get('/p/prueba')).status).toBe(404);
  // Opened again it remembers what it told.
  expect(await send(alicia, draft('results.page-published', settings))).toMatchObject([{ answer: 'accepted' }]);
  expect(await shown()).toBe('17');
});
