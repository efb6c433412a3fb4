/** Imports of people and organisations: kept file, reading, decisions, plan, and the batch that makes it visible at once. */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { inProgramme, type TransactionOptions } from '../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../platform/http/route.ts';
import type { Files } from '../platform/attachments/files.ts';
import { Problem } from '../platform/problem.ts';
import type { TableFile } from '../platform/spreadsheet/sheet.ts';
import { uuidV7 } from '../platform/uuid.ts';
import type { Draft } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { AppendContext } from '../ledger/prepare.ts';
import { readHead } from '../ledger/queries.ts';
import { findOpenedBatches, insertAttachment } from '../ledger/read-queries.ts';
import type { Effect } from '../ledger/routes.ts';
import { draftOf, importing, openBatch, writeEntries, type EntryToWrite } from './batch-writing.ts';
import { DOUBT_CODES, FIELDS, IMPORTED, type Imported, type Policy, type Reading } from './import-file.ts';
import { organisationDescribed, organisationRegistered, personRegistered } from './entries.ts';
import { headingsKey } from './import-headings.ts';
import { changeReading, guessReading, recallReading, type ReadingChange } from './import-reading.ts';
import { isDiscardable, takesChanges } from './import-stages.ts';
import { KeptPlans, NOT_BEGUN, type OnProgress, type Progress } from './kept-plans.ts';
import { countsOf, entriesOf, fieldsOf, planList, readList, type Counts, type Fault, type List, type Plan, type PlanAsked } from './importer-plan.ts';
import { headingsAt } from './sheet-headings.ts';
import { claimDraft, endClaim, findDraft, findDrafts, insertDraft, keepClaim, updateDraft, type DraftRow } from './draft-queries.ts';
import type { NewRecords } from './new-records.ts';
import { ORGANISATIONS, PEOPLE } from './subject.ts';
import { recallColumns, rememberColumns } from './importer-queries.ts';
import { tableOf } from './importer-source.ts';

/** Entries for which the effect on figures is worked out before writing; above, the preview says nothing of it. */
const EFFECT_ENTRIES_MAX = 20_000;
/** First rows in which the headings of an earlier file are looked for. */
const HEADER_ROWS_TRIED = [1, 2, 3, 4, 5, 6, 7, 8];
/** A "nil" user: the command line. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

const decisionsSchema = z.record(
  z.string(),
  z.object({
    decision: z.enum(['same', 'new', 'skip', 'undecided']),
    personId: z.string().nullable(),
    sameRow: z.int().nullable().default(null),
    edits: z.record(z.string(), z.string()),
  }),
);
export type Decisions = z.output<typeof decisionsSchema>;
const policySchema: z.ZodType<Policy> = z.partialRecord(z.enum(FIELDS), z.enum(['fill', 'replace']));
const fieldsSchema = z.array(z.enum(FIELDS));
const readingSchema: z.ZodType<Reading> = z.object({
  sheetIndex: z.int(),
  sheet: z.string().nullable(),
  headerRow: z.int(),
  columns: z.array(z.object({ index: z.int(), heading: z.string(), samples: z.array(z.string()), field: z.enum(FIELDS) })),
  remembered: z.boolean(),
  nameOrder: z.enum(['given-first', 'surnames-first']),
  dateOrder: z.enum(['dmy', 'mdy']),
  sexOfM: z.enum(['man', 'woman']).nullable(),
  doubts: z.array(z.enum(DOUBT_CODES)),
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

interface Written {
  readonly people: string[];
  readonly organisations: string[];
}

export type EffectLines = Awaited<ReturnType<Effect>>;

/** Everything a screen or a report needs to know of one import. */
export interface Prepared {
  readonly what: Imported;
  readonly reading: Reading | null;
  readonly sheets: readonly string[];
  readonly policy: Policy;
  readonly decisions: Decisions;
  readonly faults: readonly Fault[];
  readonly plan: Plan;
  readonly counts: Counts;
  readonly effect: EffectLines;
  /** Position of the ledger when the rows were compared. */
  readonly position: number;
}

/** An import on its way in. */
interface ToWrite extends Omit<Prepared, 'plan'> {
  /** Taken away one by one. */
  readonly rows: Plan['rows'][number][];
}

export interface ReadingAsked extends ReadingChange {
  readonly replaced?: readonly (keyof Policy)[] | undefined;
}

export class RegistryImporter {
  private readonly parts: ImporterParts;
  private readonly plans = new KeptPlans<Prepared>();
  private readonly writing = new Map<string, Progress>();

  constructor(parts: ImporterParts) {
    this.parts = parts;
  }

