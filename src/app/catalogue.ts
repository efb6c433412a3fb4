/** The table of contents: every room of the house, and what each gives the ledger and the figures. */
import { accessRefuser } from '../access/refuser.ts';
import { figureProjector } from '../figures/projector.ts';
import type { Measure, YieldRule } from '../figures/fact.ts';
import type { LedgerParts } from '../ledger/append.ts';
import { batchOpened, batchWithdrawn, entryWithdrawn } from '../ledger/entries.ts';
import type { EntryKind } from '../ledger/entry.ts';
import {
  ageGroupsSet,
  consentStated,
  organisationDescribed,
  organisationRegistered,
  organisationSized,
  organisationsDistinguished,
  organisationsMerged,
  peopleDistinguished,
  peopleMerged,
  personRegistered,
  roleRecorded,
  sizeRuleSet,
} from '../registry/entries.ts';
import { correctionAnswered, correctionRequested, erasureAnswered, erasureRequested } from '../registry/own-request-entries.ts';
import { REGISTRY_YIELDS } from '../registry/facts.ts';
import { mergeRefuser } from '../registry/merge-refuser.ts';
import { registryProjector } from '../registry/projector.ts';
import { ownRequestsProjector } from '../registry/own-requests/projector.ts';
import { erasedRefuser } from '../registry/own-requests/erased-refuser.ts';
import { ownRequestsRefuser } from '../registry/own-requests/refuser.ts';
import { recordRefuser } from '../registry/record-refuser.ts';
import { settingsRefuser } from '../registry/settings-refuser.ts';
import { attendanceSheetKept } from '../capabilities/events/attendance-sheet-entries.ts';
import { checkInDeclared, checkInOpened } from '../capabilities/events/check-in-entries.ts';
import { checkInRefuser } from '../capabilities/events/check-in/refuser.ts';
import {
  attendanceRecorded,
  certificateDesignSet,
  certificateIssued,
  followUpRecorded,
  followUpScheduled,
  materialShared,
  organisationInvited,
  processOpened,
  registrationRecorded,
  satisfactionFormSet,
  satisfactionOpened,
  satisfactionRecorded,
  sessionScheduled,
  speakerNamed,
  testResultRecorded,
} from '../capabilities/events/entries.ts';
import { registrationAnswered, registrationOpened, registrationRequested } from '../capabilities/events/registration-entries.ts';
import { certificatesProjector } from '../capabilities/events/certificates/projector.ts';
import { openRegistrationRefuser } from '../capabilities/events/open-registration/refuser.ts';
import { openSatisfactionRefuser } from '../capabilities/events/open-satisfaction/refuser.ts';
import { certificatesRefuser } from '../capabilities/events/certificates/refuser.ts';
import { EVENTS_MEASURES, EVENTS_YIELDS } from '../capabilities/events/facts.ts';
import { eventsProjector, eventsRefuser } from '../capabilities/events/projector.ts';
import { recordsProjector } from '../capabilities/events/records/projector.ts';
import { recordsRefuser } from '../capabilities/events/records/refuser.ts';
import { budgetRefuser } from '../capabilities/results/budget/refuser.ts';
import { chainRefuser } from '../capabilities/results/chain/refuser.ts';
import { deliverablesProjector, deliverablesRefuser } from '../capabilities/results/deliverables/projector.ts';
import {
  followUpSet,
  frameworkDefined,
  indicatorDefined,
  observationRecorded,
  productDelivered,
  programmeDescribed,
  publicationDescribed,
  targetSet,
  totalDeclared,
} from '../capabilities/results/entries.ts';
import { iatiRefuser } from '../capabilities/results/iati/refuser.ts';
import { RESULTS_MEASURES, RESULTS_YIELDS } from '../capabilities/results/facts.ts';
import { reportProjector } from '../capabilities/results/report/projector.ts';
import { reportRefuser } from '../capabilities/results/report/refuser.ts';
import { privacyRefuser } from '../capabilities/results/privacy/refuser.ts';
import { remindersRefuser } from '../capabilities/results/reminders/refuser.ts';
import { publicationRefuser } from '../capabilities/results/publication/refuser.ts';
import { notesRefuser } from '../capabilities/results/notes/refuser.ts';
import { resultsProjector, resultsRefuser } from '../capabilities/results/projector.ts';
import { risksRefuser } from '../capabilities/results/risks/refuser.ts';
import { STATEMENTS, statementProjector } from '../capabilities/results/statement-projector.ts';
import { workplanRefuser } from '../capabilities/results/workplan/refuser.ts';

