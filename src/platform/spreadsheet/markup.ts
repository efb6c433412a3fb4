/** Walks the XML of a workbook's parts, tag by tag, without building a tree. Pure. */
import { UnreadableFile } from './sheet.ts';

export interface Tag {
  /** Without namespace prefix. */
  name: string;
  closing: boolean;
  selfClosing: boolean;
  /** Attributes as written; read one with `attribute`. */
  attributes: string;
  /** Text between the tag before and this one, entities not yet resolved. */
  textBefore: string;
}

/**
 * Yields each tag; the same object is filled anew each time. Comments and instructions are passed over, a document
 * type is refused (workbooks have none, and entities of one's own are a known attack).
 */
export function* walkTags(xml: string): Generator<Tag> {
  const tag: Tag = { name: '', closing: false, selfClosing: false, attributes: '', textBefore: '' };
  let at = 0;
  let text = '';
  for (;;) {
    const open = xml.indexOf('<', at);
    if (open === -1) return;
    text += xml.slice(at, open);
    const second = xml.charCodeAt(open + 1);
    if (second === 33 || second === 63) {
      const passed = passDeclaration(xml, open);
      text += passed.text;
      at = passed.end;
      continue;
    }
    const close = xml.indexOf('>', open);
    if (close === -1) throw new UnreadableFile('corrupt');
    fill(tag, xml, open, close);
    tag.textBefore = text;
    text = '';
    at = close + 1;
    yield tag;
  }
}

function passDeclaration(xml: string, open: number): { text: string; end: number } {
  const [mark, ending] = xml.startsWith('<!--', open)
    ? ['<!--', '-->']
    : xml.startsWith('<![CDATA[', open)
      ? ['<![CDATA[', ']]>']
      : ['<?', '?>'];
  if (!xml.startsWith(mark, open)) throw new UnreadableFile('corrupt');
  const end = xml.indexOf(ending, open);
  if (end === -1) throw new UnreadableFile('corrupt');
  const text = mark === '<![CDATA[' ? xml.slice(open + mark.length, end).replaceAll('&', '&amp;') : '';
  return { text, end: end + ending.length };
}

function fill(tag: Tag, xml: string, open: number, close: number): void {
  tag.closing = xml.charCodeAt(open + 1) === 47;
  tag.selfClosing = xml.charCodeAt(close - 1) === 47;
  const start = open + (tag.closing ? 2 : 1);
  const stop = tag.selfClosing ? close - 1 : close;
  let end = start;
  while (end < stop && xml.charCodeAt(end) > 32) end += 1;
  const written = xml.slice(start, end);
  tag.name = written.slice(written.indexOf(':') + 1);
  tag.attributes = end < stop ? xml.slice(end, stop) : '';
}

/** Value of an attribute, entities resolved; null when it is absent. The prefix, if any, belongs to the name. */
export function attribute(tag: Tag, name: string): string | null {
  const found = tag.attributes.indexOf(`${name}=`);
  if (found === -1) return null;
  if (found > 0 && tag.attributes.charCodeAt(found - 1) > 32) {
    const match = new RegExp(`\\s${name}\\s*=\\s*(["'])(.*?)\\1`).exec(tag.attributes);
    return match?.[2] === undefined ? null : plainText(match[2]);
  }
  const quote = tag.attributes[found + name.length + 1] ?? '';
  const from = found + name.length + 2;
  const to = tag.attributes.indexOf(quote, from);
  return to === -1 ? null : plainText(tag.attributes.slice(from, to));
}

const NAMED: ReadonlyMap<string, string> = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

/** Text with entities and the `_x000D_` escapes of spreadsheets resolved. */
export function plainText(text: string): string {
  const resolved = text.includes('&')
    ? text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, body: string) => entity(body) ?? whole)
    : text;
  if (!resolved.includes('_x')) return resolved;
  return resolved.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function entity(body: string): string | null {
  if (!body.startsWith('#')) return NAMED.get(body) ?? null;
  const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
