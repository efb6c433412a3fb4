/** Imports of attendance lists: kept file, reading, decisions, preview, and the batch that makes it all visible at once. */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { inProgramme, type TransactionOptions } from '../../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../../platform/http/route.ts';
import type { Files } from '../../platform/attachments/files.ts';
import { Problem } from '../../platform/problem.ts';
import { uuidV7 } from '../../platform/uuid.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { AppendContext } from '../../ledger/prepare.ts';
import { findOpenedBatches, insertAttachment } from '../../ledger/read-queries.ts';
import type { Effect } from '../../ledger/routes.ts';
import { draftOf, importing, openBatch, writeEntries } from '../../registry/batch-writing.ts';
import { claimDraft, findDraft, findDrafts, insertDraft, keepClaim, updateDraft, type DraftRow } from '../../registry/draft-queries.ts';
import { suggestDuplicates } from '../../registry/duplicate-search.ts';
import { isDiscardable, takesChanges } from '../../registry/import-stages.ts';
import { ORGANISATIONS, PEOPLE } from '../../registry/subject.ts';
import type { PlannedEntry, PlanSession } from './attendance-entries.ts';
import { FIELDS, LAYOUTS, type ListFault, type Reading } from './attendance-file.ts';
import { changeReading, guessReading, type ReadingChange } from './attendance-reading.ts';
import type { Decision } from './attendance-recognition.ts';
import { applyEdits, readRows } from './attendance-rows.ts';
import { ImportSource } from './import-source.ts';
import { planImport, type ImportPlan } from './import-plan.ts';
import { findProcesses } from './queries.ts';

/** Entries for which the effect on figures is worked out before writing; above, the preview says nothing of it. */
const EFFECT_ENTRIES_MAX = 20_000;
/** A "nil" user: the command line. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

const decisionSchema = z.record(
  z.string(),
  z.object({
    decision: z.enum(['same', 'new', 'skip', 'undecided']),
    personId: z.string().nullable(),
    sameRow: z.int().nullable().default(null),
    edits: z.record(z.string(), z.string()),
  }),
);
type Decisions = z.output<typeof decisionSchema>;

const readingSchema: z.ZodType<Reading> = z.object({
  sheetIndex: z.int(),
  sheet: z.string().nullable(),
  headerRow: z.int(),
  layout: z.enum(LAYOUTS),
  columns: z.array(
    z.object({ index: z.int(), heading: z.string(), samples: z.array(z.string()), field: z.enum(FIELDS), session: z.int().nullable() }),
  ),
  sessionNumber: z.int().nullable(),
  nameOrder: z.enum(['given-first', 'surnames-first']),
  dateOrder: z.enum(['dmy', 'mdy']),
  sexOfM: z.enum(['man', 'woman']).nullable(),
  meaningOfA: z.enum(['present', 'absent']).nullable(),
  doubts: z.array(z.enum(['no-heading', 'duplicate-heading', 'sex-m-undecidable', 'mark-a-undecidable', 'date-order-assumed'])),
});

export interface Who {
  readonly programme: ProgrammeInfo;
  readonly context: AppendContext;
}

export interface ImporterParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly files: Files;
  readonly effect: Effect;
}

/** Everything a screen or a report needs to know of one import. */
export interface Prepared {
  readonly draft: ListDraft;
  readonly reading: Reading | null;
  readonly sheets: readonly (string | null)[];
  readonly sessions: readonly (PlanSession & { title: string | null })[];
  readonly decisions: Decisions;
  readonly faults: readonly { code: string; blocks: boolean; detail: string | null }[];
  readonly plan: ImportPlan;
}

export type Progress = { readonly done: number; readonly total: number };

/** A draft of attendance, which is of a process. */
export interface ListDraft extends DraftRow {
  readonly processId: string;
  readonly processTitle: string;
}

/** What drafts of attendance say they bring. */
const ATTENDANCE = ['attendance'];

const NO_PLAN: ImportPlan = {
  rows: [],
  entries: [],
  counts: { new: 0, recognised: 0, doubtful: 0, problem: 0, skipped: 0, ready: 0 },
};

export class Importer {
  private readonly parts: ImporterParts;
  private readonly source: ImportSource;
  private readonly writing = new Map<string, Progress>();

  constructor(parts: ImporterParts) {
    this.parts = parts;
    this.source = new ImportSource(parts.pool, parts.files);
  }

