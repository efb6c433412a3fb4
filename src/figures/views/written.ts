/** Values of figures in the language in use. */
import { missingWord } from '../../web/codes/codes.ts';
import { language } from '../../web/words.ts';
import { figureShort, figureText, type ValueKind } from '../figure-value.ts';

export function written(value: number | null | undefined, kind: ValueKind): string {
  return figureText(value, kind, language.value);
}

/** Where there is little room: the number alone. */
export function writtenShort(value: number | null, kind: ValueKind): string {
  return value === null ? missingWord() : figureShort(value, kind, language.value);
}
