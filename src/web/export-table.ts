/** Gives a table to the user as a CSV file that spreadsheets open with its accents, and without running formulas. */

type Cell = string | number | null | undefined;

/** Downloads `fileName` (`.csv` is added where missing). Numbers are written with a point, missing ones are empty. */
export function exportTable(fileName: string, head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const blob = new Blob([csvOf(head, rows)], { type: 'text/csv;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName.endsWith('.csv') ? fileName : `${fileName}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
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
