/** Reminders over HTTP: who is reminded of what, the schedule and its refusals, and the feed that calendars read without a session. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { attendance, correction, draft, organisation, person, process, session, withdrawal } from '../../../../test/cast/drafts.ts';
import { PARTNER_A, PARTNER_B, PASSWORD, servedHouse, type Actor, type Reply, type ServedHouse } from '../../../../test/cast/house.ts';
import { indicator } from '../../../../test/cast/indicators.ts';
import { insertMembership, insertProgramme } from '../../../access/queries.ts';
import { memberLine } from '../../../access/members-contract.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { readHome } from '../home/contract.ts';
import { submitReport } from '../report/contract.ts';
import { makeFeed, readFeed, readReminders, readReminderSettings } from './contract.ts';

/**
 * The day is 26 November 2021. The report is due on 30 November; reminders 30, 7 and 1 days before: 31 October, 23 and 29
 * November. So since 31 October it is spoken of, with 4 days left. By hand, missing of it: its summary, a text of R2, the
 * target and the follow-up of TRAINED, and the late activities A1 (of partner A) and A2: 6. Of partner A's own: A1.
 * The other report is due on 31 December: of it nobody is reminded before 1 December.
 */
const name = (text: string) => ({ es: text, en: text });
const framework = draft('results.framework-defined', { results: [{ code: 'R2', name: name('Dos'), areas: [{ code: '2.2', name: name('Saber') }] }] });
const described = draft('results.programme-described', {
  name: name('P'), summary: name('P'), startsOn: '2020-01-01', endsOn: '2021-12-31', sectors: [], partners: [], funders: [], demonstration: true,
});
const partners = [
  { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A },
  { ...organisation('Instituto del Valle', 'implementing-partner'), id: PARTNER_B },
];
const trained = indicator('TRAINED', { filter: {} });
const planned = (code: string, partnerId: string | null): Draft =>
  draft('results.activity-planned', {
    code, title: `Actividad ${code}`, titleEn: null, area: '2.2', startsOn: '2020-09-01', endsOn: '2020-09-30', responsible: null, partnerId, processIds: [], source: null,
  });
const course = process('CURSO', { partnerId: PARTNER_A });
const first = session(course.id, 1);
const ana = person('Quispe Mamani, Ana');
const prepared = (title: string, from: string, to: string, dueOn: string | null): Draft =>
  draft('results.report-prepared', {
    title, titleEn: `${title} (English)`, recipient: 'SECO', from, to, dueOn, sections: ['summary', 'indicators'], indicators: null, disaggregations: [], summary: null, results: [],
  });
const report = prepared('Informe 2020', '2020-01-01', '2020-12-31', '2021-11-30');
const later = prepared('Informe 2021', '2021-01-01', '2021-12-31', '2021-12-31');
const noDay = prepared('Sin fecha', '2020-01-01', '2020-06-30', null);
const SAYS = { daysBefore: [1, 30, 7], roles: ['coordinator', 'partner-coordinator'], memberIds: [] };
const schedule = draft('results.reminders-scheduled', SAYS);

let served: ServedHouse;
let alicia: Actor;

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  await accept(described, framework, ...partners, trained, planned('A1', PARTNER_A), planned('A2', null), course, first, ana);
  await accept(attendance({ processId: course.id, sessionId: first.id, personId: ana.id }, 100), report, later, noDay);
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional(), field: z.string().nullish() })) });
const send = async (...entries: Draft[]) => answers.parse((await alicia.post(`${served.base}/entries`, { entries })).body).answers;
async function accept(...entries: Draft[]): Promise<void> {
  expect((await send(...entries)).filter(({ answer }) => answer !== 'accepted')).toEqual([]);
}
const reminders = async (who: string) => readReminders.answer.parse((await (await served.as(who)).get(`${served.base}/reminders`)).body);
const ofReports = async (who: string) =>
  readHome.answer
    .parse((await (await served.as(who)).get(`${served.base}/home`)).body)
    .matters.filter(({ kind }) => kind.startsWith('report'))
    .map(({ kind, count, title, dueOn, urgency }) => [kind, count, title, dueOn, urgency]);
const kindsOf = async (who: string): Promise<string[]> => (await ofReports(who)).map(([kind, count]) => `${kind} ${count}`);
const feedAddress = async (who: string, language = 'es'): Promise<string> => {
  const made = makeFeed.answer.parse((await (await served.as(who)).post(`${served.base}/reminders/feed`, { language })).body);
  return `/api/calendars/${made.token}`;
};
/** Lines of a calendar file, put together again where they were folded. */
const linesOf = (reply: Reply): string[] => reply.text.replaceAll('\r\n ', '').split('\r\n');
const daysIn = (reply: Reply): string[] => linesOf(reply).filter((line) => line.startsWith('DTSTART')).map((line) => line.slice(-8));
const idOf = async (who: string): Promise<string> => {
  const { items } = z.object({ items: z.array(memberLine) }).parse((await alicia.get(`${served.base}/members`)).body);
  return items.find(({ username }) => username === who)?.userId ?? '';
};

