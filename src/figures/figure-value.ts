/** How the value of a figure is written, wherever it stands: on a page, in a report, in a file. Pure. */
import { numberText, percentText, type WrittenLanguage } from '../platform/number-text.ts';
import type { Indicator, Scale } from './indicator.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

/** What a value is of. */
export interface ValueKind {
  readonly unit: string;
  /** What a plain number is of; null or absent where the unit says it. */
  readonly unitWord?: { readonly es: string; readonly en: string } | null | undefined;
  /** What an observed value means; null or absent for figures that are counted or worked out. */
  readonly scale?: Scale | null | undefined;
}

/** What the values of an indicator are of. */
export function kindOf({ unit, unitWord, aggregate }: Indicator): ValueKind {
  return { unit, unitWord, scale: aggregate.kind === 'observed' ? aggregate.scale : null };
}

const DECIMALS: Readonly<Record<string, number>> = { times: 2, number: 2 };

/** `60,1 %`, `27,5 puntos`, `1.234,5 USD`, `Aprobado (3 de 3)`, `Sí`; in words where there is no value. */
export function figureText(value: number | null | undefined, kind: ValueKind, language: WrittenLanguage): string {
  const t = (language === 'es' ? es : en).written;
  if (value === null || value === undefined) return t.missing;
  const { unit, scale = null, unitWord = null } = kind;
  if (scale !== null && scale.kind !== 'number') return scaleText(value, scale, language);
  if (unit === 'percent') return percentText(value, language);
  const written = numberText(value, language, decimalsOf(value, unit));
  if (unit === 'minutes') return t.minutes(written);
  if (unit === 'points') return t.points(written, value);
  return unitWord === null ? written : `${written} ${unitWord[language]}`;
}

/** The number alone, where there is little room for more: beside the lines of a chart. */
export function figureShort(value: number, { unit }: ValueKind, language: WrittenLanguage): string {
  return unit === 'percent' ? percentText(value, language) : numberText(value, language, decimalsOf(value, unit));
}

/** A step or a level by its name with its place; what lies between two, as an average does, by its number. */
function scaleText(value: number, scale: Exclude<Scale, { kind: 'number' }>, language: WrittenLanguage): string {
  const t = (language === 'es' ? es : en).written;
  if (scale.kind === 'yes-no') return value === 0 ? t.no : t.yes;
  const names = scale.kind === 'milestone' ? scale.steps : scale.levels;
  const name = Number.isInteger(value) ? names[value - 1] : undefined;
  const place = t.of(numberText(value, language, 2), numberText(names.length, language));
  return name === undefined ? place : `${name[language]} (${place})`;
}

/** Enough decimals that what is not 0 does not look like it. */
function decimalsOf(value: number, unit: string): number {
  const usual = DECIMALS[unit] ?? 1;
  return value !== 0 && Math.abs(value) < 0.5 / 10 ** usual ? 4 : usual;
}
