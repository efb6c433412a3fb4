/** A programme with at least one of everything that an address can name, and what leads to each. One word stands in every name of it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { badgeCodeOf } from '../../src/capabilities/events/badges/rules.ts';
import { readCertification } from '../../src/capabilities/events/certificates/contract.ts';
import { submitReport } from '../../src/capabilities/results/report/contract.ts';
import type { Draft } from '../../src/ledger/entry.ts';
import { design } from './certificates.ts';
import { attendance, correction, draft, followUp, material, organisation, organisationsMerged, peopleMerged, person, process, registration, satisfaction, session, speaker } from './drafts.ts';
import type { Actor } from './house.ts';
import { indicator } from './indicators.ts';
import { png } from './pictures.ts';

export interface Furnished {
  /** Things that entries and bodies refer to. */
  readonly ids: readonly string[];
  /** What stands in an address in the place of a parameter, by the part before it: `people/:id`. */
  readonly named: Readonly<Record<string, readonly string[]>>;
  /** The same of pages that are open to anybody: with a code of the programme they show what is of it. */
  readonly open: Readonly<Record<string, readonly string[]>>;
  readonly ana: Draft;
  readonly course: Draft;
  readonly indicator: Draft;
  readonly report: Draft;
}

/** Whose the programme is made: `suffix` keeps the codes of one apart from those of another. */
export interface Furnishing {
  readonly who: Actor;
  readonly base: string;
  readonly word: string;
  readonly suffix: string;
  readonly partnerId: string;
  /** Users whose standing routes may change. */
  readonly members: readonly string[];
}

/** The day of the tests' clock: one can check in on it. */
const TODAY = '2021-11-26';
const PDF = new TextEncoder().encode('%PDF-1.4\n%%EOF\n');

export async function furnish({ who, base, word, suffix, partnerId, members }: Furnishing): Promise<Furnished> {
  const send = async (...entries: readonly Draft[]): Promise<void> => {
    const { text } = await who.post(`${base}/entries`, { entries });
    if (text.includes('refused') || !text.includes('accepted')) throw new Error(text);
  };
  const files = await filesOf(who, base, suffix);
  const main = coursesOf(word, suffix, partnerId);
  await send(...main.entries);
  const kept = keptOf(main, word, files);
  const plan = planOf(word, main.defined);
  const merges = [peopleMerged(...main.twins), organisationsMerged(...main.twinChambers)] as const;
  // Two corrections that know nothing of each other.
  const conflict = ['woman', 'man'].map((sex) => correction(main.beto, { sex }));
  await send(...kept.entries, ...plan.entries, ...merges, ...conflict);

  const certificates = `${base}/processes/${main.course.id}/certificates`;
  const issuing = await who.post(certificates, { language: 'es', personIds: [main.ana.id] });
  if (!issuing.text.includes('"issued":1')) throw new Error(issuing.text);
  const issued = readCertification.answer.parse((await who.get(certificates)).body).certificates.map(({ id, code }) => ({ id, code }));
  const version = submitReport.answer.parse((await who.post(`${base}/reports/${plan.sent.id}/versions`, { note: word })).body);

  const people = [main.ana.id, main.beto.id];
  const processes = [main.course.id, main.open.id];
  const codes = kept.codes;
  return {
    ids: main.entries.map(({ id }) => id),
    ana: main.ana,
    course: main.course,
    indicator: main.defined,
    report: plan.sent,
    named: {
      'members/:id': members,
      'people/:id': people,
      'organisations/:id': [main.chamber.id, partnerId],
      'processes/:id': processes,
      'sessions/:id': [main.today.id, main.first.id],
      'entries/:id': [main.stay.id, main.ana.id, kept.guide.id, plan.sent.id, version.id],
      'conflicts/:id': [main.beto.id],
      'merges/:id': [merges[0].id],
      'organisation-merges/:id': [merges[1].id],
      'indicators/:code': ['TRAINED'],
      'changes/:indicator': [main.defined.id],
      'reports/:id': [plan.sent.id, plan.begun.id],
      'versions/:version': [version.id],
      'certificates/:id': issued.map(({ id }) => id),
      'own-certificates/:id': issued.map(({ id }) => id),
      'own-events/:id': processes,
      'files/:sha256': [files.guide, files.sheet],
      'badges/:code': people.map(badgeCodeOf),
      'registry-imports/:what': ['people', 'organisations'],
      'rows/:row': ['2', '3'],
    },
    open: {
      'credencial/:code': people.map(badgeCodeOf),
      'verificar/:code': [...issued.map(({ code }) => code), version.code],
      'inscripcion/:code': [codes.registration],
      'opinion/:code': [codes.opinion],
      'asistencia/:code': [codes.checkIn],
      'figura/:indicator': ['TRAINED'],
      'biblioteca/:id': [kept.guide.id],
    },
  };
}

async function filesOf(who: Actor, base: string, suffix: string): Promise<{ guide: string; sheet: string }> {
  const guide = new Uint8Array([...PDF, ...new TextEncoder().encode(suffix)]);
  await who.upload(`${base}/files?purpose=process-material`, 'guia.pdf', guide);
  const sheet = png(20 + suffix.charCodeAt(0), 8);
  await who.upload(`${base}/files?purpose=attendance-sheet`, 'hoja.png', sheet);
  const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  return { guide: hashOf(guide), sheet: hashOf(sheet) };
}

