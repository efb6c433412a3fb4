/** What stands on the public page beside the figures: deliverables, declared totals, partners and funders. */
import { html, type Markup } from '../../../platform/http/html.ts';
import type { Product, Total } from '../deliverables/contract.ts';
import { chipOf } from './page-figures.ts';
import { dayWords, productTypeWords, TEXTS, totalWords, type Language } from './page-words.ts';
import type { PublicResults } from './results.ts';

export function around({ settings, products, totals, partners, funders }: PublicResults, language: Language): Markup {
  const t = TEXTS[language];
  const lists = settings.withProducts
    ? html`<div class="pair" id="products"><section><h2>${t.products}</h2>${products.length === 0 ? html`<p class="meta">${t.noProducts}</p>` : html`<ul class="list">${products.map((one) => productLine(one, language))}</ul>`}</section>
${totals.length === 0 ? null : html`<section><h2>${t.totals}</h2><p class="meta">${t.totalsNote}</p><ul class="list">${totals.map((one) => totalLine(one, language))}</ul></section>`}</div>`
    : null;
  return html`${lists}
${partners.length + funders.length === 0 ? null : html`<div class="pair">${partners.length === 0 ? null : html`<section><h2>${t.partners}</h2><ul class="list">${partners.map(({ name, role, source }) => html`<li><b>${name}</b><span>${role[language]}</span><span class="meta">${t.source}: ${source}</span></li>
`)}</ul></section>`}${funders.length === 0 ? null : fundersOf(funders, language)}</div>`}`;
}

/** Per activity; what one source says of it stands beside what another does. */
function fundersOf(funders: PublicResults['funders'], language: Language): Markup {
  const t = TEXTS[language];
  const activities = [...new Set(funders.map(({ activity }) => activity[language]))];
  return html`<section><h2>${t.funders}</h2><p class="meta">${t.fundersNote}</p><ul class="list">${activities.map((activity) => html`<li><b>${activity}</b><div class="sources">${funders.filter((one) => one.activity[language] === activity).map(({ funder, source }) => html`<div><p>${funder}</p><p class="meta">${t.source}: ${source}</p></div>
`)}</div></li>`)}</ul></section>`;
}

/** What was delivered and declared under an area, in a line each. */
export function deliveredIn(area: string, { products, totals }: Pick<PublicResults, 'products' | 'totals'>, language: Language): Markup[] {
  const count = products.filter((one) => one.area === area).length;
  const said = totals.filter((one) => one.area === area);
  return [
    ...(count === 0 ? [] : [html`<div class="figure">${chipOf('delivered', language)}<p><a href="#products">${TEXTS[language].productCount(count)}</a></p></div>`]),
    ...said.map((one) => html`<div class="figure">${chipOf('declared', language)}<p><b>${totalWords(one, language)}</b></p><p>${titleIn(one, language)}</p></div>`),
  ];
}

function whenOf({ since, until }: Pick<Product, 'since' | 'until'>): string {
  return until === null ? dayWords(since) : `${dayWords(since)}–${dayWords(until)}`;
}

function titleIn({ title, titleEn }: Pick<Product, 'title' | 'titleEn'>, language: Language): string {
  return language === 'en' ? (titleEn ?? title) : title;
}

function productLine(one: Product, language: Language): Markup {
  const funder = one.funder === null ? '' : ` · ${TEXTS[language].funder}: ${one.funder}`;
  return html`<li>${chipOf('delivered', language)}<b>${titleIn(one, language)}</b><span class="meta">${productTypeWords(one.productType, language)} · ${whenOf(one)} · ${one.source}${funder}</span>${linkOf(one, language)}</li>
`;
}

function totalLine(one: Total, language: Language): Markup {
  return html`<li>${chipOf('declared', language)}<b>${totalWords(one, language)}</b><span>${titleIn(one, language)}</span><span class="meta">${whenOf(one)} · ${one.source}</span>${linkOf(one, language)}</li>
`;
}

/** Only what opens in a browser as a page: whatever else somebody wrote there is no link. */
function linkOf(one: Pick<Product, 'link' | 'title' | 'titleEn'>, language: Language): Markup | null {
  if (one.link === null || !/^https?:\/\//i.test(one.link)) return null;
  return html`<a href="${one.link}" rel="noopener noreferrer nofollow" aria-label="${TEXTS[language].openDocument}: ${titleIn(one, language)}">${TEXTS[language].openDocument}</a>`;
}
