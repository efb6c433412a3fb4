/** Corrections of a person: which records hold the value, and the drafts that put another in its place. */
import { personRegistered } from '../entries.ts';
import type { readPerson } from '../contract.ts';
import type { AnswerOf } from '../../web/api.ts';
import { newDraft } from '../../web/drafts.ts';
import { birthYearOf, contactOf, documentOf, orNull, sexOf, type PersonTyped } from './person-draft.ts';
import type { OwnDraft } from './use-writing.ts';

export type Person = AnswerOf<typeof readPerson>;
export type PersonRecord = Person['records'][number];

export const CORRECTABLE = ['sex', 'name', 'document', 'contact', 'birthYear', 'place'] as const;
export type Correctable = (typeof CORRECTABLE)[number];

/** Fields that figures can depend on; the others name a person and are never counted. */
export const COUNTED: readonly Correctable[] = ['sex', 'birthYear', 'place'];

export function correctableOf(text: string): Correctable | null {
  return CORRECTABLE.find((field) => field === text) ?? null;
}

/** The form as it begins: what stands now. Document and contact are filled in once they have been revealed. */
export function typedFrom(person: Person): PersonTyped {
  return {
    givenNames: person.givenNames,
    surnames: person.surnames,
    sex: sexOf(person.sex) ?? '',
    documentNumber: '',
    complement: '',
    issuedIn: '',
    phone: '',
    email: '',
    birthYear: person.birthYear === null ? '' : String(person.birthYear),
    department: person.department ?? '',
    municipality: person.municipality ?? '',
  };
}

/**
 * Records in which the value shown stands. All of them are corrected, for it is one person: else a record with the old
 * value could come to the front again. `holding` are records known to carry the private part.
 */
export function recordsToCorrect(person: Person, field: Correctable, holding: readonly string[]): PersonRecord[] {
  const found = person.records.filter((record) => holds(person, record, field, holding));
  if (found.length > 0) return found;
  return person.records.filter((record, at) => record.id === person.id || (at === 0 && !hasOwnRecord(person)));
}

function hasOwnRecord(person: Person): boolean {
  return person.records.some((record) => record.id === person.id);
}

function holds(person: Person, record: PersonRecord, field: Correctable, holding: readonly string[]): boolean {
  switch (field) {
    case 'sex':
      return sexOf(record.sex ?? '') === sexOf(person.sex);
    case 'name':
      return record.givenNames === person.givenNames && record.surnames === person.surnames;
    case 'birthYear':
      return record.birthYear === person.birthYear;
    case 'place':
      return record.department === person.department && record.municipality === person.municipality;
    case 'document':
    case 'contact':
      return holding.includes(record.id);
  }
}

/** Whether what was typed differs from what stands; a document that is typed anew always does. */
export function isChanged(field: Correctable, typed: PersonTyped, before: PersonTyped): boolean {
  if (field === 'document') return typed.documentNumber.trim() !== '';
  const names: Record<Exclude<Correctable, 'document'>, readonly (keyof PersonTyped)[]> = {
    sex: ['sex'],
    name: ['givenNames', 'surnames'],
    contact: ['phone', 'email'],
    birthYear: ['birthYear'],
    place: ['department', 'municipality'],
  };
  return names[field].some((name) => typed[name].trim() !== before[name].trim());
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
    newDraft(personRegistered.kind, record.occurredOn, payloadOf(record, field, typed), {
      rootId: record.id,
      supersedes: record.leaves,
      private: { ...privateOf(field, typed), ...(note.trim() === '' ? {} : { note: note.trim() }) },
    }),
  );
}

function payloadOf(record: PersonRecord, field: Correctable, typed: PersonTyped): Record<string, unknown> {
  return {
    sex: sexOf(field === 'sex' ? typed.sex : (record.sex ?? '')),
    birthYear: field === 'birthYear' ? birthYearOf(typed.birthYear) : record.birthYear,
    department: field === 'place' ? orNull(typed.department) : record.department,
    municipality: field === 'place' ? orNull(typed.municipality) : record.municipality,
  };
}

function privateOf(field: Correctable, typed: PersonTyped): Record<string, unknown> {
  if (field === 'name') return { name: { givenNames: typed.givenNames.trim(), surnames: typed.surnames.trim() } };
  if (field === 'document') return { document: documentOf(typed) };
  if (field === 'contact') return { contact: contactOf(typed) ?? { phone: null, email: null } };
  return {};
}
