/**
 * Reads a stranger's XML into plain elements. Nothing is fetched and nothing expanded: a document type is refused whole, with
 * it external and multiplying entities; size, depth and number of elements are bounded.
 */
import { SaxesParser } from 'saxes';
import { decodeText } from '../../../platform/spreadsheet/encoding.ts';
import type { XmlNode } from './import-plan.ts';

export const IATI_BYTES_MAX = 10 * 1024 * 1024;
const DEPTH_MAX = 40;
const ELEMENTS_MAX = 400_000;
const VERSIONS: ReadonlySet<string> = new Set(['2.01', '2.02', '2.03']);

type Unreadable = 'file-empty' | 'too-large' | 'has-doctype' | 'not-xml' | 'too-deep' | 'too-many-elements' | 'not-iati' | 'wrong-version' | 'no-activities';
type IatiFile = { readonly activities: readonly XmlNode[] } | { readonly unreadable: Unreadable; readonly about: string | null };

class Stop extends Error {
  readonly fault: Unreadable;
  readonly about: string | null;
  constructor(fault: Unreadable, about: string | null = null) {
    super(fault);
    this.fault = fault;
    this.about = about;
  }
}

/** The activities of a file, or why it cannot be read. */
export function readIatiFile(bytes: Uint8Array): IatiFile {
  try {
    return { activities: activitiesOf(bytes) };
  } catch (error) {
    // A file somebody was sent is expected to be wrong: it is said, not thrown.
    if (error instanceof Stop) return { unreadable: error.fault, about: error.about };
    throw error;
  }
}

function activitiesOf(bytes: Uint8Array): XmlNode[] {
  if (bytes.length === 0) throw new Stop('file-empty');
  if (bytes.length > IATI_BYTES_MAX) throw new Stop('too-large');
  const root = treeOf(decodeText(bytes));
  if (root.name !== 'iati-activities') throw new Stop('not-iati', root.name);
  const version = root.attributes.get('version') ?? '';
  if (!VERSIONS.has(version)) throw new Stop('wrong-version', version || null);
  const activities = root.children.filter(({ name }) => name === 'iati-activity');
  if (activities.length === 0) throw new Stop('no-activities');
  return activities;
}

function treeOf(text: string): XmlNode {
  const parser = new SaxesParser();
  const top: XmlNode = { name: '', attributes: new Map(), children: [], text: '' };
  const open: XmlNode[] = [top];
  let elements = 0;
  parser.on('doctype', () => {
    throw new Stop('has-doctype');
  });
  parser.on('error', ({ message }) => {
    throw new Stop('not-xml', message.slice(0, 120));
  });
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1;
    if (elements > ELEMENTS_MAX) throw new Stop('too-many-elements');
    if (open.length > DEPTH_MAX) throw new Stop('too-deep');
    const node: XmlNode = { name, attributes: new Map(Object.entries(attributes).map(([key, value]) => [key, String(value)])), children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  const add = (more: string): void => {
    const node = open.at(-1);
    if (node !== undefined) node.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  const [root] = top.children;
  if (root === undefined) throw new Stop('not-xml');
  return root;
}
