/** Reports over HTTP: who may, what becomes of one, that a version stays as it was sent, and what changed since. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { attendance, correction, draft, organisation, person, process, session, withdrawal } from '../../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { indicator } from '../../../../test/cast/indicators.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { canonicalText } from '../../../ledger/sealed.ts';
import { checkVersion, listApprovedWith, listChanges, listReports, previewReport, readChanges, readMissing, readVersion, submitReport } from './contract.ts';

/**
 * The worked example. One process of one session of 100 minutes, threshold 80 %. By hand, in 2020:
 *   Ana 100: trained. Beto 80: trained. Cora 79: not. Value 2. The target of the whole programme, to the end of 2021, is 10.
 * After the report was sent: Cora is corrected to 90 (now trained), Beto withdrawn, Dora comes with a late record of 100.
 * Value 3: Cora and Dora count now, Beto no longer does.
 */
const name = (text: string) => ({ es: text, en: text });
const framework = draft('results.framework-defined', { results: [{ code: 'R2', name: name('Dos'), areas: [{ code: '2.2', name: name('Saber') }] }] });
const described = draft('results.programme-described', {
  name: name('Programa'), summary: name('Resumen'), startsOn: '2020-01-01', endsOn: '2021-12-31', sectors: [], partners: [], funders: [], demonstration: true,
});
const trained = indicator('TRAINED');
const target = draft('results.target-set', { indicatorId: trained.id, from: '2020-01-01', to: '2021-12-31', counting: 'cumulative', value: 10, source: 'Convenio', reason: null });
const [ana, beto, cora, dora] = [person('Ana, Ana', { sex: 'woman' }), person('Beto, Beto', { sex: 'man' }), person('Cora, Cora'), person('Dora, Dora')] as const;
const chamber = organisation('Cámara', 'employers');
const one = process('ONE');
const first = session(one.id, 1);
const stay = (who: Draft, minutes: number): Draft => attendance({ processId: one.id, sessionId: first.id, personId: who.id, organisationId: chamber.id }, minutes, { occurredOn: String(first.payload['heldOn']) });
const [anaStay, betoStay, coraStay] = [stay(ana, 100), stay(beto, 80), stay(cora, 79)];
const says = {
  title: 'Informe 2020', titleEn: null, recipient: 'SECO', from: '2020-01-01', to: '2020-12-31', dueOn: '2021-01-31',
  sections: ['summary', 'framework', 'indicators', 'workplan', 'budget', 'evidence'], indicators: null, disaggregations: ['sex', 'process'], summary: null,
  results: [{ result: 'R2', text: 'Se capacitó a la gente.' }],
};
const prepared = (more: Record<string, unknown> = {}): Draft => draft('results.report-prepared', { ...says, ...more });
const report = prepared();

let served: ServedHouse;
let alicia: Actor;
let mario: Actor;
let elena: Actor;

beforeAll(async () => {
  served = await servedHouse();
  [alicia, mario, elena] = await Promise.all([served.as('alicia'), served.as('mario'), served.as('elena')]);
  const sent = await send(alicia, described, framework, trained, target, ana, beto, cora, dora, chamber, one, first, anaStay, betoStay, coraStay);
  expect(sent.filter(({ answer }) => answer !== 'accepted')).toEqual([]);
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional() })) });
async function send(who: Actor, ...entries: Draft[]) {
  return answers.parse((await who.post(`${served.base}/entries`, { entries })).body).answers;
}
async function codes(who: Actor, ...entries: Draft[]): Promise<(string | undefined)[]> {
  return (await send(who, ...entries)).map(({ code }) => code);
}
const list = async (who: Actor) => listReports.answer.parse((await who.get(`${served.base}/reports`)).body).reports;
async function submit(who: Actor, id = report.id) {
  const reply = await who.post(`${served.base}/reports/${id}/versions`, { note: null });
  return { status: reply.status, body: reply.body, sent: submitReport.answer.safeParse(reply.body).data };
}
async function sentOf(id = report.id): Promise<string> {
  const { sent } = await submit(mario, id);
  if (sent === undefined) throw new Error('not sent');
  return sent.id;
}
const returned = (submissionId: string): Draft => draft('results.report-returned', { submissionId, reason: 'Falta contar por qué.' });
const approved = (submissionId: string): Draft => draft('results.report-approved', { submissionId, approvedBy: 'SECO', document: null });

