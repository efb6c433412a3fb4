/** Shapes that people, organisations and ages had before, and how they read today. Pure; they never change again. */
import { z } from 'zod';
import { earlierPart, earlierVersion } from '../ledger/entry.ts';

const department = z.string().regex(/^0[1-9]$/).nullable();
const municipality = z.string().regex(/^0[1-9]\d{4}$/).nullable();

/** Version 1 of `registry.person-registered`: surnames in one text, one phone, no age band, nothing self-stated. */
export const personBefore2 = earlierVersion(
  z.strictObject({
    sex: z.enum(['woman', 'man', 'other', 'not-stated']).nullable(),
    birthYear: z.int().min(1900).max(2100).nullable(),
    department,
    municipality,
  }),
  (old) => ({ ...old, ageBand: null, indigenous: null, disability: null, languages: [] }),
  {
    name: earlierPart(
      z.strictObject({ givenNames: z.string().trim().min(1).max(120), surnames: z.string().trim().max(120) }),
      // Where one surname ends and the other begins ("De la Cruz Mamani") cannot be known from the text alone.
      ({ givenNames, surnames }) => ({
        givenNames,
        paternal: null,
        maternal: null,
        married: null,
        surnames: surnames === '' ? null : surnames,
      }),
    ),
    contact: earlierPart(
      z.strictObject({ phone: z.string().trim().max(30).nullable(), email: z.string().trim().max(200).nullable() }),
      ({ phone, email }) => ({
        phones: phone === null || phone === '' ? [] : [{ kind: phoneKindOf(phone), number: phone }],
        email: email === '' ? null : email,
      }),
    ),
  },
);

/** Bolivian mobiles have eight digits and begin with 6 or 7; fixed lines begin with the area code 2, 3 or 4. */
function phoneKindOf(written: string): 'mobile' | 'landline' {
  const digits = written.replace(/\D/g, '').replace(/^(00)?591/, '');
  return /^0?[234]\d{6,7}$/.test(digits) ? 'landline' : 'mobile';
}

/** Version 1 of `registry.organisation-registered`: no sector, members, formality, exports or contacts. */
export const organisationBefore2 = earlierVersion(
  z.strictObject({
    name: z.string().trim().min(1).max(200),
    acronym: z.string().trim().max(30).nullable(),
    organisationKind: z.enum([
      'employers',
      'workers',
      'government',
      'enterprise',
      'producers-association',
      'implementing-partner',
      'training-provider',
      'buyer',
      'financial',
      'academia',
      'ngo',
      'donor',
      'other',
    ]),
    department,
    municipality,
    taxNumber: z.string().trim().max(20).nullable(),
  }),
  (old) => ({
    ...old,
    sector: null,
    valueChain: null,
    formalStatus: null,
    membersWomen: null,
    membersMen: null,
    membersUnknown: null,
    exports: null,
  }),
);

const years = z.int().min(0).max(120);

/** Version 1 of `registry.age-groups-set`: nobody asked where the ages come from. */
export const ageGroupsBefore2 = earlierVersion(
  z.strictObject({
    youth: z.strictObject({ fromYears: years, toYears: years }).refine((it) => it.fromYears <= it.toYears, { path: ['toYears'] }),
    bands: z
      .array(z.strictObject({ fromYears: years, toYears: years.nullable() }))
      .min(1)
      .max(12)
      .refine((bands) =>
        bands.every(({ fromYears, toYears }, at) => {
          const next = bands[at + 1];
          if (toYears === null) return next === undefined;
          return fromYears <= toYears && (next === undefined || toYears < next.fromYears);
        }),
      ),
  }),
  (old) => ({ ...old, source: null }),
);
