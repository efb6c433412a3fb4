/** Gives a table to the user as a file: a workbook made by the server, or a text sheet that opens with its accents. */
import { shallowRef } from 'vue';
import { makeWorkbook } from '../platform/table-file.ts';
import { fetchedFile } from './api.ts';
import { programmeId } from './session.ts';

type Cell = string | number | null | undefined;

export interface AskedTable {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export const FILE_FORMATS = ['xlsx', 'csv'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** The table whose format is being asked for (shell/TableFileDialog.vue); null while none is. */
export const askedTable = shallowRef<AskedTable | null>(null);

/** Asks in which format a table is wanted, and gives it. `fileName` goes without its ending. */
export function exportTable(fileName: string, head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  askedTable.value = { name: fileName.replace(/\.csv$/, ''), head, rows };
}

/** What a table is as a file. */
export const FILE_TYPES: Readonly<Record<FileFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

/** A table as a file. Numbers stay numbers, missing ones are empty, and no cell is run as a formula. */
export async function tableFile({ name, head, rows }: AskedTable, format: FileFormat): Promise<File> {
  if (format === 'csv') {
    return new File([csvOf(head, rows)], `${name}.csv`, { type: FILE_TYPES.csv });
  }
  const body = { name, head, rows: rows.map((row) => row.map((value) => value ?? null)) };
  return fetchedFile(makeWorkbook, { params: { programme: programmeId() }, body, name: `${name}.xlsx` });
}

/** The file's text, byte order mark first. */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(csvCell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  // A text that begins like a formula would be run by the spreadsheet that opens it.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
