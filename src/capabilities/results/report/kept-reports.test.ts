/** A version that was sent comes out the same whenever it is computed again: of an earlier format, while entries come in, after things were renamed. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendance, correction, draft, organisation, organisationsMerged, person, process, secret, session, withdrawal } from '../../../../test/cast/drafts.ts';
import { servedHouse, type ServedHouse } from '../../../../test/cast/house.ts';
import { indicator } from '../../../../test/cast/indicators.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { insertAttachment } from '../../../ledger/read-queries.ts';
import { canonicalText } from '../../../ledger/sealed.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { inFormat, type ContentFormat, type ReportContent } from './content.ts';
import { gatherReport } from './gather.ts';
import { contentName, CONTENT_TYPE } from './queries.ts';
import { changesSince, checkSent, readSent, submit, type Asking, type ReportParts } from './versions.ts';

/** By hand: Ana and Beto, of two chambers, trained in one process; money by an organisation that is registered, too. */
const name = (text: string) => ({ es: text, en: text });
const described = draft('results.programme-described', {
  name: name('Programa'), summary: name('Resumen'), startsOn: '2020-01-01', endsOn: '2021-12-31', sectors: [], partners: [], funders: [], demonstration: true,
});
const framework = draft('results.framework-defined', { results: [{ code: 'R2', name: name('Dos'), areas: [{ code: '2.2', name: name('Saber') }] }] });
const trained = indicator('TRAINED', { disaggregations: ['sex', 'organisation', 'process', 'partner'] });
const [north, south, secretariat, partner] = [
  organisation('Cámara del Norte', 'employers', {}, { id: '00000000-0000-4000-8000-00000000000b' }), organisation('Cámara del Sur', 'employers', {}, { id: '00000000-0000-4000-8000-00000000000a' }),
  organisation('Secretaría', 'donor'), organisation('Socio', 'implementing-partner'),
] as const;
const course = process('ONE', { partnerId: partner.id });
const first = session(course.id, 1);
const [ana, beto] = [person('A, Ana', { sex: 'woman' }), person('B, Beto', { sex: 'man' })] as const;
const stay = (who: Draft, of: Draft): Draft =>
  attendance({ processId: course.id, sessionId: first.id, personId: who.id, organisationId: of.id }, 100, { occurredOn: String(first.payload['heldOn']) });
const stays = [stay(ana, north), stay(beto, south)];
const money = [
  draft('results.currency-set', { currency: 'BOB', source: 'Convenio' }),
  draft('results.budget-agreed', {
    under: { what: 'area', code: '2.2' }, funder: { what: 'organisation', organisationId: secretariat.id }, amount: '1000.00', currency: 'BOB', rate: null, from: '2020-01-01', to: '2020-12-31', source: 'Convenio',
  }),
];
const risk = draft('results.risk-noted', { title: 'Helada', area: null, description: 'd', likelihood: 3, impact: 3, response: 'r', responsible: null, riskState: 'open' });
const SAYS = {
  title: 'Informe', titleEn: null, recipient: null, from: '2020-01-01', to: '2020-12-31', dueOn: null, indicators: null, disaggregations: ['organisation', 'process', 'partner'], summary: null, results: [],
  sections: ['framework', 'indicators', 'workplan', 'budget', 'risks', 'evidence'],
} as const;
const prepared = (): Draft => draft('results.report-prepared', SAYS);

let served: ServedHouse;
let parts: ReportParts;
let asking: Asking;

beforeAll(async () => {
  served = await servedHouse();
  parts = served.house;
  asking = { programme: served.programme, caller: { userId: randomUUID(), userName: 'alicia', may: () => true, scope: null, scopeName: null } };
  const alicia = await served.as('alicia');
  const { body } = await alicia.get('/api/me');
  const { user } = body as { user: { id: string } };
  asking = { ...asking, caller: { ...asking.caller, userId: user.id } };
  await accept(described, framework, trained, north, south, secretariat, partner, course, first, ana, beto, ...stays, ...money, risk);
});
afterAll(() => served.close());

