/** How a person, a place and a likeness are said. */
import type { ScoreLine } from '../entries.ts';
import { DOUBTFUL_SCORE_MIN, SURE_SCORE_MIN } from '../score-bounds.ts';
import { placeName } from '../places.ts';
import type { RegistryTexts } from '../texts.es.ts';
import { joined } from './joined.ts';

export { joined };

export interface Named {
  readonly givenNames: string;
  readonly surnames: string;
}

/** `Lidia Mamani Condori`. */
export function fullName(person: Named): string {
  return `${person.givenNames} ${person.surnames}`.trim();
}

/** `El Alto, La Paz`; a municipality that bears its department's name is said once. Empty when neither is known. */
export function placeWords(municipality: string | null, department: string | null): string {
  const names = [municipality, department].flatMap((code) => (code === null ? [] : (placeName(code) ?? code)));
  return [...new Set(names)].join(', ');
}

export function fieldWord(texts: RegistryTexts, field: string): string {
  const words: Readonly<Record<string, string>> = texts.score.field;
  return words[field] ?? field;
}

/** Why a field scored as it did; some reasons are said otherwise for a telephone than for a name. */
export function reasonWord(texts: RegistryTexts, line: Pick<ScoreLine, 'field' | 'reason'>): string {
  const words: Readonly<Record<string, string>> = texts.score.reason;
  return words[`${line.field}.${line.reason}`] ?? words[line.reason] ?? texts.score.unknownReason;
}

/** `Apellidos: suenan igual`. */
export function likenessSentence(texts: RegistryTexts, line: Pick<ScoreLine, 'field' | 'reason'>): string {
  return `${fieldWord(texts, line.field)}: ${reasonWord(texts, line).toLowerCase()}`;
}

/** How alike two records are, in words. */
export function alikeWord(texts: RegistryTexts, score: number): string {
  if (score >= SURE_SCORE_MIN) return texts.score.veryAlike;
  return score >= DOUBTFUL_SCORE_MIN ? texts.score.alike : texts.score.littleAlike;
}
