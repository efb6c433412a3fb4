/** Routes of the ledger: the one door in, one entry read whole, a file by the entry that carries it, batches. */
import { z } from 'zod';
import { scaleSchema } from '../figures/indicator.ts';
import { contract } from '../platform/contract.ts';
import { draftSchema } from './entry.ts';
import { PURPOSE_NAMES } from './file-purposes.ts';

const programme = z.object({ programme: z.uuid() });
const none = z.object({});

export const answerSchema = z.discriminatedUnion('answer', [
  z.object({ id: z.uuid(), answer: z.literal('accepted'), position: z.int(), conflicts: z.array(z.string()) }),
  z.object({ id: z.uuid(), answer: z.literal('already-had'), position: z.int() }),
  z.object({ id: z.uuid(), answer: z.literal('waiting'), position: z.int() }),
  z.object({ id: z.uuid(), answer: z.literal('refused'), code: z.string(), field: z.string().nullable() }),
]);

/** Entries in; one answer per entry, in order. Each kind states its own permission. `via`: whether they were kept on a phone before. */
export const appendEntries = contract({
  method: 'POST',
  path: '/api/programmes/:programme/entries',
  permission: 'entry.append',
  sentByDevices: true,
  judgesTexts: true,
  params: programme,
  query: z.object({ via: z.enum(['web', 'offline']).default('web') }),
  body: z.strictObject({ entries: z.array(draftSchema).min(1).max(500) }),
  answer: z.object({ answers: z.array(answerSchema) }),
});

export const effectLine = z.object({
  indicator: z.string(),
  name: z.object({ es: z.string(), en: z.string() }),
  unit: z.string(),
  /** How its values are written beyond their unit; absent in what was worked out before this was said. */
  unitWord: z.object({ es: z.string(), en: z.string() }).nullish(),
  scale: scaleSchema.nullish(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** Number of people of unknown sex before and after, where the figure counts people; else null. */
  unknownSexBefore: z.number().nullable(),
  unknownSexAfter: z.number().nullable(),
});

/** What the figures would be if these entries came in. Nothing is written. */
export const previewEffect = contract({
  method: 'POST',
  path: '/api/programmes/:programme/effect',
  permission: 'figure.read',
  params: programme,
  query: none,
  body: z.strictObject({ entries: z.array(draftSchema).min(1).max(500) }),
  answer: z.object({ lines: z.array(effectLine) }),
});

/** One entry in words a person can read: what, when, who, through which door, its versions and files. */
export const readEntry = contract({
  method: 'GET',
  path: '/api/programmes/:programme/entries/:id',
  permission: 'entry.read',
  params: z.object({ programme: z.uuid(), id: z.uuid() }),
  query: none,
  body: z.null(),
  answer: z.object({
    id: z.uuid(),
    kind: z.string(),
    position: z.int(),
    occurredOn: z.string(),
    recordedAt: z.string(),
    recordedBy: z.string(),
    via: z.string(),
    rootId: z.uuid(),
    /** The version with the greatest position. */
    leafId: z.uuid(),
    /** Versions that no other has seen: corrections must supersede all of them. */
    leaves: z.array(z.uuid()),
    /** The thing as it counts now, all its versions together; null while its first version is not in. */
    standing: z.object({ occurredOn: z.string(), payload: z.record(z.string(), z.unknown()) }).nullable(),
    /** Fields in which versions contradict each other. */
    conflictFields: z.array(z.string()),
    withdrawn: z.boolean(),
    payload: z.record(z.string(), z.unknown()),
    /** Empty for those who may not see personal data. */
    private: z.record(z.string(), z.unknown()),
    batchId: z.uuid().nullable(),
    contentHash: z.string(),
    versions: z.array(
      z.object({
        id: z.uuid(),
        position: z.int(),
        kind: z.string(),
        recordedAt: z.string(),
        recordedBy: z.string(),
        payload: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});

export const batchLine = z.object({
  id: z.uuid(),
  what: z.string(),
  fileName: z.string(),
  rowCount: z.int(),
  entryCount: z.int(),
  processId: z.uuid().nullable(),
  processTitle: z.string().nullable(),
  openedAt: z.string(),
  openedBy: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  /** SHA-256 of the file, for the download; null where the reader may not open files. */
  file: z.string().nullable(),
});

/** Imports, newest first. Withdraw one by appending `ledger.batch-withdrawn`. */
export const listBatches = contract({
  method: 'GET',
  path: '/api/programmes/:programme/batches',
  permission: 'import.read',
  params: programme,
  query: none,
  body: z.null(),
  answer: z.object({ items: z.array(batchLine) }),
});

/** Multipart: one `file`, checked for its purpose (file-purposes.ts). An entry then carries it by its SHA-256. */
export const uploadFile = contract({
  method: 'POST',
  path: '/api/programmes/:programme/files',
  permission: 'file.write',
  params: programme,
  query: z.object({ purpose: z.enum(PURPOSE_NAMES) }),
  body: z.unknown(),
  answer: z.object({
    sha256: z.string(),
    fileName: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    pixels: z.object({ width: z.int(), height: z.int() }).nullable(),
  }),
});

/**
 * One part of a file: its bytes from `offset` on, as `application/octet-stream`. Answers how many bytes the server has; where that is not what was
 * expected, the sender goes on from there. Once all have come the file is checked and kept as by `uploadFile`, and `file` says so.
 */
export const uploadPart = contract({
  method: 'PUT',
  path: '/api/programmes/:programme/files/:sha256/part',
  permission: 'file.write',
  sentByDevices: true,
  params: z.object({ programme: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  query: z.object({
    purpose: z.enum(PURPOSE_NAMES),
    offset: z.coerce.number().int().min(0),
    size: z.coerce.number().int().min(1),
    fileName: z.string().max(200),
  }),
  body: z.unknown(),
  answer: z.object({ received: z.int(), file: uploadFile.answer.nullable() }),
});

/** What a list says of a file that something carries. */
export const fileDetails = z.object({ sha256: z.string(), fileName: z.string(), mediaType: z.string(), sizeBytes: z.int() });

/** A file: to whoever sees an entry that carries it, and to whoever uploaded it. Saved, or shown by the browser (`ver=1`). */
export const readFile = contract({
  method: 'GET',
  path: '/api/programmes/:programme/files/:sha256',
  permission: 'file.read',
  params: z.object({ programme: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  query: z.object({ ver: z.literal('1').optional() }),
  body: z.null(),
  answer: z.unknown(),
});
