/** What happened to a person, as a sentence. */
import type { historyLine } from '../contract.ts';
import type { z } from 'zod';
import { entryWithdrawn } from '../../ledger/entries.ts';
import {
  consentStated,
  organisationDescribed,
  organisationRegistered,
  organisationsDistinguished,
  organisationSized,
  organisationsMerged,
  peopleDistinguished,
  peopleMerged,
  personRegistered,
  roleRecorded,
} from '../entries.ts';
import { placeName } from '../places.ts';
import type { RegistryTexts } from '../texts.es.ts';
import type { CodeFamily } from '../../web/codes/code-words.ts';
import { wordOf } from '../../web/codes/codes.ts';
import type { RegistryViewTexts } from './texts.es.ts';

export type HistoryLine = z.output<typeof historyLine>;
export type HistoryIcon =
  | 'registered'
  | 'corrected'
  | 'attended'
  | 'role'
  | 'merged'
  | 'separated'
  | 'distinguished'
  | 'withdrawn'
  | 'consent'
  | 'sized'
  | 'organisation'
  | 'other';

/** What a history can be narrowed to. */
export type HistoryGroup = 'data' | 'attendance' | 'roles' | 'consents' | 'merges';

export const KINDS_OF_GROUP: Readonly<Record<HistoryGroup, readonly string[]>> = {
  data: [personRegistered.kind, organisationRegistered.kind, organisationDescribed.kind, organisationSized.kind],
  // The entry kind of another capability: it is known here by its name only.
  attendance: ['events.attendance-recorded'],
  roles: [roleRecorded.kind],
  consents: [consentStated.kind],
  merges: [peopleMerged.kind, peopleDistinguished.kind, organisationsMerged.kind, organisationsDistinguished.kind],
};

const RECORDS: readonly string[] = [personRegistered.kind, organisationRegistered.kind];
const MERGES: readonly string[] = [peopleMerged.kind, organisationsMerged.kind];

/** The picture beside a line. A version of a person that is not one of their records is a correction. */
export function iconOf(line: HistoryLine, recordIds: readonly string[]): HistoryIcon {
  if (line.kind === personRegistered.kind || line.kind === organisationRegistered.kind) {
    return recordIds.includes(line.entryId) ? 'registered' : 'corrected';
  }
  // A withdrawal says of what kind the withdrawn entry was: `ledger.entry-withdrawn:registry.people-merged`.
  if (line.kind.startsWith(entryWithdrawn.kind)) {
    return MERGES.some((kind) => line.kind.endsWith(kind)) ? 'separated' : 'withdrawn';
  }
  const icons: Readonly<Record<string, HistoryIcon>> = {
    // The entry kind of another capability: it is known here by its name only.
    'events.attendance-recorded': 'attended',
    [roleRecorded.kind]: 'role',
    [consentStated.kind]: 'consent',
    [organisationSized.kind]: 'sized',
    'events.process-opened': 'organisation',
    [peopleMerged.kind]: 'merged',
    [organisationsMerged.kind]: 'merged',
    [peopleDistinguished.kind]: 'distinguished',
    [organisationsDistinguished.kind]: 'distinguished',
  };
  return icons[line.kind] ?? 'other';
}

/** What happened, without the values: those of a correction are shown apart. */
export function sentenceOf(line: HistoryLine, icon: HistoryIcon, texts: RegistryTexts): string {
  const words = texts.history;
  switch (icon) {
    case 'registered':
      return line.fileName === null ? words.registered : words.registeredByImport(line.fileName);
    case 'corrected':
      return line.changes.length === 0 ? words.correctedBare : words.correctedSeveral;
    case 'attended':
      return line.processTitle === null ? words.attendedPlain : words.attended(line.processTitle);
    case 'role':
      return words.role;
    case 'merged':
      return words.merged;
    case 'separated':
      return words.separated;
    case 'distinguished':
      return line.kind === peopleDistinguished.kind ? words.distinguished : wordOf('entryKinds', line.kind);
    case 'withdrawn':
      return RECORDS.some((kind) => line.kind.endsWith(kind)) ? words.withdrawnRecord : words.withdrawn;
    case 'consent':
    case 'sized':
    case 'organisation':
    case 'other':
      return wordOf('entryKinds', line.kind);
  }
}

