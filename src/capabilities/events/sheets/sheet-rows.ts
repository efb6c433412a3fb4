/** Photos of signed sheets as a phone keeps them until the server has them. The server sends none: they are read where they are. */
import type { z } from 'zod';
import type { readSession } from '../contract.ts';

/** What phones call them. */
export const SHEET_ROWS = 'sheet';

export type SheetRow = z.output<typeof readSession.answer>['sheets'][number] & { readonly sessionId: string };
