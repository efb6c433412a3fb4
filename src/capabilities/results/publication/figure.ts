/** One public figure to put into another page: as a small document for a frame, and as a picture. It carries its date and source. */
import { html } from '../../../platform/http/html.ts';
import { percentText } from '../../../platform/number-text.ts';
import { dayWords, TEXTS, unitWords, valueWords, type Language } from './page-words.ts';
import { PAGE_STYLE } from '../../../site/style.ts';
import { Markup } from '../../../platform/http/html.ts';
import { womenPercent, type PublicResults } from './results.ts';
import type { PublicIndicator } from './telling.ts';

export interface Shown {
  readonly results: PublicResults;
  readonly indicator: PublicIndicator;
  readonly language: Language;
  readonly origin: string;
}

function linesOf({ results, indicator, language }: Shown) {
  const t = TEXTS[language];
  const women = womenPercent(indicator);
  const name = results.programme.name[language];
  return {
    title: indicator.name[language],
    value: valueWords(indicator, language),
    unit: unitWords(indicator, language),
    note: indicator.value === null ? t.notShown : women === null ? '' : t.women(percentText(women, language, 0)),
    source: `${t.source}: ${indicator.source[language]}`,
    line: `${t.sourceLine(name, dayWords(indicator.through))}${results.programme.demonstration ? `. ${t.demonstration}` : ''}`,
  };
}

/** A document for a frame. */
export function embeddedFigure(shown: Shown): string {
  const { language, results, origin } = shown;
  const { title, value, unit, note, source, line } = linesOf(shown);
  const page = `${origin}/p/${results.programme.code}${language === 'en' ? '?lang=en' : ''}`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${new Markup(PAGE_STYLE)}</style></head>
<body><main class="embed"><h1>${title}</h1><p><b>${value}</b> ${unit}</p>${note === '' ? null : html`<p>${note}</p>`}<p class="meta">${line}</p><p class="meta">${source}</p><p><a href="${page}" target="_blank" rel="noopener">${TEXTS[language].seePage}</a></p></main></body></html>`.text;
}

const WIDTH = 640;
/** Letters that fit on a line of the picture. */
const LETTERS = 74;

/** A picture of it, for whoever cannot put in a frame. */
export function figurePicture(shown: Shown): string {
  const { title, value, unit, note, source, line } = linesOf(shown);
  const small = [...wrapped(line), ...wrapped(source)].slice(0, 8);
  const height = 150 + (note === '' ? 0 : 28) + small.length * 20;
  const below = note === '' ? 132 : 160;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}: ${value} ${unit}. ${line}" font-family="'Source Sans 3','Segoe UI','Noto Sans',Arial,sans-serif">
<rect width="${WIDTH}" height="${height}" fill="#fff"/><rect width="${WIDTH}" height="8" fill="#9b1b4b"/>
<text x="24" y="42" font-size="20" font-weight="650" fill="#231a1f">${title}</text><text x="24" y="106" font-size="64" font-weight="800" fill="#231a1f">${value}<tspan font-size="20" font-weight="400" dx="10">${unit}</tspan></text>
${note === '' ? null : html`<text x="24" y="134" font-size="18" fill="#1d5a78">${note}</text>`}
${small.map((text, at) => html`<text x="24" y="${below + at * 20}" font-size="15" fill="#5a4c50">${text}</text>`)}
</svg>`.text;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= LETTERS) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