  /** Keeps a file and begins an import of it; nothing is written to the ledger. Returns the id of the draft. */
  async begin(who: Who, what: Imported, file: { fileName: string; bytes: Uint8Array }): Promise<string> {
    // An import of the registry opens for the whole programme: a member narrowed to a partner could not open it.
    if ((who.context.scope ?? null) !== null) throw new Problem('import-needs-whole-programme');
    const { clock, files } = this.parts;
    const { id: programmeId } = who.programme;
    const id = randomUUID();
    const sha256 = await files.keep(programmeId, file.bytes);
    const [sizeBytes, { fileName }, startedAt] = [file.bytes.length, file, clock.now()];
    await this.inside(who, async (client) => {
      await insertAttachment(client, programmeId, { sha256, sizeBytes, mediaType: 'application/octet-stream', fileName, storedAt: startedAt });
      await insertDraft(client, programmeId, { id, what, processId: null, sha256, fileName, sizeBytes, startedAt, startedBy: who.context.userId ?? NOBODY });
    });
    return id;
  }

  async draft(who: Who, id: string): Promise<DraftRow> {
    const draft = await this.inside(who, (client) => findDraft(client, who.programme.id, IMPORTED, id));
    if (draft === null) throw new Problem('not-found', { import: id });
    return draft;
  }

  drafts(who: Who): Promise<DraftRow[]> {
    return this.inside(who, (client) => findDrafts(client, who.programme.id, IMPORTED));
  }

  /** The import as it stands: how the file is read, what was decided, what would be written. Kept until it changes. */
  prepare(who: Who, draft: DraftRow, effect: 'with-effect' | 'without-effect' = 'with-effect'): Promise<Prepared> {
    const stamp = JSON.stringify([draft.reading, draft.policy, draft.decisions]);
    const make = (onProgress: OnProgress): Promise<Prepared> => this.parts.newRecords.goAhead(() => this.make(who, draft, effect, onProgress));
    return this.plans.of(draft.id, stamp, make);
  }

  readingProgress(id: string): Progress {
    return this.plans.progress(id);
  }

  /** Progress of the writing by this process; null where it is not writing this import. */
  writingProgress(id: string): Progress | null {
    return this.writing.get(id) ?? null;
  }

  async changeReading(who: Who, id: string, change: ReadingAsked): Promise<void> {
    const draft = await this.draft(who, id);
    refuseUnlessOpen(draft);
    const { reading, what } = await this.prepare(who, draft);
    const table = await tableOf(this.parts.files, who.programme.id, draft);
    if (reading === null) return;
    const reread = change.sheet !== undefined || change.headerRow !== undefined || change.columns !== undefined;
    const changed = reread ? changeReading(what, table.tables, reading, change) : reading;
    const policy: Policy | undefined = change.replaced && Object.fromEntries(change.replaced.map((field) => [field, 'replace' as const]));
    await this.inside(who, async (client) => {
      await updateDraft(client, who.programme.id, id, { reading: changed, ...(policy === undefined ? {} : { policy }) });
      if (change.columns !== undefined) await this.remember(client, who, what, changed);
    });
  }

  async decide(
    who: Who,
    id: string,
    row: number,
    change: { [key in keyof Decisions[string]]?: Decisions[string][key] | undefined },
  ): Promise<void> {
    await this.inside(who, async (client) => {
      const draft = await findDraft(client, who.programme.id, IMPORTED, id, 'lock');
      if (draft === null) throw new Problem('not-found', { import: id });
      refuseUnlessOpen(draft);
      const decisions = decisionsSchema.parse(draft.decisions);
      const before = decisions[String(row)] ?? { decision: 'undecided', personId: null, sameRow: null, edits: {} };
      decisions[String(row)] = {
        decision: change.decision ?? before.decision,
        personId: change.personId === undefined ? before.personId : change.personId,
        sameRow: change.sameRow === undefined ? before.sameRow : change.sameRow,
        edits: { ...before.edits, ...change.edits },
      };
      await updateDraft(client, who.programme.id, id, { decisions });
    });
  }

  /** This very file, open already; null when it is not. */
  async alreadyImported(who: Who, draft: DraftRow): Promise<{ batchId: string; openedAt: string } | null> {
    const rows = await this.inside(who, (client) => findOpenedBatches(client, who.programme.id, draft.sha256));
    const open = rows.find(({ withdrawnAt, what }) => withdrawnAt === null && what === draft.what);
    return open === undefined ? null : { batchId: open.id, openedAt: open.openedAt.toISOString() };
  }

