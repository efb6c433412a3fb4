/** What a person's form holds, what is wrong with it, and the draft it becomes. */
import {
  peopleDistinguished,
  personRegistered,
  SEXES,
  type personDocument,
  type Sex,
} from '../entries.ts';
import type { RegistryTexts } from '../texts.es.ts';
import type { z } from 'zod';
import { newDraft } from '../../web/drafts.ts';
import { today, type OwnDraft } from './use-writing.ts';

export interface PersonTyped {
  givenNames: string;
  surnames: string;
  sex: string;
  documentNumber: string;
  complement: string;
  issuedIn: string;
  phone: string;
  email: string;
  birthYear: string;
  department: string;
  municipality: string;
}

/** Short names of the departments as identity cards write them. */
export const ISSUED_IN: readonly string[] = ['LP', 'SC', 'CB', 'OR', 'PT', 'TJ', 'CH', 'BE', 'PD'];

export function nothingTyped(): PersonTyped {
  return {
    givenNames: '',
    surnames: '',
    sex: '',
    documentNumber: '',
    complement: '',
    issuedIn: '',
    phone: '',
    email: '',
    birthYear: '',
    department: '',
    municipality: '',
  };
}

export type TypingFaults = Partial<Record<keyof PersonTyped, string>>;

/** One sentence for each field that cannot be saved as it stands; only the name is needed. */
export function faultsOf(typed: PersonTyped, texts: RegistryTexts): TypingFaults {
  const faults: TypingFaults = {};
  if (typed.givenNames.trim() === '') faults.givenNames = texts.register.needName;
  if (!isDocumentNumber(typed.documentNumber)) faults.documentNumber = texts.register.badDocument;
  if (typed.birthYear.trim() !== '' && birthYearOf(typed.birthYear) === null) faults.birthYear = texts.register.badYear;
  if (!isEmail(typed.email)) faults.email = texts.register.badEmail;
  return faults;
}

/** Empty is allowed: many people have no document at hand. */
export function isDocumentNumber(text: string): boolean {
  return text.trim() === '' || /^\d{4,12}$/.test(digitsOf(text));
}

export function isEmail(text: string): boolean {
  return text.trim() === '' || /^\S+@\S+\.\S+$/.test(text.trim());
}

/** Year of birth of a living person by today's date; null for anything else. */
export function birthYearOf(text: string): number | null {
  const year = /^\d{4}$/.test(text.trim()) ? Number(text) : 0;
  return year >= 1900 && year <= Number(today().slice(0, 4)) ? year : null;
}

export function sexOf(code: string): Sex | null {
  return SEXES.find((sex) => sex === code) ?? null;
}

/** Card numbers are often written with blanks or points between the digits. */
function digitsOf(text: string): string {
  return text.replace(/[\s.]/g, '');
}

export function documentOf(
  typed: Pick<PersonTyped, 'documentNumber' | 'complement' | 'issuedIn'>,
): z.input<typeof personDocument> | null {
  if (typed.documentNumber.trim() === '') return null;
  return {
    number: digitsOf(typed.documentNumber),
    complement: orNull(typed.complement.toUpperCase()),
    issuedIn: orNull(typed.issuedIn),
  };
}

export function contactOf(typed: Pick<PersonTyped, 'phone' | 'email'>): { phone: string | null; email: string | null } | null {
  const contact = { phone: orNull(typed.phone), email: orNull(typed.email) };
  return contact.phone === null && contact.email === null ? null : contact;
}

export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

/** The person, and one entry for each known person they were said not to be. */
export function registrationDrafts(typed: PersonTyped, distinctFrom: readonly string[]): readonly OwnDraft[] {
  const document = documentOf(typed);
  const contact = contactOf(typed);
  const person = newDraft(
    personRegistered.kind,
    today(),
    {
      sex: sexOf(typed.sex),
      birthYear: birthYearOf(typed.birthYear),
      department: orNull(typed.department),
      municipality: orNull(typed.municipality),
    },
    {
      private: {
        name: { givenNames: typed.givenNames.trim(), surnames: typed.surnames.trim() },
        ...(document === null ? {} : { document }),
        ...(contact === null ? {} : { contact }),
      },
    },
  );
  const distinctions = distinctFrom.map((other) =>
    newDraft(peopleDistinguished.kind, today(), { personIds: [person.id, other] }),
  );
  return [person, ...distinctions];
}
