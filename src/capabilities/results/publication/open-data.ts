/** The public results as data: JSON and lines of a table. Aggregates only, and what is hidden on the page is hidden here. */
import { groupWords, TEXTS, type Language } from './page-words.ts';
import type { PublicResults } from './results.ts';

/** The same figures as the page, in both languages. */
export function openData({ programme, settings, through, changesAfter, areas, indicators, products, totals, partners, funders }: PublicResults) {
  return {
    programme,
    through,
    rhythm: settings.rhythm,
    changesAfter,
    areas,
    indicators: indicators.map(({ code, name, source, area, unit, value, through: day, withheld, held, tables }) => ({
      code, name, source, area, unit, value, through: day, withheld, held,
      breakdowns: tables.map(({ dimension, through: until, total, cells }) => ({ dimension, through: until, total, groups: cells })),
    })),
    products: products.map(({ title, titleEn, productType, area, since, until, source, link, funder }) => ({ title, titleEn, productType, area, since, until, source, link, funder })),
    declaredTotals: totals.map(({ title, titleEn, value, bound, unit, unitEn, area, since, until, source, link }) => ({ title, titleEn, value, bound, unit, unitEn, area, since, until, source, link })),
    partners,
    funders,
  };
}

/** One line per figure and per group of a breakdown, with a heading. */
export function openLines({ programme, indicators }: PublicResults, language: Language): string[][] {
  const t = TEXTS[language];
  const lines = indicators.flatMap((one) => {
    const line = (dimension: string, group: string, value: number | null, day: string, missing: string): string[] => [
      programme.code, one.code, one.name[language], one.unit, dimension, group, value === null ? '' : String(value), day, value === null ? missing : t.counted, one.source[language],
    ];
    return [
      line('', t.csvTotal, one.value, one.through, one.withheld === 'no-data' ? t.noData : t.notShown),
      ...one.tables.flatMap(({ dimension, through, cells }) => cells.map(({ code, count }) => line(t.dimensions[dimension], groupWords(dimension, code, language), count, through, t.hidden))),
    ];
  });
  return [t.csvHead, ...lines];
}

/** As spreadsheets read it: with quotes, and nothing that one would run as a formula. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
