/** Values of figures in the language in use. */
import { language } from '../../web/words.ts';
import { figureText, type ValueKind } from '../figure-value.ts';
import type { Indicator } from '../indicator.ts';

export function written(value: number | null | undefined, kind: ValueKind): string {
  return figureText(value, kind, language.value);
}

/** What the values of an indicator are of. */
export function kindOf({ unit, unitWord, aggregate }: Indicator): ValueKind {
  return { unit, unitWord, scale: aggregate.kind === 'observed' ? aggregate.scale : null };
}
