/** Corrections of a person: which records hold the value, and the drafts that put another in its place. */
import type { z } from 'zod';
import { personRegistered } from '../entries.ts';
import type { readPerson, revealContact } from '../contract.ts';
import type { AnswerOf } from '../../web/api.ts';
import { newDraft } from '../../web/drafts.ts';
import {
  ageBandOf,
  birthCounted,
  birthDateOf,
  contactOf,
  documentOf,
  nameOf,
  nothingTyped,
  orNull,
  sexOf,
  statedOf,
  surnamesTyped,
  type PersonTyped,
} from './person-draft.ts';
import { today, type OwnDraft } from './use-writing.ts';

export type Person = AnswerOf<typeof readPerson>;
export type PersonRecord = Person['records'][number];
export type PersonalData = AnswerOf<typeof revealContact>;
type PersonPayload = z.input<typeof personRegistered.payload>;

export const CORRECTABLE = [
  'name', 'sex', 'document', 'contact', 'birth', 'place', 'indigenous', 'disability', 'languages',
] as const;
export type Correctable = (typeof CORRECTABLE)[number];

/** Fields that figures can depend on; the others name or describe a person and are never counted. */
export const COUNTED: readonly Correctable[] = ['sex', 'birth', 'place'];

/** Fields whose value is behind a disclosure. */
export const HIDDEN: readonly Correctable[] = ['document', 'contact'];

export function correctableOf(text: string): Correctable | null {
  return CORRECTABLE.find((field) => field === text) ?? null;
}

/** Whether the value that stands must be revealed before it can be corrected. */
export function needsReveal(person: Person, field: Correctable): boolean {
  return HIDDEN.includes(field) || (field === 'birth' && person.records.some(({ has }) => has.birthDate));
}

/** The form as it begins: what stands now. What is hidden is filled in once it has been revealed. */
export function typedFrom(person: Person, personal: PersonalData | null): PersonTyped {
  return {
    ...nothingTyped(),
    ...nameTyped(person),
    ...personalTyped(personal),
    ...birthTyped(person, personal),
    sex: sexOf(person.sex) ?? '',
    department: person.department ?? '',
    municipality: person.municipality ?? '',
    indigenous: person.indigenous ?? '',
    disability: person.disability ?? '',
    languages: [...person.languages],
  };
}

function nameTyped(person: Person): Pick<PersonTyped, 'givenNames' | 'paternal' | 'maternal' | 'married'> {
  const { givenNames, surnames } = person;
  const named = person.records.find((it) => it.givenNames === givenNames && it.surnames === surnames);
  // Where one surname ends and the other begins is not known of names that came in one text.
  if (named === undefined || (named.paternal === null && named.maternal === null)) {
    return { givenNames, paternal: surnames, maternal: '', married: named?.married ?? '' };
  }
  return { givenNames, paternal: named.paternal ?? '', maternal: named.maternal ?? '', married: named.married ?? '' };
}

type PersonalTyped = Pick<PersonTyped, 'documentNumber' | 'complement' | 'issuedIn' | 'phones' | 'email'>;

function personalTyped(personal: PersonalData | null): PersonalTyped {
  const { documentParts: document, phones, email } = personal ?? { documentParts: null, phones: [], email: null };
  return {
    documentNumber: document?.number ?? '',
    complement: document?.complement ?? '',
    issuedIn: document?.issuedIn ?? '',
    phones: phones.length === 0 ? nothingTyped().phones : phones.map((phone) => ({ ...phone })),
    email: email ?? '',
  };
}

type BirthTyped = Pick<PersonTyped, 'birthKnown' | 'birthDate' | 'birthYear' | 'ageFrom' | 'ageTo' | 'statedOn'>;

function birthTyped({ birthYear, ageBand }: Person, personal: PersonalData | null): BirthTyped {
  const birthDate = personal?.birthDate ?? null;
  return {
    birthKnown: birthDate !== null ? 'date' : birthYear !== null ? 'year' : ageBand !== null ? 'band' : 'none',
    birthDate: birthDate ?? '',
    birthYear: birthYear === null ? '' : String(birthYear),
    ageFrom: ageBand === null ? '' : String(ageBand.fromYears),
    ageTo: ageBand?.toYears === null || ageBand === null ? '' : String(ageBand.toYears),
    statedOn: ageBand?.statedOn ?? today(),
  };
}

/** The value taken away: what stands afterwards is that nothing is known. */
export function emptied(field: Correctable, typed: PersonTyped): PersonTyped {
  const nothing = nothingTyped();
  switch (field) {
    case 'document':
      return { ...typed, documentNumber: '', complement: '', issuedIn: '' };
    case 'contact':
      return { ...typed, phones: nothing.phones, email: '' };
    case 'birth':
      return { ...typed, birthKnown: 'none', birthDate: '', birthYear: '', ageFrom: '', ageTo: '' };
    case 'place':
      return { ...typed, department: '', municipality: '' };
    case 'sex':
    case 'indigenous':
    case 'disability':
      return { ...typed, [field]: '' };
    case 'languages':
      return { ...typed, languages: [] };
    case 'name':
      return typed;
  }
}