export const KINDS: readonly EntryKind[] = [
  entryWithdrawn,
  batchOpened,
  batchWithdrawn,
  personRegistered,
  organisationRegistered,
  organisationDescribed,
  roleRecorded,
  peopleMerged,
  peopleDistinguished,
  organisationSized,
  sizeRuleSet,
  consentStated,
  erasureRequested,
  erasureAnswered,
  correctionRequested,
  correctionAnswered,
  ageGroupsSet,
  organisationsMerged,
  organisationsDistinguished,
  processOpened,
  organisationInvited,
  registrationOpened,
  registrationRequested,
  registrationRecorded,
  registrationAnswered,
  sessionScheduled,
  attendanceRecorded,
  attendanceSheetKept,
  checkInOpened,
  checkInDeclared,
  testResultRecorded,
  satisfactionFormSet,
  satisfactionOpened,
  satisfactionRecorded,
  followUpScheduled,
  followUpRecorded,
  speakerNamed,
  materialShared,
  certificateDesignSet,
  certificateIssued,
  programmeDescribed,
  frameworkDefined,
  indicatorDefined,
  observationRecorded,
  targetSet,
  followUpSet,
  productDelivered,
  totalDeclared,
  publicationDescribed,
  ...STATEMENTS,
];

/** Kinds that yield nothing to figures, and why. */
export const UNCOUNTED: Readonly<Record<string, string>> = {
  'ledger.entry-withdrawn': 'ends what another entry yields',
  'ledger.batch-opened': 'opens the facts of its batch',
  'ledger.batch-withdrawn': 'ends the facts of its batch',
  'registry.role-recorded': 'organisations are counted as stated by each fact, not by roles',
  'registry.organisation-sized': 'sizes are shown beside figures, by the rule then in force; no figure reads them yet',
  'registry.size-rule-set': 'says how sizes are classed; no figure reads it yet',
  'registry.consent-stated': 'refusing a photo or a publication takes nobody out of a count',
  'registry.erasure-requested': 'what somebody asks of their own data',
  'registry.erasure-answered': 'who somebody is leaves the ledger; that they took part stays counted',
  'registry.correction-requested': 'what somebody asks of their own data; what is corrected is an entry of its own',
  'registry.correction-answered': 'what somebody asked of their own data was answered',
  'registry.people-distinguished': 'stops a suggestion, changes no count',
  'registry.organisations-distinguished': 'stops a suggestion, changes no count',
  'events.organisation-invited': 'quotas and goals are shown beside what was reached; being invited is not having come',
  'events.registration-opened': 'says that the public may ask for a place',
  'events.registration-requested': 'whoever asks for a place has none yet',
  'events.registration-answered': 'says what became of a request; only attendance counts',
  'events.registration-recorded': 'whoever is registered has not come yet: only attendance counts',
  'events.attendance-sheet-kept': 'the paper behind an attendance; who attended is counted from the list',
  'events.check-in-opened': 'says that participants may say that they are there',
  'events.check-in-declared': 'what somebody says of themselves; only attendance that staff record counts',
  'events.satisfaction-form-set': 'what is asked; the answers are counted',
  'events.satisfaction-opened': 'says that the form can be answered by link; the answers are counted',
  'events.follow-up-scheduled': 'says when participants are asked again; what they say is counted',
  'events.speaker-named': 'speakers are shown and counted on the page of their process, not among who was trained',
  'events.material-shared': 'handing something out is not having reached anybody',
  'events.certificate-design-set': 'how a paper looks',
  'events.certificate-issued': 'the attendance it certifies is counted already',
  'results.programme-described': 'words and dates; its period gives the quarters of series',
  'results.target-set': 'a figure is compared with its target, not changed by it',
  'results.follow-up-set': 'says who follows an indicator up and whence it started',
  'results.publication-described': 'how the programme is named and classed where it publishes; no figure reads it',
  'results.page-published': 'says which figures are public; no figure reads it',
  'results.privacy-stated': 'what becomes of personal data, in words',
  'results.framework-defined': 'the order in which indicators are shown',
  'results.product-delivered': 'a document or package is shown as delivered; people are counted from lists only',
  'results.activity-planned': 'what is meant to be done; what was done is counted from its events',
  'results.activity-progressed': 'how an activity stands is shown in the workplan; no figure reads it',
  'results.note-written': 'the account in words beside the figures',
  'results.assumption-stated': 'what has to hold, in words',
  'results.risk-noted': 'a judgement in words, shown beside the figures',
  'results.lesson-noted': 'what was learned, in words',
  'results.currency-set': 'says in which currency money is added up',
  'results.budget-agreed': 'money is added up beside the figures, never in them',
  'results.spending-recorded': 'money is added up beside the figures, never in them',
  'results.report-prepared': 'says what a report holds; its figures are computed',
  'results.report-submitted': 'keeps what was sent; nothing is counted anew',
  'results.reminders-scheduled': 'says when somebody is reminded of a report',
  'results.report-returned': 'what the donor answered',
  'results.report-approved': 'what the donor answered',
  'results.total-declared': 'declared without a list: shown as declared, never added to what is counted',
};

