/** The public page of results as HTML: it works without JavaScript and asks no other origin for anything. */
import { html, type Markup } from '../../../platform/http/html.ts';
import { SHARE_SCRIPT, shareButton } from '../../../site/sharing.ts';
import { linkPreview, sheet, waysOf } from '../../../site/sheet.ts';
import { departmentTable, mapOf } from './map.ts';
import { cardWords } from './card.ts';
import { chipOf, figureCard, largeFigure } from './page-figures.ts';
import { around, deliveredIn } from './page-around.ts';
import { dayWords, monthWords, TEXTS, valueWords, type Language, type Texts } from './page-words.ts';
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
  const head = previewOf(results, place);
  const ways = place.preview === null ? waysOf({ code: programme.code, results: true }, 'results', language) : null;
  const map = settings.withMap ? mapSection(results, place) : null;
  return sheet({ language, title: t.resultsOf(name), head, brand: name, other: linkTo(place, { language: language === 'es' ? 'en' : 'es' }), ways }, html`
${place.preview === null && !programme.demonstration ? null : html`<aside class="demo" aria-label="${t.notice}"><div class="wide">${place.preview === null ? null : html`<p>${t.preview}</p>`}${programme.demonstration ? html`<p>${t.demonstration}</p>` : null}</div></aside>`}
<main id="main" class="wide">
<section class="first${map === null ? '' : ' has-map'}"><div>
<h1>${programme.startsOn === null ? t.results : t.period(monthWords(programme.startsOn, language), monthWords(through, language))}</h1>
${settings.introduction === null ? null : html`<p class="lead">${settings.introduction[language]}</p>`}
${indicators.filter(({ large }) => large).map((one, at) => largeFigure(one, language, at === 0))}
${place.preview === null ? sharing(results, language) : null}</div>${map}</section>
${areasSection(results, language)}
${around(results, language)}
${howSection(results, language, t)}
</main>
${footer(results, place, t)}${place.preview === null ? SHARE_SCRIPT : null}`);
}

/** Goes out as the picture that stands for the page, with its address. */
function sharing({ programme }: PublicResults, language: Language): Markup {
  const address = `/p/${programme.code}`;
  const lang = language === 'en' ? '?lang=en' : '';
  const file = { address: `${address}/imagen.png${lang}`, name: `${programme.code}.png`, mediaType: 'image/png' };
  return html`<p class="acts">${shareButton({ title: TEXTS[language].resultsOf(programme.name[language]), address: address + lang, file }, language)}</p>
`;
}

function previewOf(results: PublicResults, { language, origin, preview }: Place): Markup {
  const t = TEXTS[language];
  const { programme, indicators, settings } = results;
  const lang = language === 'en' ? '?lang=en' : '';
  const name = programme.name[language];
  const [first] = indicators.filter(({ large, value }) => large && value !== null);
  const description = settings.introduction?.[language] ?? programme.summary?.[language] ?? t.resultsOf(name);
  const address = `${origin}/p/${programme.code}`;
  return html`<link rel="canonical" href="${address}">
${linkPreview({
    siteName: name,
    title: t.resultsOf(name),
    description: first === undefined ? description : `${first.name[language]}: ${valueWords(first, language)}. ${description}`,
    url: address + lang,
    image: preview === null ? { url: `${address}/imagen.png${lang}`, words: cardWords(results, language) } : null,
  }, language)}`;
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
