/** Long tables as CSV, line by line as they come: nothing but the chunk at hand is held. */
import { csvLine, type CellValue } from './write-table.ts';

export interface RowStream<Cell = CellValue> {
  readonly head: readonly string[];
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
}

/** Characters gathered before they go out. */
export const CHUNK_CHARACTERS = 64 * 1024;

/** UTF-8 with byte order mark, commas, lines of CRLF; what reads it sets the pace. */
export async function* csvStream({ head, rows }: RowStream): AsyncGenerator<Buffer> {
  let text = `\uFEFF${csvLine(head)}\r\n`;
  for await (const row of rows) {
    text += `${csvLine(row)}\r\n`;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}
