/** Routes of the registry: people, organisations, places, possible duplicates. Writing is appending entries. */
import { z } from 'zod';
import { onPhone } from '../phone/contract.ts';
import { contract } from '../platform/contract.ts';
import {
  CONSENT_PURPOSES,
  FORMAL_STATUSES,
  ORGANISATION_KINDS,
  scoreLine,
  SEXES,
  SIZE_BASES,
  SIZE_CLASSES,
  STATED,
} from './entries.ts';
import {
  ageBand,
  departmentCode,
  municipalityCode,
  organisationContact,
  personDocument,
  phone,
} from './particulars.ts';
import { ORGANISATION_SORTS, PEOPLE_SORTS } from './list-filter.ts';

const programme = z.object({ programme: z.uuid() });
const one = z.object({ programme: z.uuid(), id: z.uuid() });
const none = z.object({});
const page = z.object({
  q: z.string().max(200).optional(),
  /** `next` of the page before. */
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** Lines in all; above a limit only that there are more than so many. */
const counted = { total: z.int(), totalIsMore: z.boolean() };

/** Said of an answer that a phone gives from its own store: what it does not keep is not known, and not none. */
const partial = z.literal(true).optional();

export const personLine = z.object({
  id: z.uuid(),
  onPhone: onPhone.optional(),
  givenNames: z.string(),
  surnames: z.string(),
  sex: z.string(),
  birthYear: z.int().nullable(),
  /** Where only a band is known. */
  ageBand: ageBand.nullable(),
  department: z.string().nullable(),
  municipality: z.string().nullable(),
  /** Masked: only the last three characters stand. */
  documentMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  /** The organisation represented the last time. */
  organisationId: z.uuid().nullable(),
  organisationName: z.string().nullable(),
  organisationKind: z.string().nullable(),
  /** How many records are this one person (1 when none was merged). */
  recordCount: z.int(),
});

export const peopleFilter = z.object({
  sex: z.enum([...SEXES, 'unknown']).optional(),
  department: departmentCode.optional(),
  municipality: municipalityCode.optional(),
  /** A band as figures write it (`16-28`, `60-`), or `unknown`: by the ages people reach this year. */
  ageBand: z.string().max(10).optional(),
  /** `photo:yes`, `photo:no`, `photo:unasked` ... */
  consent: z.string().regex(/^(data|photo|publication|contact):(yes|no|unasked)$/).optional(),
  /** Kind of an organisation in which the person holds a role, or `none`. */
  role: z.enum([...ORGANISATION_KINDS, 'none']).optional(),
  sort: z.enum(PEOPLE_SORTS).default('name'),
  direction: z.enum(['up', 'down']).default('up'),
});

/**
 * People, by surname unless another order is asked for; `q` forgives accents, order, sounds and typing errors, and
 * finds documents and phones by how they begin or end.
 */
export const listPeople = contract({
  method: 'GET',
  path: '/api/programmes/:programme/people',
  permission: 'person.read',
  params: programme,
  query: page.extend(peopleFilter.shape),
  body: z.null(),
  answer: z.object({ items: z.array(personLine), ...counted, next: z.string().nullable() }),
});

export const historyLine = z.object({
  entryId: z.uuid(),
  kind: z.string(),
  occurredOn: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  via: z.string(),
  batchId: z.uuid().nullable(),
  fileName: z.string().nullable(),
  row: z.int().nullable(),
  /** For corrections: which fields changed, before and after, as codes. */
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  /** Position in the ledger, for the page after. */
  position: z.int(),
  /** For merges: the other record. */
  otherPersonId: z.uuid().nullable(),
  note: z.string().nullable(),
  processTitle: z.string().nullable(),
  withdrawn: z.boolean(),
});

export const readPerson = contract({
  method: 'GET',
  path: '/api/programmes/:programme/people/:id',
  permission: 'person.read',
  params: one,
  query: none,
  body: z.null(),
  answer: personLine.extend({
    partial,
    /** The version in force of each record of this person: corrections must supersede it. */
    records: z.array(
      z.object({
        id: z.uuid(),
        leafId: z.uuid(),
        /** Versions that no other has seen: corrections must supersede all of them. */
        leaves: z.array(z.uuid()),
        /** Date of the registration: a correction says the same one unless it is what it corrects. */
        occurredOn: z.string(),
        /** Fields in which versions contradict each other. */
        conflictFields: z.array(z.string()),
        givenNames: z.string(),
        surnames: z.string(),
        paternal: z.string().nullable(),
        maternal: z.string().nullable(),
        married: z.string().nullable(),
        sex: z.enum(SEXES).nullable(),
        birthYear: z.int().nullable(),
        ageBand: ageBand.nullable(),
        department: z.string().nullable(),
        municipality: z.string().nullable(),
        indigenous: z.enum(STATED).nullable(),
        disability: z.enum(STATED).nullable(),
        languages: z.array(z.string()),
        /** Which private parts the record carries; their values are behind a disclosure. */
        has: z.object({ birthDate: z.boolean(), document: z.boolean(), contact: z.boolean() }),
        registeredAt: z.string(),
        batchId: z.uuid().nullable(),
      }),
    ),
    merges: z.array(
      z.object({
        entryId: z.uuid(),
        personIds: z.array(z.uuid()),
        score: z.int().nullable(),
        explanation: z.array(scoreLine),
        decidedBy: z.string(),
        recordedAt: z.string(),
        recordedBy: z.string(),
      }),
    ),
    roles: z.array(
      z.object({
        entryId: z.uuid(),
        leafId: z.uuid(),
        /** Versions that no other has seen: corrections must supersede all of them. */
        leaves: z.array(z.uuid()),
        /** A correction says the same date: on another day it would be in conflict with another's over it. */
        occurredOn: z.string(),
        personId: z.uuid(),
        organisationId: z.uuid(),
        organisationName: z.string(),
        organisationKind: z.string(),
        position: z.string().nullable(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
    attendance: z.array(
      z.object({
        processId: z.uuid(),
        processTitle: z.string(),
        firstOn: z.string(),
        lastOn: z.string(),
        sessionsAttended: z.int(),
        sessionsHeld: z.int(),
        percent: z.number(),
        thresholdPercent: z.int(),
        organisations: z.array(z.string()),
      }),
    ),
    /** The statement in force for each purpose; a purpose nobody asked about is absent. */
    consents: z.array(
      z.object({ entryId: z.uuid(), leafId: z.uuid(), purpose: z.enum(CONSENT_PURPOSES), given: z.boolean(), statedOn: z.string() }),
    ),
    indigenous: z.enum(STATED).nullable(),
    disability: z.enum(STATED).nullable(),
    languages: z.array(z.string()),
    /** Only where the record itself, with all that was in it, has been withdrawn. */
    withdrawn: z.boolean(),
  }),
});

const historyQuery = z.object({
  /** Entries before this position; absent: from the newest. */
  before: z.coerce.number().int().min(1).optional(),
  /** Kinds, separated by commas; absent: all. */
  kinds: z.string().max(400).transform((text) => text.split(',').filter((part) => part !== '')).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(30),
});
const historyPage = z.object({ items: z.array(historyLine), next: z.int().nullable() });

/** What happened to a person, newest first. */
export const readPersonHistory = contract({
  method: 'GET',
  path: '/api/programmes/:programme/people/:id/history',
  permission: 'person.read',
  params: one,
  query: historyQuery,
  body: z.null(),
  answer: historyPage,
});

export const readOrganisationHistory = contract({
  method: 'GET',
  path: '/api/programmes/:programme/organisations/:id/history',
  permission: 'organisation.read',
  params: one,
  query: historyQuery,
  body: z.null(),
  answer: historyPage,
});

/** Document, phone and e-mail in full. Who asked, and when, is kept. */
export const revealContact = contract({
  method: 'POST',
  path: '/api/programmes/:programme/people/:id/disclosure',
  permission: 'person.reveal',
  params: one,
  query: none,
  body: z.null(),
  answer: z.object({
    document: z.string().nullable(),
    documentParts: personDocument.nullable(),
    phone: z.string().nullable(),
    phones: z.array(phone),
    email: z.string().nullable(),
    birthDate: z.string().nullable(),
  }),
});

export const organisationLine = z.object({
  id: z.uuid(),
  onPhone: onPhone.optional(),
  leafId: z.uuid(),
  leaves: z.array(z.uuid()),
  occurredOn: z.string(),
  conflictFields: z.array(z.string()),
  name: z.string(),
  acronym: z.string().nullable(),
  organisationKind: z.enum(ORGANISATION_KINDS),
  department: z.string().nullable(),
  municipality: z.string().nullable(),
  taxNumber: z.string().nullable(),
  sector: z.string().nullable(),
  valueChain: z.string().nullable(),
  formalStatus: z.enum(FORMAL_STATUSES).nullable(),
  membersWomen: z.int().nullable(),
  membersMen: z.int().nullable(),
  membersUnknown: z.int().nullable(),
  exports: z.enum(['yes', 'no']).nullable(),
  /** By the latest numbers and the rule in force today; null: not known. */
  sizeClass: z.enum(SIZE_CLASSES).nullable(),
  peopleCount: z.int(),
});

export const organisationFilter = z.object({
  kind: z.enum(ORGANISATION_KINDS).optional(),
  department: departmentCode.optional(),
  municipality: municipalityCode.optional(),
  /** The beginning of a code: `10` takes `1079` in. */
  sector: z.string().regex(/^\d{1,5}$/).optional(),
  sizeClass: z.enum([...SIZE_CLASSES, 'unknown']).optional(),
  sort: z.enum(ORGANISATION_SORTS).default('name'),
  direction: z.enum(['up', 'down']).default('up'),
});

export const listOrganisations = contract({
  method: 'GET',
  path: '/api/programmes/:programme/organisations',
  permission: 'organisation.read',
  params: programme,
  query: page.extend(organisationFilter.shape),
  body: z.null(),
  answer: z.object({ items: z.array(organisationLine), ...counted, next: z.string().nullable() }),
});

export const readOrganisation = contract({
  method: 'GET',
  path: '/api/programmes/:programme/organisations/:id',
  permission: 'organisation.read',
  params: one,
  query: none,
  body: z.null(),
  answer: organisationLine.extend({
    partial,
    /** What this record says itself: what a correction of it starts from. The rest is of all records together. */
    record: organisationLine,
    /** Records that are this organisation, this one among them. */
    records: z.array(z.object({ id: z.uuid(), name: z.string() })),
    merges: z.array(
      z.object({
        entryId: z.uuid(),
        organisationIds: z.array(z.uuid()),
        score: z.int().nullable(),
        recordedAt: z.string(),
        recordedBy: z.string(),
      }),
    ),
    withdrawn: z.boolean(),
    /** Whether a correction of this record is within the reader's reach: whoever is narrowed to a partner corrects what was recorded for it. */
    isWithinReach: z.boolean(),
    /** Whether this record says how it is reached, and whether another record of the organisation does. */
    hasContact: z.boolean(),
    othersHaveContact: z.boolean(),
    /** Sizes, newest first, each with its class by the rule in force that day. */
    sizes: z.array(
      z.object({
        entryId: z.uuid(),
        leafId: z.uuid(),
        /** Versions that no other has seen: corrections must supersede all of them. */
        leaves: z.array(z.uuid()),
        /** The record of which it was stated. */
        organisationId: z.uuid(),
        sizedOn: z.string(),
        workersWomen: z.int().nullable(),
        workersMen: z.int().nullable(),
        workersUnknown: z.int().nullable(),
        annualSales: z.int().nullable(),
        equity: z.int().nullable(),
        currency: z.string().nullable(),
        basis: z.enum(SIZE_BASES),
        sizeClass: z.enum(SIZE_CLASSES).nullable(),
        rule: z.string().nullable(),
      }),
    ),
    /** People who hold a role in it or stood for it in an event; at most 200, by name. Empty for who may not see people. */
    people: z.array(
      z.object({ id: z.uuid(), givenNames: z.string(), surnames: z.string(), position: z.string().nullable(), from: z.string().nullable(), to: z.string().nullable(), role: z.boolean(), phoneMasked: z.string().nullable().optional() }),
    ),
    processes: z.array(
      z.object({ id: z.uuid(), title: z.string(), firstOn: z.string(), lastOn: z.string(), people: z.int() }),
    ),
  }),
});

/** Contacts of an organisation in full: of this record, and of others that are the same. Who asked, and when, is kept. */
export const revealOrganisation = contract({
  method: 'POST',
  path: '/api/programmes/:programme/organisations/:id/disclosure',
  permission: 'person.reveal',
  params: one,
  query: none,
  body: z.null(),
  answer: z.object({
    contact: organisationContact.nullable(),
    others: z.array(z.object({ id: z.uuid(), name: z.string(), contact: organisationContact })),
  }),
});

/** Who an about-to-be-registered person may already be; best first, at most five. */
export const findCandidates = contract({
  method: 'POST',
  path: '/api/programmes/:programme/candidates',
  permission: 'person.write',
  params: programme,
  query: none,
  body: z.strictObject({
    givenNames: z.string().max(120),
    surnames: z.string().max(120),
    document: z.string().max(20).nullable(),
    /** What tells apart two documents of one number. */
    complement: z.string().max(6).nullable().default(null),
    phone: z.string().max(30).nullable(),
    email: z.string().max(200).nullable(),
    birthYear: z.int().nullable(),
    sex: z.string().nullable(),
    municipality: z.string().nullable(),
    organisationId: z.uuid().nullable(),
  }),
  answer: z.object({
    items: z.array(z.object({ person: personLine, score: z.int(), explanation: z.array(scoreLine) })),
  }),
});