describe('preparing', () => {
  test('what ends before it begins, or lies outside the programme, is refused', async () => {
    const tried = await codes(alicia, prepared({ from: '2020-12-31', to: '2020-01-01' }), prepared({ from: '2019-12-31' }), prepared({ to: '2022-01-01' }), prepared({ sections: [] }));
    expect(tried).toEqual(['report-turned', 'report-outside-programme', 'report-outside-programme', 'bad-payload']);
  });

  test('the whole report is seen before it is sent: figures of the period, and what is missing', async () => {
    const { content, missing } = previewReport.answer.parse((await mario.post(`${served.base}/reports/preview`, { id: report.id, says })).body);
    expect(content.indicators).toMatchObject([{ code: 'TRAINED', value: 2, toDate: 2, target: { value: 10, actual: 2 }, evidence: { read: 3, counted: 2, leftOut: [{ reason: 'below-threshold', count: 1 }] } }]);
    expect(content.indicators[0]?.breakdowns.map(({ by }) => by)).toEqual(['sex']);
    expect(content.results).toMatchObject([{ code: 'R2', text: 'Se capacitó a la gente.' }]);
    expect([content.workplan, content.budget?.currency]).toEqual([[], null]);
    expect(missing.map(({ kind, code }) => [kind, code])).toEqual([['no-summary', null], ['no-follow-up', 'TRAINED'], ['off-target-unexplained', 'TRAINED']]);
  });

  test('what happened after the period counts neither for the figure nor for its target', async () => {
    const early = { ...says, to: '2020-06-30' };
    const { content } = previewReport.answer.parse((await mario.post(`${served.base}/reports/preview`, { id: report.id, says: early })).body);
    // The session was held on 14 October 2020.
    expect(content.indicators).toMatchObject([{ toDate: 0, target: { value: 10, actual: 0 } }]);
  });

  test('whoever follows up prepares, a trainer and the donor may not; the donor does not see drafts', async () => {
    expect(await codes(await served.as('teo'), prepared())).toEqual(['not-allowed']);
    expect((await elena.post(`${served.base}/entries`, { entries: [prepared()] })).status).toBe(403);
    expect(await send(mario, report)).toMatchObject([{ answer: 'accepted' }]);
    expect(await list(elena)).toEqual([]);
    expect(await list(alicia)).toMatchObject([{ id: report.id, state: 'draft', versions: [] }]);
    expect(readMissing.answer.parse((await alicia.get(`${served.base}/reports/missing`)).body).report).toEqual({ id: report.id, title: 'Informe 2020', dueOn: '2021-01-31', state: 'draft' });
  });
});

describe('sending, returning, approving', () => {
  test('a version goes out once, comes back with a reason, and goes out again', async () => {
    const firstSent = await sentOf();
    expect(await list(elena)).toMatchObject([{ state: 'submitted', summary: null, versions: [{ id: firstSent, number: 1, sentBy: null }] }]);
    expect(await submit(mario)).toMatchObject({ status: 409, body: { code: 'report-refused', details: { code: 'report-open' } } });
    expect(await codes(mario, correction(report, { title: 'Otro' }))).toEqual(['report-open']);
    expect(await codes(mario, returned(firstSent))).toEqual(['not-allowed']);
    expect(await codes(alicia, returned(firstSent))).toEqual([undefined]);
    expect(await codes(alicia, returned(firstSent), approved(firstSent))).toEqual(['report-not-open', 'report-not-open']);
    expect(await list(elena)).toEqual([]);
    expect((await elena.get(`${served.base}/reports/${report.id}/versions/${firstSent}`)).status).toBe(404);
    expect(await codes(alicia, withdrawal(report))).toEqual(['report-was-sent']);
    expect(await list(alicia)).toMatchObject([{ state: 'returned', versions: [{ number: 1, reason: 'Falta contar por qué.' }] }]);
  });

  test('nobody writes a version that the server did not compute', async () => {
    const forged = draft('results.report-submitted', { reportId: report.id, number: 2, position: 5, contentSha256: 'a'.repeat(64), code: 'ABCDEFGHJKMN', note: null });
    expect(await codes(alicia, forged)).toEqual(['report-not-kept']);
  });

  test('an approved one is never changed, withdrawn nor sent again', async () => {
    const second = await sentOf();
    const approval = approved(second);
    expect(await codes(alicia, approval)).toEqual([undefined]);
    expect(await codes(alicia, approved(second), correction(report, { title: 'Otro' }), withdrawal(report), withdrawal(approval))).toEqual([
      'report-not-open', 'report-approved', 'report-was-sent', 'report-version-stays',
    ]);
    expect(await submit(alicia)).toMatchObject({ status: 409, body: { details: { code: 'report-approved' } } });
    expect(await list(elena)).toMatchObject([{ state: 'approved', versions: [{ number: 2, approvedBy: 'SECO' }] }]);
    expect(listApprovedWith.answer.parse((await mario.get(`${served.base}/indicators/TRAINED/approved-reports`)).body).reports).toEqual([{ id: report.id, title: 'Informe 2020', number: 2 }]);
  });
});

