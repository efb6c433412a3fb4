/** The library of a programme: materials that staff put there, by the process they were made for. */
import { findFileDetails, type FileDetails } from '../../../ledger/upload-queries.ts';
import { html, type Markup } from '../../../platform/http/html.ts';
import { bytesText } from '../../../platform/number-text.ts';
import type { SiteWords, Visit } from '../../../site/serving.ts';
import { SHARE_SCRIPT, shareButton } from '../../../site/sharing.ts';
import { pathOf, SITE_PAGES, type Language } from '../../../site/rules.ts';
import type { Site } from '../../../site/sheet.ts';
import { codeWord } from '../../../web/codes/code-words.ts';
import { materialShared } from '../entries.ts';
import { dayWords } from '../public-forms/rules.ts';
import { findLibrary, type LibraryRow } from './queries.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

interface Item extends Omit<LibraryRow, 'body'> {
  readonly says: ReturnType<typeof materialShared.payload.parse>;
  readonly file: FileDetails | null;
}

export async function libraryWords({ client, programme, site, language }: Visit): Promise<SiteWords> {
  const t = { es, en }[language];
  const rows = (await findLibrary(client, programme.id, null)).map(({ body, ...row }) => ({ ...row, says: materialShared.payload.parse(body) }));
  const files = await findFileDetails(client, programme.id, rows.flatMap(({ says }) => says.fileSha256 ?? []));
  const items = rows.map((row): Item => ({ ...row, file: files.get(row.says.fileSha256 ?? '') ?? null }));
  const processes = [...new Set(items.map(({ processTitle }) => processTitle))];
  const elsewhere = site.results ? html`<p class="meta">${t.deliverables} <a href="${pathOf(site.code, 'results', language)}#products">${t.toResults}</a></p>` : null;
  return {
    title: t.library,
    description: t.libraryTold(items.length),
    body:
      items.length === 0
        ? html`<div><h2>${t.nothingShared}</h2><p>${t.nothingSharedWords}</p>${elsewhere}</div>`
        : html`<p class="lead">${t.libraryLead}</p>
${processes.map((title) => html`<section><h2>${title}</h2><ul class="list items">${items.filter(({ processTitle }) => processTitle === title).map((item) => itemLine(item, site, language))}</ul></section>
`)}${elsewhere}
${SHARE_SCRIPT}`,
  };
}

function itemLine({ id, sharedOn, says, file }: Item, { code }: Site, language: Language): Markup {
  const address = says.link ?? `/p/${code}${SITE_PAGES.library}/${id}`;
  const size = file === null ? { es, en }[language].link : [ending(file.fileName), bytesText(file.sizeBytes, language)].filter((part) => part !== '').join(', ');
  const words = [codeWord('materialKinds', says.materialKind, language), codeWord('materialLanguages', says.language, language), size, dayWords(sharedOn)];
  const asFile = file === null || says.link !== null ? null : { address, name: file.fileName, mediaType: file.mediaType };
  return html`<li><a href="${address}"${says.link === null ? html` download` : html` rel="noopener noreferrer nofollow"`}>${says.title}</a><span class="meta">${words.join(' · ')}</span>${shareButton({ title: says.title, address, file: asFile }, language)}</li>
`;
}

/** `PDF`: how the name of a file ends. */
function ending(fileName: string): string {
  return /\.([A-Za-z0-9]{2,5})$/.exec(fileName)?.[1]?.toUpperCase() ?? '';
}
