/** Writes an import into the ledger: its entries in chunks, then the entry that opens it and makes all of them visible at once. */
import { setImmediate as breathe } from 'node:timers/promises';
import { randomBytesOf } from '../platform/random-bytes.ts';
import type { Draft } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { AppendContext } from '../ledger/prepare.ts';

/** Entries sent to the ledger at a time: few, so that no answer of the database waits long while more are made. */
const CHUNK = 50;
/** Chunks under way: enough that a whole transaction of them is waiting while another is written. */
const CHUNKS_MAX = 40;
/** How often whoever writes says that it still does, milliseconds. */
const SIGN_MS = 500;

/** An entry as a plan has it: salts and batch are added here. */
export interface EntryToWrite {
  readonly id: string;
  readonly kind: string;
  readonly schemaVersion?: number;
  readonly occurredOn: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly private: Readonly<Record<string, unknown>>;
}

export interface Batch {
  readonly id: string;
  readonly ledger: Ledger;
  readonly context: AppendContext;
  /** Called twice a second while entries are made; throws where another server took the import over. */
  readonly onSign: () => Promise<void>;
}

/** Whoever imports writes what the import allows, through its own door. */
export function importing(context: AppendContext): AppendContext {
  return { ...context, via: context.via === 'cli' ? 'cli' : 'import', may: () => true };
}

/** What an entry of an import is not. */
const NOT_SAID = { schemaVersion: 1, occurredAt: null, attachments: [], rootId: null, supersedes: [], sourceId: null, device: null };

/** A planned entry with salts of its own and the batch it belongs to; the ledger looks at its shape. */
export function draftOf({ private: values, ...entry }: EntryToWrite, batchId: string | null): Draft {
  const parts = Object.entries(values).map(([part, value]) => [part, salted(value)]);
  return { ...NOT_SAID, ...entry, private: Object.fromEntries(parts), batchId };
}

/** Writes entries in their order; returns how many. Throws where the ledger refuses one: that is a bug of the plan. */
export async function writeEntries({ id, ledger, context, onSign }: Batch, entries: Iterable<EntryToWrite>): Promise<number> {
  let chunk: Draft[] = [];
  let written = 0;
  let signedAt = performance.now();
  const flights: Promise<void>[] = [];
  const send = async (): Promise<void> => {
    // While the database writes, the next are made; the ledger keeps the order in which they are sent.
    const flight = insist(ledger, context, chunk);
    // Who waits for it comes later; until then a failure is nobody's.
    flight.catch(() => undefined);
    flights.push(flight);
    written += chunk.length;
    chunk = [];
    // Those of one transaction end together: without a breath all that follow them would be made before the database is heard again.
    await breathe();
    if (flights.length >= CHUNKS_MAX) await flights.shift();
    if (performance.now() - signedAt < SIGN_MS) return;
    signedAt = performance.now();
    await onSign();
  };
  for (const entry of entries) {
    chunk.push(draftOf(entry, id));
    if (chunk.length >= CHUNK) await send();
  }
  if (chunk.length > 0) await send();
  await Promise.all(flights);
  return written;
}

/** Makes everything of the batch visible at once. */
export async function openBatch(
  { id: batchId, ledger, context, onSign }: Batch,
  file: { readonly fileName: string; readonly sha256: string },
  entry: { readonly id: string; readonly occurredOn: string },
  says: { readonly what: string; readonly rowCount: number; readonly entryCount: number; readonly processId: string | null },
): Promise<void> {
  // Whoever looks at once must not find a planner that knows nothing of what came in.
  await ledger.refreshStatistics();
  // Whoever lost the import to another server while it was writing opens nothing.
  await onSign();
  const opened = { ...entry, kind: 'ledger.batch-opened', payload: { batchId, ...says }, private: { fileName: file.fileName } };
  await insist(ledger, context, [{ ...draftOf(opened, null), attachments: [file.sha256] }]);
}

/** A private part with a salt of its own. */
function salted(value: unknown): { salt: string; value: unknown } {
  return { salt: randomBytesOf(32).toString('hex'), value };
}

/** Appends what must be accepted: a refusal here is a bug of the plan, and the batch is never opened. */
async function insist(ledger: Ledger, context: AppendContext, drafts: readonly Draft[]): Promise<void> {
  const answers = await ledger.append(context, drafts);
  const refused = answers.find((answer) => answer.answer === 'refused');
  if (refused !== undefined) throw new Error(`The ledger refused a planned entry: ${JSON.stringify(refused)}`);
}