async function accept(...drafts: Draft[]): Promise<void> {
  const answers = await served.house.ledger.append({ programmeId: served.programme.id, userId: asking.caller.userId, via: 'web', may: () => true }, drafts);
  expect(answers.filter(({ answer }) => answer !== 'accepted')).toEqual([]);
}
async function headNow(): Promise<number> {
  return (await served.house.figures.momentAt(served.programme, undefined)).position;
}
/** Renamed: the whole thing again with another name. */
const renamed = (of: Draft, payload: Record<string, unknown>, seen: Draft = of): Draft => ({ ...correction(of, payload, [seen.id]), occurredOn: of.occurredOn });
const labelsOf = ({ indicators }: ReportContent, by: string): string[] =>
  indicators.flatMap(({ breakdowns }) => breakdowns.filter((one) => one.by === by).flatMap(({ cells }) => cells.map(({ labels }) => labels[0] ?? ''))).toSorted();

/** A version as a server of an earlier format kept and recorded it. */
async function sentInFormat(format: ContentFormat, report: Draft): Promise<{ id: string; sha256: string }> {
  const position = await headNow();
  const content = inFormat(await gatherReport(parts, served.programme, { ...SAYS, sections: [...SAYS.sections], disaggregations: [...SAYS.disaggregations], results: [], id: report.id }, position), format);
  const bytes = Buffer.from(canonicalText(content), 'utf8');
  const sha256 = await parts.files.keep(served.programme.id, bytes);
  const kept = { sha256, sizeBytes: bytes.length, mediaType: CONTENT_TYPE, fileName: contentName(report.id, position), storedAt: served.clock.now() };
  await inProgramme(parts.pool, served.programme.id, (client) => insertAttachment(client, served.programme.id, kept));
  const submitted = draft('results.report-submitted', { reportId: report.id, number: 1, position, contentSha256: sha256, code: format === 1 ? 'ABCDEFGHJKMN' : 'ABCDEFGHJKMP', note: null });
  await accept(submitted);
  return { id: submitted.id, sha256 };
}

describe('a version of an earlier format', () => {
  test('is read as it was kept, byte for byte, and computed again in its own format', async () => {
    const report = prepared();
    await accept(report);
    const { id, sha256 } = await sentInFormat(1, report);
    const { content } = await readSent(parts, asking, report.id, id);
    expect(content).toMatchObject({ format: 1, budget: { funders: [{ name: 'Secretaría' }] } });
    expect(content).not.toHaveProperty('risks');
    expect(createHash('sha256').update(canonicalText(content)).digest('hex')).toBe(sha256);
    expect(await checkSent(parts, asking, report.id, id)).toMatchObject({ same: true, kept: sha256, computed: sha256, differences: [] });
    // Risks that it could not say are not told as new.
    expect((await changesSince(parts, asking, report.id, id)).things).toEqual([]);
  });

  test('prints and exports without what it did not say', async () => {
    const elena = await served.as('elena');
    const [report] = ((await elena.get(`${served.base}/reports`)).body as { reports: { id: string; versions: { id: string }[] }[] }).reports;
    const file = `${served.base}/reports/${report?.id}/versions/${report?.versions[0]?.id}/file`;
    for (const format of ['pdf', 'xlsx', 'csv']) expect((await elena.get(`${file}?format=${format}`)).status).toBe(200);
  });

  test('of the second format nothing is said of the shares that processes asked for; of the newest it is', async () => {
    const [older, newer] = [prepared(), prepared()];
    await accept(older, newer);
    const { id } = await sentInFormat(2, older);
    const { content } = await readSent(parts, asking, older.id, id);
    expect(content).toMatchObject({ format: 2, risks: { risks: [{ title: 'Helada' }] } });
    expect(content.indicators.map((one) => 'thresholds' in one)).toEqual([false]);
    expect(await checkSent(parts, asking, older.id, id)).toMatchObject({ same: true, differences: [] });
    const sent = await submit(parts, asking, newer.id, null);
    const now = await readSent(parts, asking, newer.id, sent.id);
    expect(now.content).toMatchObject({ format: 3, indicators: [{ thresholds: [course.payload['thresholdPercent']] }] });
  });
});

