/** What a person's form holds, what is wrong with it, and the draft it becomes. */
import type { z } from 'zod';
import { peopleDistinguished, personRegistered, SEXES, STATED, type Sex } from '../entries.ts';
import {
  PHONE_KINDS,
  type ageBand,
  type personContact,
  type personDocument,
  type personName,
  type Phone,
} from '../particulars.ts';
import type { RegistryTexts } from '../texts.es.ts';
import { newDraft } from '../../web/drafts.ts';
import { today, type OwnDraft } from './use-writing.ts';
import type { RegistryViewTexts } from './texts.es.ts';

/** What is known of a person's age: one of these, never two. */
export const BIRTH_KNOWN = ['none', 'date', 'year', 'band'] as const;
export type BirthKnown = (typeof BIRTH_KNOWN)[number];

export interface PersonTyped {
  givenNames: string;
  paternal: string;
  maternal: string;
  married: string;
  sex: string;
  documentNumber: string;
  complement: string;
  issuedIn: string;
  phones: { kind: string; number: string }[];
  email: string;
  birthKnown: string;
  birthDate: string;
  birthYear: string;
  ageFrom: string;
  ageTo: string;
  statedOn: string;
  department: string;
  municipality: string;
  indigenous: string;
  disability: string;
  languages: string[];
}

type PersonPayload = z.input<typeof personRegistered.payload>;

/** Short names of the departments as identity cards write them. */
export const ISSUED_IN: readonly string[] = ['LP', 'SC', 'CB', 'OR', 'PT', 'TJ', 'CH', 'BE', 'PD'];

export function nothingTyped(): PersonTyped {
  return {
    givenNames: '',
    paternal: '',
    maternal: '',
    married: '',
    sex: '',
    documentNumber: '',
    complement: '',
    issuedIn: '',
    phones: [{ kind: 'mobile', number: '' }],
    email: '',
    birthKnown: 'none',
    birthDate: '',
    birthYear: '',
    ageFrom: '',
    ageTo: '',
    statedOn: today(),
    department: '',
    municipality: '',
    indigenous: '',
    disability: '',
    languages: [],
  };
}

export interface FaultWords {
  readonly register: RegistryTexts['register'];
  readonly form: RegistryViewTexts['form'];
}

export type TypingFaults = Partial<Record<keyof PersonTyped, string>>;

/** One sentence for each field that cannot be saved as it stands; only the name is needed. */
export function faultsOf(typed: PersonTyped, texts: FaultWords): TypingFaults {
  const faults: TypingFaults = {};
  if (written(typed.givenNames) === '') faults.givenNames = texts.register.needName;
  if (!isDocumentNumber(typed.documentNumber)) faults.documentNumber = texts.register.badDocument;
  if (!isEmail(typed.email)) faults.email = texts.register.badEmail;
  return { ...faults, ...birthFaults(typed, texts) };
}

/** The youngest age anybody is registered at, and the oldest anybody has. */
const AGE_MIN = 5;
const AGE_MAX = 120;

function birthFaults(typed: PersonTyped, texts: FaultWords): TypingFaults {
  if (typed.birthKnown === 'date' && typed.birthDate !== '') {
    if (typed.birthDate > today() || ageOf(typed.birthDate) > AGE_MAX) return { birthDate: texts.form.badDate };
    return ageOf(typed.birthDate) < AGE_MIN ? { birthDate: texts.form.tooYoung } : {};
  }
  if (typed.birthKnown === 'year' && typed.birthYear.trim() !== '') {
    const year = birthYearOf(typed.birthYear);
    if (year === null || thisYear() - year > AGE_MAX) return { birthYear: texts.register.badYear };
    return thisYear() - year < AGE_MIN ? { birthYear: texts.form.tooYoung } : {};
  }
  if (typed.birthKnown === 'band' && bandTyped(typed) && ageBandOf(typed) === null) return { ageFrom: texts.form.badBand };
  return {};
}

function bandTyped({ ageFrom, ageTo }: PersonTyped): boolean {
  return ageFrom.trim() !== '' || ageTo.trim() !== '';
}

function thisYear(): number {
  return Number(today().slice(0, 4));
}

function ageOf(day: string): number {
  return thisYear() - Number(day.slice(0, 4));
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
  return year >= 1900 && year <= thisYear() ? year : null;
}

export function sexOf(code: string): Sex | null {
  return SEXES.find((sex) => sex === code) ?? null;
}

