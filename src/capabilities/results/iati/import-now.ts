/** Import of an IATI file of an earlier phase: what it would become, and the one batch that makes it so. */
import { createHash, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { importing, openBatch, writeEntries } from '../../../registry/batch-writing.ts';
import type { Ledger } from '../../../ledger/ledger.ts';
import type { AppendContext } from '../../../ledger/prepare.ts';
import { findOpenedBatches, insertAttachment } from '../../../ledger/read-queries.ts';
import type { Files } from '../../../platform/attachments/files.ts';
import { dayIn } from '../../../platform/calendar.ts';
import type { Clock } from '../../../platform/clock.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { uuidV7 } from '../../../platform/uuid.ts';
import { frameworkDefined } from '../entries.ts';
import { payloadAt, standingIndicators } from '../queries.ts';
import type { openIatiImport, previewIatiImport } from './contract.ts';
import { entriesOfImport, RESULTS_MAX, type Known, type PlannedEntry } from './import-entries.ts';
import { readActivity, type ReadActivity, type ReadResult } from './import-plan.ts';
import { readIatiFile } from './import-reading.ts';

export interface IatiImportParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly files: Files;
}
export interface Who {
  readonly programme: ProgrammeInfo;
  readonly context: AppendContext;
}
interface Given {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Which activity of the file, from 0; absent: the only one there is. */
  readonly activity?: number | undefined;
}
/** What is imported, once it is known which activity. */
interface Chosen extends Given {
  readonly activity: number;
}
type Preview = z.input<typeof previewIatiImport.answer>;

/** Most entries: they go in together, so that what stands under the framework meets it in the same call. */
const ENTRIES_MAX = 1000;

/** What the file would become. Nothing is written. */
export async function previewIati({ pool }: Pick<IatiImportParts, 'pool'>, { programme }: Who, given: Given): Promise<Preview> {
  const file = readIatiFile(given.bytes);
  if ('unreadable' in file) {
    return { unreadable: { code: file.unreadable, about: file.about }, activities: [], activity: null, results: [], documents: [], faults: [], openedAt: null };
  }
  const all = file.activities.map((one) => readActivity(one));
  const activities = all.map(({ identifier, title }) => ({ identifier, title }));
  const activity = given.activity ?? (all.length === 1 ? 0 : null);
  if (activity === null) return { unreadable: null, activities, activity, results: [], documents: [], faults: [], openedAt: null };
  const chosen = all[activity];
  if (chosen === undefined) throw new Problem('not-found', { activity });
  const openedAt = await inProgramme(pool, programme.id, (client) => standingSince(client, programme.id, { ...given, activity }));
  return {
    unreadable: null,
    activities,
    activity,
    results: chosen.results.map(lineOf),
    documents: chosen.documents.map(({ key, name, url }) => ({ key, name, url })),
    faults: [...chosen.faults],
    openedAt,
  };
}

function lineOf({ key, name, indicators }: ReadResult): Preview['results'][number] {
  const counted = indicators.map(({ key: own, name: called, periods }) => ({
    key: own,
    name: called,
    targetCount: periods.filter(({ target }) => target !== null).length,
    actualCount: periods.filter(({ actual }) => actual !== null).length,
  }));
  return { key, name, indicators: counted };
}

/** Writes what was chosen as one batch and makes it visible at once. Throws where it is in already, or nothing was chosen. */
export async function importIati(
  parts: IatiImportParts,
  who: Who,
  asked: Given,
  left: ReadonlySet<string>,
): Promise<z.input<typeof openIatiImport.answer>> {
  if ((who.context.scope ?? null) !== null) throw new Problem('import-needs-whole-programme');
  const { pool, clock, ledger, files } = parts;
  const { programme } = who;
  const today = dayIn(clock.now(), programme.timeZone);
  const { activity, given } = activityOf(asked);
  const known = await inProgramme(pool, programme.id, (client) => knownAt(client, programme.id, today));
  if (known.framework.length + activity.results.filter(({ key }) => !left.has(key)).length > RESULTS_MAX) throw new Problem('framework-full');
  const newId = (): string => uuidV7(clock.now());
  const entries = entriesOfImport({ activity, left, fileName: given.fileName }, known, newId);
  if (entries.length === 0) throw new Problem('nothing-to-import');
  if (entries.length > ENTRIES_MAX) throw new Problem('import-too-long');
  const sha256 = await files.keep(programme.id, given.bytes);
  await inProgramme(pool, programme.id, async (client) => {
    if ((await standingSince(client, programme.id, given)) !== null) throw new Problem('import-busy');
    await insertAttachment(client, programme.id, { sha256, sizeBytes: given.bytes.length, mediaType: 'application/octet-stream', fileName: given.fileName, storedAt: clock.now() });
  });
  return writeBatch(ledger, who, { given, sha256, entries, today, newId });
}

async function writeBatch(
  ledger: Ledger,
  { context }: Who,
  { given, sha256, entries, today, newId }: { given: Chosen; sha256: string; entries: readonly PlannedEntry[]; today: string; newId: () => string },
): Promise<z.input<typeof openIatiImport.answer>> {
  const batch = { id: randomUUID(), ledger, context: importing(context), onSign: () => Promise.resolve() };
  const entryCount = await writeEntries(batch, entries);
  const says = { what: whatOf(given), rowCount: entryCount, entryCount, processId: null };
  await openBatch(batch, { fileName: given.fileName, sha256 }, { id: newId(), occurredOn: today }, says);
  return { batchId: batch.id, entryCount };
}

function activityOf(asked: Given): { activity: ReadActivity; given: Chosen } {
  const file = readIatiFile(asked.bytes);
  const nodes = 'unreadable' in file ? [] : file.activities;
  if (asked.activity === undefined && nodes.length > 1) throw new Problem('activity-not-chosen');
  const given = { ...asked, activity: asked.activity ?? 0 };
  const node = nodes[given.activity];
  if (node === undefined) throw new Problem('nothing-to-import');
  return { activity: readActivity(node), given };
}

async function knownAt(client: PoolClient, programmeId: string, today: string): Promise<Known> {
  const payload = await payloadAt(client, programmeId, frameworkDefined, Number.MAX_SAFE_INTEGER);
  const standing = await standingIndicators(client, programmeId);
  return { framework: payload === null ? [] : frameworkDefined.payload.parse(payload).results, indicatorCodes: new Set([...standing.values()].map(({ code }) => code)), today };
}

/** When this activity of this very file came in; null where it did not, or was withdrawn. */
async function standingSince(client: PoolClient, programmeId: string, given: Chosen): Promise<string | null> {
  const sha256 = createHash('sha256').update(given.bytes).digest('hex');
  const opened = await findOpenedBatches(client, programmeId, sha256);
  return opened.find(({ what, withdrawnAt }) => what === whatOf(given) && withdrawnAt === null)?.openedAt.toISOString() ?? null;
}

/** `iati`, and `iati-2` for the second activity of a file. */
function whatOf({ activity }: Chosen): string {
  return activity === 0 ? 'iati' : `iati-${activity + 1}`;
}