describe('while entries come in', () => {
  test('a version is of the position it states, whatever was recorded between computing and recording it', async () => {
    const report = prepared();
    const late = person('C, Cora', { sex: 'woman' });
    await accept(report, late);
    const before = await headNow();
    // Whoever records while the content is being kept comes before the version itself.
    const interleaved: ReportParts = {
      ...parts,
      files: {
        ...parts.files,
        keep: async (programmeId, bytes) => {
          await accept(stay(late, south), withdrawal(stays[0] ?? late), renamed(course, { title: 'Otro título' }), renamed(report, { title: 'Otro informe' }));
          return parts.files.keep(programmeId, bytes);
        },
      },
    };
    const sent = await submit(interleaved, asking, report.id, null);
    const { version, content } = await readSent(parts, asking, report.id, sent.id);
    expect(version.position).toBe(before);
    expect(content).toMatchObject({ position: before, report: { title: 'Informe' }, indicators: [{ value: 2 }] });
    expect(await checkSent(parts, asking, report.id, sent.id)).toMatchObject({ same: true, differences: [] });
    expect((await changesSince(parts, asking, report.id, sent.id)).indicators).toMatchObject([{ was: 2, now: 2, added: 1, gone: 1 }]);
  });

  test('of two who send at once one is told that it was sent', async () => {
    const report = prepared();
    await accept(report);
    const outcomes = await Promise.allSettled([submit(parts, asking, report.id, null), submit(parts, asking, report.id, null)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'report-refused' } });
  });
});

describe('after things were renamed', () => {
  test('names are those of the position: of organisations, processes, partners and who gives the money', async () => {
    const report = prepared();
    await accept(report);
    const { id } = await submit(parts, asking, report.id, null);
    const { content } = await readSent(parts, asking, report.id, id);
    const before = [labelsOf(content, 'organisation'), labelsOf(content, 'process'), labelsOf(content, 'partner')];
    expect(before).toEqual([['Cámara del Sur'], ['Otro título'], ['Socio']]);
    const batchId = randomUUID();
    const nothing = { acronym: null, organisationKind: null, department: null, municipality: null, taxNumber: null, sector: null, valueChain: null, formalStatus: null, membersWomen: null, membersMen: null, membersUnknown: null, exports: null };
    const retitled = await latestOf(course);
    await accept(renamed(south, { name: 'Cámara de Tarija' }), renamed(course, { title: 'Título nuevo' }, retitled), renamed(secretariat, { name: 'Ministerio' }));
    await accept(draft('registry.organisation-described', { organisationId: partner.id, name: 'Socio Importado', ...nothing }, { batchId }), draft('ledger.batch-opened', { batchId, what: 'organisations', rowCount: 1, entryCount: 1, processId: null }, { private: { fileName: secret('lista.csv') } }));
    expect(await checkSent(parts, asking, report.id, id)).toMatchObject({ same: true, differences: [] });
    const now = await gatherReport(parts, served.programme, { ...SAYS, sections: [...SAYS.sections], disaggregations: [...SAYS.disaggregations], results: [], id: report.id }, await headNow());
    expect([labelsOf(now, 'organisation'), labelsOf(now, 'process'), labelsOf(now, 'partner')]).toEqual([['Cámara de Tarija'], ['Título nuevo'], ['Socio Importado']]);
    expect(now.budget?.funders).toMatchObject([{ name: 'Ministerio' }]);
  });

  test('an organisation united with another since is called as it was before, and one united then by the name chosen then', async () => {
    const [one, other] = [prepared(), prepared()];
    const cora = person('D, Dora', { sex: 'woman' });
    await accept(one, other, cora, stay(cora, north));
    const apart = await submit(parts, asking, one.id, null);
    expect(labelsOf((await readSent(parts, asking, one.id, apart.id)).content, 'organisation')).toEqual(['Cámara de Tarija', 'Cámara del Norte']);
    const merge = organisationsMerged(north.id, south.id);
    await accept(merge);
    expect(await checkSent(parts, asking, one.id, apart.id)).toMatchObject({ same: true });
    const united = await submit(parts, asking, other.id, null);
    // By the name of the north, though the record of the south stands for both.
    expect(labelsOf((await readSent(parts, asking, other.id, united.id)).content, 'organisation')).toEqual(['Cámara del Norte']);
    await accept(withdrawal(merge), renamed(north, { name: 'Cámara del Altiplano' }));
    expect(await checkSent(parts, asking, other.id, united.id)).toMatchObject({ same: true, differences: [] });
    expect(await checkSent(parts, asking, one.id, apart.id)).toMatchObject({ same: true, differences: [] });
  });
});

/** The last version of a thing, to be seen by the next. */
async function latestOf(of: Draft): Promise<Draft> {
  const { rows } = await served.database.owner.query<{ id: string }>('select id from entry where root_id = $1 order by position desc limit 1', [of.id]);
  return { ...of, id: rows[0]?.id ?? of.id };
}
