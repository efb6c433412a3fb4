/** Entries about registering from outside: a process is opened to the public, somebody asks for a place, staff answer. */
import { z } from 'zod';
import { entryKind, uuid } from '../../ledger/entry.ts';
import { SEXES } from '../../registry/entries.ts';
import { personContact, personDocument, personName } from '../../registry/particulars.ts';
import { isCode } from '../../verification/rules.ts';

const purpose = z.string().trim().min(1).max(2000);
const process = (target: string) => ({ role: 'process', target, kind: 'events.process-opened' });

/** Whoever has the address may ask for a place in a process. Once for each process; withdrawn: registration is closed. */
export const registrationOpened = entryKind({
  kind: 'events.registration-opened',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    /** In the public address; made as codes of papers are (verification/rules.ts). */
    code: z.string().refine(isCode),
    /** Last day on which one may ask; null: until the last session. */
    closesOn: z.iso.date().nullable(),
    /** For what personal data are used, as whoever asks must agree to. English where somebody wrote it. */
    consent: z.strictObject({ es: purpose, en: purpose.nullable() }),
  }),
  permission: 'process.write',
  references: ({ processId }) => [process(processId)],
});

/** Somebody outside asks for a place. It gives none: staff accept it, as somebody known or as somebody new, or decline. */
export const registrationRequested = entryKind({
  kind: 'events.registration-requested',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    openingId: uuid,
    /** Version of the opening whose purpose they agreed to, and the language in which they read it. */
    agreedTo: uuid,
    language: z.enum(['es', 'en']),
    sex: z.enum(SEXES).nullable(),
    birthYear: z.int().min(1900).max(2100).nullable(),
    /** One of the invited, where what they wrote is its name. */
    organisationId: uuid.nullable(),
  }),
  privateParts: {
    name: personName,
    document: personDocument,
    contact: personContact,
    /** As they wrote it; a firm of one person bears a person's name. */
    organisationName: z.string().trim().min(1).max(200),
  },
  permission: 'registration.write',
  readPermission: 'attendance.read',
  references: ({ processId, openingId, organisationId }) => [
    process(processId),
    { role: 'opening', target: openingId, kind: registrationOpened.kind },
    ...(organisationId === null ? [] : [{ role: 'organisation', target: organisationId, kind: 'registry.organisation-registered' }]),
  ],
});

export const REQUEST_ANSWERS = ['accepted', 'declined'] as const;

/** Staff answered a request. Once for each; withdrawn: it waits for an answer again. */
export const registrationAnswered = entryKind({
  kind: 'events.registration-answered',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    requestId: uuid,
    answer: z.enum(REQUEST_ANSWERS),
    /** The registration that accepting made; null where it was declined. */
    registrationId: uuid.nullable(),
  }),
  /** Why it was declined: it speaks of a person. */
  privateParts: { reason: z.string().trim().max(300) },
  permission: 'registration.write',
  readPermission: 'attendance.read',
  references: ({ processId, requestId, registrationId }) => [
    process(processId),
    { role: 'request', target: requestId, kind: registrationRequested.kind },
    ...(registrationId === null ? [] : [{ role: 'registration', target: registrationId, kind: 'events.registration-recorded' }]),
  ],
});