describe('without a schedule', () => {
  test('nobody is reminded; the home page speaks of the report to who writes it, as ever', async () => {
    expect(await reminders('alicia')).toEqual({ day: '2021-11-26', scheduled: false, reminded: false, reports: [] });
    expect(await ofReports('alicia')).toEqual([
      ['report-due', 1, 'Informe 2020', '2021-11-30', 'soon'],
      ['report-due', 1, 'Informe 2021', '2021-12-31', 'open'],
    ]);
    expect(await ofReports('pilar')).toEqual([]);
  });
});

describe('the schedule', () => {
  test('is set once, by who writes reports, for members who can be reminded', async () => {
    const { members } = readReminderSettings.answer.parse((await alicia.get(`${served.base}/reminders/settings`)).body);
    expect(members.map(({ name: who, role, partnerName }) => [who, role, partnerName])).toEqual([
      ['ada', 'administrator', null], ['alicia', 'coordinator', null], ['berta', 'trainer', 'Instituto del Valle'], ['mario', 'me-officer', null],
      ['pilar', 'partner-coordinator', 'Centro Andino'], ['teo', 'trainer', 'Centro Andino'],
    ]);
    const named = (memberId: string) => draft('results.reminders-scheduled', { ...SAYS, memberIds: [memberId] });
    const notMember = [{ answer: 'refused', code: 'reminded-not-member', field: 'memberIds' }];
    expect(await send(named(await idOf('elena')))).toEqual(notMember);
    expect(await send(named(ana.id))).toEqual(notMember);
    expect(await send(draft('results.reminders-scheduled', { ...SAYS, daysBefore: [7, 7] }))).toMatchObject([{ answer: 'refused', code: 'bad-payload' }]);
    await accept(schedule);
    expect(await send(draft('results.reminders-scheduled', SAYS))).toMatchObject([{ answer: 'refused', code: 'reminders-already-scheduled' }]);
    const set = readReminderSettings.answer.parse((await alicia.get(`${served.base}/reminders/settings`)).body);
    expect(set).toMatchObject({ schedule: { id: schedule.id, says: SAYS, changedBy: 'alicia' } });
    expect(set.awaited).toEqual([{ title: 'Informe 2020', dueOn: '2021-11-30' }, { title: 'Informe 2021', dueOn: '2021-12-31' }]);
  });

  test('is not for who writes no reports, nor for strangers', async () => {
    for (const who of ['pilar', 'teo', 'elena']) expect((await (await served.as(who)).get(`${served.base}/reminders/settings`)).status).toBe(403);
    for (const who of ['elena', 'evo', 'pepa']) expect((await (await served.as(who)).get(`${served.base}/reminders`)).status).toBe(403);
    expect((await (await served.as('nadie')).get(`${served.base}/reminders`)).status).toBe(404);
    expect((await served.stranger.get(`${served.base}/reminders`)).status).toBe(401);
  });
});

describe('who is reminded', () => {
  test('by role: the coordination of all that is missing, a partner’s of its own', async () => {
    const { reminded, reports } = await reminders('alicia');
    expect([reminded, reports.map(({ title, daysLeft }) => [title, daysLeft])]).toEqual([true, [['Informe 2020', 4], ['Informe 2021', 35]]]);
    expect(reports[0]?.reminders.map(({ on }) => on)).toEqual(['2021-10-31', '2021-11-23', '2021-11-29']);
    expect(reports[0]?.missing.map(({ kind, code }) => [kind, code])).toEqual([
      ['no-summary', null], ['result-without-text', 'R2'], ['no-target', 'TRAINED'], ['no-follow-up', 'TRAINED'], ['late-activity', 'A1'], ['late-activity', 'A2'],
    ]);
    expect((await reminders('pilar')).reports[0]?.missing).toEqual([{ kind: 'late-activity', code: 'A1', count: 1 }]);
    expect((await reminders('mario')).reminded).toBe(false);
  });

  test('on the home page from the scheduled day on, and nobody else', async () => {
    expect(await ofReports('alicia')).toEqual([['report-reminder', 6, 'Informe 2020', '2021-11-30', 'soon']]);
    expect(await ofReports('pilar')).toEqual([['report-reminder', 1, 'Informe 2020', '2021-11-30', 'soon']]);
    for (const who of ['mario', 'ada', 'teo', 'berta', 'elena']) expect([who, await ofReports(who)]).toEqual([who, []]);
  });

  test('by name; a correction counts from now on, and a partner with nothing to mend has no line', async () => {
    await accept(correction(schedule, { roles: ['coordinator', 'partner-coordinator', 'trainer'], memberIds: [await idOf('mario')] }));
    expect(await ofReports('mario')).toEqual([['report-reminder', 6, 'Informe 2020', '2021-11-30', 'soon']]);
    expect((await reminders('berta')).reports.map(({ missing }) => missing)).toEqual([[], []]);
    expect([await ofReports('teo'), await ofReports('berta')]).toEqual([[['report-reminder', 1, 'Informe 2020', '2021-11-30', 'soon']], []]);
  });

  test('two versions of the partner’s records are the partner’s to decide', async () => {
    await accept(correction(course, { title: 'Uno' }), correction(course, { title: 'Otro' }));
    expect((await reminders('pilar')).reports[0]?.missing).toEqual([{ kind: 'late-activity', code: 'A1', count: 1 }, { kind: 'conflicts', code: null, count: 1 }]);
    expect((await reminders('berta')).reports[0]?.missing).toEqual([]);
  });
});

