/** What is wrong with ages and sizes that somebody typed, in words. */
import { refusalSentence } from '../../../web/problem-words.ts';
import type { AgesWrong, SizeRuleWrong } from './settings-draft.ts';
import type { es } from './texts.es.ts';

type SettingsTexts = typeof es;

/** With the band it is about, where it is about one. */
export function agesWrongWords(t: SettingsTexts, { fault, at }: AgesWrong): string {
  const sentence = fault === 'ages-not-years' ? t.ages.notYears : refusalSentence(fault, null);
  return at === null ? sentence : `${t.ages.bandNumber(at + 1)}. ${sentence}`;
}

export function sizeWrongWords(t: SettingsTexts, wrong: SizeRuleWrong): string {
  const own: Readonly<Record<string, string>> = t.sizes.wrong;
  return own[wrong] ?? refusalSentence(wrong, null);
}
