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
import type { Draft } from '../../ledger/entry.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { AppendContext } from '../../ledger/prepare.ts';
import { readHead } from '../../ledger/queries.ts';
import { findOpenedBatches, insertAttachment } from '../../ledger/read-queries.ts';
import type { Effect } from '../../ledger/routes.ts';
import { draftOf, importing, openBatch, writeEntries } from '../../registry/batch-writing.ts';
import { claimDraft, endClaim, findDraft, findDrafts, insertDraft, keepClaim, updateDraft, type DraftRow } from '../../registry/draft-queries.ts';
import type { NewRecords } from '../../registry/new-records.ts';
import { isDiscardable, takesChanges } from '../../registry/import-stages.ts';
import { tableOf } from '../../registry/importer-source.ts';
import { KeptPlans, NOT_BEGUN, type OnProgress, type Progress } from '../../registry/kept-plans.ts';
import { ORGANISATIONS, PEOPLE } from '../../registry/subject.ts';
import { ListEntries, type PlannedEntry } from './attendance-entries.ts';
import { FIELDS, LAYOUTS, type Reading } from './attendance-file.ts';
import { changeReading, guessReading, type ReadingChange } from './attendance-reading.ts';
import type { Decision } from './attendance-recognition.ts';
import { countsOf, type PlanCounts, type PlannedRow } from './import-plan.ts';
import { sessionsOfProcess, type ListedSession } from './import-source.ts';
import { planList, readList, type PlanAsked } from './importer-plan.ts';
import { findProcesses } from './queries.ts';

/** Entries for which the effect on figures is worked out before writing; above, the preview says nothing of it. */
const EFFECT_ENTRIES_MAX = 20_000;
/** A list of so many rows is compared again when anything was written since; a longer one when it is opened. */
const COMPARED_AGAIN_MAX = 2000;
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
  /** Compares what came in, once it is open. */
  readonly newRecords: NewRecords;
}

/** Everything a screen or a report needs to know of one import. */
export interface Prepared {
  readonly reading: Reading | null;
  readonly sheets: readonly (string | null)[];
  readonly sessions: readonly ListedSession[];
  readonly decisions: Decisions;
  readonly faults: readonly { code: string; blocks: boolean; detail: string | null }[];
  readonly rows: readonly PlannedRow[];
  readonly counts: PlanCounts;
  readonly effect: Awaited<ReturnType<Effect>>;
  /** Position of the ledger when the rows were compared. */
  readonly position: number;
}

/** A draft of attendance, which is of a process. */
export interface ListDraft extends DraftRow {
  readonly processId: string;
  readonly processTitle: string;
}

/** What drafts of attendance say they bring. */
const ATTENDANCE = ['attendance'];

export class Importer {
  private readonly parts: ImporterParts;
  private readonly plans = new KeptPlans<Prepared>();
  private readonly writing = new Map<string, Progress>();