const YIELDS: readonly YieldRule[] = [...REGISTRY_YIELDS, ...EVENTS_YIELDS, ...RESULTS_YIELDS];
export const YIELDS_BY_KIND: ReadonlyMap<string, YieldRule> = new Map(YIELDS.map((rule) => [rule.kind, rule]));
export const MEASURES: ReadonlyMap<string, Measure> = new Map([...EVENTS_MEASURES, ...RESULTS_MEASURES].map((measure) => [measure.name, measure]));

const KINDS_BY_NAME = new Map(KINDS.map((kind) => [kind.kind, kind]));

export const LEDGER_PARTS: LedgerParts = {
  kinds: KINDS_BY_NAME,
  // Rights last: who may not write is told so, whatever else is wrong.
  refusers: [
    recordRefuser,
    mergeRefuser,
    settingsRefuser,
    ownRequestsRefuser,
    erasedRefuser,
    eventsRefuser,
    recordsRefuser,
    openRegistrationRefuser,
    openSatisfactionRefuser,
    checkInRefuser,
    certificatesRefuser,
    resultsRefuser,
    deliverablesRefuser,
    workplanRefuser,
    notesRefuser,
    budgetRefuser,
    risksRefuser,
    chainRefuser,
    iatiRefuser,
    reportRefuser,
    remindersRefuser,
    publicationRefuser,
    privacyRefuser,
    accessRefuser(KINDS_BY_NAME),
  ],
  // Figures first: the registry reads the edges between records that the figures' projector writes.
  projectors: [
    figureProjector(YIELDS),
    registryProjector,
    eventsProjector,
    recordsProjector,
    certificatesProjector,
    resultsProjector,
    deliverablesProjector,
    statementProjector,
    reportProjector,
    // Last: what it erases is erased of what all the others keep.
    ownRequestsProjector,
  ],
};

/** Tables that projectors write to besides, and that a rebuild leaves as they are: caches of suggestions, ways to papers. */
export const CACHE_TABLES: readonly string[] = ['duplicate_pair', 'organisation_pair', 'verification'];

/** Projections: made again by a rebuild. */
export const PROJECTION_TABLES: readonly string[] = [
  'fact',
  'person_version',
  'organisation_version',
  'identity',
  'organisation_identity',
  'indicator_version',
  'age_groups_version',
  'person',
  'person_key',
  'person_line',
  'person_word',
  'person_number',
  'name_word',
  'organisation',
  'organisation_key',
  'organisation_line',
  'organisation_word',
  'organisation_term',
  'organisation_statement',
  'role',
  'organisation_size',
  'size_rule',
  'consent',
  'own_request',
  'process',
  'session',
  'process_invitation',
  'registration',
  'process_record',
  'certificate_design',
  'certificate',
  'indicator_plan',
  'deliverable_version',
  'results_statement',
];

/**
 * How projections are made again. A server that finds a programme's rows made another way makes them anew, so change the
 * name whenever a projector says something else than before.
 */
export const REBUILD = {
  projections: PROJECTION_TABLES,
  caches: CACHE_TABLES,
  projectedAs: '2026-11-30 i words of organisations, values that stand, requests about own data, answers by link, signed sheets, requests, documents of products, decimals, keys as numbers, registrations, targets, products, records beside processes, statements, certificates, reports, publications, sectors, observations',
} as const;
