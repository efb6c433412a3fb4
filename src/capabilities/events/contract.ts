/** Routes of the events: processes, sessions, attendance, and the import of a list. Writing is appending entries. */
import { z } from 'zod';
import { fileDetails } from '../../ledger/contract.ts';
import { onPhone } from '../../phone/contract.ts';
import { contract } from '../../platform/contract.ts';
import { reviewCounts, reviewDecision, reviewedColumn, reviewedFile, reviewedRow, rowsAsked } from '../../registry/import-review.ts';
import { FIELDS } from './attendance-file.ts';
import { MODALITIES } from './entries.ts';

const programme = z.object({ programme: z.uuid() });
const one = z.object({ programme: z.uuid(), id: z.uuid() });
const none = z.object({});

export const processLine = z.object({
  id: z.uuid(),
  /** Of what a phone answers from its own store: how far it is on its way. The server never says it. */
  onPhone: onPhone.optional(),
  leafId: z.uuid(),
  /** Versions that no other has seen: corrections must supersede all of them. */
  leaves: z.array(z.uuid()),
  /** Fields in which versions contradict each other. */
  conflictFields: z.array(z.string()),
  /** Day on which it was opened: a correction says the same. */
  openedOn: z.string(),
  code: z.string(),
  title: z.string(),
  topic: z.string().nullable(),
  format: z.string(),
  thresholdPercent: z.int(),
  partnerId: z.uuid().nullable(),
  partnerName: z.string().nullable(),
  partnerKind: z.string().nullable(),
  modality: z.enum(MODALITIES).nullable(),
  department: z.string().nullable(),
  municipality: z.string().nullable(),
  venue: z.string().nullable(),
  funderId: z.uuid().nullable(),
  funderName: z.string().nullable(),
  funderKind: z.string().nullable(),
  /** The document that says who pays. */
  funderSource: z.string().nullable(),
  /** How many there is room for; null: no limit. */
  capacity: z.int().nullable(),
  sessionCount: z.int(),
  firstOn: z.string().nullable(),
  lastOn: z.string().nullable(),
  /** People with any attendance; and those who reached the threshold. Canonical: merged people count once. */
  attendedCount: z.int(),
  trainedCount: z.int(),
});

export const listProcesses = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes',
  permission: 'process.read',
  params: programme,
  query: none,
  body: z.null(),
  answer: z.object({ items: z.array(processLine) }),
});

export const sessionLine = z.object({
  id: z.uuid(),
  onPhone: onPhone.optional(),
  leafId: z.uuid(),
  /** Versions that no other has seen: corrections must supersede all of them. */
  leaves: z.array(z.uuid()),
  /** Fields in which versions contradict each other. */
  conflictFields: z.array(z.string()),
  number: z.int(),
  title: z.string().nullable(),
  heldOn: z.string(),
  /** `14:30`, in the programme's time zone. */
  startsAt: z.string().nullable(),
  durationMinutes: z.int(),
  modality: z.string(),
  department: z.string().nullable(),
  municipality: z.string().nullable(),
  attendedCount: z.int(),
});

export const participantLine = z.object({
  /** null for readers without personal data. */
  personId: z.uuid().nullable(),
  pseudonym: z.string(),
  /** null for readers without personal data. */
  givenNames: z.string().nullable(),
  surnames: z.string().nullable(),
  sex: z.string(),
  organisations: z.array(z.string()),
  organisationKinds: z.array(z.string()),
  sessionsAttended: z.int(),
  minutes: z.int(),
  percent: z.number(),
  trained: z.boolean(),
});

export const readProcess = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id',
  permission: 'process.read',
  params: one,
  query: none,
  body: z.null(),
  answer: processLine.extend({ sessions: z.array(sessionLine), participants: z.array(participantLine) }),
});

/** The list of one session, to tick by hand: everyone registered for the process or seen in it, present or not. */
export const readSession = contract({
  method: 'GET',
  path: '/api/programmes/:programme/sessions/:id',
  permission: 'attendance.read',
  params: one,
  query: none,
  body: z.null(),
  answer: sessionLine.extend({
    processId: z.uuid(),
    processTitle: z.string(),
    /** Photos and scans of the signed sheet, by page. */
    sheets: z.array(
      z.object({
        id: z.uuid(),
        leaves: z.array(z.uuid()),
        conflictFields: z.array(z.string()),
        keptOn: z.string(),
        page: z.int(),
        note: z.string().nullable(),
        file: fileDetails,
      }),
    ),
    people: z.array(
      z.object({
        personId: z.uuid(),
        givenNames: z.string(),
        surnames: z.string(),
        sex: z.string(),
        organisationId: z.uuid().nullable(),
        organisationName: z.string().nullable(),
        organisationKind: z.string().nullable(),
        /** Has a place in the process. */
        registered: z.boolean(),
        minutes: z.int(),
        /** They say by the QR code of the session that they are there; staff confirm it by recording attendance, or withdraw it. */
        checkIn: z.object({ id: z.uuid(), leaves: z.array(z.uuid()), declaredAt: z.string(), declaredBy: z.string() }).nullable(),
        /** Attendance entries of this person in this session, to correct or withdraw: both supersede all leaves. */
        entries: z.array(
          z.object({
            rootId: z.uuid(),
            leafId: z.uuid(),
            leaves: z.array(z.uuid()),
            conflictFields: z.array(z.string()),
            minutes: z.int(),
            via: z.string(),
            recordedAt: z.string(),
            /** Of what a phone answers from its own store: how far it is on its way. The server never says it. */
            onPhone: onPhone.optional(),
            /** Why the server refused it. */
            refusal: z.object({ code: z.string(), field: z.string().nullable() }).optional(),
          }),
        ),
      }),
    ),
  }),
});

