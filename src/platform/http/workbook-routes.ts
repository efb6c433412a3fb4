/** Makes a workbook of a table that somebody has on screen. Nothing is read and nothing is kept. */
import { sheetNames } from '../spreadsheet/stream-workbook.ts';
import { xlsxFile } from '../spreadsheet/write-table.ts';
import { makeWorkbook } from '../table-file.ts';
import type { Routes } from './route.ts';

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function workbookRoutes(routes: Routes): void {
  routes.inside(makeWorkbook, async ({ body: { name, head, rows }, reply }) => {
    const [sheetName = '-'] = sheetNames([name]);
    const bytes = await xlsxFile({ sheetName, head, rows });
    // The browser names the file: a header holds no accents.
    reply.header('content-disposition', 'attachment').header('content-type', MEDIA_TYPE);
    return reply.header('x-content-type-options', 'nosniff').header('cache-control', 'no-store').send(bytes);
  });
}
