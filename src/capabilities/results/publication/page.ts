/** The public page of results as HTML: it works without JavaScript and asks no other origin for anything. */
import { html, Markup } from '../../../platform/http/html.ts';
import { departmentTable, mapOf } from './map.ts';
import { cardWords } from './card.ts';
import { chipOf, figureCard, largeFigure } from './page-figures.ts';
import { around, deliveredIn } from './page-around.ts';
import { dayWords, monthWords, TEXTS, valueWords, type Language, type Texts } from './page-words.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { PublicResults } from './results.ts';
import type { PublicIndicator, PublicTable } from './telling.ts';

/** Where the page stands, and what was asked of it. */
export interface Place {
  readonly language: Language;
  /** Indicator shown on the map; null: the first that can be. */
  readonly indicator: string | null;
  /** Whose page it is, without a slash at the end: `https://digna.example`. */
  readonly origin: string;
  /** Before the query of every link to the page itself; a preview keeps what it was asked with. */
  readonly preview: string | null;
}

export function publicPage(results: PublicResults, place: Place): string {
  const { language } = place;
  const t = TEXTS[language];
  const { programme, through, indicators, settings } = results;
  const name = programme.name[language];
  const head = linkPreview(results, place);
  const map = settings.withMap ? mapSection(results, place) : null;
  return document({ language, title: t.resultsOf(name), head, brand: name, other: linkTo(place, { language: language === 'es' ? 'en' : 'es' }) }, html`
${place.preview === null && !programme.demonstration ? null : html`<aside class="demo" aria-label="${t.notice}"><div class="wide">${place.preview === null ? null : html`<p>${t.preview}</p>`}${programme.demonstration ? html`<p>${t.demonstration}</p>` : null}</div></aside>`}
<main id="main" class="wide">
<section class="first${map === null ? '' : ' has-map'}"><div>
<h1>${programme.startsOn === null ? t.results : t.period(monthWords(programme.startsOn, language), monthWords(through, language))}</h1>
${settings.introduction === null ? null : html`<p class="lead">${settings.introduction[language]}</p>`}
${indicators.filter(({ large }) => large).map((one, at) => largeFigure(one, language, at === 0))}
</div>${map}</section>
${areasSection(results, language)}
${around(results, language)}
${howSection(results, language, t)}
</main>
${footer(results, place, t)}`);
}

/** What a network shows of a link to the page: words, and a picture of the figures that stand large on it. */
function linkPreview(results: PublicResults, { language, origin, preview }: Place): Markup {
  const t = TEXTS[language];
  const { programme, indicators, settings } = results;
  const lang = language === 'en' ? '?lang=en' : '';
  const name = programme.name[language];
  const [first] = indicators.filter(({ large, value }) => large && value !== null);
  const description = settings.introduction?.[language] ?? programme.summary?.[language] ?? t.resultsOf(name);
  return html`<meta name="description" content="${description}">
<link rel="canonical" href="${origin}/p/${programme.code}">
<meta property="og:type" content="website"><meta property="og:site_name" content="${name}">
<meta property="og:title" content="${t.resultsOf(name)}"><meta property="og:description" content="${first === undefined ? description : `${first.name[language]}: ${valueWords(first, language)}. ${description}`}">
<meta property="og:url" content="${origin}/p/${programme.code}${lang}"><meta property="og:locale" content="${language === 'en' ? 'en_US' : 'es_BO'}">
${preview === null ? html`<meta property="og:image" content="${origin}/p/${programme.code}/imagen.png${lang}">
<meta property="og:image:type" content="image/png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta property="og:image:alt" content="${cardWords(results, language)}">` : null}
<meta name="twitter:card" content="summary_large_image">`;
}

/** A link to this page, asked otherwise. */
function linkTo({ language, indicator, preview }: Place, asked: { readonly language?: Language; readonly indicator?: string }): string {
  const query = new URLSearchParams();
  if (preview !== null) query.set('settings', preview);
  if ((asked.language ?? language) === 'en') query.set('lang', 'en');
  const chosen = asked.indicator ?? indicator;
  if (chosen !== null) query.set('indicador', chosen);
  return `?${query.toString()}`;
}

interface Sheet {
  readonly language: Language;
  readonly title: string;
  readonly head: Markup | null;
  readonly brand: string;
  /** The same page in the other language. */
  readonly other: string;
}

export function document({ language, title, head, brand, other }: Sheet, body: Markup): string {
  const t = TEXTS[language];
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
${body}
</body>
</html>`.text;
}