/**
 * Records in which the value shown stands. All of them are corrected, for it is one person: else a record with the old
 * value could come to the front again.
 */
export function recordsToCorrect(person: Person, field: Correctable): PersonRecord[] {
  const found = person.records.filter((record) => holds(person, record, field));
  if (found.length > 0) return found;
  return person.records.filter((record, at) => record.id === person.id || (at === 0 && !hasOwnRecord(person)));
}

function hasOwnRecord(person: Person): boolean {
  return person.records.some((record) => record.id === person.id);
}

function holds(person: Person, record: PersonRecord, field: Correctable): boolean {
  switch (field) {
    case 'sex':
      return sexOf(record.sex ?? '') === sexOf(person.sex);
    case 'name':
      return record.givenNames === person.givenNames && record.surnames === person.surnames;
    case 'birth':
      return record.has.birthDate || record.birthYear !== null || record.ageBand !== null;
    case 'place':
      return record.department === person.department && record.municipality === person.municipality;
    case 'document':
    case 'contact':
      return record.has[field];
    case 'indigenous':
    case 'disability':
      return record[field] !== null;
    case 'languages':
      return record.languages.length > 0;
  }
}

/** Whether what was typed differs from what stands. */
export function isChanged(field: Correctable, typed: PersonTyped, before: PersonTyped): boolean {
  const of: Record<Correctable, (it: PersonTyped) => unknown> = {
    sex: (it) => sexOf(it.sex),
    name: nameOf,
    document: documentOf,
    contact: contactOf,
    birth: (it) => [birthCounted(it), birthDateOf(it), it.birthKnown === 'band' ? ageBandOf(it) : null],
    place: (it) => [orNull(it.department), orNull(it.municipality)],
    indigenous: (it) => statedOf(it.indigenous),
    disability: (it) => statedOf(it.disability),
    languages: (it) => it.languages.toSorted(),
  };
  return JSON.stringify(of[field](typed)) !== JSON.stringify(of[field](before));
}

/** One correction for each record, with the whole new payload; of the private parts only what changes, and the note. */
export function correctionDrafts(
  records: readonly PersonRecord[],
  field: Correctable,
  typed: PersonTyped,
  note: string,
): readonly OwnDraft[] {
  return records.map((record) =>
    // The same date: a correction made on another day is no other registration.
    newDraft(personRegistered, record.occurredOn, payloadOf(record, field, typed), {
      rootId: record.id,
      supersedes: record.leaves,
      private: { ...privateOf(record, field, typed), ...(note.trim() === '' ? {} : { note: note.trim() }) },
    }),
  );
}

/** What a record says of what is counted, as it stands. */
export function payloadAsIs(record: PersonRecord): PersonPayload {
  const { sex, birthYear, ageBand, department, municipality, indigenous, disability, languages } = record;
  return { sex, birthYear, ageBand, department, municipality, indigenous, disability, languages };
}

function payloadOf(record: PersonRecord, field: Correctable, typed: PersonTyped): PersonPayload {
  const now = payloadAsIs(record);
  switch (field) {
    case 'sex':
      return { ...now, sex: sexOf(typed.sex) };
    case 'birth':
      return { ...now, ...birthCounted(typed) };
    case 'place':
      return { ...now, department: orNull(typed.department), municipality: orNull(typed.municipality) };
    case 'indigenous':
    case 'disability':
      return { ...now, [field]: statedOf(typed[field]) };
    case 'languages':
      return { ...now, languages: typed.languages };
    case 'name':
    case 'document':
    case 'contact':
      return now;
  }
}

function privateOf(record: PersonRecord, field: Correctable, typed: PersonTyped): Record<string, unknown> {
  if (field === 'name') return { name: nameCorrected(record, typed) };
  if (field === 'document') return { document: documentOf(typed) };
  if (field === 'contact') return { contact: contactOf(typed) };
  if (field === 'birth' && (record.has.birthDate || birthDateOf(typed) !== null)) return { birthDate: birthDateOf(typed) };
  return {};
}

/** Surnames that came in one text and were left so stay in one text. */
function nameCorrected(record: PersonRecord, typed: PersonTyped): ReturnType<typeof nameOf> {
  const name = nameOf(typed);
  const together = record.paternal === null && record.maternal === null && record.surnames !== '';
  return together && surnamesTyped(typed) === record.surnames && name.maternal === null
    ? { ...name, paternal: null, surnames: record.surnames }
    : name;
}
