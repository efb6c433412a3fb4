/** Routes of imports of people and organisations. Nothing is written to the ledger before an import is opened. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';
import { FIELDS, IMPORTED } from './import-file.ts';
import { reviewCounts, reviewDecision, reviewedColumn, reviewedFile, reviewedRow, rowsAsked } from './import-review.ts';

const P = '/api/programmes/:programme/registry-imports';
const programme = z.object({ programme: z.uuid() });
const one = z.object({ programme: z.uuid(), id: z.uuid() });
const none = z.object({});
const field = z.enum(FIELDS);

/** One row of the file, what was found of it, and what it would change. Of organisations the tax number stands, unmasked. */
export const importedRow = reviewedRow.extend({
  /** People only. */
  sex: z.string().nullable(),
  department: z.string().nullable(),
  municipality: z.string().nullable(),
  /** `same`: known, and nothing new; `doubtful`: a person must decide; `problem`: cannot go in. */
  state: z.enum(['new', 'update', 'same', 'doubtful', 'problem']),
  findings: z.array(
    z.object({ code: z.string(), field, column: z.string().nullable(), value: z.string().nullable(), blocks: z.boolean() }),
  ),
  /** Values as codes or text; what the registry has of documents and contacts is masked. */
  changes: z.array(
    z.object({ field, what: z.enum(['fill', 'replace', 'kept']), before: z.string().nullable(), after: z.string() }),
  ),
});

export const importCounts = reviewCounts.extend({ update: z.int(), same: z.int() });

export const registryImport = reviewedFile.extend({
  what: z.enum(IMPORTED),
  columns: z.array(reviewedColumn.extend({ field })),
  /** Whether the columns are as somebody chose them for an earlier file with these headings. */
  remembered: z.boolean(),
  /** Fields whose value in the file takes the place of another one in the registry; all others only fill. */
  replaced: z.array(field),
  counts: importCounts,
});

/** Multipart: one `file`. `what` is one of IMPORTED; anything else is not found, and only to those who may import. */
export const uploadRegistryFile = contract({
  method: 'POST',
  path: `${P}/:what`,
  permission: 'import.open',
  params: z.object({ programme: z.uuid(), what: z.string().max(40) }),
  query: none,
  body: z.unknown(),
  answer: registryImport,
});

/** Imports begun and not finished, newest first. */
export const listRegistryImports = contract({
  method: 'GET',
  path: P,
  permission: 'import.open',
  params: programme,
  query: none,
  body: z.null(),
  answer: z.object({
    items: z.array(
      z.object({ id: z.uuid(), what: z.enum(IMPORTED), fileName: z.string(), startedAt: z.string(), startedBy: z.string() }),
    ),
  }),
});

export const readRegistryImport = contract({
  method: 'GET',
  path: `${P}/:id`,
  permission: 'import.open',
  params: one,
  query: none,
  body: z.null(),
  answer: registryImport,
});

/** Rows by how they stand. */
export const readRegistryRows = contract({
  method: 'GET',
  path: `${P}/:id/rows`,
  permission: 'import.open',
  params: one,
  query: rowsAsked.extend({
    state: z.enum(['to-decide', 'doubtful', 'problem', 'new', 'update', 'same', 'skipped', 'all']).default('all'),
  }),
  body: z.null(),
  answer: z.object({ items: z.array(importedRow), total: z.int(), next: z.int().nullable() }),
});

/** Changes how the file is read: sheet, header row, fields of columns, and which fields replace. */
export const changeRegistryReading = contract({
  method: 'PUT',
  path: `${P}/:id/reading`,
  permission: 'import.open',
  params: one,
  query: none,
  body: z.strictObject({
    sheet: z.string().nullable().optional(),
    headerRow: z.int().min(1).max(100).optional(),
    columns: z.array(z.strictObject({ index: z.int().min(0), field })).max(500).optional(),
    replaced: z.array(field).max(50).optional(),
  }),
  answer: registryImport,
});

/** Decides one row, or types over what it says. */
export const decideRegistryRow = contract({
  method: 'PUT',
  path: `${P}/:id/rows/:row`,
  permission: 'import.open',
  params: z.object({ programme: z.uuid(), id: z.uuid(), row: z.coerce.number().int() }),
  query: none,
  body: z.strictObject({
    decision: reviewDecision.optional(),
    personId: z.uuid().nullable().optional(),
    /** The earlier row of the file that is meant, where whoever it is has no id yet. */
    sameRow: z.int().nullable().optional(),
    edits: z.record(z.string().max(40), z.string().max(300)).optional(),
  }),
  answer: z.object({ row: importedRow.nullable(), state: registryImport }),
});

/** Writes the ready rows as one batch; answers soon, progress is read with `readRegistryImport`. */
export const openRegistryImport = contract({
  method: 'POST',
  path: `${P}/:id/opening`,
  permission: 'import.open',
  params: one,
  query: none,
  body: z.null(),
  answer: registryImport,
});

/** Throws away an import that was not opened. The file itself stays kept; it can be uploaded again. */
export const discardRegistryImport = contract({
  method: 'DELETE',
  path: `${P}/:id`,
  permission: 'import.open',
  params: one,
  query: none,
  body: z.null(),
  answer: z.object({ discarded: z.literal(true) }),
});
