/** The page on which a paper is verified, as HTML. Names nobody: initials only. */
import { html, type Markup } from '../platform/http/html.ts';
import { codeShown } from './rules.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

export type Language = 'es' | 'en';

/** What the part of the programme says of a paper that it issued, in the language asked for. */
export interface Paper {
  readonly what: string;
  /** Initials; null: erased. Absent where the paper is nobody's. */
  readonly holder?: string | null;
  readonly lines: readonly (readonly [label: string, value: string])[];
  /** As people read it; null: valid. */
  readonly annulledOn: string | null;
}

export type Outcome =
  | { readonly kind: 'ask' }
  | { readonly kind: 'unreadable'; readonly typed: string }
  | { readonly kind: 'unknown'; readonly code: string }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'found'; readonly code: string; readonly programme: string; readonly demonstration: boolean; readonly paper: Paper };

const WORDS = { es, en };

export function verificationPage(outcome: Outcome, language: Language): string {
  const t = WORDS[language];
  const heading = headingOf(outcome, t);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${heading} · Digna</title>
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/public.css">
</head>
<body>
<header class="top"><a href="/verificar${langPart(language, '?')}"><img src="/mark.svg" alt="" width="28" height="28"> Digna</a>
<a class="language" href="${otherAddress(outcome, language)}" lang="${language === 'es' ? 'en' : 'es'}">${t.otherLanguage}</a></header>
${BAND}
<main>
<h1>${heading}</h1>
${bodyOf(outcome, t, language)}
</main>
</body>
</html>`.text;
}

/** The woven band under the header. */
const BAND = html`<svg class="band" width="100%" height="8" aria-hidden="true"><defs><pattern id="band" width="48" height="8" patternUnits="userSpaceOnUse">
<path fill="#9b1b4b" d="M0 0h48v8H0z"/><path fill="#1d5a78" d="M6 8V6h6V4h6V2h12v2h6v2h6v2z"/><path fill="#e0a52e" d="M16 8V6h4V4h8v2h4v2z"/>
<path fill="#2f6246" d="M0 0h9v2H3v2H0zM48 0h-9v2h6v2h3z"/></pattern></defs><rect width="100%" height="8" fill="url(#band)"/></svg>`;

function headingOf(outcome: Outcome, t: typeof es): string {
  switch (outcome.kind) {
    case 'ask':
      return t.title;
    case 'unreadable':
      return t.unreadable;
    case 'unknown':
      return t.unknown;
    case 'too-many':
      return t.tooMany;
    case 'found':
      return outcome.paper.annulledOn === null ? t.valid : t.annulled;
  }
}

function bodyOf(outcome: Outcome, t: typeof es, language: Language): Markup {
  switch (outcome.kind) {
    case 'ask':
      return html`<p>${t.lead}</p>${form(t, language, '', t.verify)}`;
    case 'unreadable':
      return html`<p class="state bad">${t.unreadableWords}</p>${form(t, language, outcome.typed, t.verify)}${checks(t)}`;
    case 'unknown':
      return html`<p class="state bad">${t.unknownWords} <b class="code">${codeShown(outcome.code)}</b></p>${checks(t)}${form(t, language, codeShown(outcome.code), t.verify)}`;
    case 'too-many':
      return html`<p class="state bad">${t.tooManyWords}</p>`;
    case 'found':
      return found(outcome, t, language);
  }
}

function found({ code, programme, demonstration, paper }: Extract<Outcome, { kind: 'found' }>, t: typeof es, language: Language): Markup {
  const state = paper.annulledOn === null
    ? html`<p class="state good"><b>${paper.what}</b></p>`
    : html`<p class="state bad"><b>${paper.what}</b><br>${t.annulledOn(paper.annulledOn)}</p>`;
  const holder = paper.holder === undefined ? null : html`<div><dt>${t.holder}</dt><dd>${paper.holder ?? t.noHolder}</dd></div>`;
  return html`${demonstration ? html`<p class="demonstration">${t.demonstration}</p>` : null}${state}
<dl>${holder}${paper.lines.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
<div><dt>${t.programme}</dt><dd>${programme}</dd></div><div><dt>${t.codeShown}</dt><dd class="code">${codeShown(code)}</dd></div></dl>
<p class="small">${t.compare}${typeof paper.holder === 'string' ? ` ${t.holderHint}` : ''}</p>
<p><a href="/verificar${langPart(language, '?')}">${t.another}</a></p>`;
}

function form(t: typeof es, language: Language, typed: string, verify: string): Markup {
  return html`<form action="/verificar" method="get">
<label for="codigo">${t.code}</label><p class="small" id="hint">${t.codeHint}</p>
<input id="codigo" name="codigo" value="${typed}" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="hint">
${language === 'en' ? html`<input type="hidden" name="lang" value="en">` : null}<button>${verify}</button></form>`;
}

function checks(t: typeof es): Markup {
  return html`<h2>${t.check}</h2><ul>${t.checks.map((one) => html`<li>${one}</li>`)}</ul>`;
}

function langPart(language: Language, mark: '?' | '&'): string {
  return language === 'en' ? `${mark}lang=en` : '';
}

/** The same page in the other language. */
function otherAddress(outcome: Outcome, language: Language): string {
  const other = language === 'es' ? 'en' : 'es';
  const path = 'code' in outcome ? `/verificar/${codeShown(outcome.code)}` : '/verificar';
  return `${path}${langPart(other, '?')}`;
}