  /** Keeps a file and begins an import of it; nothing is written to the ledger. Returns the id of the draft. */
  async begin(who: Who, file: { processId: string; fileName: string; bytes: Uint8Array }): Promise<string> {
    const { clock, files } = this.parts;
    const { id: programmeId } = who.programme;
    const draftId = randomUUID();
    const sha256 = await files.keep(programmeId, file.bytes);
    await this.inside(who, async (client) => {
      const [process] = await findProcesses(client, programmeId, file.processId);
      if (process === undefined) throw new Problem('not-found', { process: file.processId });
      const sizeBytes = file.bytes.length;
      const kept = { sha256, sizeBytes, mediaType: 'application/octet-stream', fileName: file.fileName, storedAt: clock.now() };
      await insertAttachment(client, programmeId, kept);
      await insertDraft(client, programmeId, {
        id: draftId,
        what: 'attendance',
        processId: process.id,
        sha256,
        fileName: file.fileName,
        sizeBytes,
        startedAt: clock.now(),
        startedBy: who.context.userId ?? NOBODY,
      });
    });
    return draftId;
  }

  /** The import as it stands: how the file is read, what was decided, what would be written. */
  async prepare(who: Who, draftId: string, matching: 'on' | 'off' = 'on'): Promise<Prepared> {
    const programmeId = who.programme.id;
    const draft = await this.draftOf(who, draftId);
    const sessions = await this.source.sessions(programmeId, draft.processId);
    const table = await this.source.table(programmeId, draft.sha256, draft.fileName);
    const decisions = decisionSchema.parse(draft.decisions);
    const sheets = table.tables.map(({ name }) => name);
    const base = { draft, sheets, sessions, decisions };
    if (table.faults.some(({ blocks }) => blocks)) return { ...base, reading: null, faults: table.faults, plan: NO_PLAN };
    const reading = draft.reading === null ? guessReading(table.tables, sessions) : readingSchema.parse(draft.reading);
    const sheet = table.tables[reading.sheetIndex];
    if (sheet === undefined) return { ...base, reading, faults: table.faults, plan: NO_PLAN };
    const read = readRows(sheet, reading, sessions);
    const rows = read.rows.map((row) => {
      const edits = decisions[String(row.row)]?.edits ?? {};
      return Object.keys(edits).length === 0 ? row : applyEdits(row, edits, reading, sessions);
    });
    const { people, organisations } = await this.source.known(programmeId, rows, scopeOf(who));
    const plan = planImport({
      rows,
      layout: reading.layout,
      known: people,
      organisations,
      decisions: new Map(Object.entries(decisions).map(([row, decision]) => [Number(row), decision])),
      sessions,
      processId: draft.processId,
      newId: () => uuidV7(this.parts.clock.now()),
      matching,
    });
    const doubts = reading.doubts.map((code) => ({ code, blocks: false, detail: null }));
    const faults: ListFault[] = read.faults.slice();
    return { ...base, reading, faults: [...table.faults, ...faults, ...doubts], plan };
  }

  async changeReading(who: Who, draftId: string, change: ReadingChange): Promise<void> {
    const programmeId = who.programme.id;
    const { reading, sessions, draft } = await this.prepare(who, draftId);
    refuseUnlessOpen(draft);
    if (reading === null) return;
    const table = await this.source.table(programmeId, draft.sha256, draft.fileName);
    const changed = changeReading(table.tables, reading, change, sessions);
    await this.inside(who, (client) => updateDraft(client, programmeId, draftId, { reading: changed }));
  }

  async decide(
    who: Who,
    draftId: string,
    row: number,
    change: { decision?: Decision['decision'] | undefined; personId?: string | null | undefined; sameRow?: number | null | undefined; edits?: Record<string, string> | undefined },
  ): Promise<void> {
    const programmeId = who.programme.id;
    await this.inside(who, async (client) => {
      const draft = await findDraft(client, programmeId, ATTENDANCE, draftId, 'lock');
      if (draft === null) throw new Problem('not-found', { import: draftId });
      refuseUnlessOpen(draft);
      const decisions = decisionSchema.parse(draft.decisions);
      const before = decisions[String(row)] ?? { decision: 'undecided', personId: null, sameRow: null, edits: {} };
      decisions[String(row)] = {
        decision: change.decision ?? before.decision,
        personId: change.personId === undefined ? before.personId : change.personId,
        sameRow: change.sameRow === undefined ? before.sameRow : change.sameRow,
        edits: { ...before.edits, ...change.edits },
      };
      await updateDraft(client, programmeId, draftId, { decisions });
    });
  }

  /** What the figures would be; empty for imports too large to try. */
  async effect(who: Who, prepared: Prepared) {
    const { entries } = prepared.plan;
    if (entries.length === 0 || entries.length > EFFECT_ENTRIES_MAX) return [];
    return this.parts.effect(who.programme, { ...who.context, may: () => true }, entries.map((entry) => draftOf(entry, null)));
  }

