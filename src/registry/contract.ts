/** Routes of the registry: people, organisations, places, possible duplicates. Writing is appending entries. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';
import { scoreLine } from './entries.ts';

const programme = z.object({ programme: z.uuid() });
const one = z.object({ programme: z.uuid(), id: z.uuid() });
const none = z.object({});
const page = z.object({
  q: z.string().max(200).optional(),
  cursor: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const personLine = z.object({
  id: z.uuid(),
  givenNames: z.string(),
  surnames: z.string(),
  sex: z.string(),
  birthYear: z.int().nullable(),
  department: z.string().nullable(),
  municipality: z.string().nullable(),
  /** Masked: only the last three characters stand. */
  documentMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  organisationName: z.string().nullable(),
  /** How many records are this one person (1 when none was merged). */
  recordCount: z.int(),
});

/** People, by surname; `q` forgives accents, order and typing errors, and finds documents and phones by their digits. */
export const listPeople = contract({
  method: 'GET',
  path: '/api/programmes/:programme/people',
  permission: 'person.read',
  params: programme,
  query: page.extend({ sex: z.string().max(20).optional() }),
  body: z.null(),
  answer: z.object({ items: z.array(personLine), total: z.int(), next: z.int().nullable() }),
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
        sex: z.string().nullable(),
        birthYear: z.int().nullable(),
        department: z.string().nullable(),
        municipality: z.string().nullable(),
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
    history: z.array(historyLine),
  }),
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
    phone: z.string().nullable(),
    email: z.string().nullable(),
  }),
});

export const organisationLine = z.object({
  id: z.uuid(),
  leafId: z.uuid(),
  leaves: z.array(z.uuid()),
  occurredOn: z.string(),
  conflictFields: z.array(z.string()),
  name: z.string(),
  acronym: z.string().nullable(),
  organisationKind: z.string(),
  department: z.string().nullable(),
  municipality: z.string().nullable(),
  taxNumber: z.string().nullable(),
  peopleCount: z.int(),
});

export const listOrganisations = contract({
  method: 'GET',
  path: '/api/programmes/:programme/organisations',
  permission: 'organisation.read',
  params: programme,
  query: page.extend({ kind: z.string().max(40).optional() }),
  body: z.null(),
  answer: z.object({ items: z.array(organisationLine), total: z.int(), next: z.int().nullable() }),
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
