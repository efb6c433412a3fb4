/** The home page over HTTP: what waits for each role, and what does not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { attendance, correction, draft, organisation, person, process, session } from '../../../../test/cast/drafts.ts';
import { certifiedCourse, design } from '../../../../test/cast/certificates.ts';
import { PARTNER_A, PARTNER_B, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { indicator } from '../../../../test/cast/indicators.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { submitReport } from '../report/contract.ts';
import { readHome } from './contract.ts';

/**
 * The day is 26 November 2021. By hand:
 *   CURSO, partner A, over since 12 October 2020, has a design: Ana and Beto reached the minimum, Carla did not: 2 certificates
 *   to be issued, 2 people to be asked since 12 January 2021.
 *   OTRO, partner B: two sessions (11 and 12 October 2020) of which nobody's attendance is recorded; HOY: a session today.
 *   Activities: A1 of partner A and A2 of nobody's, both late. TRAINED has a target of 40 and counts 2 people: late.
 */
const name = (text: string) => ({ es: text, en: text });
const framework = draft('results.framework-defined', { results: [{ code: 'R2', name: name('Dos'), areas: [{ code: '2.2', name: name('Saber') }] }] });
const described = draft('results.programme-described', {
  name: name('P'), summary: name('P'), startsOn: '2020-01-01', endsOn: '2021-12-31', sectors: [], partners: [], funders: [], demonstration: true,
});
const [partnerA, partnerB] = [
  { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A },
  { ...organisation('Instituto del Valle', 'implementing-partner'), id: PARTNER_B },
] as const;
const trained = indicator('TRAINED', { filter: {} });
const empty = indicator('EMPTY', { measure: 'events.post-test', cases: { rule: 'each-fact' }, filter: {} });
const target = draft('results.target-set', { indicatorId: trained.id, from: '2020-01-01', to: '2021-12-31', counting: 'cumulative', value: 40, source: 'Convenio', reason: null });
const planned = (code: string, partnerId: string | null): Draft =>
  draft('results.activity-planned', {
    code, title: `Actividad ${code}`, titleEn: null, area: '2.2', startsOn: '2020-09-01', endsOn: '2020-09-30', responsible: null, partnerId, processIds: [], source: null,
  });
const curso = certifiedCourse('CURSO', PARTNER_A);
const other = process('OTRO', { partnerId: PARTNER_B });
const [first, second] = [session(other.id, 1), session(other.id, 2)];
const today = process('HOY', { partnerId: PARTNER_B });
const now = session(today.id, 1, { heldOn: '2021-11-26' });
const [zenobia, zenobiaToo] = [person('Uriona Tellería, Zenobia'), person('URIONA TELLERIA, ZENOBIA')];
const report = draft('results.report-prepared', {
  title: 'Informe 2020', titleEn: null, recipient: 'SECO', from: '2020-01-01', to: '2020-12-31', dueOn: '2021-11-30',
  sections: ['summary', 'indicators'], indicators: null, disaggregations: ['sex'], summary: null, results: [],
});

let served: ServedHouse;
let alicia: Actor;

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  await accept(described, framework, partnerA, partnerB, trained, empty, target, planned('A1', PARTNER_A), planned('A2', null));
  await accept(...curso.entries, design(curso.course.id), other, first, second, today, now, zenobia, zenobiaToo, report);
  await alicia.post(`${served.base}/duplicate-search?what=people`);
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional() })) });
async function accept(...entries: Draft[]): Promise<void> {
  const sent = answers.parse((await alicia.post(`${served.base}/entries`, { entries })).body).answers;
  expect(sent.filter(({ answer }) => answer !== 'accepted')).toEqual([]);
}
const home = async (who: string) => readHome.answer.parse((await (await served.as(who)).get(`${served.base}/home`)).body);
/** `kind count` of each line, in its order. */
const lines = async (who: string): Promise<string[]> => (await home(who)).matters.map(({ kind, count }) => `${kind} ${count}`);

