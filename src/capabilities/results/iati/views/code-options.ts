/** Codes of a list as a field offers them: found by word in either language, or by the code itself. */
import { inLanguage } from '../../../../web/words.ts';
import { searchCodes, type Code } from '../code-lists.ts';

/** More than anybody reads; whoever does not find it types another word. */
const OFFERED_MAX = 40;

export function codeOptions(list: readonly Code[], text: string): { value: string; label: string; detail: string }[] {
  return searchCodes(list, text)
    .slice(0, OFFERED_MAX)
    .map((one) => ({ value: one.code, label: inLanguage(one), detail: one.code }));
}

export function codeLabel(list: readonly Code[], code: string): string {
  const found = list.find((one) => one.code === code);
  return found === undefined ? code : `${found.code} ${inLanguage(found)}`;
}
