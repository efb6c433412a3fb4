/** Tests, satisfaction, follow-up, speakers and materials of a process, over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  attendance,
  correction,
  draft,
  followUp,
  material,
  organisation,
  peopleMerged,
  person,
  process,
  satisfaction,
  secret,
  session,
  speaker,
  testResult,
  withdrawal,
} from '../../../test/cast/drafts.ts';
import { PARTNER_A, PARTNER_B, servedHouse, type Actor, type ServedHouse } from '../../../test/cast/house.ts';
import { png } from '../../../test/cast/pictures.ts';
import { REBUILD } from '../../app/catalogue.ts';
import type { Draft } from '../../ledger/entry.ts';
import { inProgramme } from '../../platform/database/programme-transaction.ts';
import { readTests } from './assessments/contract.ts';
import { readFollowUp } from './follow-up/contract.ts';
import { attendedIn } from './attended.ts';
import { eventsMattersIn } from './matters/matters.ts';
import { readMaterials } from './materials/contract.ts';
import { readSatisfaction } from './satisfaction/contract.ts';

let served: ServedHouse;
let alicia: Actor;

const partners = [
  { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A },
  { ...organisation('Centro Chaqueño', 'implementing-partner'), id: PARTNER_B },
];
const chamber = organisation('Cámara', 'employers');
const course = process('A', { partnerId: PARTNER_A });
const other = process('B', { partnerId: PARTNER_B });
const first = session(course.id, 1);
const strange = session(other.id, 1);
const ana = person('Quispe, Ana', { sex: 'woman' });
const rosa = person('Quispe, Rosa', { sex: 'woman' });
const beto = person('Vaca, Beto', { sex: 'man' });
const guest = person('Rojas, Alex');
const late = person('Zárate, Eva', { sex: 'woman' });
const evaTwin = person('Zarate, Eva', { sex: 'woman' });
const ids = (who: Draft) => ({ processId: course.id, personId: who.id });
const present = (who: Draft): Draft => attendance({ ...ids(who), sessionId: first.id, organisationId: chamber.id }, 100);

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional(), field: z.string().nullable().optional() })) });
async function send(who: Actor, ...entries: Draft[]) {
  return answers.parse((await who.post(`${served.base}/entries`, { entries })).body).answers;
}
async function accept(...entries: Draft[]): Promise<void> {
  for (const answer of await send(alicia, ...entries)) expect(answer).toMatchObject({ answer: 'accepted' });
}
async function body(who: Actor, path: string): Promise<unknown> {
  return (await who.get(`${served.base}/processes/${path}`)).body;
}
const tests = async (who: Actor) => readTests.answer.parse(await body(who, `${course.id}/tests`));
const satisfied = async (who: Actor) => readSatisfaction.answer.parse(await body(who, `${course.id}/satisfaction`));
const followed = async (who: Actor) => readFollowUp.answer.parse(await body(who, `${course.id}/follow-up`));
const handed = async (who: Actor) => readMaterials.answer.parse(await body(who, `${course.id}/materials`));

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  await accept(...partners, chamber, course, other, first, strange, ana, rosa, beto, guest, late, evaTwin);
  await accept(present(ana), present(rosa), present(beto));
});
afterAll(() => served.close());

describe('tests', () => {
  const before = testResult({ ...ids(ana), organisationId: chamber.id }, 'pre', 8, 20);

  test('one result stands for a person and a moment; a score is not above the most there is', async () => {
    await accept(before);
    expect(await send(alicia, testResult(ids(ana), 'pre', 9, 20), testResult(ids(ana), 'post', 21, 20), testResult(ids(ana), 'post', -1, 20))).toMatchObject([
      { code: 'already-tested', field: 'person' },
      { code: 'score-above-maximum', field: 'score' },
      { code: 'bad-payload', field: 'score' },
    ]);
    const twice = [testResult(ids(ana), 'post', 14, 20), testResult(ids(ana), 'post', 15, 20)];
    expect(await send(alicia, ...twice)).toMatchObject([{ answer: 'accepted' }, { code: 'already-tested' }]);
  });

  test('a post-test without a pre-test is named, and changes no mean', async () => {
    // Ana 8/20 = 40 % to 14/20 = 70 %; Rosa 60 % to 50 %; Beto after only; Alex, who never came, before only.
    await accept(testResult(ids(rosa), 'pre', 60), testResult(ids(rosa), 'post', 50), testResult(ids(beto), 'post', 100), testResult(ids(guest), 'pre', 10));
    const page = await tests(alicia);
    expect(page.total).toEqual({ paired: 2, onlyPre: 1, onlyPost: 1, before: 50, after: 60, gain: 10, better: 1, small: true });
    expect(page.people.map(({ surnames, pre, post }) => [surnames, pre?.percent ?? null, post?.percent ?? null])).toEqual([
      ['Quispe', 40, 70],
      ['Quispe', 60, 50],
      ['Rojas', 10, null],
      ['Vaca', null, 100],
    ]);
    expect(page.bySex.map(({ key, paired, gain }) => [key, paired, gain])).toEqual([['woman', 2, 10], ['man', 0, null], ['unknown', 0, null]]);
    expect(page.byKind.map(({ key, paired, onlyPost }) => [key, paired, onlyPost])).toEqual([['employers', 2, 1], ['unknown', 0, 0]]);
  });

  test('a result is corrected and withdrawn', async () => {
    await accept(correction(before, { score: 12 }));
    expect((await tests(alicia)).total).toMatchObject({ before: 60, gain: 0 });
    const mended = (await tests(alicia)).people.find(({ givenNames }) => givenNames === 'Rosa')?.post;
    await accept(draft('ledger.entry-withdrawn', {}, { rootId: mended?.id ?? '', supersedes: mended?.leaves ?? [], private: { reason: secret('x') } }));
    expect((await tests(alicia)).total).toMatchObject({ paired: 1, onlyPre: 2 });
  });

  test('of two records that turn out to be one person, the first result of a moment stands', async () => {
    await accept(testResult(ids(late), 'pre', 30), testResult(ids(evaTwin), 'pre', 90), testResult(ids(evaTwin), 'post', 80));
    await accept(peopleMerged(late.id, evaTwin.id));
    const eva = (await tests(alicia)).people.filter(({ givenNames }) => givenNames === 'Eva');
    expect(eva).toMatchObject([{ pre: { percent: 30 }, post: { percent: 80 } }]);
    expect(await send(alicia, testResult(ids(evaTwin), 'pre', 31))).toMatchObject([{ code: 'already-tested' }]);
  });

  test('a donor sees counts and no names, and of a few people no means; another partner sees nothing', async () => {
    const page = await tests(await served.as('elena'));
    expect(page.people).toEqual([]);
    expect(page.total).toMatchObject({ paired: 2, gain: null, before: null, small: true });
    const pepa = await served.as('teo');
    const reply = await pepa.get(`${served.base}/processes/${other.id}/tests`);
    const own = await pepa.get(`${served.base}/processes/${course.id}/tests`);
    expect([reply.status, own.status].toSorted((a, b) => a - b)).toEqual([200, 404]);
  });
});

describe('satisfaction', () => {
  test('is asked with the default form until the process sets its own', async () => {
    expect((await satisfied(alicia)).form).toMatchObject({ set: null, questions: [{ key: 'useful' }, {}, {}, {}, {}, {}] });
    await accept(satisfaction(course.id, { useful: 5, clear: 4 }, 'Gracias a la Sra. Nina'), satisfaction(course.id, { useful: 3 }, null, first.id));
    expect(await send(alicia, satisfaction(course.id, { food: 3 }), satisfaction(course.id, {}), satisfaction(course.id, { useful: 6 }), satisfaction(course.id, { useful: 3 }, null, strange.id))).toMatchObject([
      { code: 'unknown-question' },
      { code: 'bad-payload' },
      { code: 'bad-payload' },
      { code: 'session-of-another-process' },
    ]);
    const wording = { es: 'Sí', en: 'Yes' };
    const form = { processId: course.id, questions: [{ key: 'food', es: 'La comida', en: 'The food' }], scale: Array(5).fill(wording) };
    const set = draft('events.satisfaction-form-set', form);
    await accept(set);
    expect(await send(alicia, draft('events.satisfaction-form-set', form))).toMatchObject([{ code: 'already-set' }]);
    expect(await send(alicia, correction(set, { questions: [...form.questions, ...form.questions] }))).toMatchObject([{ code: 'question-twice' }]);
    await accept(satisfaction(course.id, { food: 2 }));
    const page = await satisfied(alicia);
    expect(page).toMatchObject({ forms: 3, attended: 3, responsePercent: 100, keptBack: false });
    expect(page.questions.map(({ key, answered, mean }) => [key, answered, mean])).toEqual([['food', 1, 2], ['clear', 1, 4], ['useful', 2, 4]]);
    expect(page.comments.map(({ text }) => text)).toEqual(['Gracias a la Sra. Nina']);
  });

  test('a donor reads neither comments nor what three forms answered', async () => {
    expect(await satisfied(await served.as('elena'))).toMatchObject({ forms: 3, keptBack: true, mean: null, comments: [] });
  });
});

describe('follow-up', () => {
  test('is due three months after the last session, for those who reached the threshold', async () => {
    // The session was on 11/10/2020 and the clock of the test stands years later: everybody is late.
    const page = await followed(alicia);
    expect(page).toMatchObject({ months: 3, dueOn: '2021-01-11', set: null, counts: { late: 3, due: 0, waiting: 0, done: 0 } });
    expect(page.people.map(({ surnames }) => surnames)).toEqual(['Quispe', 'Quispe', 'Vaca']);
  });

  test('who was reached is done; who was not stays; what they said is kept apart', async () => {
    const asked = followUp(ids(ana), 'partly', { on: '2021-01-20', what: 'Ordenaron el taller de Ana' });
    await accept(asked, followUp(ids(beto), 'not-reached', { on: '2021-01-20' }));
    expect(await send(alicia, followUp(ids(ana), 'applied', { on: '2021-01-20' }))).toMatchObject([{ code: 'already-followed-up' }]);
    const page = await followed(alicia);
    expect(page).toMatchObject({ counts: { late: 2, done: 1 }, results: { applied: 0, partly: 1, 'not-applied': 0 } });
    expect(page.people.find(({ personId }) => personId === ana.id)?.contacts).toMatchObject([{ result: 'partly', what: 'Ordenaron el taller de Ana' }]);
    await accept(correction(asked, { result: 'applied' }));
    const again = (await followed(alicia)).people.find(({ personId }) => personId === ana.id);
    expect(again?.contacts).toMatchObject([{ result: 'applied', what: 'Ordenaron el taller de Ana' }]);
  });

  test('months are set once and then corrected; who is due is told to the home page', async () => {
    await accept(draft('events.follow-up-scheduled', { processId: course.id, months: 6 }));
    expect(await followed(alicia)).toMatchObject({ months: 6, dueOn: '2021-04-11' });
    const due = async (today: string, scope: string | null = null) => {
      const programmeId = served.programme.id;
      const matters = await eventsMattersIn(attendedIn(served.house.figures))(programmeId);
      return inProgramme(served.house.pool, programmeId, (client) => matters(client, { programmeId, today, wants: (kind) => kind === 'follow-ups' }), { scope });
    };
    expect(await due('2021-04-12')).toEqual([{ kind: 'follow-ups', id: course.id, title: 'Proceso A', count: 2, dueOn: '2021-04-11', since: null }]);
    expect(await due('2021-04-01')).toEqual([]);
    expect(await due('2021-04-12', PARTNER_B)).toEqual([]);
    expect(await due('2021-04-12', PARTNER_A)).toHaveLength(1);
  });

  test('a donor sees how many, and nobody', async () => {
    expect(await followed(await served.as('elena'))).toMatchObject({ people: [], counts: { done: 1 }, results: { applied: 1 } });
  });
});

describe('speakers and materials', () => {
  test('are listed; a speaker is counted once, by the sex somebody said', async () => {
    const named = speaker(course.id, 'Nina Choque', { sessionId: first.id, role: 'moderator' });
    await accept(named, speaker(course.id, 'NINA CHOQUE', { sex: 'woman' }), speaker(course.id, 'Alguien Más', { organisationId: chamber.id }), material(course.id));
    const page = await handed(await served.as('elena'));
    expect(page.speakers.map(({ name, role, organisationName, sex }) => [name, role, organisationName, sex])).toEqual([
      ['Nina Choque', 'moderator', null, 'unknown'],
      ['NINA CHOQUE', 'speaker', null, 'woman'],
      ['Alguien Más', 'speaker', 'Cámara', 'unknown'],
    ]);
    expect(page.speakersBySex).toEqual([{ sex: 'woman', people: 1 }, { sex: 'unknown', people: 1 }]);
    expect(page.materials).toMatchObject([{ title: 'Cartilla', link: 'https://example.org/cartilla' }]);
    await accept(withdrawal(named));
    expect((await handed(alicia)).speakers).toHaveLength(2);
  });

  test('a material needs a link that is one', async () => {
    expect(
      await send(alicia, material(course.id, { link: null }), material(course.id, { link: 'javascript:alert(1)' }), material(course.id, { link: 'http://example.org' }), speaker(course.id, 'X', { sessionId: strange.id })),
    ).toMatchObject([{ code: 'needs-link-or-file' }, { code: 'bad-payload' }, { code: 'bad-payload' }, { code: 'session-of-another-process' }]);
  });
});

test('a material is a file that came in for it, saved by whoever may read files', async () => {
  const uploaded = async (purpose: string, width: number) =>
    z.object({ sha256: z.string() }).parse((await alicia.upload(`${served.base}/files?purpose=${purpose}`, 'cartilla.png', png(width, 3))).body).sha256;
  const [sha256, logo] = [await uploaded('process-material', 6), await uploaded('certificate-image', 7)];
  const asFile = (fileSha256: string) => ({ ...material(course.id, { title: 'Lámina', link: null, fileSha256 }), attachments: [fileSha256] });
  expect(await send(alicia, asFile(logo), { ...asFile(sha256), attachments: [] }, asFile(sha256))).toMatchObject([
    { code: 'unknown-attachment' },
    { code: 'unknown-attachment' },
    { answer: 'accepted' },
  ]);
  const elena = await served.as('elena');
  const shared = (await handed(elena)).materials.find(({ title }) => title === 'Lámina');
  expect(shared).toMatchObject({ link: null, file: { sha256, fileName: 'cartilla.png', mediaType: 'image/png' } });
  const [mario, donor] = [await (await served.as('mario')).get(`${served.base}/files/${sha256}`), await elena.get(`${served.base}/files/${sha256}`)];
  expect([mario.status, donor.status]).toEqual([200, 403]);
});

test('a trainer writes in the processes of their partner and in no other', async () => {
  const teo = await served.as('teo');
  const mine = (await teo.get(`${served.base}/processes/${course.id}`)).status === 200 ? course : other;
  const theirs = mine === course ? other : course;
  expect(await send(teo, satisfaction(theirs.id, { useful: 4 }), speaker(theirs.id, 'X'))).toMatchObject([{ code: 'outside-scope', field: 'process' }, { code: 'outside-scope' }]);
  expect(await send(teo, speaker(mine.id, 'De la casa'))).toMatchObject([{ answer: 'accepted' }]);
});

test('all of it comes out of a rebuild as it was', async () => {
  const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
  expect(changed).toEqual({});
});
