/** Elements and their text, escaped: whatever a text holds, the file stays one. Pure. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | null>>;
  readonly children: readonly (XmlElement | string)[];
}
type Attributes = XmlElement['attributes'];

/** An element; attributes that are null are left out. */
export function element(name: string, attributes: Attributes = {}, children: XmlElement['children'] = []): XmlElement {
  return { name, attributes, children };
}

/** The element as text, two blanks further in at each level. */
export function xmlText(root: XmlElement): string {
  const pieces: string[] = [];
  write(root, '', pieces);
  return pieces.join('');
}

/** Pieces and not sums of sums: a file of a portfolio is tens of megabytes. */
function write({ name, attributes, children }: XmlElement, indent: string, pieces: string[]): void {
  let open = `${indent}<${name}`;
  for (const [key, value] of Object.entries(attributes)) if (value !== null) open += ` ${key}="${escaped(value)}"`;
  const [only] = children;
  if (only === undefined) pieces.push(`${open}/>\n`);
  else if (children.length === 1 && typeof only === 'string') pieces.push(`${open}>${escaped(only)}</${name}>\n`);
  else {
    pieces.push(`${open}>\n`);
    for (const child of children) {
      if (typeof child === 'string') pieces.push(`${escaped(child)}\n`);
      else write(child, `${indent}  `, pieces);
    }
    pieces.push(`${indent}</${name}>\n`);
  }
}

/** Anything but letters, digits and plain signs; most texts have none. */
const UNPLAIN = /[^\w .,:;()+/-]/;
/** What XML 1.0 cannot hold at all. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  if (!UNPLAIN.test(text)) return text;
  return text.replace(FORBIDDEN, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
