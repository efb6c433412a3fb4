/**
 * The table in the HTML that spreadsheets, word processors and mail put on the clipboard. Such HTML is not well formed
 * (`<td colspan=2 class=xl65>`, conditional comments, tags of Office), so tags are looked for, not parsed. Pure.
 */

export interface PastedCell {
  readonly text: string;
  readonly rows: number;
  readonly columns: number;
}

/** A merged cell reaches no further, whatever it says: a wrong number must not fill the memory. */
const SPAN_MAX = 1000;

/** Rows of cells of the largest table there is, tables inside a cell read as its text; null where there is none. */
export function tableInHtml(html: string): PastedCell[][] | null {
  const plain = html.replaceAll(/<!--[\s\S]*?(-->|$)/g, '').replaceAll(/<(style|script|head|title)\b[\s\S]*?<\/\1\s*>/gi, '');
  let best: PastedCell[][] | null = null;
  for (const rows of tablesOf(plain)) if (rows.length > 0 && (best === null || rows.length > best.length)) best = rows;
  return best;
}

/** What is being read of a table: its rows so far, the row and the cell that are open. */
class OpenTable {
  rows: PastedCell[][] = [];
  depth = 0;
  private row: PastedCell[] | null = null;
  private cell: { rows: number; columns: number; text: string } | null = null;

  add(html: string): void {
    if (this.cell !== null) this.cell.text += html;
  }

  openRow(): void {
    this.closeRow();
    this.row = [];
  }

  openCell(attributes: string): void {
    this.closeCell();
    this.row ??= [];
    this.cell = { text: '', rows: span(attributes, 'rowspan'), columns: span(attributes, 'colspan') };
  }

  closeCell(): void {
    if (this.cell !== null) this.row?.push({ ...this.cell, text: textOf(this.cell.text) });
    this.cell = null;
  }

  closeRow(): void {
    this.closeCell();
    if (this.row !== null) this.rows.push(this.row);
    this.row = null;
  }
}

function* tablesOf(html: string): Generator<PastedCell[][]> {
  let table = new OpenTable();
  let at = 0;
  for (const tag of html.matchAll(/<(\/?)(table|tr|td|th|br|p|div|li)\b([^>]*)>/gi)) {
    const [whole, slash = '', name = '', attributes = ''] = tag;
    table.add(html.slice(at, tag.index));
    at = tag.index + whole.length;
    const [opens, lower] = [slash === '', name.toLowerCase()];
    if (lower === 'table') {
      table.depth += opens ? 1 : -1;
      if (table.depth > 0) continue;
      table.closeRow();
      yield table.rows;
      table = new OpenTable();
    } else if (table.depth > 1 || !/^t[rdh]$/.test(lower)) table.add(' ');
    else if (lower === 'tr') {
      if (opens) table.openRow();
      else table.closeRow();
    } else if (opens) table.openCell(attributes);
    else table.closeCell();
  }
  // A clipboard may be cut short: what was read of an open table stands.
  table.add(html.slice(at));
  table.closeRow();
  yield table.rows;
}

function span(attributes: string, name: string): number {
  const said = Number(new RegExp(`\\b${name}\\s*=\\s*["']?\\s*(\\d{1,6})`, 'i').exec(attributes)?.[1] ?? 1);
  return Math.min(Math.max(said, 1), SPAN_MAX);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', aacute: 'á', eacute: 'é', iacute: 'í', oacute: 'ó', uacute: 'ú', ntilde: 'ñ',
  uuml: 'ü', Aacute: 'Á', Eacute: 'É', Iacute: 'Í', Oacute: 'Ó', Uacute: 'Ú', Ntilde: 'Ñ', Uuml: 'Ü', ordm: 'º', ordf: 'ª', ndash: '–', mdash: '—',
};

function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, body: string) => {
    if (!body.startsWith('#')) return ENTITIES[body] ?? whole;
    const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
