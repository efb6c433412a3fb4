/** Entries about who exists: people, organisations, their roles, and which records are one person. */
import { z } from 'zod';
import { entryKind, uuid } from '../ledger/entry.ts';

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

/** INE code of a department, `01` (Chuquisaca) to `09` (Pando). */
export const departmentCode = z.string().regex(/^0[1-9]$/);
/** INE code of a municipality: department, province, municipality, two digits each. */
export const municipalityCode = z.string().regex(/^0[1-9]\d{4}$/);

export const personName = z.strictObject({
  givenNames: z.string().trim().min(1).max(120),
  /** One surname or two, as the person writes them; may be empty where a list gives one word only. */
  surnames: z.string().trim().max(120),
});
export const personDocument = z.strictObject({
  number: z.string().trim().regex(/^\d{4,12}$/),
  complement: z.string().trim().max(6).nullable(),
  /** Department that issued it, as written on the card (LP, CB, SC ...). */
  issuedIn: z.string().trim().max(4).nullable(),
});
export const personContact = z.strictObject({
  phone: z.string().trim().max(30).nullable(),
  email: z.string().trim().max(200).nullable(),
});

export const personRegistered = entryKind({
  kind: 'registry.person-registered',
  version: 1,
  payload: z.strictObject({
    sex: z.enum(SEXES).nullable(),
    birthYear: z.int().min(1900).max(2100).nullable(),
    department: departmentCode.nullable(),
    municipality: municipalityCode.nullable(),
  }),
  privateParts: {
    name: personName,
    document: personDocument,
    contact: personContact,
    /** How a correction is known ("lo confirmó por teléfono"). */
    note: z.string().trim().max(500),
  },
  permission: 'person.write',
});

export const organisationRegistered = entryKind({
  kind: 'registry.organisation-registered',
  version: 1,
  payload: z.strictObject({
    name: z.string().trim().min(1).max(200),
    acronym: z.string().trim().max(30).nullable(),
    organisationKind: z.enum(ORGANISATION_KINDS),
    department: departmentCode.nullable(),
    municipality: municipalityCode.nullable(),
    taxNumber: z.string().trim().max(20).nullable(),
  }),
  permission: 'organisation.write',
});

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
export const MERGE_FIELDS = ['sex', 'birthYear', 'department', 'municipality', 'name', 'document', 'contact'] as const;

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

/** Fields of an organisation for which a merge can say whose value stands. */
export const ORGANISATION_MERGE_FIELDS = ['name', 'acronym', 'organisationKind', 'place', 'taxNumber'] as const;

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
