/** The page on which a paper is verified, as HTML. Names nobody: initials only. */
import { html, type Markup } from '../platform/http/html.ts';
import { plainPage } from '../platform/http/plain-page.ts';
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
  const other = { address: otherAddress(outcome, language), word: t.otherLanguage };
  return plainPage({ language, heading: headingOf(outcome, t), home: `/verificar${langPart(language, '?')}`, other }, bodyOf(outcome, t, language));
}

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
