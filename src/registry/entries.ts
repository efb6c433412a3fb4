/** Entries about who exists: people, organisations, their roles, and which records are one person. */
import { z } from 'zod';
import { entryKind, uuid } from '../ledger/entry.ts';
import { ageGroupsBefore2, organisationBefore2, personBefore2 } from './earlier-versions.ts';
import {
  ageBand,
  departmentCode,
  municipalityCode,
  organisationContact,
  personContact,
  personDocument,
  personName,
} from './particulars.ts';

/** Sex as the person states it. Absent means nobody asked or the list did not say; it is never guessed. */
export const SEXES = ['woman', 'man', 'other', 'not-stated'] as const;
export type Sex = (typeof SEXES)[number];

/** Kinds of organisation. Source: domain.md, section 7, and the registry's list. */
export const ORGANISATION_KINDS = [
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
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Answer to a question people answer about themselves; null: nobody asked. */
export const STATED = ['yes', 'no', 'not-stated'] as const;
const stated = z.enum(STATED).nullable();

const text = (max: number) => z.string().trim().min(1).max(max);

/**
 * A person. The payload holds what counts need; what tells who it is stands in private parts. A correction sends
 * the whole payload, and of the private parts only those it changes: a part not sent stays, a part sent as null
 * is cleared.
 */
export const personRegistered = entryKind({
  kind: 'registry.person-registered',
  version: 2,
  payload: z.strictObject({
    sex: z.enum(SEXES).nullable(),
    birthYear: z.int().min(1900).max(2100).nullable(),
    /** Where only a band is known. */
    ageBand: ageBand.nullable(),
    department: departmentCode.nullable(),
    municipality: municipalityCode.nullable(),
    /** Whether the person says they belong to an indigenous people. */
    indigenous: stated,
    /** Whether the person says they live with a disability. */
    disability: stated,
    /** ISO 639 codes (`es`, `ay`, `qu`, `gn`); empty where nobody asked. */
    languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(8),
  }),
  privateParts: {
    name: personName,
    birthDate: z.iso.date().nullable(),
    document: personDocument.nullable(),
    contact: personContact,
    /** How a correction is known ("lo confirmó por teléfono"). */
    note: z.string().trim().max(500),
  },
  earlier: { 1: personBefore2 },
  permission: 'person.write',
});

export const FORMAL_STATUSES = ['formal', 'in-process', 'informal'] as const;
const MEMBERS_MAX = 1_000_000;
const members = z.int().min(0).max(MEMBERS_MAX).nullable();

export const organisationRegistered = entryKind({
  kind: 'registry.organisation-registered',
  version: 2,
  payload: z.strictObject({
    name: text(200),
    acronym: z.string().trim().max(30).nullable(),
    organisationKind: z.enum(ORGANISATION_KINDS),
    department: departmentCode.nullable(),
    municipality: municipalityCode.nullable(),
    /** NIT. */
    taxNumber: z.string().trim().max(20).nullable(),
    /** Economic activity: a CAEB or ISIC code of one to five digits; see sectors.ts for those offered. */
    sector: z.string().regex(/^\d{1,5}$/).nullable(),
    valueChain: text(80).nullable(),
    formalStatus: z.enum(FORMAL_STATUSES).nullable(),
    /** Members of a producers' organisation. */
    membersWomen: members,
    membersMen: members,
    membersUnknown: members,
    exports: z.enum(['yes', 'no']).nullable(),
  }),
  privateParts: {
    contact: organisationContact,
    note: z.string().trim().max(500),
  },
  earlier: { 1: organisationBefore2 },
  permission: 'organisation.write',
});

/** What a list can say of an organisation that is known already; null: the list does not say, and what stands stays. */
export const ORGANISATION_DETAILS = [
  'name',
  'acronym',
  'organisationKind',
  'department',
  'municipality',
  'taxNumber',
  'sector',
  'valueChain',
  'formalStatus',
  'membersWomen',
  'membersMen',
  'membersUnknown',
  'exports',
] as const;

/**
 * What an import says of a known organisation. It stands from the opening of its import until that is withdrawn, or
 * until the organisation itself is corrected later: the later statement counts (docs/decisions/0009).
 */
export const organisationDescribed = entryKind({
  kind: 'registry.organisation-described',
  version: 1,
  payload: z.strictObject({
    organisationId: uuid,
    name: text(200).nullable(),
    acronym: text(30).nullable(),
    organisationKind: z.enum(ORGANISATION_KINDS).nullable(),
    department: departmentCode.nullable(),
    municipality: municipalityCode.nullable(),
    taxNumber: text(20).nullable(),
    sector: z.string().regex(/^\d{1,5}$/).nullable(),
    valueChain: text(80).nullable(),
    formalStatus: z.enum(FORMAL_STATUSES).nullable(),
    membersWomen: members,
    membersMen: members,
    membersUnknown: members,
    exports: z.enum(['yes', 'no']).nullable(),
  }),
  privateParts: { contact: organisationContact },
  permission: 'organisation.write',
  references: ({ organisationId }) => [
    { role: 'organisation', target: organisationId, kind: 'registry.organisation-registered' },
  ],
});

/** How a number is known. `refused`: they would not say, and then there is no number. */
export const SIZE_BASES = ['measured', 'records', 'estimated', 'refused'] as const;
const people = z.int().min(0).max(1_000_000).nullable();
/** An amount in minor units (centavos). */
const amount = z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable();
const currency = z.string().regex(/^[A-Z]{3}$/);

/** How big an organisation was on a day. Its size class is derived, by the rule then in force. */
export const organisationSized = entryKind({
  kind: 'registry.organisation-sized',
  version: 1,
  payload: z
    .strictObject({
      organisationId: uuid,
      workersWomen: people,
      workersMen: people,
      workersUnknown: people,
      annualSales: amount,
      equity: amount,
      /** Of both amounts; null where there is none. */
      currency: currency.nullable(),
      basis: z.enum(SIZE_BASES),
    })
    .refine((it) => (it.currency !== null) === (it.annualSales !== null || it.equity !== null), { path: ['currency'] })
    .refine(
      (it) =>
        it.basis !== 'refused' ||
        [it.workersWomen, it.workersMen, it.workersUnknown, it.annualSales, it.equity].every((number) => number === null),
      { path: ['basis'] },
    ),
  privateParts: { note: text(500) },
  permission: 'organisation.write',
  references: ({ organisationId }) => [
    { role: 'organisation', target: organisationId, kind: 'registry.organisation-registered' },
  ],
});

/** Size classes, smallest first. */
export const SIZE_CLASSES = ['micro', 'small', 'medium', 'large'] as const;
export type SizeClass = (typeof SIZE_CLASSES)[number];

/**
 * What makes an organisation micro, small, medium or large, from a day on. Bounds are the greatest number that still
 * belongs to the class; null: this class has no such bound. An organisation stands in the highest class that any of
 * its known numbers asks for.
 */
export const sizeRuleSet = entryKind({
  kind: 'registry.size-rule-set',
  version: 1,
  payload: z.strictObject({
    name: text(120),
    from: z.iso.date(),
    /** Law, decree or document, with its address where it has one. */
    source: text(500),
    /** Day on which somebody last compared the rule with its source; null: to be confirmed. */
    verifiedOn: z.iso.date().nullable(),
    /** Of the bounds on sales and equity. */
    currency: currency.nullable(),
    classes: z
      .array(
        z.strictObject({ sizeClass: z.enum(SIZE_CLASSES), workersMax: people, annualSalesMax: amount, equityMax: amount }),
      )
      .min(1)
      .max(SIZE_CLASSES.length),
  }),
  permission: 'framework.write',
});

export const CONSENT_PURPOSES = ['data', 'photo', 'publication', 'contact'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** What a person allows or refuses. The latest statement of a purpose stands. No consent takes anyone out of a count. */
export const consentStated = entryKind({
  kind: 'registry.consent-stated',
  version: 1,
  payload: z.strictObject({
    personId: uuid,
    purpose: z.enum(CONSENT_PURPOSES),
    given: z.boolean(),
    statedOn: z.iso.date(),
  }),
  /** How it was said ("firmó la hoja"). */
  privateParts: { how: text(500) },
  permission: 'person.write',
  references: ({ personId }) => [{ role: 'person', target: personId, kind: 'registry.person-registered' }],
});

const years = z.int().min(0).max(120);

/** The ages a programme counts by: who is young, and the bands of its breakdowns. Both ends are included. */
export const ageGroupsSet = entryKind({
  kind: 'registry.age-groups-set',
  version: 2,
  payload: z.strictObject({
    /** Law or document that says so, with its address where it has one; null: written before anybody asked. */
    source: text(500).nullable(),
    youth: z.strictObject({ fromYears: years, toYears: years }).refine((it) => it.fromYears <= it.toYears, { path: ['toYears'] }),
    bands: z
      .array(z.strictObject({ fromYears: years, toYears: years.nullable() }))
      .min(1)
      .max(12)
      // In order, each beginning after the one before ends, none empty; only the last may be open.
      .refine((bands) =>
        bands.every(({ fromYears, toYears }, at) => {
          const next = bands[at + 1];
          if (toYears === null) return next === undefined;
          return fromYears <= toYears && (next === undefined || toYears < next.fromYears);
        }),
      ),
  }),
  earlier: { 1: ageGroupsBefore2 },
  permission: 'framework.write',
});
export type AgeGroups = z.output<typeof ageGroupsSet.payload>;

export const roleRecorded = entryKind({
  kind: 'registry.role-recorded',
  version: 1,
  payload: z.strictObject({
    personId: uuid,
    organisationId: uuid,
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
  }),
  privateParts: { position: z.string().trim().min(1).max(120) },
  permission: 'person.write',
  references: (payload) => [
    { role: 'person', target: payload.personId, kind: 'registry.person-registered' },
    { role: 'organisation', target: payload.organisationId, kind: 'registry.organisation-registered' },
  ],
});

/** Fields of a person for which a merge can say whose value stands. */
export const MERGE_FIELDS = [
  'sex',
  'birthYear',
  'department',
  'municipality',
  'name',
  'document',
  'contact',
  'birthDate',
  'indigenous',
  'disability',
  'languages',
] as const;

/** One line of the explanation of a score: which field, how many points, why (a code worded in texts). */
export const scoreLine = z.strictObject({
  field: z.string().max(30),
  points: z.int().min(-100).max(100),
  reason: z.string().max(40),
});
export type ScoreLine = z.output<typeof scoreLine>;

/** Two records are one person. An edge: nothing is rewritten; withdrawing this entry separates them again. */
export const peopleMerged = entryKind({
  kind: 'registry.people-merged',
  version: 1,
  payload: z.strictObject({
    personIds: z.tuple([uuid, uuid]),
    score: z.int().min(0).max(100).nullable(),
    explanation: z.array(scoreLine).max(20),
    /** Field -> id of the record whose value stands. A field not named: the first known value. */
    chosen: z.partialRecord(z.enum(MERGE_FIELDS), uuid),
    decidedBy: z.enum(['person', 'import']),
  }),
  /** Why, where something spoke against it: both sat in one session. */
  privateParts: { note: z.string().trim().min(1).max(500) },
  permission: 'person.merge',
  references: (payload) =>
    payload.personIds.map((target) => ({ role: 'person', target, kind: 'registry.person-registered' })),
});

/** Fields of an organisation for which a merge can say whose value stands. Members are counted by one record: women, men and unknown go together. */
export const ORGANISATION_MERGE_FIELDS = [
  'name',
  'acronym',
  'organisationKind',
  'place',
  'taxNumber',
  'sector',
  'valueChain',
  'formalStatus',
  'members',
  'exports',
] as const;

const organisationReferences = (ids: readonly string[]) =>
  ids.map((target) => ({ role: 'organisation', target, kind: 'registry.organisation-registered' }));

/** Two records are one organisation; an edge, like that of people. */
export const organisationsMerged = entryKind({
  kind: 'registry.organisations-merged',
  version: 1,
  payload: z.strictObject({
    organisationIds: z.tuple([uuid, uuid]),
    score: z.int().min(0).max(100).nullable(),
    explanation: z.array(scoreLine).max(20),
    /** Field -> id of the record whose value stands. A field not named: the first known value. */
    chosen: z.partialRecord(z.enum(ORGANISATION_MERGE_FIELDS), uuid),
  }),
  privateParts: { note: z.string().trim().min(1).max(500) },
  permission: 'organisation.merge',
  references: (payload) => organisationReferences(payload.organisationIds),
});

/** Two records are not one organisation; the pair is not suggested again. */
export const organisationsDistinguished = entryKind({
  kind: 'registry.organisations-distinguished',
  version: 1,
  payload: z.strictObject({ organisationIds: z.tuple([uuid, uuid]) }),
  permission: 'organisation.merge',
  references: (payload) => organisationReferences(payload.organisationIds),
});

/** Two records are not one person; the pair is not suggested again. */
export const peopleDistinguished = entryKind({
  kind: 'registry.people-distinguished',
  version: 1,
  payload: z.strictObject({ personIds: z.tuple([uuid, uuid]) }),
  permission: 'person.merge',
  references: (payload) =>
    payload.personIds.map((target) => ({ role: 'person', target, kind: 'registry.person-registered' })),
});
