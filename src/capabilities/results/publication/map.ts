/** The nine departments coloured in few steps, each with its name and number; every one leads to its line in the table. */
import { html, Markup } from '../../../platform/http/html.ts';
import { DEPARTMENT_SHAPES, MAP_SIZE } from './bolivia-shapes.ts';
import { numberText } from '../../../platform/number-text.ts';
import { groupWords, TEXTS, type Language } from './page-words.ts';
import type { PublicTable } from './telling.ts';

type Shade = 'none' | 'low' | 'mid' | 'high' | 'hid';
/** Labels that would not fit where the middle of their department is: how far they are moved. */
const LABEL_MOVES: Readonly<Record<string, readonly [x: number, y: number]>> = { '01': [122, 44], '06': [4, -4], '09': [8, -6] };
/** The one label beside its shape, and the line that leads to it. */
const OUTSIDE = '01';
const LEADER = html`<path class="leader" d="M196 356L262 394"/>`;

export function mapOf(table: PublicTable, title: string, language: Language): Markup {
  const t = TEXTS[language];
  const counts = new Map(table.cells.map(({ code, count }) => [code, count]));
  const steps = stepsOf(DEPARTMENT_SHAPES.map(({ code }) => counts.get(code) ?? 0));
  const shadeIn = (code: string): Shade => (counts.get(code) === null ? 'hid' : shadeOf(counts.get(code) ?? 0, steps));
  return html`<svg viewBox="0 -2 ${MAP_SIZE.width} ${MAP_SIZE.height + 4}" role="group" aria-label="${title}">${HIDDEN_PATTERN}
${DEPARTMENT_SHAPES.map(({ code, path }) => {
    const name = groupWords('department', code, language);
    const count = counts.get(code);
    const said = count === null ? t.hidden : count === undefined ? t.mapNobody : numberText(count, language);
    return html`<a href="#d${code}" class="${shadeIn(code)}" aria-label="${name}: ${said}"><path d="${path}"/></a>
`;
  })}<g aria-hidden="true">${LEADER}${DEPARTMENT_SHAPES.map(({ code, x, y }) => {
    const count = counts.get(code);
    const [right, down] = LABEL_MOVES[code] ?? [0, 0];
    const place = code === OUTSIDE ? 'out' : `on-${shadeIn(code)}`;
    return html`<text class="${place}" x="${x + right}" y="${y + down}">${groupWords('department', code, language)}<tspan x="${x + right}" dy="15">${count === null ? t.hidden : numberText(count ?? 0, language)}</tspan></text>
`;
  })}</g></svg>
<ul class="legend">${legendOf(counts, steps, language)}</ul>`;
}

const HIDDEN_PATTERN = html`<defs><pattern id="hid" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path fill="#f2ebe1" d="M0 0h6v6H0z"/><path fill="#8e7f80" d="M0 0h2v6H0z"/></pattern></defs>`;

/** Upper bounds of the two lower shades: thirds of the largest. */
function stepsOf(values: readonly number[]): readonly [low: number, mid: number, most: number] {
  const most = Math.max(...values);
  return [Math.floor(most / 3), Math.floor((most * 2) / 3), most];
}

function shadeOf(value: number, [low, mid]: readonly [number, number, number]): Shade {
  if (value === 0) return 'none';
  if (value <= low) return 'low';
  return value <= mid ? 'mid' : 'high';
}

function legendOf(counts: ReadonlyMap<string, number | null>, [low, mid, most]: readonly [number, number, number], language: Language): Markup[] {
  const t = TEXTS[language];
  const range = (from: number, to: number): string => t.mapRange(numberText(from, language), numberText(to, language));
  const lines: readonly (readonly [Shade, string, boolean])[] = [
    ['high', range(mid + 1, most), most > 0],
    ['mid', range(low + 1, mid), mid > low],
    ['low', range(1, low), low > 0],
    ['none', t.mapNobody, DEPARTMENT_SHAPES.some(({ code }) => !counts.has(code))],
    ['hid', t.hidden, DEPARTMENT_SHAPES.some(({ code }) => counts.get(code) === null)],
  ];
  return lines.filter(([, , is]) => is).map(([shade, words]) => html`<li><svg viewBox="0 0 18 18" aria-hidden="true"><rect class="key ${shade}" width="18" height="18" rx="3"/></svg>${words}</li>`);
}

/** The same as a table, for whoever does not see the map. */
export function departmentTable(table: PublicTable, caption: string, language: Language): Markup {
  const t = TEXTS[language];
  const counts = new Map(table.cells.map(({ code, count }) => [code, count]));
  const codes = [...DEPARTMENT_SHAPES.map(({ code }) => code), ...(counts.has('unknown') ? ['unknown'] : [])];
  return html`<table><caption class="meta">${caption}</caption><thead><tr><th scope="col">${t.department}</th><th scope="col" class="number">${t.counted}</th></tr></thead><tbody>
${codes.map((code) => {
    const count = counts.get(code);
    return html`<tr id="d${code}"><th scope="row">${groupWords('department', code, language)}</th><td class="number">${count === null ? t.hidden : numberText(count ?? 0, language)}</td></tr>
`;
  })}</tbody></table>`;
}