describe('what waits', () => {
  test('for the coordination: everything, the late first, each leading to what it counts', async () => {
    await expect.poll(async () => (await alicia.get(`${served.base}/duplicate-search?what=people`)).body).toMatchObject({ state: 'done' });
    const { day, matters } = await home('alicia');
    expect(day).toBe('2021-11-26');
    expect(matters.map(({ kind, count, dueOn, title, urgency }) => [kind, count, dueOn, title, urgency])).toEqual([
      ['sessions-unrecorded', 2, '2020-10-11', 'Proceso OTRO', 'late'],
      ['activities-late', 2, '2020-09-30', null, 'late'],
      ['follow-ups', 2, '2021-01-12', String(curso.course.payload['title']), 'late'],
      ['figures-late', 1, null, 'TRAINED', 'late'],
      ['report-due', 1, '2021-11-30', 'Informe 2020', 'soon'],
      ['sessions-today', 1, '2021-11-26', 'Proceso HOY', 'soon'],
      ['people-duplicates', 1, null, null, 'open'],
      ['certificates', 2, null, String(curso.course.payload['title']), 'open'],
      ['figures-missing', 1, null, 'EMPTY', 'open'],
    ]);
    const idOf = (kind: string) => matters.find((one) => one.kind === kind)?.id;
    expect([idOf('sessions-unrecorded'), idOf('sessions-today'), idOf('certificates'), idOf('report-due')]).toEqual([other.id, now.id, curso.course.id, report.id]);
  });

  test('for who follows up the same, for the partner’s coordinator and trainers what is their partner’s', async () => {
    expect(await lines('mario')).toEqual(await lines('alicia'));
    expect(await lines('pilar')).toEqual(['activities-late 1', 'follow-ups 2', 'certificates 2']);
    // A trainer issues no certificates.
    expect(await lines('teo')).toEqual(['activities-late 1', 'follow-ups 2']);
    expect(await lines('berta')).toEqual(['sessions-unrecorded 2', 'sessions-today 1']);
  });

  test('for donor and evaluator nothing, until a report is sent; figures without anybody’s name', async () => {
    for (const who of ['elena', 'evo']) {
      const { matters, figures } = await home(who);
      expect(matters).toEqual([]);
      expect(figures.map(({ code, value }) => [code, value])).toEqual([['EMPTY', null], ['TRAINED', 2]]);
    }
  });

  test('is not for who has their own page only, nor for strangers', async () => {
    expect((await (await served.as('pepa')).get(`${served.base}/home`)).status).toBe(403);
    expect((await (await served.as('nadie')).get(`${served.base}/home`)).status).toBe(404);
    expect((await served.stranger.get(`${served.base}/home`)).status).toBe(401);
  });
});

describe('what was done goes, what came of it comes', () => {
  test('attendance recorded, the one session left is the one it leads to', async () => {
    await accept(attendance({ processId: other.id, sessionId: first.id, personId: zenobia.id }, 100), attendance({ processId: today.id, sessionId: now.id, personId: zenobia.id }, 100, { occurredOn: '2021-11-26' }));
    const { matters } = await home('berta');
    expect(matters.filter(({ kind }) => kind.startsWith('sessions'))).toMatchObject([{ kind: 'sessions-unrecorded', count: 1, id: second.id, dueOn: '2020-10-12' }]);
  });

  test('a report sent waits for the answer: the coordination notes it, the donor reads it, who follows up is done', async () => {
    const sent = submitReport.answer.parse((await alicia.post(`${served.base}/reports/${report.id}/versions`, { note: null })).body);
    const ofReports = async (who: string) => (await lines(who)).filter((line) => line.startsWith('report'));
    expect([await ofReports('alicia'), await ofReports('mario'), await ofReports('elena')]).toEqual([['report-to-answer 1'], [], ['report-to-read 1']]);
    await accept(draft('results.report-returned', { submissionId: sent.id, reason: 'Falta contar por qué.' }));
    expect([await ofReports('alicia'), await ofReports('mario'), await ofReports('elena')]).toEqual([['report-returned 1'], ['report-returned 1'], []]);
  });

  test('two corrections that did not see each other ask to be decided, of whose partner it is', async () => {
    await accept(correction(other, { title: 'Uno' }), correction(other, { title: 'Otro' }));
    expect(await lines('alicia')).toContain('conflicts 1');
    expect(await lines('berta')).toContain('conflicts 1');
    expect(await lines('pilar')).not.toContain('conflicts 1');
  });
});