describe('the feed', () => {
  test('is read without a session: a day each, with an alarm at nine, what is missing by number, and no name', async () => {
    const reply = await served.stranger.get(await feedAddress('alicia'));
    expect([reply.status, reply.headers.get('content-type'), reply.headers.get('cache-control')]).toEqual([200, 'text/calendar; charset=utf-8', 'no-store']);
    expect(daysIn(reply)).toEqual(['20211031', '20211123', '20211129', '20211130', '20211201', '20211224', '20211230', '20211231']);
    const lines = linesOf(reply);
    expect(lines.filter((line) => line === 'TRIGGER;RELATED=START:PT9H')).toHaveLength(8);
    expect(lines).toContain('SUMMARY:«Informe 2020»: quedan 7 días\\, faltan 6 cosas');
    expect(lines).toContain('SUMMARY:«Informe 2020»: queda 1 día\\, faltan 6 cosas');
    expect(lines).toContain('SUMMARY:Hoy se entrega «Informe 2020»: faltan 6 cosas');
    expect(reply.text).not.toMatch(/alicia|mario|Quispe/);
    const summaries = lines.filter((line) => line.startsWith('DESCRIPTION:«'));
    expect(summaries[0]).toContain('Al 26/11/2021 faltan 6 cosas:\\n- Resultados sin texto: 1\\n- Falta el resumen: 1\\n');
  });

  test('keeps its identifiers whatever changes, and speaks the language it was asked for', async () => {
    const address = await feedAddress('alicia', 'en');
    const identifiers = (reply: Reply) => linesOf(reply).filter((line) => line.startsWith('UID'));
    const before = await served.stranger.get(address);
    expect(linesOf(before)).toContain('SUMMARY:“Informe 2020 (English)”: 30 days left\\, 6 things are missing');
    await accept(correction(report, { title: 'Informe del 2020', summary: 'Se cumplió.' }));
    const after = await served.stranger.get(address);
    expect(linesOf(after)).toContain('SUMMARY:“Informe 2020 (English)”: 30 days left\\, 5 things are missing');
    expect(identifiers(after)).toEqual(identifiers(before));
    expect(identifiers(after)[0]).toBe(`UID:reminder-${report.id}-30@digna`);
  });

  test('a partner’s tells what is the partner’s', async () => {
    const lines = linesOf(await served.stranger.get(await feedAddress('pilar')));
    expect(lines).toContain('SUMMARY:«Informe del 2020»: quedan 7 días\\, faltan 2 cosas');
  });

  test('whoever is not reminded reads an empty calendar', async () => {
    const reply = await served.stranger.get(await feedAddress('ada'));
    expect([reply.status, daysIn(reply)]).toEqual([200, []]);
  });

  test('a wrong address, one of another programme, one that was renewed or revoked are all as unknown', async () => {
    const address = await feedAddress('mario');
    expect((await served.stranger.get(address)).status).toBe(200);
    const renewed = await feedAddress('mario');
    const unknown = { status: 404, body: { code: 'not-found' } };
    expect(await served.stranger.get(address)).toMatchObject(unknown);
    expect((await served.stranger.get(renewed)).status).toBe(200);
    expect(await served.stranger.get(`${renewed.slice(0, -1)}${renewed.endsWith('A') ? 'B' : 'A'}`)).toMatchObject(unknown);
    expect(await served.stranger.get('/api/calendars/nada')).toMatchObject(unknown);
    const mario = await served.as('mario');
    expect(readFeed.answer.parse((await mario.get(`${served.base}/reminders/feed`)).body).madeAt).not.toBeNull();
    expect((await mario.delete(`${served.base}/reminders/feed`)).status).toBe(200);
    expect(await served.stranger.get(renewed)).toMatchObject(unknown);
    expect(readFeed.answer.parse((await mario.get(`${served.base}/reminders/feed`)).body)).toEqual({ madeAt: null });
  });

  test('the same secret under another programme opens nothing', async () => {
    const other = { id: '0198b000-0000-7000-8000-00000000000b', code: 'otro', name: 'Otro', timeZone: 'America/La_Paz', demonstration: true };
    await inProgramme(served.house.pool, other.id, (client) => insertProgramme(client, other));
    await insertMembership(served.house.pool, await idOf('alicia'), other.id, 'coordinator');
    const address = await feedAddress('alicia');
    const bytes = Buffer.from(address.split('/').at(-1) ?? '', 'base64url');
    Buffer.from(other.id.replaceAll('-', ''), 'hex').copy(bytes);
    expect((await served.stranger.get(`/api/calendars/${bytes.toString('base64url')}`)).status).toBe(404);
    expect((await served.stranger.get(address)).status).toBe(200);
  });

  test('ends with the membership, and where its owner becomes the donor', async () => {
    const id = await served.house.signIn.addUser({ name: 'Sonia', username: 'sonia', password: PASSWORD });
    await insertMembership(served.house.pool, id, served.programme.id, 'coordinator');
    const address = await feedAddress('sonia');
    expect(daysIn(await served.stranger.get(address))).toHaveLength(8);
    await insertMembership(served.house.pool, id, served.programme.id, 'donor');
    expect((await served.stranger.get(address)).status).toBe(404);
    await insertMembership(served.house.pool, id, served.programme.id, 'coordinator');
    expect((await served.stranger.get(address)).status).toBe(200);
    const ada = await served.as('ada');
    expect((await ada.post(`${served.base}/members/${id}/ending`)).status).toBe(200);
    expect((await served.stranger.get(address)).status).toBe(404);
  });
});

