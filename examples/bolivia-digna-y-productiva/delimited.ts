/** Text of delimited files and their bytes. Pure. */

/** Lines of a file, each field quoted where it has to be. */
export function delimited(rows: readonly (readonly string[])[], separator: string): string {
  const field = (text: string): string =>
    /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(field).join(separator)}\r\n`).join('');
}

/** Windows-1252, as Spanish-language Windows saves. Its upper half agrees with Unicode for every letter used here. */
export function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code > 0xff || (code >= 0x80 && code < 0xa0)) throw new Error(`Windows-1252 does not have ${letter} here.`);
    return code;
  });
}

/** UTF-8 with the mark that spreadsheet programs ask for. */
export function markedUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(`\ufeff${text}`);
}
