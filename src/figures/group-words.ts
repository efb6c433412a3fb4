/** Words for what a figure is broken down by, on screens and in the files that the server makes. Pure. */
import type { WrittenLanguage } from '../platform/number-text.ts';
import { placeName } from '../registry/places.ts';
import { sectorName } from '../registry/sectors.ts';
import { bandWords, codeWord, missingText } from '../web/codes/code-words.ts';
import type { Dimension } from './indicator.ts';

const FAMILIES = {
  sex: 'sexesPlural',
  'organisation-kind': 'organisationKinds',
  department: 'departments',
  youth: 'youthGroups',
} as const;

/** Words for a dimension's key; things with a name of their own bring it as label. */
export function groupWord(dimension: Dimension, key: string, label: string, language: WrittenLanguage): string {
  if (key === 'unknown') return missingText(language);
  if (dimension === 'age-band') return bandWords(key, language);
  if (dimension === 'municipality') return placeText(key, language);
  if (dimension === 'sector') return sectorText(key, language);
  return dimension === 'organisation' || dimension === 'process' || dimension === 'partner' ? label : codeWord(FAMILIES[dimension], key, language);
}

/** A department or a municipality by its code. */
export function placeText(code: string, language: WrittenLanguage): string {
  return code === 'unknown' ? missingText(language) : (placeName(code) ?? code);
}

/** An economic activity by its division. */
export function sectorText(code: string, language: WrittenLanguage): string {
  return code === 'unknown' ? missingText(language) : (sectorName(code, language) ?? code);
}

/** `T1 2020` (`Q1 2020` in English) from the name of a quarter. */
export function quarterText(quarter: string, language: WrittenLanguage): string {
  const match = /(\d{4})\D*([1-4])/.exec(quarter);
  return match === null ? quarter : `${language === 'es' ? 'T' : 'Q'}${match[2]} ${match[1]}`;
}