  /** Begins to write the ready rows as one batch. `done` resolves when all is visible; nothing is visible before. */
  async open(who: Who, id: string): Promise<{ batchId: string; done: Promise<void> }> {
    const draft = await this.draft(who, id);
    if (draft.stage === 'open' || draft.stage === 'discarded') throw new Problem('import-busy');
    // Made anew where anything was written since the preview: whoever was registered meanwhile is met.
    const isFresh = await this.isFresh(who, id);
    if (!isFresh) this.plans.drop(id);
    const { plan, ...prepared } = await this.prepare(who, draft, 'without-effect');
    // Without what it would do to the figures it is no preview.
    if (!isFresh) this.plans.drop(id);
    if (prepared.faults.some(({ blocks }) => blocks) || prepared.counts.ready === 0) throw new Problem('nothing-to-import');
    const batchId = randomUUID();
    const claimed = await this.inside(who, (client) => claimDraft(client, who.programme.id, id, batchId, prepared.counts));
    if (!claimed) throw new Problem('import-busy');
    this.writing.set(id, NOT_BEGUN);
    this.plans.drop(id);
    return { batchId, done: this.writeClaimed(who, draft, { ...prepared, rows: [...plan.rows] }, batchId) };
  }

  /** Whether the plan at hand was made of the ledger as it is now. */
  private async isFresh(who: Who, id: string): Promise<boolean> {
    const shown = this.plans.atHand(id);
    return shown !== undefined && (await shown).position === (await this.position(who));
  }

  /** Throws an import away that was not opened. */
  async discard(who: Who, id: string): Promise<void> {
    const draft = await this.draft(who, id);
    if (!isDiscardable(draft)) throw new Problem('import-busy');
    this.plans.drop(id);
    await this.inside(who, (client) => updateDraft(client, who.programme.id, id, { stage: 'discarded', decisions: {} }));
  }

  private async make(who: Who, draft: DraftRow, effect: string, onProgress: OnProgress): Promise<Prepared> {
    const position = await this.position(who);
    const { asked, list, ...read } = await this.read(who, draft, onProgress);
    const plan: Plan =
      asked === null
        ? read.what === 'people' ? { what: 'people', rows: [] } : { what: 'organisations', rows: [] }
        : await planList(this.parts.pool, who.programme.id, list, asked, scopeOf(who));
    const lines = asked !== null && effect === 'with-effect' ? await this.effect(who, plan, asked.today) : [];
    return { ...read, position, reading: asked?.reading ?? null, plan, counts: countsOf(plan), effect: lines };
  }

  /** What the file says, and how it is to be planned; null where it cannot be read at all. */
  private async read(who: Who, draft: DraftRow, onProgress: PlanAsked['onProgress']) {
    const { clock } = this.parts;
    const what = IMPORTED.find((one) => one === draft.what) ?? 'people';
    const table = await tableOf(this.parts.files, who.programme.id, draft);
    const [policy, decisions] = [policySchema.parse(draft.policy), decisionsSchema.parse(draft.decisions)];
    const base = { what, sheets: table.tables.flatMap(({ name }) => name ?? []), policy, decisions };
    if (table.faults.some(({ blocks }) => blocks)) {
      const nothing: List = what === 'people' ? { what, rows: [] } : { what, rows: [] };
      return { ...base, faults: table.faults, asked: null, list: nothing };
    }
    const reading = draft.reading === null ? await this.firstReading(who, what, table) : readingSchema.parse(draft.reading);
    const newId = (): string => uuidV7(clock.now());
    const numbered = Object.entries(decisions).map(([row, decision]) => [Number(row), decision] as const);
    const edits = new Map(numbered.flatMap(([row, decision]) => (Object.keys(decision.edits).length === 0 ? [] : [[row, decision.edits] as const])));
    const today = clock.now().toISOString().slice(0, 10);
    const asked: PlanAsked = { what, reading, policy, decisions: new Map(numbered), edits, today, newId, onProgress };
    return { ...base, asked, ...(await readList(table, asked)) };
  }

  /** As somebody chose for an earlier file with these headings, else as it is guessed. */
  private async firstReading(who: Who, what: Imported, table: TableFile): Promise<Reading> {
    const guessed = guessReading(what, table.tables);
    const rows = table.tables[guessed.sheetIndex]?.rows ?? [];
    // Headings that say nothing to us are no heading row to the guess; to whoever chose their columns they are.
    const candidates = [guessed.headerRow, ...HEADER_ROWS_TRIED].filter((row) => row > 0 && row <= rows.length);
    const keys = new Map(candidates.map((row) => [row, headingsKey(headingsAt(rows, row))]));
    const known = await this.inside(who, (client) => recallColumns(client, who.programme.id, what, [...keys.values()]));
    const row = candidates.find((one) => known.some(({ headings }) => headings === keys.get(one)));
    const fields = fieldsSchema.safeParse(known.find(({ headings }) => row !== undefined && headings === keys.get(row))?.fields);
    if (row === undefined || !fields.success) return guessed;
    const base = row === guessed.headerRow ? guessed : guessReading(what, table.tables, { sheet: guessed.sheet, headerRow: row });
    return recallReading(table.tables, base, fields.data);
  }

