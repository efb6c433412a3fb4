/** Routes of possible duplicates: the queue of people and of organisations, candidates, searches, and what a separation leaves. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';
import { organisationLine, personLine, readPerson } from './contract.ts';
import { CONSENT_PURPOSES, MERGE_FIELDS, scoreLine } from './entries.ts';

const programme = z.object({ programme: z.uuid() });
const one = z.object({ programme: z.uuid(), id: z.uuid() });
const none = z.object({});

/** Microseconds since 1970 at which the pair was put off, or `never`; the score, negative; both ids. */
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PLACE = new RegExp(`^(?:never|\\d{1,16})~-?\\d{1,3}~${UUID}~${UUID}$`);

const queuePage = z.object({
  /** Words of either record. */
  q: z.string().max(200).optional(),
  scoreMin: z.coerce.number().int().min(0).max(100).default(70),
  scoreMax: z.coerce.number().int().min(0).max(100).default(100),
  /** `next` of the page before. */
  after: z.string().regex(PLACE).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
const origin = { registeredFrom: z.string().nullable(), registeredAt: z.string() };

/** An organisation as a comparison shows it. */
const organisationCompared = organisationLine
  .pick({ id: true, leafId: true, name: true, acronym: true, department: true, municipality: true, taxNumber: true, peopleCount: true })
  .extend({ organisationKind: z.string() });

/** All telephones and the e-mail, as far as may be shown to tell two apart. */
const contactMasked = { phonesMasked: z.array(z.string()), emailMasked: z.string().nullable() };

/** One side of a possible duplicate: what stands for the person, all records together. */
export const candidateSide = personLine.extend({
  ...origin,
  ...contactMasked,
  ...readPerson.answer.pick({ indigenous: true, disability: true, languages: true }).shape,
  /** The last they said of each purpose. */
  consents: z.array(z.object({ purpose: z.enum(CONSENT_PURPOSES), given: z.boolean(), statedOn: z.string() })),
  /** By field, the record whose value stands: whoever chooses this side's value chooses that record. */
  sources: z.partialRecord(z.enum(MERGE_FIELDS), z.uuid()),
});
export const organisationSide = organisationCompared.extend({
  ...origin,
  ...contactMasked,
  ...organisationLine.pick({ sector: true, valueChain: true, formalStatus: true, membersWomen: true, membersMen: true, membersUnknown: true, exports: true }).shape,
});

export const sharedSession = z.object({ processTitle: z.string(), sessionNumber: z.int(), heldOn: z.string() });
const scored = { score: z.int(), explanation: z.array(scoreLine) };
const page = { total: z.int(), next: z.string().nullable() };

/** Pairs of records that may be one person and on which nobody has decided; what was put off last, then most alike first. */
export const listDuplicates = contract({
  method: 'GET',
  path: '/api/programmes/:programme/duplicates',
  permission: 'person.merge',
  params: programme,
  query: queuePage,
  body: z.null(),
  answer: z.object({
    items: z.array(
      z.object({
        a: candidateSide,
        b: candidateSide,
        ...scored,
        /** Sessions in which both are marked present: uniting them needs a reason. */
        sharedSessions: z.array(sharedSession),
      }),
    ),
    ...page,
  }),
});

/** The same of organisations. */
export const listOrganisationDuplicates = contract({
  method: 'GET',
  path: '/api/programmes/:programme/organisation-duplicates',
  permission: 'organisation.merge',
  params: programme,
  query: queuePage,
  body: z.null(),
  answer: z.object({ items: z.array(z.object({ a: organisationSide, b: organisationSide, ...scored })), ...page }),
});

const pair = z.strictObject({ ids: z.tuple([z.uuid(), z.uuid()]) });

/** "I do not know": the pair goes to the end of the queue. */
export const postponeDuplicate = contract({
  method: 'POST',
  path: '/api/programmes/:programme/duplicates/postponed',
  permission: 'person.merge',
  params: programme,
  query: none,
  body: pair,
  answer: z.object({ postponed: z.boolean() }),
});
export const postponeOrganisationDuplicate = contract({
  method: 'POST',
  path: '/api/programmes/:programme/organisation-duplicates/postponed',
  permission: 'organisation.merge',
  params: programme,
  query: none,
  body: pair,
  answer: z.object({ postponed: z.boolean() }),
});

const distinctions = z.object({
  items: z.array(
    z.object({
      entryId: z.uuid(),
      leafId: z.uuid(),
      decided: z.enum(['same', 'different']),
      ids: z.tuple([z.uuid(), z.uuid()]),
      names: z.tuple([z.string(), z.string()]),
      recordedAt: z.string(),
      recordedBy: z.string(),
    }),
  ),
});

/** "Not the same", as last said: at most fifty, newest first. Each can be taken back by withdrawing its entry; people united are separated on their own page. */
export const listDistinctions = contract({
  method: 'GET',
  path: '/api/programmes/:programme/distinctions',
  permission: 'person.merge',
  params: programme,
  query: none,
  body: z.null(),
  answer: distinctions,
});
/** Of organisations also those united. */
export const listOrganisationDistinctions = contract({
  method: 'GET',
  path: '/api/programmes/:programme/organisation-distinctions',
  permission: 'organisation.merge',
  params: programme,
  query: none,
  body: z.null(),
  answer: distinctions,
});

/** Who an about-to-be-registered organisation may already be; best first, at most five. */
export const findOrganisationCandidates = contract({
  method: 'POST',
  path: '/api/programmes/:programme/organisation-candidates',
  permission: 'organisation.write',
  params: programme,
  query: none,
  body: z.strictObject({
    name: z.string().max(200),
    acronym: z.string().max(30).nullable(),
    organisationKind: z.string().max(40),
    municipality: z.string().max(10).nullable(),
    taxNumber: z.string().max(20).nullable(),
    phone: z.string().max(30).nullable().default(null),
    email: z.string().max(200).nullable().default(null),
  }),
  answer: z.object({
    items: z.array(z.object({ organisation: organisationCompared, score: z.int(), explanation: z.array(scoreLine) })),
  }),
});

/** A look through the whole registry. `none`: never done. */
export const searchState = z.object({
  state: z.enum(['none', 'running', 'done', 'failed']),
  lookedAt: z.int(),
  total: z.int(),
  suggested: z.int(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
const subject = z.object({ what: z.enum(['people', 'organisations']) });

export const readDuplicateSearch = contract({
  method: 'GET',
  path: '/api/programmes/:programme/duplicate-search',
  permission: 'person.merge',
  params: programme,
  query: subject,
  body: z.null(),
  answer: searchState,
});

/** Begins a look through the whole registry, or answers the one under way. It goes on after a restart. */
export const startDuplicateSearch = contract({
  method: 'POST',
  path: '/api/programmes/:programme/duplicate-search',
  permission: 'person.merge',
  params: programme,
  query: subject,
  body: z.null(),
  answer: searchState,
});

const sinceMerge = z.object({
  items: z.array(
    z.object({
      entryId: z.uuid(),
      kind: z.string(),
      occurredOn: z.string(),
      recordedAt: z.string(),
      recordedBy: z.string(),
      /** Record it belongs to as it stands, all versions together. */
      recordId: z.uuid(),
      /** Fields of the payload that name it. */
      fields: z.array(z.string()),
      /** Versions that no other has seen: what each says, to be sent again with another record, and what that supersedes. */
      versions: z.array(z.object({ supersedes: z.array(z.uuid()), occurredOn: z.string(), payload: z.record(z.string(), z.unknown()) })),
      processTitle: z.string().nullable(),
      sessionNumber: z.int().nullable(),
      organisationName: z.string().nullable(),
      /** Empty where it names nobody. */
      personName: z.string(),
    }),
  ),
});

/** What was recorded, since two records were united, of either of them: what a separation has to give to one of the two. */
export const readSinceMerge = contract({
  method: 'GET',
  path: '/api/programmes/:programme/merges/:id/since',
  permission: 'person.merge',
  params: one,
  query: none,
  body: z.null(),
  answer: sinceMerge,
});

/** The same of organisations. */
export const readSinceOrganisationMerge = contract({
  method: 'GET',
  path: '/api/programmes/:programme/organisation-merges/:id/since',
  permission: 'organisation.merge',
  params: one,
  query: none,
  body: z.null(),
  answer: sinceMerge,
});