/** A course that was held, whose one participant has reached it, and one that is open to the public. */
function coursesOf(word: string, suffix: string, partnerId: string) {
  const partner = { ...organisation(`Centro ${word}`, 'implementing-partner'), id: partnerId };
  const chamber = organisation(`Cámara ${word}`, 'employers');
  const [ana, beto] = [person(`${word}, Ana`, { sex: 'woman' }), person(`${word}, Beto`)];
  const [lidia, lydia] = [person(`${word}, Lidia`), person(`${word}, Lydia`)];
  const [union, onion] = [organisation(`Central ${word}`, 'workers'), organisation(`Centrál ${word}`, 'workers')];
  const course = process(`C${suffix}`, { partnerId, title: `Curso ${word}` });
  const first = session(course.id, 1, { title: word });
  const stay = attendance({ processId: course.id, sessionId: first.id, personId: ana.id, organisationId: chamber.id }, 100);
  const open = process(`A${suffix}`, { partnerId, title: `Abierto ${word}` });
  const today = session(open.id, 1, { title: word, heldOn: TODAY, startsAt: '08:30', durationMinutes: 120 });
  const later = session(open.id, 2, { title: word, heldOn: '2030-03-05' });
  const defined = indicator('TRAINED', { name: { es: `Personas ${word}`, en: `People ${word}` } });
  const entries = [partner, chamber, union, onion, ana, beto, lidia, lydia, course, first, stay, open, today, later, registration(open.id, ana.id), registration(open.id, beto.id), defined];
  return { entries, chamber, ana, beto, twins: [lidia.id, lydia.id] as const, twinChambers: [union.id, onion.id] as const, course, first, stay, open, today, defined };
}

/** What hangs on the courses. */
function keptOf({ course, open, today, first, ana }: ReturnType<typeof coursesOf>, word: string, files: { guide: string; sheet: string }) {
  const codes = { registration: codeFor(word, 'R'), opinion: codeFor(word, 'S'), checkIn: codeFor(word, 'T') };
  const guide = { ...material(course.id, { title: `Guía ${word}`, link: null, fileSha256: files.guide, inLibrary: true }), schemaVersion: 2, attachments: [files.guide] };
  const entries = [
    draft('events.registration-opened', { processId: open.id, code: codes.registration, closesOn: null, consent: { es: `Para ${word}`, en: null } }),
    draft('events.satisfaction-opened', { processId: course.id, code: codes.opinion, closesOn: null }),
    draft('events.check-in-opened', { processId: open.id, sessionId: today.id, code: codes.checkIn, closed: false }),
    draft('events.attendance-sheet-kept', { processId: course.id, sessionId: first.id, fileSha256: files.sheet, page: 1 }, { attachments: [files.sheet] }),
    satisfaction(course.id, { useful: 4 }, word),
    followUp({ processId: course.id, personId: ana.id }, 'applied', { what: word }),
    speaker(course.id, `Ponente ${word}`),
    design(course.id, { title: { es: `Certificado ${word}`, en: null } }),
    guide,
  ];
  return { entries, codes, guide };
}

/** A code of its own for each word and letter. */
function codeFor(word: string, letter: string): string {
  return `${letter}${word.replaceAll(/[^A-HJKMNP-Z]/g, 'X')}ABCDEFGHJKMN`.slice(0, 12);
}

/** The framework, what is planned, and two reports: one to be sent, one that is being prepared. */
function planOf(word: string, defined: Draft) {
  const name = { es: word, en: word };
  const report = (title: string): Draft =>
    draft('results.report-prepared', {
      title: `${title} ${word}`, titleEn: null, recipient: null, from: '2020-01-01', to: '2020-12-31', dueOn: '2021-12-31', indicators: null, disaggregations: ['sex'], summary: word, results: [],
      sections: ['framework', 'indicators', 'workplan', 'budget', 'risks', 'evidence'],
    });
  const [sent, begun] = [report('Informe'), report('Borrador')];
  const about = { area: '2.2', since: '2020', until: null, source: word, link: null, titleEn: null };
  const entries = [
    draft('results.programme-described', { name, summary: name, startsOn: '2020-01-01', endsOn: '2021-12-31', sectors: [], partners: [], funders: [], demonstration: true }),
    draft('results.framework-defined', { results: [{ code: 'R2', name, areas: [{ code: '2.2', name }] }] }),
    draft('results.target-set', { indicatorId: defined.id, from: '2020-01-01', to: '2021-12-31', counting: 'cumulative', value: 10, source: word, reason: null }),
    draft('results.product-delivered', { ...about, title: word, productType: 'study', funder: null }),
    draft('results.note-written', { about: { what: 'indicator', indicatorId: defined.id }, from: '2020-07-01', to: '2020-09-30', text: word, textEn: null }),
    draft('results.risk-noted', { title: word, area: null, description: word, likelihood: 3, impact: 3, response: 'r', responsible: null, riskState: 'open' }),
    draft('results.currency-set', { currency: 'BOB', source: word }),
    draft('results.reminders-scheduled', { daysBefore: [7], roles: ['coordinator'], memberIds: [] }),
    sent,
    begun,
  ];
  return { entries, sent, begun };
}

/** What puts a programme before the public: its page of results, and what it says of personal data. */
export function opensToPublic({ indicator: { id } }: Furnished): Draft[] {
  const bilingual = { es: 'Cinco años.', en: null };
  return [
    draft('results.page-published', { indicators: [{ indicatorId: id, large: true, by: ['sex'] }], rhythm: 'month', introduction: null, withMap: true, withProducts: true, withPartners: true }),
    draft('results.privacy-stated', { responsible: 'Fundación', address: null, contact: 'Oficina', legalBasis: null, kept: null, purposes: null, retention: bilingual, readers: null }),
  ];
}

/** One text of an answer: its `id`, its `token`. */
export function said(body: unknown, name: string): string {
  return z.object({ [name]: z.string() }).parse(body)[name] ?? '';
}