/** Who did it, and from which file. */
export function sourceOf(line: HistoryLine, texts: RegistryTexts): string {
  if (line.fileName === null) return line.recordedBy;
  const row = line.row === null ? '' : `, ${texts.history.row(line.row)}`;
  return `${texts.history.imported(line.recordedBy, line.fileName)}${row}`;
}

/** A changed value in words; private values come without one. */
export function valueWords(field: string, value: string | null, texts: RegistryTexts, views: RegistryViewTexts): string {
  if (value === null) return texts.common.noData.toLowerCase();
  if (field === 'sex') return wordOf('sexes', value).toLowerCase();
  if (field === 'department' || field === 'municipality') return placeName(value) ?? value;
  const family = FAMILIES[field];
  if (family !== undefined) return wordOf(family, value);
  if (field === 'consent') return consentWords(value);
  if (field === 'ageBand') return bandWords(value, views);
  if (field === 'languages') return listOf(value).map((code) => wordOf('languages', code)).join(', ');
  return value;
}

const FAMILIES: Readonly<Record<string, CodeFamily>> = {
  organisationKind: 'organisationKinds',
  indigenous: 'stated',
  disability: 'stated',
  formalStatus: 'formalStatuses',
  exports: 'yesNo',
  purpose: 'consentPurposes',
  basis: 'sizeBases',
};

function consentWords(text: string): string {
  const [purpose = '', answer = ''] = text.split(':');
  return `${wordOf('consentPurposes', purpose)}: ${wordOf('yesNo', answer).toLowerCase()}`;
}

function bandWords(text: string, views: RegistryViewTexts): string {
  const { fromYears, toYears }: { fromYears: number; toYears: number | null } = JSON.parse(text);
  return views.ageBetween(fromYears, toYears);
}

function listOf(text: string): string[] {
  const codes: string[] = JSON.parse(text);
  return codes;
}

/** Fields whose values are words or numbers a person can read; of the others it is said only that they changed. */
const READABLE = new Set([
  'sex', 'birthYear', 'ageBand', 'department', 'municipality', 'indigenous', 'disability', 'languages', 'durationMinutes',
  'from', 'to', 'name', 'document', 'contact', 'position', 'acronym', 'organisationKind', 'taxNumber', 'sector',
  'valueChain', 'formalStatus', 'membersWomen', 'membersMen', 'membersUnknown', 'exports', 'workersWomen', 'workersMen',
  'workersUnknown', 'basis', 'currency', 'statedOn', 'purpose', 'consent',
]);

export function isHidden(change: HistoryLine['changes'][number]): boolean {
  return !READABLE.has(change.field);
}

export function changedField(field: string, texts: RegistryTexts, views: RegistryViewTexts): string {
  const { organisations, people, person } = texts;
  const { form, organisation } = views;
  const words: Readonly<Record<string, string>> = {
    ...texts.score.field,
    ...texts.history.fields,
    name: people.name,
    contact: person.fields.contact,
    birthDate: form.birth,
    ageBand: person.ageBand,
    indigenous: form.indigenousShort,
    disability: form.disabilityShort,
    languages: form.languages,
    position: person.position,
    acronym: organisations.acronym,
    organisationKind: organisations.kind,
    taxNumber: organisations.taxNumber,
    sector: organisations.sector,
    valueChain: organisations.valueChain,
    formalStatus: organisations.formalStatus,
    membersWomen: organisations.membersWomen,
    membersMen: organisations.membersMen,
    membersUnknown: organisations.membersUnknown,
    exports: organisations.exports,
    workersWomen: `${organisation.workers}: ${organisation.workersWomen}`,
    workersMen: `${organisation.workers}: ${organisation.workersMen}`,
    workersUnknown: `${organisation.workers}: ${organisation.workersUnknown}`,
    annualSales: organisation.sales,
    equity: organisation.equity,
    currency: organisation.currency,
    basis: organisation.basis,
    statedOn: views.person.consentOn,
    given: views.person.consents,
    consent: views.person.consents,
  };
  return words[field] ?? field;
}
