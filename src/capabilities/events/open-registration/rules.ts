/** Where and until when one can register from outside, what is wrong with what was typed, and what it says. Pure. */
import type { z } from 'zod';
import { readDocument } from '../../../registry/cell-values.ts';
import { SEXES } from '../../../registry/entries.ts';
import { normaliseName, tidyName } from '../../../registry/names.ts';
import type { personContact, personDocument, personName } from '../../../registry/particulars.ts';
import { pathOf } from '../public-forms/rules.ts';

/** Path of the public page of a process. */
export function publicPath(code: string): string {
  return pathOf('inscripcion', code);
}

/** Whether one can ask on this day: until the day that was set, and never once the last session was held. */
export function isOpenOn(today: string, closesOn: string | null, lastOn: string | null): boolean {
  return (closesOn === null || today <= closesOn) && (lastOn === null || today <= lastOn);
}

/** Whether every session of a process is past. */
export function isHeld(today: string, lastOn: string | null): boolean {
  return lastOn !== null && today > lastOn;
}

/** Boxes of the form, by the names they have in it. */
export interface Typed {
  readonly surnames: string;
  readonly givenNames: string;
  readonly document: string;
  readonly sex: string;
  readonly birthYear: string;
  readonly phone: string;
  readonly organisation: string;
  readonly agrees: boolean;
}

export const NOTHING_TYPED: Typed = { surnames: '', givenNames: '', document: '', sex: '', birthYear: '', phone: '', organisation: '', agrees: false };

export type Box = keyof Typed;
/** What is wrong with a box; worded in texts. */
export type Fault = 'surnames' | 'givenNames' | 'document' | 'sex' | 'birthYear' | 'phone' | 'organisation' | 'agrees';

/** What is wrong, by box. */
export type Faults = Partial<Record<Box, Fault>>;

/** Ages between which somebody registers themselves, years; the same as where staff register a person. */
const AGE_MIN = 5;
const AGE_MAX = 120;
/** Most letters of each, as the ledger keeps them. */
const NAME_MAX = 120;
const ORGANISATION_MAX = 200;
const PHONE_MAX = 30;

/** What is wrong; nothing where all can be taken. */
export function faultsOf(typed: Typed, year: number): Faults {
  const faults: Faults = {};
  if (!isName(typed.surnames)) faults.surnames = 'surnames';
  if (!isName(typed.givenNames)) faults.givenNames = 'givenNames';
  if (cleaned(typed.document) !== '' && documentOf(typed) === null) faults.document = 'document';
  if (!SEXES.some((sex) => sex === typed.sex)) faults.sex = 'sex';
  if (cleaned(typed.birthYear) !== '' && birthYearOf(typed, year) === null) faults.birthYear = 'birthYear';
  if (!isPhone(typed.phone)) faults.phone = 'phone';
  if (cleaned(typed.organisation).length > ORGANISATION_MAX) faults.organisation = 'organisation';
  if (!typed.agrees) faults.agrees = 'agrees';
  return faults;
}

export interface Said {
  readonly sex: (typeof SEXES)[number] | null;
  readonly birthYear: number | null;
  readonly name: z.input<typeof personName>;
  readonly document: z.input<typeof personDocument> | null;
  readonly contact: z.input<typeof personContact>;
  readonly organisationName: string | null;
}

/** What was typed, as the ledger keeps it. Only for what has no fault. */
export function saidIn(typed: Typed, year: number): Said {
  return {
    sex: SEXES.find((sex) => sex === typed.sex) ?? null,
    birthYear: birthYearOf(typed, year),
    name: {
      givenNames: tidyName(cleaned(typed.givenNames)),
      paternal: null,
      maternal: null,
      married: null,
      surnames: tidyName(cleaned(typed.surnames)),
    },
    document: documentOf(typed),
    contact: { phones: [{ kind: 'mobile', number: cleaned(typed.phone) }], email: null },
    organisationName: cleaned(typed.organisation) || null,
  };
}

/** By what two requests are known to be the same one sent twice: who asks, under which number and document. */
export function sameRequestKey({ name, document, contact }: { readonly name: unknown; readonly document: unknown; readonly contact: unknown }): string {
  const words = textOf(name, 'surnames') + ' ' + textOf(name, 'givenNames');
  return JSON.stringify([normaliseName(words), textOf(document, 'number'), firstPhone(contact).replaceAll(/\D/g, '')]);
}

/** Single blanks, nothing that does not show, letters composed: as names are kept everywhere. */
function cleaned(text: string): string {
  return text.replaceAll(/[\p{Cf}\p{Cc}]/gu, ' ').normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

function isName(text: string): boolean {
  const plain = cleaned(text);
  return /\p{L}/u.test(plain) && plain.length <= NAME_MAX && tidyName(plain) !== '';
}

function documentOf({ document }: Pick<Typed, 'document'>): Said['document'] {
  const read = cleaned(document) === '' ? 'unreadable' : readDocument(cleaned(document));
  return typeof read === 'string' ? null : { number: read.number, complement: read.complement, issuedIn: read.issuedIn };
}

function birthYearOf({ birthYear }: Pick<Typed, 'birthYear'>, year: number): number | null {
  const born = /^\d{4}$/.test(cleaned(birthYear)) ? Number(cleaned(birthYear)) : 0;
  return born >= Math.max(1900, year - AGE_MAX) && born <= year - AGE_MIN ? born : null;
}

function isPhone(text: string): boolean {
  const plain = cleaned(text);
  const digits = plain.replaceAll(/\D/g, '').length;
  return digits >= 7 && digits <= 15 && plain.length <= PHONE_MAX && /^[+\d\s().-]+$/.test(plain);
}

function textOf(value: unknown, field: string): string {
  const found = typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === field)?.[1] : undefined;
  return typeof found === 'string' ? found : '';
}

function firstPhone(contact: unknown): string {
  if (typeof contact !== 'object' || contact === null || !('phones' in contact) || !Array.isArray(contact.phones)) return '';
  return textOf(contact.phones[0], 'number');
}