export function statedOf(code: string): (typeof STATED)[number] | null {
  return STATED.find((answer) => answer === code) ?? null;
}

/** Card numbers are often written with blanks or points between the digits. */
function digitsOf(text: string): string {
  return text.replace(/[\s.\p{Cf}]/gu, '');
}

/** Surnames in one text, as lists and likeness read them. */
export function surnamesTyped({ paternal, maternal }: Pick<PersonTyped, 'paternal' | 'maternal'>): string {
  return `${written(paternal)} ${written(maternal)}`.trim();
}

export function nameOf(typed: PersonTyped): z.input<typeof personName> {
  return {
    givenNames: written(typed.givenNames),
    paternal: orNull(typed.paternal),
    maternal: orNull(typed.maternal),
    married: orNull(typed.married.replace(/^de\s+/i, '')),
    surnames: null,
  };
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

/** Phones without a number are left out; with nothing in it, a contact says that there is none. */
export function contactOf(typed: Pick<PersonTyped, 'phones' | 'email'>): z.input<typeof personContact> {
  const phones: Phone[] = typed.phones
    .filter(({ number }) => number.trim() !== '')
    .map(({ kind, number }) => ({ kind: PHONE_KINDS.find((one) => one === kind) ?? 'mobile', number: number.trim() }));
  return { phones, email: orNull(typed.email) };
}

/** The band typed, or null where there is none or its ends are not two ages in order. */
export function ageBandOf(typed: Pick<PersonTyped, 'birthKnown' | 'ageFrom' | 'ageTo' | 'statedOn'>): z.input<typeof ageBand> | null {
  if (typed.birthKnown !== 'band') return null;
  const [from, to] = [typed.ageFrom.trim(), typed.ageTo.trim()];
  if (!/^\d{1,3}$/.test(from) || !/^\d{0,3}$/.test(to)) return null;
  const band = { fromYears: Number(from), toYears: to === '' ? null : Number(to), statedOn: typed.statedOn || today() };
  const possible = band.fromYears <= AGE_MAX && (band.toYears === null || (band.toYears >= band.fromYears && band.toYears <= AGE_MAX));
  return possible ? band : null;
}

/** The exact date, where that is what is known. */
export function birthDateOf(typed: Pick<PersonTyped, 'birthKnown' | 'birthDate'>): string | null {
  return typed.birthKnown === 'date' ? orNull(typed.birthDate) : null;
}

/** What counts need of a birth: the year, of a date too, or the band. */
export function birthCounted(typed: PersonTyped): Pick<PersonPayload, 'birthYear' | 'ageBand'> {
  const date = birthDateOf(typed);
  const year = typed.birthKnown === 'year' ? birthYearOf(typed.birthYear) : null;
  return { birthYear: date === null ? year : Number(date.slice(0, 4)), ageBand: ageBandOf(typed) };
}

/**
 * What was typed or pasted, as an import keeps it too: single blanks, and nothing that does not show (zero-width and
 * direction marks turn a name around on the screen).
 */
export function written(text: string): string {
  return text.replace(/\p{Cf}/gu, '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** All but the last three characters hidden, as lists show it; null for nothing. */
export function masked(text: string): string | null {
  const typed = written(text);
  return typed === '' ? null : `${'•'.repeat(Math.max(0, typed.length - 3))}${typed.slice(-3)}`;
}

export function orNull(text: string): string | null {
  return written(text) || null;
}

/** The person, and one entry for each known person they were said not to be. */
export function registrationDrafts(typed: PersonTyped, distinctFrom: readonly string[]): readonly OwnDraft[] {
  const document = documentOf(typed);
  const contact = contactOf(typed);
  const birthDate = birthDateOf(typed);
  const payload: PersonPayload = {
    sex: sexOf(typed.sex),
    ...birthCounted(typed),
    department: orNull(typed.department),
    municipality: orNull(typed.municipality),
    indigenous: statedOf(typed.indigenous),
    disability: statedOf(typed.disability),
    languages: typed.languages,
  };
  const person = newDraft(personRegistered, today(), payload, {
    private: {
      name: nameOf(typed),
      ...(birthDate === null ? {} : { birthDate }),
      ...(document === null ? {} : { document }),
      ...(contact.phones.length === 0 && contact.email === null ? {} : { contact }),
    },
  });
  const distinctions = distinctFrom.map((other) =>
    newDraft(peopleDistinguished, today(), { personIds: [person.id, other] }),
  );
  return [person, ...distinctions];
}
