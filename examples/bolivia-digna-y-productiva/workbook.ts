/** A workbook whose bytes are the same in every run. */
import ExcelJS from 'exceljs';

export type Cell = string | number | null;

/** The moment the workbooks say they were made. */
const MADE_AT = new Date(Date.UTC(2021, 10, 24));
/** 24 November 2021, 00:00, as archives write it. */
const ARCHIVE_TIME = 0;
const ARCHIVE_DAY = ((2021 - 1980) << 9) | (11 << 5) | 24;

/** An .xlsx with one sheet. `widths`: of the columns, in characters; `boldRow`: the row with the headings, from 1. */
export async function workbookOf(
  sheetName: string,
  rows: readonly (readonly Cell[])[],
  look: { readonly widths: readonly number[]; readonly boldRow: number },
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.created = MADE_AT;
  book.modified = MADE_AT;
  const sheet = book.addWorksheet(sheetName);
  for (const row of rows) sheet.addRow([...row]);
  look.widths.forEach((width, at) => {
    sheet.getColumn(at + 1).width = width;
  });
  sheet.getRow(1).font = { bold: true, size: 14 };
  sheet.getRow(look.boldRow).font = { bold: true };
  return withoutClock(new Uint8Array(await book.xlsx.writeBuffer()));
}

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;

/** Sets the time of every part of an archive, which would otherwise be the moment of writing. */
function withoutClock(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_LENGTH;
  while (view.getUint32(end, true) !== END_SIGNATURE) end -= 1;
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const part = view.getUint32(entry + 42, true);
    setTime(view, entry + 12);
    setTime(view, part + 10);
    const texts = [28, 30, 32].map((at) => view.getUint16(entry + at, true));
    entry += texts.reduce((length, text) => length + text, ENTRY_LENGTH);
  }
  return bytes;
}

function setTime(view: DataView, at: number): void {
  view.setUint16(at, ARCHIVE_TIME, true);
  view.setUint16(at + 2, ARCHIVE_DAY, true);
}
