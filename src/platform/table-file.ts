/** The route that makes a workbook of a table which the asker already has on screen. */
import { z } from 'zod';
import { contract } from './contract.ts';

/** More of either is no table of a screen. */
const COLUMNS_MAX = 200;
const ROWS_MAX = 50_000;

const cell = z.union([z.string().max(32_767), z.number(), z.null()]);

export const makeWorkbook = contract({
  method: 'POST',
  path: '/api/programmes/:programme/workbook',
  permission: 'self.read',
  params: z.object({ programme: z.uuid() }),
  query: z.object({}),
  body: z.strictObject({
    name: z.string().trim().min(1).max(200),
    head: z.array(z.string().max(2000)).min(1).max(COLUMNS_MAX),
    rows: z.array(z.array(cell).max(COLUMNS_MAX)).max(ROWS_MAX),
  }),
  answer: z.unknown(),
});
