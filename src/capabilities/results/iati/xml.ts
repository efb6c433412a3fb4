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
export function xmlText({ name, attributes, children }: XmlElement, depth = 0): string {
  const indent = '  '.repeat(depth);
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : [` ${key}="${escaped(value)}"`]));
  const open = `${indent}<${name}${written.join('')}`;
  if (children.length === 0) return `${open}/>\n`;
  const [only] = children;
  if (children.length === 1 && typeof only === 'string') return `${open}>${escaped(only)}</${name}>\n`;
  const inner = children.map((child) => (typeof child === 'string' ? `${escaped(child)}\n` : xmlText(child, depth + 1)));
  return `${open}>\n${inner.join('')}${indent}</${name}>\n`;
}

/** Without the characters that XML 1.0 cannot hold at all. */
function escaped(text: string): string {
  return Array.from(text)
    .filter(isAllowed)
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function isAllowed(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return !(code >= 0xd8_00 && code <= 0xdf_ff) && code !== 0xff_fe && code !== 0xff_ff;
}
