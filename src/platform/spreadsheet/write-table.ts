/** Writes a table as a file that spreadsheets open: with its accents, and without running what is in its cells. */
import type ExcelJS from 'exceljs';

export type CellValue = string | number | null;

export interface TableFile {
  readonly sheetName: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** UTF-8 with byte order mark, commas, lines of CRLF. Missing values are empty. */
export function csvFile({ head, rows }: TableFile): Buffer {
  const lines = [head, ...rows].map(csvLine);
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
}

/** One sheet with a bold head that stays in view and a filter on it. */
export async function xlsxFile({ sheetName, head, rows }: TableFile): Promise<Buffer> {
  // Loaded when the first workbook is asked for: it is large, and a server may never need it.
  const { default: excel }: { default: typeof ExcelJS } = await import('exceljs');
  const book = new excel.Workbook();
  const sheet = book.addWorksheet(sheetName.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([...head]).font = { bold: true };
  for (const row of rows) sheet.addRow(row.map((value) => (typeof value === 'string' ? disarmed(value) : value)));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: Math.max(1, head.length) } };
  head.forEach((title, at) => {
    const longest = rows.slice(0, 200).reduce((most, row) => Math.max(most, String(row[at] ?? '').length), title.length);
    sheet.getColumn(at + 1).width = Math.min(48, longest + 2);
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A text that begins like a formula would be run by the spreadsheet that opens it: an apostrophe keeps it a text. */
export function disarmed(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** One line without its end. */
export function csvLine(row: readonly CellValue[]): string {
  return row.map(csvCell).join(',');
}

function csvCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = disarmed(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
