/** Particulars of people and organisations: names, documents, contacts, places, ages. The pieces entries are made of. */
import { z } from 'zod';

/** INE code of a department, `01` (Chuquisaca) to `09` (Pando). */
export const departmentCode = z.string().regex(/^0[1-9]$/);
/** INE code of a municipality: department, province, municipality, two digits each. */
export const municipalityCode = z.string().regex(/^0[1-9]\d{4}$/);

const text = (max: number) => z.string().trim().min(1).max(max);

/**
 * A name as its owner gives it. `surnames` holds them together where a list did not give them apart; then `paternal`
 * and `maternal` are null. `married` is a husband's surname in use ("de Flores" is written `Flores`).
 */
export const personName = z.strictObject({
  givenNames: text(120),
  paternal: text(60).nullable(),
  maternal: text(60).nullable(),
  married: text(60).nullable(),
  surnames: text(120).nullable(),
});
export const personDocument = z.strictObject({
  number: z.string().trim().regex(/^\d{4,12}$/),
  complement: z.string().trim().max(6).nullable(),
  /** Department that issued it, as written on the card (LP, CB, SC ...). */
  issuedIn: z.string().trim().max(4).nullable(),
});

export const PHONE_KINDS = ['mobile', 'landline', 'whatsapp'] as const;
export const phone = z.strictObject({ kind: z.enum(PHONE_KINDS), number: text(30) });
export type Phone = z.output<typeof phone>;
export const PHONES_MAX = 3;

/** Sent whole: what is not in it is no longer so. Both empty: the person has neither. */
export const personContact = z.strictObject({
  phones: z.array(phone).max(PHONES_MAX),
  email: text(200).nullable(),
});

/** Ages between which a person stands, both included, on the day it was said; `toYears` null: or older. */
export const ageBand = z
  .strictObject({ fromYears: z.int().min(0).max(120), toYears: z.int().min(0).max(120).nullable(), statedOn: z.iso.date() })
  .refine(({ fromYears, toYears }) => toYears === null || fromYears <= toYears, { path: ['toYears'] });

/** How an organisation is reached. Private: it names people. */
export const organisationContact = z.strictObject({
  persons: z
    .array(z.strictObject({ name: text(160), position: text(120).nullable(), phone: text(30).nullable() }))
    .max(5),
  phones: z.array(phone).max(PHONES_MAX),
  email: text(200).nullable(),
  address: text(300).nullable(),
});