describe('what changed since', () => {
  const address = async (): Promise<string> => {
    const [version] = (await list(elena))[0]?.versions ?? [];
    return `${served.base}/reports/${report.id}/versions/${version?.id ?? ''}`;
  };

  test('nothing, and the ledger gives the same bytes', async () => {
    const at = await address();
    expect(readChanges.answer.parse((await elena.get(`${at}/changes`)).body)).toMatchObject({ indicators: [{ was: 2, now: 2, added: 0, gone: 0, redefined: false }], things: [] });
    const check = checkVersion.answer.parse((await elena.get(`${at}/check`)).body);
    expect(check).toMatchObject({ same: true, differences: [] });
    const { version, content } = readVersion.answer.parse((await elena.get(at)).body);
    expect(version.contentSha256).toBe(createHash('sha256').update(canonicalText(content)).digest('hex'));
    expect(check.kept).toBe(version.contentSha256);
  });

  test('entry by entry, with why; the version itself stays as it was sent', async () => {
    const at = await address();
    const before = (await elena.get(at)).text;
    const late = stay(dora, 100);
    await send(alicia, correction(coraStay, { durationMinutes: 90 }), withdrawal(betoStay), late, correction(anaStay, { durationMinutes: 99 }));
    await send(alicia, draft('results.product-delivered', { title: 'Estudio', titleEn: null, area: '2.2', since: '2020', until: null, source: 'Acta', link: null, productType: 'study', funder: null }));
    const changes = readChanges.answer.parse((await elena.get(`${at}/changes`)).body);
    expect(changes).toMatchObject({ indicators: [{ was: 2, now: 3, added: 2, gone: 1 }], things: [{ part: 'products', was: null, now: 'Estudio' }] });

    const seen = listChanges.answer.parse((await mario.get(`${at}/changes/${trained.id}`)).body);
    expect(seen.total).toBe(3);
    // Ana's record was corrected and counts as before: no difference.
    expect(seen.items.map(({ change, cause, personName }) => [change, cause, personName]).toSorted((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ['added', 'corrected', 'Cora Cora'],
      ['added', 'recorded', 'Dora Dora'],
      ['gone', 'withdrawn', 'Beto Beto'],
    ]);
    expect(seen.items.find(({ change }) => change === 'gone')?.caused).toMatchObject({ kind: 'ledger.entry-withdrawn', recordedBy: 'alicia' });
    const asDonor = listChanges.answer.parse((await elena.get(`${at}/changes/${trained.id}?limit=2`)).body);
    expect(asDonor).toMatchObject({ total: 3, next: 2, items: [{ personName: null, caused: { recordedBy: null } }, { personName: null }] });

    expect((await elena.get(at)).text).toBe(before);
    expect(checkVersion.answer.parse((await elena.get(`${at}/check`)).body)).toMatchObject({ same: true });
  });

  test('a definition that changes is told apart from records that do', async () => {
    const at = await address();
    await send(alicia, correction(trained, { filter: { organisationKind: ['government'] } }));
    const changes = readChanges.answer.parse((await elena.get(`${at}/changes`)).body);
    expect(changes.indicators).toMatchObject([{ was: 2, now: 0, added: 0, gone: 2, redefined: true }]);
    const { items } = listChanges.answer.parse((await mario.get(`${at}/changes/${trained.id}`)).body);
    // Ana's record was corrected, too, but it is the definition that leaves her out; Beto's was withdrawn.
    expect(items.map(({ cause, otherReason }) => [cause, otherReason]).toSorted((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([['defined', 'other-organisation-kind'], ['withdrawn', 'withdrawn']]);
  });

  test('another baseline is told with both values', async () => {
    const at = await address();
    const baseline = { value: 40, measuredOn: '2019-10-01', source: 'PRODOC' };
    expect(await codes(alicia, draft('results.follow-up-set', { indicatorId: trained.id, baseline, responsible: null, frequency: null, direction: 'up' }))).toEqual([undefined]);
    const { indicators, things } = readChanges.answer.parse((await elena.get(`${at}/changes`)).body);
    expect(indicators).toMatchObject([{ baselineThen: null, baselineNow: baseline }]);
    expect(things.filter(({ part }) => part === 'indicators')).toEqual([]);
  });

  test('whoever holds a printed copy verifies it, and what is public names nobody', async () => {
    const [version] = (await list(elena))[0]?.versions ?? [];
    const page = await served.stranger.get(`/verificar/${version?.code ?? ''}`);
    expect(page.status).toBe(200);
    for (const part of ['Informe 2020', '2, aprobada', version?.contentSha256 ?? '']) expect(page.text).toContain(part);
    expect(page.text).not.toMatch(/alicia|mario|Ana/);
  });

  test('comes out of a rebuild as it was', async () => {
    const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
    expect(changed).toEqual({});
  });
});