describe('what was done is reminded of no more', () => {
  test('a report that is submitted, until it comes back: then its writers have their own line, others the reminder', async () => {
    const address = await feedAddress('alicia');
    const sent = submitReport.answer.parse((await alicia.post(`${served.base}/reports/${report.id}/versions`, { note: null })).body);
    expect([await kindsOf('alicia'), await kindsOf('pilar')]).toEqual([['report-to-answer 1'], []]);
    expect(daysIn(await served.stranger.get(address))).toEqual(['20211201', '20211224', '20211230', '20211231']);
    await accept(draft('results.report-returned', { submissionId: sent.id, reason: 'Falta contar por qué.' }));
    expect([await kindsOf('alicia'), await kindsOf('pilar')]).toEqual([['report-returned 1'], ['report-reminder 2']]);
    const again = submitReport.answer.parse((await alicia.post(`${served.base}/reports/${report.id}/versions`, { note: null })).body);
    await accept(draft('results.report-approved', { submissionId: again.id, approvedBy: 'SECO', document: null }));
    expect([await ofReports('alicia'), await ofReports('pilar')]).toEqual([[], []]);
    expect((await reminders('pilar')).reports.map(({ title }) => title)).toEqual(['Informe 2021']);
  });

  test('the schedule taken back: nobody is reminded, calendars are empty, and it can be set anew', async () => {
    const address = await feedAddress('alicia');
    const { leaves } = readReminderSettings.answer.parse((await alicia.get(`${served.base}/reminders/settings`)).body).schedule ?? { leaves: [] };
    await accept({ ...withdrawal(schedule), supersedes: leaves });
    expect(await reminders('alicia')).toMatchObject({ scheduled: false, reminded: false, reports: [] });
    expect(daysIn(await served.stranger.get(address))).toEqual([]);
    const { schedule: none, earlier } = readReminderSettings.answer.parse((await alicia.get(`${served.base}/reminders/settings`)).body);
    expect([none, earlier.map(({ says, changedBy }) => [says.roles.length, changedBy])]).toEqual([null, [[3, 'alicia'], [2, 'alicia']]]);
    await accept(draft('results.reminders-scheduled', SAYS));
    expect((await reminders('alicia')).reminded).toBe(true);
  });
});

test('one address asks sixty times a minute at most', async () => {
  const replies = [];
  for (let at = 0; at < 61; at += 1) replies.push((await served.stranger.get('/api/calendars/nada')).status);
  expect(replies.at(-1)).toBe(429);
});
