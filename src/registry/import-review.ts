/** What every review of a file shows before it goes in, whatever it brings: the file, how it is read, rows to decide. Pure. */
import { z } from 'zod';
import { effectLine } from '../ledger/contract.ts';
import { scoreLine } from './entries.ts';
import { STAGES } from './import-stages.ts';
import { searchText } from './search-text.ts';

/** A column of the file; what it is taken for is each import's own list of fields. */
export const reviewedColumn = z.object({ index: z.int(), heading: z.string(), samples: z.array(z.string()) });

export const reviewedFile = z.object({
  id: z.uuid(),
  fileName: z.string(),
  sizeBytes: z.int(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  headerRow: z.int(),
  rowCount: z.int(),
  /** Faults of the whole file; while there is one that blocks, nothing can be imported. */
  faults: z.array(z.object({ code: z.string(), blocks: z.boolean(), detail: z.string().nullable() })),
  /** This very file is already in, as this import. */
  alreadyImported: z.object({ batchId: z.uuid(), openedAt: z.string() }).nullable(),
  effect: z.array(effectLine),
  progress: z.object({ stage: z.enum(STAGES), done: z.int(), total: z.int() }),
  batchId: z.uuid().nullable(),
});

/** How many rows stand how, as they were found or as somebody decided; each import adds its own states. */
export const reviewCounts = z.object({
  new: z.int(),
  doubtful: z.int(),
  problem: z.int(),
  skipped: z.int(),
  /** Rows that would go in now. */
  ready: z.int(),
});

export const reviewDecision = z.enum(['same', 'new', 'skip', 'undecided']);

export const reviewedRow = z.object({
  row: z.int(),
  name: z.string(),
  documentMasked: z.string().nullable(),
  organisation: z.string().nullable(),
  organisationIsNew: z.boolean(),
  candidates: z.array(
    z.object({
      /** null when the candidate is another row of the same file. */
      id: z.uuid().nullable(),
      row: z.int().nullable(),
      name: z.string(),
      organisation: z.string().nullable(),
      score: z.int(),
      explanation: z.array(scoreLine),
    }),
  ),
  decision: reviewDecision,
  decidedId: z.uuid().nullable(),
  /** What the user typed over the file: field -> value. */
  edits: z.record(z.string(), z.string()),
});

/** Rows asked for, page by page; `q` finds by name as written, document or organisation. */
export const rowsAsked = z.object({
  q: z.string().max(200).optional(),
  cursor: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** How a row stands: what was found of it, or what somebody decided. `decidedSame` is what a known one counts as. */
export function standingOf<S extends string>(
  { state, decision }: { readonly state: S; readonly decision: { readonly decision: z.output<typeof reviewDecision> } },
  decidedSame: S,
): S | 'new' | 'skipped' {
  if (decision.decision === 'skip') return 'skipped';
  if (state !== 'doubtful' || decision.decision === 'undecided') return state;
  return decision.decision === 'new' ? 'new' : decidedSame;
}

/** Whether a row that stands so is asked for: a standing, `to-decide`, or `all`. */
export function isAsked(standing: string, asked: string): boolean {
  if (asked === 'to-decide') return standing === 'doubtful' || standing === 'problem';
  return asked === 'all' || standing === asked;
}

/** Whether a row says every word looked for; `parts` is what stands in it. */
export function finder(q: string | undefined): (parts: () => readonly (string | null | undefined)[]) => boolean {
  const words = searchText(q).split(' ').filter((word) => word !== '');
  return (parts) => {
    if (words.length === 0) return true;
    const text = searchText(...parts());
    return words.every((word) => text.includes(word));
  };
}

/** One page of the rows that were asked for. */
export function pageOf<P, R>(
  rows: readonly P[],
  { cursor, limit }: { readonly cursor: number; readonly limit: number },
  shown: (row: P) => R,
): { items: R[]; total: number; next: number | null } {
  const items = rows.slice(cursor, cursor + limit).map(shown);
  const next = cursor + items.length;
  return { items, total: rows.length, next: next < rows.length ? next : null };
}

/** A number of which only the last three characters stand. */
export function hidden(text: string): string {
  return `${'•'.repeat(Math.max(0, text.length - 3))}${text.slice(-3)}`;
}
