/** What stands in a PDF, as a reader program finds it. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  readonly pages: readonly string[];
  readonly language: string;
  readonly title: string;
  /** Roles of the structure tree of the first page, in reading order. */
  readonly roles: readonly string[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  // The reader takes the bytes for itself.
  const task = getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  let roles: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('').replaceAll(/\s+/g, ' '));
    if (number === 1) roles = rolesOf(await page.getStructTree());
  }
  const { info } = await document.getMetadata();
  const facts = new Map<string, unknown>(Object.entries(info));
  await task.destroy();
  return { pages, language: String(facts.get('Language')), title: String(facts.get('Title')), roles };
}

function rolesOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const role = 'role' in node && typeof node.role === 'string' ? [node.role] : [];
  return [...role, ...('children' in node && Array.isArray(node.children) ? node.children.flatMap(rolesOf) : [])];
}