  constructor(parts: ImporterParts) {
    this.parts = parts;
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

  async draft(who: Who, draftId: string): Promise<ListDraft> {
    const draft = await this.inside(who, (client) => findDraft(client, who.programme.id, ATTENDANCE, draftId));
    if (draft === null || !isOfProcess(draft)) throw new Problem('not-found', { import: draftId });
    return draft;
  }

  /** The import as it stands: how the file is read, what was decided, what would be written. Kept until it changes. */
  async prepare(who: Who, draft: ListDraft, effect: 'with-effect' | 'without-effect' = 'with-effect'): Promise<Prepared> {
    const sessions = await this.inside(who, (client) => sessionsOfProcess(client, who.programme.id, draft.processId));
    const made = this.plans.made(draft.id);
    if (made !== null && made.rows.length <= COMPARED_AGAIN_MAX && made.position !== (await this.position(who))) this.plans.drop(draft.id);
    const stamp = JSON.stringify([draft.reading, draft.decisions, sessions]);
    return this.plans.of(draft.id, stamp, (onProgress) => this.make(who, draft, { sessions, effect, onProgress }));
  }

  readingProgress(draftId: string): Progress {
    return this.plans.progress(draftId);
  }

  async changeReading(who: Who, draftId: string, change: ReadingChange): Promise<void> {
    const programmeId = who.programme.id;
    const draft = await this.draft(who, draftId);
    refuseUnlessOpen(draft);
    const { reading, sessions } = await this.prepare(who, draft);
    if (reading === null) return;
    const table = await tableOf(this.parts.files, programmeId, draft);
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

  /** This very file, open already; null when it is not. */
  async alreadyImported(who: Who, sha256: string): Promise<{ batchId: string; openedAt: string } | null> {
    const rows = await this.inside(who, (client) => findOpenedBatches(client, who.programme.id, sha256));
    const open = rows.find(({ withdrawnAt }) => withdrawnAt === null);
    return open === undefined ? null : { batchId: open.id, openedAt: open.openedAt.toISOString() };
  }

  /** Begins to write the ready rows as one batch. `done` resolves when all is visible; nothing is visible before. */
  async open(who: Who, draftId: string): Promise<{ batchId: string; done: Promise<void> }> {
    const programmeId = who.programme.id;
    const draft = await this.draft(who, draftId);
    if (draft.stage === 'open' || draft.stage === 'discarded') throw new Problem('import-busy');
    // Made anew where anything was written since the preview: whoever was registered meanwhile is met.
    const isFresh = await this.isFresh(who, draftId);
    if (!isFresh) this.plans.drop(draftId);
    const prepared = await this.prepare(who, draft, 'without-effect');
    // Without what it would do to the figures it is no preview.
    if (!isFresh) this.plans.drop(draftId);
    if (prepared.faults.some(({ blocks }) => blocks) || prepared.counts.ready === 0) throw new Problem('nothing-to-import');
    const batchId = randomUUID();
    const claimed = await this.inside(who, (client) => claimDraft(client, programmeId, draftId, batchId, prepared.counts));
    if (!claimed) throw new Problem('import-busy');
    this.writing.set(draftId, NOT_BEGUN);
    return { batchId, done: this.writeClaimed(who, draft, prepared, batchId) };
  }

  /** Whether the plan at hand was made of the ledger as it is now. */
  private async isFresh(who: Who, draftId: string): Promise<boolean> {
    const shown = this.plans.atHand(draftId);
    return shown !== undefined && (await shown).position === (await this.position(who));
  }

  private async make(
    who: Who,
    draft: ListDraft,
    { sessions, effect, onProgress }: { sessions: readonly ListedSession[]; effect: string; onProgress: OnProgress },
  ): Promise<Prepared> {
    const { pool, clock } = this.parts;
    const programmeId = who.programme.id;
    const position = await this.position(who);
    const decisions = decisionSchema.parse(draft.decisions);
    const numbered = Object.entries(decisions).map(([row, decision]) => [Number(row), decision] as const);
    const edits = new Map(numbered.flatMap(([row, decision]) => (Object.keys(decision.edits).length === 0 ? [] : [[row, decision.edits] as const])));
    const asked = { sessions, decisions: new Map(numbered), edits, newId: () => uuidV7(clock.now()), onProgress };
    const { reading, rows: read, ...base } = await this.read(programmeId, draft, asked);
    const rows = reading === null ? [] : await planList(pool, programmeId, read, { ...asked, reading }, scopeOf(who));
    const prepared = { ...base, reading, sessions, decisions, rows, counts: countsOf(rows), position };
    return { ...prepared, effect: effect === 'with-effect' ? await this.effect(who, draft, prepared) : [] };
  }

  /** What the file says; no reading where it cannot be read at all. */
  private async read(programmeId: string, draft: ListDraft, asked: Omit<PlanAsked, 'reading'>) {
    const table = await tableOf(this.parts.files, programmeId, draft);
    const sheets = table.tables.map(({ name }) => name);
    if (table.faults.some(({ blocks }) => blocks)) return { sheets, reading: null, faults: table.faults, rows: [] };
    const reading = draft.reading === null ? guessReading(table.tables, asked.sessions) : readingSchema.parse(draft.reading);
    const { rows, faults } = await readList(table, { ...asked, reading });
    const doubts = reading.doubts.map((code) => ({ code, blocks: false, detail: null }));
    return { sheets, reading, faults: [...table.faults, ...faults, ...doubts], rows };
  }

  /** What the figures would be; empty for imports too large to try. */
  private async effect(who: Who, draft: ListDraft, prepared: Pick<Prepared, 'rows' | 'counts' | 'sessions'>): Promise<Prepared['effect']> {
    if (prepared.counts.ready > EFFECT_ENTRIES_MAX) return [];
    const entriesOf = this.entriesOf(draft, prepared);
    const entries: Draft[] = [];
    for (const planned of prepared.rows) {
      for (const entry of entriesOf(planned)) entries.push(draftOf(entry, null));
      if (entries.length > EFFECT_ENTRIES_MAX) return [];
    }
    return entries.length === 0 ? [] : this.parts.effect(who.programme, { ...who.context, may: () => true }, entries);
  }

  private entriesOf({ processId }: ListDraft, { sessions }: Pick<Prepared, 'sessions'>): (planned: PlannedRow) => Iterable<PlannedEntry> {
    const made = new ListEntries({ sessions, processId, newId: () => uuidV7(this.parts.clock.now()) });
    return ({ row, organisation, write }) => (write === null ? [] : made.of(row, organisation, write));
  }

  private async writeClaimed(who: Who, draft: ListDraft, prepared: Prepared, batchId: string): Promise<void> {
    const { newRecords } = this.parts;
    const programmeId = who.programme.id;
    try {
      await newRecords.goAhead(() => this.write(who, draft, prepared, batchId));
      const { people, organisations } = registeredBy(prepared.rows);
      void newRecords.note(programmeId, PEOPLE, people);
      void newRecords.note(programmeId, ORGANISATIONS, organisations);
      await this.inside(who, (client) => endClaim(client, programmeId, draft.id, batchId, 'open'));
    } catch (error) {
      await this.inside(who, (client) => endClaim(client, programmeId, draft.id, batchId, 'failed'));
      throw error;
    } finally {
      this.writing.delete(draft.id);
      this.plans.drop(draft.id);
    }
  }

  private async write(who: Who, draft: ListDraft, prepared: Prepared, batchId: string): Promise<void> {
    const { ledger, clock } = this.parts;
    const { rows, counts } = prepared;
    const entriesOf = this.entriesOf(draft, prepared);
    let done = 0;
    const onSign = async (): Promise<void> => {
      this.writing.set(draft.id, { done, total: counts.ready });
      const ours = await this.inside(who, (client) => keepClaim(client, who.programme.id, draft.id, batchId));
      if (!ours) throw new Problem('import-busy');
    };
    function* entries(): Generator<PlannedEntry> {
      for (const row of rows) {
        if (row.write === null) continue;
        yield* entriesOf(row);
        done += 1;
      }
    }
    const batch = { id: batchId, ledger, context: importing(who.context), onSign };
    const entryCount = await writeEntries(batch, entries());
    const entry = { id: uuidV7(clock.now()), occurredOn: clock.now().toISOString().slice(0, 10) };
    await openBatch(batch, draft, entry, { what: 'attendance', rowCount: counts.ready, entryCount, processId: draft.processId });
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
    if (!isDiscardable(await this.draft(who, draftId))) throw new Problem('import-busy');
    this.plans.drop(draftId);
    await this.inside(who, (client) => updateDraft(client, who.programme.id, draftId, { stage: 'discarded', decisions: {} }));
  }

  private async position(who: Who): Promise<number> {
    return (await this.inside(who, (client) => readHead(client, who.programme.id))).position;
  }

  private inside<T>(who: Who, work: (client: PoolClient) => Promise<T>): Promise<T> {
    return inProgramme(this.parts.pool, who.programme.id, work, scopeOf(who));
  }
}

function isOfProcess(draft: DraftRow): draft is ListDraft {
  return draft.processId !== null && draft.processTitle !== null;
}

/** Records that the rows of a plan register. */
function registeredBy(rows: readonly PlannedRow[]): { people: string[]; organisations: string[] } {
  return {
    people: rows.flatMap(({ write }) => (write?.registers === true ? [write.personId] : [])),
    organisations: rows.flatMap(({ organisation, write }) => (write?.organisationIsFirst === true && organisation !== null ? [organisation.id] : [])),
  };
}

/** An import that is being written, is open or was thrown away takes no more changes. */
function refuseUnlessOpen(draft: DraftRow): void {
  if (!takesChanges(draft)) throw new Problem('import-busy');
}

/** What the reader of an import is narrowed to. */
function scopeOf(who: Who): TransactionOptions {
  return { scope: who.context.scope };
}
