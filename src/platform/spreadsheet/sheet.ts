/** What reading a spreadsheet gives. Pure: no words of the programme, and nothing of the machine. */

/** Cells that a merge makes one. Rows as the program shows them (from 1), columns as indexes into a row (from 0). */
export interface MergedRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface Sheet {
  /** null for a text file, which has no sheets. */
  readonly name: string | null;
  /** `rows[n]` is row `n + 1` of the file; blank rows are kept, blank cells are ''. */
  readonly rows: readonly (readonly string[])[];
  readonly merged: readonly MergedRange[];
}

export const FAULT_CODES = [
  'empty-file',
  'corrupt',
  'password-protected',
  'old-xls',
  'open-document',
  'too-large-unpacked',
  'too-many-rows',
  'not-a-table',
  'no-rows',
  'unclosed-quote',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export interface Fault {
  readonly code: FaultCode;
  /** Whether the file cannot be used at all. */
  readonly blocks: boolean;
  /** Sheet or part that is meant, where one is. */
  readonly detail: string | null;
}

export interface TableFile {
  readonly tables: Sheet[];
  readonly faults: Fault[];
}

/** Rows one file may have. Lists of a programme are far below; above, somebody sent a data dump. */
export const ROWS_MAX = 200_000;
/** Cells, blank ones included, that one file may hold in memory. */
export const CELLS_MAX = 12_000_000;
/** Bytes a compressed workbook may unpack to. */
export const UNPACKED_BYTES_MAX = 200 * 1024 * 1024;

/** Thrown inside the reader only; `readTable` turns it into a fault. */
export class UnreadableFile extends Error {
  readonly code: FaultCode;
  readonly detail: string | null;

  constructor(code: FaultCode, detail: string | null = null) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}
