/** Routes for what a phone keeps: rows of what its holder may read, and what of them changed since. Decision 14. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';

/** Rows a page holds unless fewer are asked for. */
export const ROWS_A_PAGE = 2000;

/** How far something written on a phone is on its way. In answers that a phone gives from its own store; the server never says it. */
export const onPhone = z.enum(['kept', 'sending', 'sent', 'waiting', 'refused']);

/** A row as the phone keeps it. `body` null: it is seen no more. */
export const phoneRow = z.object({
  collection: z.string(),
  id: z.uuid(),
  body: z.record(z.string(), z.unknown()).nullable(),
});

/**
 * With `cursor`: the rows that changed since. Without one, or where the cursor no longer fits (another reach, a rebuild, too much changed):
 * everything, page by page; `after` is then what the page before said. Both are to be sent back as they came.
 */
export const readRows = contract({
  method: 'GET',
  path: '/api/programmes/:programme/phone/rows',
  permission: 'entry.append',
  params: z.object({ programme: z.uuid() }),
  query: z.object({
    cursor: z.string().max(200).optional(),
    after: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(ROWS_A_PAGE).default(ROWS_A_PAGE),
  }),
  body: z.null(),
  answer: z.object({
    /** Whether these are rows of everything: those not among them, when the last page is in, are gone. */
    whole: z.boolean(),
    rows: z.array(phoneRow),
    /** Everything up to this position of the ledger is in them, once the last page is in. */
    position: z.int(),
    /** Set where more pages follow. */
    after: z.string().nullable(),
    /** Set on the last page. */
    cursor: z.string().nullable(),
  }),
});
