/** Words for the codes of places and economic activities. */
import { MUNICIPALITIES } from '../../registry/places.ts';
import { SECTORS } from '../../registry/sectors.ts';
import { missingWord } from '../../web/codes/codes.ts';
import { language } from '../../web/words.ts';
import { placeText, sectorText } from '../group-words.ts';

/** A department or a municipality by its code. */
export function placeWord(code: string): string {
  return placeText(code, language.value);
}

/** An economic activity by its division. */
export function sectorWord(code: string): string {
  return sectorText(code, language.value);
}

/** Municipalities of some departments, by name, as choices. */
export function municipalityOptions(departments: readonly string[]): { value: string; label: string }[] {
  return MUNICIPALITIES.filter(({ department }) => departments.includes(department))
    .map(({ code, name }) => ({ value: code, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'es'));
}

/** Divisions of economic activity, as choices. */
export function sectorOptions(): { value: string; label: string }[] {
  const divisions = SECTORS.filter(({ code }) => code.length === 2);
  return [...divisions.map(({ code }) => ({ value: code, label: sectorWord(code) })), { value: 'unknown', label: missingWord() }];
}
