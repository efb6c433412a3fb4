/** Figures of the public page: large ones, those of an area, and their breakdowns. */
import { html, type Markup } from '../../../platform/http/html.ts';
import { numberText, percentText } from '../../../platform/number-text.ts';
import { dayWords, groupWords, TEXTS, unitWords, valueWords, type Language } from './page-words.ts';
import { womenPercent } from './results.ts';
import type { PublicIndicator, PublicTable } from './telling.ts';

type Chip = 'counted' | 'delivered' | 'declared' | 'noData' | 'notShown';

export function chipOf(chip: Chip, language: Language): Markup {
  return html`<span class="chip ${chip === 'noData' || chip === 'notShown' ? 'none' : chip}">${TEXTS[language][chip]}</span>`;
}

/** A figure at the top. The first is the largest. */
export function largeFigure(one: PublicIndicator, language: Language, isFirst: boolean): Markup {
  const t = TEXTS[language];
  const name = one.name[language];
  if (one.value === null) return html`<div class="large is-short"><p class="name">${name}</p>${whyNone(one, language)}</div>`;
  const women = womenPercent(one);
  const sex = one.tables.find(({ dimension }) => dimension === 'sex');
  return html`<div class="large${isFirst ? '' : ' is-short'}"><b>${valueWords(one, language)}</b>
<p class="name">${name}. ${women === null ? null : t.women(percentText(women, language, 0))}</p>
${sex === undefined ? null : sexBar(sex, women, language)}${sourceLines(one, language)}${groupsOf(one, language, sex)}</div>`;
}

/** Women and all others, and the numbers that are told. */
function sexBar(table: PublicTable, women: number | null, language: Language): Markup {
  const order = ['woman', 'man'];
  const rank = (code: string): number => (order.indexOf(code) + order.length + 1) % (order.length + 1);
  const cells = table.cells.toSorted((a, b) => rank(a.code) - rank(b.code));
  const bar = women === null ? null : html`<svg class="bar" viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="28" class="rest"/><rect width="${women}" height="28" class="women"/></svg>`;
  return html`${bar}${groupList({ ...table, cells }, language)}`;
}

function groupList({ dimension, cells }: PublicTable, language: Language): Markup {
  return html`<ul class="groups">${cells.map(({ code, count }) => html`<li><b>${count === null ? TEXTS[language].hidden : numberText(count, language)}</b> ${groupWords(dimension, code, language)}</li>`)}</ul>`;
}

/** A figure under its area. */
export function figureCard(one: PublicIndicator, language: Language): Markup {
  if (one.value === null) return html`<div class="figure"><p>${one.name[language]}</p>${whyNone(one, language)}</div>`;
  return html`<div class="figure">${chipOf('counted', language)}<p><b>${valueWords(one, language)}</b> ${unitWords(one, language)}</p><p>${one.name[language]}</p>
<p class="meta">${TEXTS[language].asOf(dayWords(one.through))}. ${one.source[language]}${heldNote(one, language)}</p>${one.large ? null : groupsOf(one, language)}</div>`;
}

function whyNone({ withheld }: PublicIndicator, language: Language): Markup {
  const t = TEXTS[language];
  return withheld === 'few' ? html`${chipOf('notShown', language)}<p class="meta">${t.few}</p>` : html`${chipOf('noData', language)}<p class="meta">${t.nobodyCounted}</p>`;
}

function sourceLines(one: PublicIndicator, language: Language): Markup {
  return html`<p class="meta">${chipOf('counted', language)} ${TEXTS[language].asOf(dayWords(one.through))}. ${one.source[language]}${heldNote(one, language)}</p>`;
}

function heldNote({ held }: PublicIndicator, language: Language): string {
  return held ? ` ${TEXTS[language].held}` : '';
}

/** Every breakdown but departments, which stand beside the map, and what stands elsewhere already. */
function groupsOf(one: PublicIndicator, language: Language, shown?: PublicTable): Markup | null {
  const t = TEXTS[language];
  const tables = one.tables.filter((table) => table.dimension !== 'department' && table !== shown);
  if (tables.length === 0 && one.untold.length === 0) return null;
  const untold = one.untold.map((dimension) => t.dimensions[dimension]).join(', ');
  return html`<div class="breakdowns">
${tables.map((table) => html`<div class="figure"><p class="meta">${t.byDimension(t.dimensions[table.dimension], dayWords(table.through))}</p>${groupList(table, language)}</div>`)}
${untold === '' ? null : html`<p class="meta">${t.untold(untold)}</p>`}</div>`;
}