  private remember(client: PoolClient, who: Who, what: Imported, reading: Reading): Promise<void> {
    const headings = headingsKey(reading.columns.map(({ heading }) => heading));
    if (headings === '') return Promise.resolve();
    return rememberColumns(client, who.programme.id, { what, headings, fields: fieldsOf(reading), at: this.parts.clock.now() });
  }

  /** What the figures would be; empty for imports too large to try. */
  private async effect(who: Who, plan: Plan, today: string): Promise<EffectLines> {
    if (countsOf(plan).ready > EFFECT_ENTRIES_MAX) return [];
    const entries: Draft[] = [];
    for (const entry of entriesOf(plan, () => uuidV7(this.parts.clock.now()))) {
      entries.push(draftOf({ ...entry, occurredOn: today }, null));
      if (entries.length > EFFECT_ENTRIES_MAX) return [];
    }
    return entries.length === 0 ? [] : this.parts.effect(who.programme, { ...who.context, may: () => true }, entries);
  }

  private async writeClaimed(who: Who, draft: DraftRow, prepared: ToWrite, batchId: string): Promise<void> {
    const programmeId = who.programme.id;
    try {
      const { newRecords } = this.parts;
      const { people, organisations } = await newRecords.goAhead(() => this.write(who, draft, prepared, batchId));
      void newRecords.note(programmeId, PEOPLE, people);
      void newRecords.note(programmeId, ORGANISATIONS, organisations);
      await this.inside(who, async (client) => {
        await endClaim(client, programmeId, draft.id, batchId, 'open');
        if (prepared.reading !== null) await this.remember(client, who, prepared.what, prepared.reading);
      });
    } catch (error) {
      await this.inside(who, (client) => endClaim(client, programmeId, draft.id, batchId, 'failed'));
      throw error;
    } finally {
      this.writing.delete(draft.id);
      this.plans.drop(draft.id);
    }
  }

  /** Returns the records that came in, or of which something was said. */
  private async write(who: Who, draft: DraftRow, { rows, counts, what }: ToWrite, batchId: string): Promise<Written> {
    const { ledger, clock } = this.parts;
    const newId = (): string => uuidV7(clock.now());
    const occurredOn = clock.now().toISOString().slice(0, 10);
    const total = counts.ready;
    const written: Written = { people: [], organisations: [] };
    // Each row is let go of once its entries are made: a long list takes more memory than all else together.
    rows.reverse();
    let done = 0;
    const onSign = async (): Promise<void> => {
      this.writing.set(draft.id, { done, total });
      const ours = await this.inside(who, (client) => keepClaim(client, who.programme.id, draft.id, batchId));
      if (!ours) throw new Problem('import-busy');
    };
    function* entries(): Generator<EntryToWrite> {
      for (let row = rows.pop(); row !== undefined; row = rows.pop()) {
        if (row.write === null) continue;
        for (const entry of entriesOf(planOf(row), newId)) {
          if (entry.kind === personRegistered.kind) written.people.push(entry.id);
          if (entry.kind === organisationRegistered.kind) written.organisations.push(entry.id);
          if (entry.kind === organisationDescribed.kind) written.organisations.push(String(entry.payload['organisationId']));
          yield { ...entry, occurredOn };
        }
        done += 1;
      }
    }
    const batch = { id: batchId, ledger, context: importing(who.context), onSign };
    const entryCount = await writeEntries(batch, entries());
    await openBatch(batch, draft, { id: newId(), occurredOn }, { what, rowCount: counts.ready, entryCount, processId: null });
    return written;
  }

  private async position(who: Who): Promise<number> {
    return (await this.inside(who, (client) => readHead(client, who.programme.id))).position;
  }

  private inside<T>(who: Who, work: (client: PoolClient) => Promise<T>): Promise<T> {
    return inProgramme(this.parts.pool, who.programme.id, work, scopeOf(who));
  }
}

/** A plan of one row. */
function planOf(row: Plan['rows'][number]): Plan {
  return 'organisation' in row ? { what: 'people', rows: [row] } : { what: 'organisations', rows: [row] };
}

/** An import that is being written, is open or was thrown away takes no more changes. */
function refuseUnlessOpen(draft: DraftRow): void {
  if (!takesChanges(draft)) throw new Problem('import-busy');
}

function scopeOf(who: Who): TransactionOptions {
  return { scope: who.context.scope };
}
