/** The workplan over HTTP: who may, what is refused, whose activities a partner sees, progress as of a past position. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { correction, draft, organisation, process, withdrawal } from '../../../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import type { Draft, DraftInput } from '../../../ledger/entry.ts';
import { readWorkplan } from './contract.ts';

const name = (text: string) => ({ es: text, en: text });
const framework = draft('results.framework-defined', { results: [{ code: 'R1', name: name('Uno'), areas: [{ code: '1.1', name: name('Saber') }] }] });
const partner: Draft = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const course = process('C1', { title: 'Curso uno' });
const nothing = { titleEn: null, responsible: null, partnerId: null, processIds: [], source: null };
const activity = (code: string, payload: Record<string, unknown> = {}): Draft =>
  draft('results.activity-planned', { ...nothing, code, title: `Actividad ${code}`, area: '1.1', startsOn: '2020-09-01', endsOn: '2020-09-30', ...payload });
const progress = (of: Draft, payload: Record<string, unknown>, more: Partial<DraftInput> = {}): Draft =>
  draft('results.activity-progressed', { activityId: of.id, state: 'under-way', percent: null, note: null, newEndsOn: null, ...payload }, more);

let served: ServedHouse;
let alicia: Actor;

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  expect(await send(alicia, framework, partner, course)).toMatchObject(Array(3).fill({ answer: 'accepted' }));
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional(), field: z.string().nullish() })) });
async function send(who: Actor, ...entries: Draft[]) {
  return answers.parse((await who.post(`${served.base}/entries`, { entries })).body).answers;
}
async function plan(who: Actor, asOf = '') {
  return readWorkplan.answer.parse((await who.get(`${served.base}/workplan${asOf === '' ? '' : `?asOf=${asOf}`}`)).body);
}

describe('what may go in', () => {
  test('an area the framework has, dates in order, a code of one activity only, a day to postpone to', async () => {
    const [one, other] = [activity('A1'), activity('A1')];
    const tried = await send(
      alicia,
      activity('A9', { area: '9.9' }),
      activity('A9', { endsOn: '2020-08-31' }),
      activity('A9', { startsOn: '2020-02-30' }),
      one,
      other,
      progress(one, { state: 'postponed' }),
      progress(one, { newEndsOn: '2020-08-01' }),
      progress(one, { percent: 101 }),
      progress(draft('x.y', {}), {}),
    );
    expect(tried.map(({ answer, code }) => code ?? answer)).toEqual([
      'unknown-area',
      'dates-reversed',
      'bad-payload',
      'accepted',
      'activity-code-taken',
      'postponed-to-no-day',
      'dates-reversed',
      'bad-payload',
      'unknown-reference',
    ]);
    // A correction may keep its own code.
    expect(await send(alicia, correction(one, { title: 'Otra' }), withdrawal(one))).toMatchObject([{ answer: 'accepted' }, {}]);
  });

  test('the donor and a trainer read; neither may write', async () => {
    for (const who of ['elena', 'teo']) {
      const actor = await served.as(who);
      expect((await actor.get(`${served.base}/workplan`)).status).toBe(200);
      const reply = await actor.post(`${served.base}/entries`, { entries: [activity('A9')] });
      expect(reply.status === 403 || reply.text.includes('not-allowed')).toBe(true);
    }
    expect((await (await served.as('pepa')).get(`${served.base}/workplan`)).status).toBe(403);
  });
});

describe('an activity', () => {
  const theirs = activity('B2', { partnerId: PARTNER_A, processIds: [course.id] });
  const ours = activity('B1', { startsOn: '2020-10-01', endsOn: '2020-10-31', responsible: 'Coordinación' });

  test('stands by its days and what was recorded; readers without names of users see none', async () => {
    expect(await send(alicia, theirs, ours, progress(theirs, { percent: 30 }, { occurredOn: '2020-09-03' }))).toMatchObject(Array(3).fill({ answer: 'accepted' }));
    const { activities } = await plan(alicia);
    const b2 = activities.find(({ code }) => code === 'B2');
    expect(b2).toMatchObject({ state: 'under-way', percent: 30, startedOn: '2020-09-03', partnerName: 'Centro Andino', processes: [{ title: 'Curso uno' }] });
    expect(b2?.progress).toMatchObject([{ on: '2020-09-03', recordedBy: 'alicia' }]);
    const seen = (await plan(await served.as('elena'))).activities.find(({ code }) => code === 'B2');
    expect(seen?.progress).toMatchObject([{ recordedBy: null }]);
  });

  test('a member narrowed to a partner sees that partner’s only, and not the events of others', async () => {
    const { activities, narrowedTo } = await plan(await served.as('pilar'));
    expect(activities.map(({ code, processes }) => [code, processes])).toEqual([['B2', []]]);
    expect(narrowedTo).toBe('Centro Andino');
    expect((await plan(await served.as('berta'))).activities).toEqual([]);
  });

  test('what was recorded is taken back; as of a past position it stands as it stood', async () => {
    const done = progress(ours, { state: 'done' }, { occurredOn: '2020-10-14' });
    await send(alicia, done);
    const { position } = await plan(alicia);
    await send(alicia, withdrawal(done));
    expect((await plan(alicia)).activities.find(({ code }) => code === 'B1')).toMatchObject({ state: 'not-started', finishedOn: null });
    expect((await plan(alicia, `@${position}`)).activities.find(({ code }) => code === 'B1')).toMatchObject({ state: 'done', finishedOn: '2020-10-14', verdict: 'ahead', days: 17 });
    expect((await plan(alicia, '2020-09-15')).day).toBe('2020-09-15');
  });

  test('withdrawn, it goes with its progress; two corrections that did not see each other are said', async () => {
    const [left, right] = [correction(ours, { title: 'Uno' }), correction(ours, { title: 'Otro' })];
    await send(alicia, left);
    await send(await served.as('mario'), right);
    const found = (await plan(alicia)).activities.find(({ code }) => code === 'B1');
    expect(found).toMatchObject({ title: 'Uno', conflictFields: ['payload.title'] });
    await send(alicia, draft('ledger.entry-withdrawn', {}, { rootId: theirs.id, supersedes: [theirs.id], private: { reason: { salt: 'a'.repeat(64), value: 'no' } } }));
    expect((await plan(alicia)).activities.map(({ code }) => code)).not.toContain('B2');
  });

  test('comes out of a rebuild as it was', async () => {
    const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
    expect(changed).toEqual({});
  });
});
