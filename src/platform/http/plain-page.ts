/** What stands around every small page that the server writes itself: it needs no JavaScript and asks no other origin. */
import { html, type Markup } from './html.ts';

export interface PlainPage {
  readonly language: 'es' | 'en';
  /** Heading and, with the name of the house, title of the window. */
  readonly heading: string;
  /** Where the name of the house leads; null: nowhere. */
  readonly home: string | null;
  /** The same page in the other language. */
  readonly other: { readonly address: string; readonly word: string };
  /** What a network shows of a link to it; none: nothing of its own. */
  readonly preview?: Markup | null;
}

/** `body` stands under the heading. */
export function plainPage({ language, heading, home, other, preview = null }: PlainPage, body: Markup): string {
  const brand = html`<img src="/mark.svg" alt="" width="28" height="28"> Digna`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${heading} · Digna</title>
${preview}
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/public.css">
</head>
<body>
<header class="top">${home === null ? html`<span class="brand">${brand}</span>` : html`<a href="${home}">${brand}</a>`}
<a class="language" href="${other.address}" lang="${language === 'es' ? 'en' : 'es'}">${other.word}</a></header>
${BAND}
<main>
<h1>${heading}</h1>
${body}
</main>
</body>
</html>`.text;
}

/** The woven band under the header. */
const BAND = html`<svg class="band" width="100%" height="8" aria-hidden="true"><defs><pattern id="band" width="48" height="8" patternUnits="userSpaceOnUse">
<path fill="#9b1b4b" d="M0 0h48v8H0z"/><path fill="#1d5a78" d="M6 8V6h6V4h6V2h12v2h6v2h6v2z"/><path fill="#e0a52e" d="M16 8V6h4V4h8v2h4v2z"/>
<path fill="#2f6246" d="M0 0h9v2H3v2H0zM48 0h-9v2h6v2h3z"/></pattern></defs><rect width="100%" height="8" fill="url(#band)"/></svg>`;