/** One row of the list and who it was found to be. */
export const previewRow = reviewedRow.extend({
  sheet: z.string().nullable(),
  sex: z.string(),
  organisationKind: z.string().nullable(),
  minutes: z.int(),
  /** Share of the minutes of the sessions in this file. */
  percent: z.number().nullable(),
  /** `new`: will be registered; `recognised`: is known, for sure; `doubtful`: a person must decide; `problem`: cannot go in. */
  state: z.enum(['new', 'recognised', 'doubtful', 'problem']),
  problems: z.array(z.object({ code: z.string(), column: z.string().nullable(), value: z.string().nullable() })),
});

export const importState = reviewedFile.extend({
  processId: z.uuid(),
  processTitle: z.string(),
  layout: z.string(),
  columns: z.array(
    reviewedColumn.extend({
      field: z.enum(FIELDS),
      /** For `session-presence`: the number of the session the column stands for. */
      session: z.int().nullable(),
    }),
  ),
  /** Sessions of the process, and which one the file speaks of when it does not say it row by row. */
  sessions: z.array(z.object({ id: z.uuid(), number: z.int(), heldOn: z.string(), durationMinutes: z.int(), title: z.string().nullable() })),
  sessionNumber: z.int().nullable(),
  counts: reviewCounts.extend({ recognised: z.int() }),
});

/** Multipart: one `file`. Nothing is written to the ledger. */
export const uploadList = contract({
  method: 'POST',
  path: '/api/programmes/:programme/processes/:id/imports',
  permission: 'import.open',
  params: one,
  query: none,
  body: z.unknown(),
  answer: importState,
});

export const readImport = contract({
  method: 'GET',
  path: '/api/programmes/:programme/imports/:id',
  permission: 'import.open',
  params: one,
  query: none,
  body: z.null(),
  answer: importState,
});

export const readImportRows = contract({
  method: 'GET',
  path: '/api/programmes/:programme/imports/:id/rows',
  permission: 'import.open',
  params: one,
  query: rowsAsked.extend({ state: z.enum(['to-decide', 'new', 'recognised', 'skipped', 'all']).default('all') }),
  body: z.null(),
  answer: z.object({ items: z.array(previewRow), total: z.int(), next: z.int().nullable() }),
});

/** Changes how the file is read: sheet, header row, the field of a column, the session. */
export const changeReading = contract({
  method: 'PUT',
  path: '/api/programmes/:programme/imports/:id/reading',
  permission: 'import.open',
  params: one,
  query: none,
  body: z.strictObject({
    sheet: z.string().nullable().optional(),
    headerRow: z.int().min(1).max(100).optional(),
    columns: z.array(z.strictObject({ index: z.int().min(0), field: z.enum(FIELDS), session: z.int().nullable() })).optional(),
    sessionNumber: z.int().nullable().optional(),
  }),
  answer: importState,
});

/** Decides one row, or types over what it says. */
export const decideRow = contract({
  method: 'PUT',
  path: '/api/programmes/:programme/imports/:id/rows/:row',
  permission: 'import.open',
  params: z.object({ programme: z.uuid(), id: z.uuid(), row: z.coerce.number().int() }),
  query: none,
  body: z.strictObject({
    decision: reviewDecision.optional(),
    personId: z.uuid().nullable().optional(),
    /** The earlier row of the file whose person is meant, where that person comes from the file itself. */
    sameRow: z.int().nullable().optional(),
    edits: z.record(z.string(), z.string().max(240)).optional(),
  }),
  answer: z.object({ row: previewRow, state: importState }),
});

/** Writes the ready rows as one batch; answers at once, progress is read with `readImport`. */
export const openImport = contract({
  method: 'POST',
  path: '/api/programmes/:programme/imports/:id/opening',
  permission: 'import.open',
  params: one,
  query: none,
  body: z.null(),
  answer: importState,
});

/** Throws away an import that was not opened. The file itself stays kept; it can be uploaded again. */
export const discardImport = contract({
  method: 'DELETE',
  path: '/api/programmes/:programme/imports/:id',
  permission: 'import.open',
  params: one,
  query: none,
  body: z.null(),
  answer: z.object({ discarded: z.literal(true) }),
});

/** Imports begun and not finished, newest first. */
export const listDrafts = contract({
  method: 'GET',
  path: '/api/programmes/:programme/imports',
  permission: 'import.open',
  params: programme,
  query: none,
  body: z.null(),
  answer: z.object({
    items: z.array(
      z.object({ id: z.uuid(), processId: z.uuid(), processTitle: z.string(), fileName: z.string(), startedAt: z.string(), startedBy: z.string() }),
    ),
  }),
});