const MARK = html`<svg width="28" height="28" viewBox="0 0 36 36" aria-hidden="true"><path fill="#9B1B4B" d="M12 0h12v6h6v6h6v12h-6v6h-6v6H12v-6H6v-6H0V12h6V6h6z"/><path fill="#FFF" d="M15 9h6v3h3v3h3v6h-3v3h-3v3h-6v-3h-3v-3H9v-6h3v-3h3z"/><path fill="#9B1B4B" d="M15 15h6v6h-6z"/></svg>`;
/** The woven band under the header. */
const BAND = html`<svg class="band" width="100%" height="8" aria-hidden="true"><defs><pattern id="band" width="48" height="8" patternUnits="userSpaceOnUse"><path fill="#9b1b4b" d="M0 0h48v8H0z"/><path fill="#1d5a78" d="M6 8V6h6V4h6V2h12v2h6v2h6v2z"/><path fill="#e0a52e" d="M16 8V6h4V4h8v2h4v2z"/><path fill="#2f6246" d="M0 0h9v2H3v2H0zM48 0h-9v2h6v2h3z"/></pattern></defs><rect width="100%" height="8" fill="url(#band)"/></svg>`;

function departmentsOf({ tables }: PublicIndicator): PublicTable | null {
  return tables.find(({ dimension }) => dimension === 'department') ?? null;
}

function mapSection(results: PublicResults, place: Place): Markup | null {
  const { language } = place;
  const t = TEXTS[language];
  const mapped = results.indicators.filter((one) => departmentsOf(one) !== null);
  const chosen = mapped.find(({ code }) => code === place.indicator) ?? mapped[0];
  const table = chosen === undefined ? null : departmentsOf(chosen);
  if (chosen === undefined || table === null) return null;
  const caption = t.mapOf(chosen.name[language], dayWords(table.through));
  const reached = table.cells.filter(({ code }) => code !== 'unknown');
  const choices = mapped.length < 2 ? null : html`<p class="meta">${t.mapChoose}</p><ul class="choose">${mapped.map((one) => html`<li><a href="${linkTo(place, { indicator: one.code })}#map"${one === chosen ? html` aria-current="true"` : null}>${one.name[language]}</a></li>`)}</ul>`;
  return html`<div class="map" id="map"><h2>${t.mapTitle(String(reached.length))}</h2><p class="meta">${caption}</p>
${mapOf(table, caption, language)}${choices}
${departmentTable(table, caption, language)}<p class="meta">${t.mapSource}</p></div>`;
}

function areasSection({ areas, indicators, products, totals }: PublicResults, language: Language): Markup {
  const t = TEXTS[language];
  const elsewhere = indicators.filter(({ area }) => !areas.some(({ code }) => code === area));
  const card = (code: string, name: string, own: readonly PublicIndicator[]): Markup => {
    const lines = deliveredIn(code, { products, totals }, language);
    return html`<div class="card"><h3><span>${code}</span>${name}</h3>
${own.length + lines.length === 0 ? html`<p class="meta">${t.nothingInArea}</p>` : [...own.map((one) => figureCard(one, language)), ...lines]}</div>
`;
  };
  return html`<section><h2>${t.areas}</h2><div class="cards">
${areas.map(({ code, name }) => card(code, name[language], indicators.filter(({ area }) => area === code)))}
${elsewhere.length === 0 ? null : card('', t.otherArea, elsewhere)}</div></section>`;
}

function howSection({ settings, changesAfter }: PublicResults, language: Language, t: Texts): Markup {
  return html`<section><h2>${t.how}</h2><div class="how"><div>${chipOf('counted', language)}<p>${t.howCounted}</p></div><div>${chipOf('delivered', language)}<p>${t.howDelivered}</p></div><div>${chipOf('declared', language)}<p>${t.howDeclared}</p></div><div>${chipOf('notShown', language)}<p>${t.howHidden}</p></div></div>
<p class="meta">${t.howSteps[settings.rhythm]} ${t.unchangedUntil(dayWords(changesAfter))}</p></section>`;
}

function footer({ programme }: PublicResults, { language, preview }: Place, t: Texts): Markup {
  const address = `/p/${programme.code}`;
  const lang = language === 'en' ? '?lang=en' : '';
  const data = preview === null ? html`<a href="${address}/datos.csv${lang}">${t.data}: ${t.csv}</a><a href="${address}/datos.json">${t.data}: ${t.json}</a>` : null;
  return html`<footer><div class="wide"><p>${t.howHidden}</p><p class="links">${data}<a href="/verificar${lang}">${t.verify}</a></p></div></footer>`;
}

/** Said in plain words where there is nothing to show. */
export function plainPage(says: { readonly title: string; readonly words: string }, language: Language): string {
  const other = language === 'es' ? '?lang=en' : '?lang=es';
  return document({ language, title: says.title, head: html`<meta name="robots" content="noindex">`, brand: 'Digna', other }, html`<main id="main" class="wide"><div><h2>${says.title}</h2><p>${says.words}</p></div></main>`);
}
