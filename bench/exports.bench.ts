/** Large tables as files: time and memory, each in a process of its own that reads nothing but the rows it makes. */
import { fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { csvStream } from '../src/platform/spreadsheet/stream-csv.ts';
import { workbookStream } from '../src/platform/spreadsheet/stream-workbook.ts';
import type { CellValue } from '../src/platform/spreadsheet/write-table.ts';

const ROWS = 132_229;
const WORDS = ['Sí', 'No', 'La Paz', 'Panadería y pastelería, El Alto', 'sin dato', 'Mujer', '2021-11-26', 'Ñañez "Los Andes"'];

interface Measured {
  readonly ms: number;
  readonly peakMb: number;
  readonly fileMb: number;
}

/** What the child process was asked: `xlsx:50` or `csv:510`. */
const asked = process.argv.find((text) => /^(xlsx|csv):\d+$/.test(text));

if (asked === undefined) {
  const { expect, test } = await import('vitest');
  const { row } = await import('./bench-database.ts');
  test.each([['xlsx:50', 60], ['csv:510', 120]])('a table of 132,229 rows: %s', async (what, seconds) => {
    const { ms, peakMb, fileMb } = await inOwnProcess(what);
    row(`${ROWS} rows, ${what}`, `${seconds} s, 512 MB`, `${(ms / 1000).toFixed(1)} s, ${peakMb.toFixed(0)} MB at most; a file of ${fileMb.toFixed(0)} MB`);
    expect(fileMb).toBeGreaterThan(1);
  });
} else {
  const [format, columns] = asked.split(':');
  process.send?.(await write(format === 'xlsx' ? 'xlsx' : 'csv', Number(columns)));
}

function inOwnProcess(what: string): Promise<Measured> {
  const measured = z.object({ ms: z.number(), peakMb: z.number(), fileMb: z.number() });
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [what]);
    child.on('message', (message) => resolve(measured.parse(message)));
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The process ended with ${code} and said nothing.`)));
  });
}

async function write(format: 'xlsx' | 'csv', columns: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'digna-exports-'));
  const path = join(folder, `table.${format}`);
  const head = Array.from({ length: columns }, (_, at) => `Pregunta ${at + 1}`);
  const started = performance.now();
  const table = { head, rows: rowsOf(columns) };
  const chunks = format === 'csv' ? csvStream(table) : workbookStream([{ ...table, name: 'Datos', widths: [] }]);
  await pipeline(Readable.from(chunks), createWriteStream(path));
  const ms = performance.now() - started;
  const { size } = await stat(path);
  await rm(folder, { recursive: true });
  return { ms, peakMb: process.resourceUsage().maxRSS / 1024, fileMb: size / 1e6 };
}

/** As from a cursor: a page at a time, half numbers, half texts. */
async function* rowsOf(columns: number): AsyncGenerator<CellValue[]> {
  for (let at = 0; at < ROWS; at += 1) {
    if (at % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
    yield Array.from({ length: columns }, (_, column) => cellOf(at, column));
  }
}

function cellOf(at: number, column: number): CellValue {
  if (column % 2 === 0) return (at * 31 + column * 17) % 9973;
  return column % 7 === 0 ? null : `${WORDS[(at + column) % WORDS.length] ?? ''} ${at % 1000}`;
}