  /** This very file, open already; null when it is not. */
  async alreadyImported(who: Who, sha256: string): Promise<{ batchId: string; openedAt: string } | null> {
    const rows = await this.inside(who, (client) => findOpenedBatches(client, who.programme.id, sha256));
    const open = rows.find(({ withdrawnAt }) => withdrawnAt === null);
    return open === undefined ? null : { batchId: open.id, openedAt: open.openedAt.toISOString() };
  }

  /** Begins to write the ready rows as one batch. `done` resolves when all is visible; nothing is visible before. */
  async open(who: Who, draftId: string): Promise<{ batchId: string; done: Promise<void> }> {
    const programmeId = who.programme.id;
    const prepared = await this.prepare(who, draftId);
    if (prepared.draft.stage === 'open' || prepared.draft.stage === 'discarded') throw new Problem('import-busy');
    if (prepared.faults.some(({ blocks }) => blocks) || prepared.plan.entries.length === 0) throw new Problem('nothing-to-import');
    const batchId = randomUUID();
    const claimed = await this.inside(who, (client) => claimDraft(client, programmeId, draftId, batchId));
    if (!claimed) throw new Problem('import-busy');
    this.writing.set(draftId, { done: 0, total: prepared.plan.entries.length });
    return { batchId, done: this.writeClaimed(who, prepared, batchId) };
  }

  private async writeClaimed(who: Who, prepared: Prepared, batchId: string): Promise<void> {
    const { pool } = this.parts;
    const programmeId = who.programme.id;
    const { draft, plan } = prepared;
    try {
      await this.write(who, prepared, batchId);
      await this.inside(who, (client) => updateDraft(client, programmeId, draft.id, { stage: 'open', counts: plan.counts }));
    } catch (error) {
      await this.inside(who, (client) => updateDraft(client, programmeId, draft.id, { stage: 'failed' }));
      throw error;
    } finally {
      this.writing.delete(draft.id);
    }
    const made = (kind: string): string[] => plan.entries.filter((entry) => entry.kind === kind).map(({ id }) => id);
    await suggestDuplicates(pool, programmeId, PEOPLE, made('registry.person-registered'));
    await suggestDuplicates(pool, programmeId, ORGANISATIONS, made('registry.organisation-registered'));
  }

  private async write(who: Who, { draft, plan }: Prepared, batchId: string): Promise<void> {
    const { ledger, clock } = this.parts;
    const programmeId = who.programme.id;
    const total = plan.entries.length;
    let done = 0;
    const onChunk = async (): Promise<void> => {
      this.writing.set(draft.id, { done, total });
      const ours = await this.inside(who, (client) => keepClaim(client, programmeId, draft.id, batchId));
      if (!ours) throw new Problem('import-busy');
    };
    function* entries(): Generator<PlannedEntry> {
      for (const entry of plan.entries) {
        yield entry;
        done += 1;
      }
    }
    const batch = { id: batchId, ledger, context: importing(who.context), onChunk };
    const entryCount = await writeEntries(batch, entries());
    const entry = { id: uuidV7(clock.now()), occurredOn: clock.now().toISOString().slice(0, 10) };
    await openBatch(batch, draft, entry, { what: 'attendance', rowCount: plan.counts.ready, entryCount, processId: draft.processId });
  }

  /** Progress of the writing by this process; null where it is not writing this import. */
  writingProgress(draftId: string): Progress | null {
    return this.writing.get(draftId) ?? null;
  }

  async drafts(who: Who): Promise<ListDraft[]> {
    return (await this.inside(who, (client) => findDrafts(client, who.programme.id, ATTENDANCE))).filter(isOfProcess);
  }

  /** Throws an import away that was not opened. */
  async discard(who: Who, draftId: string): Promise<void> {
    if (!isDiscardable(await this.draftOf(who, draftId))) throw new Problem('import-busy');
    await this.inside(who, (client) => updateDraft(client, who.programme.id, draftId, { stage: 'discarded', decisions: {} }));
  }

  private async draftOf(who: Who, draftId: string): Promise<ListDraft> {
    const draft = await this.inside(who, (client) => findDraft(client, who.programme.id, ATTENDANCE, draftId));
    if (draft === null || !isOfProcess(draft)) throw new Problem('not-found', { import: draftId });
    return draft;
  }

  private inside<T>(who: Who, work: (client: PoolClient) => Promise<T>): Promise<T> {
    return inProgramme(this.parts.pool, who.programme.id, work, scopeOf(who));
  }
}

function isOfProcess(draft: DraftRow): draft is ListDraft {
  return draft.processId !== null && draft.processTitle !== null;
}

/** An import that is being written, is open or was thrown away takes no more changes. */
function refuseUnlessOpen(draft: DraftRow): void {
  if (!takesChanges(draft)) throw new Problem('import-busy');
}

/** What the reader of an import is narrowed to. */
function scopeOf(who: Who): TransactionOptions {
  return { scope: who.context.scope };
}
