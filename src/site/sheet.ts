/** What stands around every page of the public site, as HTML: it works without JavaScript and asks no other origin for anything. */
import { html, Markup } from '../platform/http/html.ts';
import { pathOf, SITE_PAGES, type Language, type SitePage } from './rules.ts';
import { PAGE_STYLE } from './style.ts';
import { en } from './texts.en.ts';
import { es, type SiteTexts } from './texts.es.ts';

export const WORDS: Readonly<Record<Language, SiteTexts>> = { es, en };

/** A programme whose pages stand. */
export interface Site {
  readonly code: string;
  readonly name: { readonly es: string; readonly en: string };
  /** Whether its results are published: else no page leads to them. */
  readonly results: boolean;
  readonly demonstration: boolean;
}

interface Sheet {
  readonly language: Language;
  readonly title: string;
  readonly head: Markup | null;
  readonly brand: string;
  /** The same page in the other language. */
  readonly other: string;
  /** Ways to the other pages; null: there are none. */
  readonly ways: Markup | null;
}

export function sheet({ language, title, head, brand, other, ways }: Sheet, body: Markup): string {
  const t = WORDS[language];
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">${t.skip}</a>
<header class="top"><div class="wide"><span class="brand">${MARK}${brand}</span><a href="${other}" lang="${language === 'es' ? 'en' : 'es'}" hreflang="${language === 'es' ? 'en' : 'es'}">${t.otherLanguage}</a></div></header>
${BAND}
${ways}
${body}
</body>
</html>`.text;
}

const MARK = html`<svg width="28" height="28" viewBox="0 0 36 36" aria-hidden="true"><path fill="#9B1B4B" d="M12 0h12v6h6v6h6v12h-6v6h-6v6H12v-6H6v-6H0V12h6V6h6z"/><path fill="#FFF" d="M15 9h6v3h3v3h3v6h-3v3h-3v3h-6v-3h-3v-3H9v-6h3v-3h3z"/><path fill="#9B1B4B" d="M15 15h6v6h-6z"/></svg>`;
/** The woven band under the header. */
const BAND = html`<svg class="band" width="100%" height="8" aria-hidden="true"><defs><pattern id="band" width="48" height="8" patternUnits="userSpaceOnUse"><path fill="#9b1b4b" d="M0 0h48v8H0z"/><path fill="#1d5a78" d="M6 8V6h6V4h6V2h12v2h6v2h6v2z"/><path fill="#e0a52e" d="M16 8V6h4V4h8v2h4v2z"/><path fill="#2f6246" d="M0 0h9v2H3v2H0zM48 0h-9v2h6v2h3z"/></pattern></defs><rect width="100%" height="8" fill="url(#band)"/></svg>`;

/** Ways to every page of the site, the one that is read marked. */
export function waysOf({ code, results }: Pick<Site, 'code' | 'results'>, here: SitePage, language: Language): Markup {
  const t = WORDS[language];
  const pages = (Object.keys(SITE_PAGES) as SitePage[]).filter((page) => page !== 'results' || results);
  return html`<nav class="site" aria-label="${t.pages}"><div class="wide">${pages.map((page) => html`<a href="${pathOf(code, page, language)}"${page === here ? html` aria-current="page"` : null}>${t.names[page]}</a>`)}</div></nav>`;
}

/** What a network shows of a link to a page: words and a picture. Addresses are whole: networks follow no others. */
export interface LinkPreview {
  readonly siteName: string;
  readonly title: string;
  readonly description: string;
  /** Of the page, in this language. */
  readonly url: string;
  /** null: no picture. */
  readonly image: { readonly url: string; readonly words: string } | null;
}

export function linkPreview({ siteName, title, description, url, image }: LinkPreview, language: Language): Markup {
  return html`<meta name="description" content="${description}">
<meta property="og:type" content="website"><meta property="og:site_name" content="${siteName}">
<meta property="og:title" content="${title}"><meta property="og:description" content="${description}">
<meta property="og:url" content="${url}"><meta property="og:locale" content="${language === 'en' ? 'en_US' : 'es_BO'}">
${image === null ? null : html`<meta property="og:image" content="${image.url}">
<meta property="og:image:type" content="image/png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta property="og:image:alt" content="${image.words}">`}
<meta name="twitter:card" content="summary_large_image">`;
}

/** Said in plain words where there is nothing to show. */
export function plainSheet(says: { readonly title: string; readonly words: string }, language: Language): string {
  const other = language === 'es' ? '?lang=en' : '?lang=es';
  return sheet({ language, title: says.title, head: html`<meta name="robots" content="noindex">`, brand: 'Digna', other, ways: null }, html`<main id="main" class="wide"><div><h1 class="title">${says.title}</h1><p>${says.words}</p></div></main>`);
}
