/** Puts problems and refusals into words, in the language in use. */
import { Problem } from './problem.ts';
import { language } from './words.ts';
import { refusalIn } from './problems/sentences.ts';
import { es } from './problems/texts.es.ts';
import { en } from './problems/texts.en.ts';

/** What went wrong and what to do. Takes whatever was thrown; what is not a `Problem` is a fault of ours. */
export function problemSentence(thrown: unknown): string {
  const texts = textsInUse();
  if (!(thrown instanceof Problem)) return texts.other;
  const byCode: Readonly<Record<string, string>> = texts.byCode;
  const byStatus: Readonly<Record<number, string>> = texts.byStatus;
  return byCode[thrown.code] ?? byStatus[thrown.status] ?? (thrown.status >= 500 ? texts.server : texts.other);
}

/** Number by which the server's records of a failed request are found; null where there is none. */
export function problemReference(thrown: unknown): string | null {
  if (!(thrown instanceof Problem) || thrown.requestId === null || thrown.status < 500) return null;
  return textsInUse().reference(thrown.requestId);
}

/** Why the ledger refused an entry. */
export function refusalSentence(code: string, field: string | null): string {
  return refusalIn(textsInUse(), code, field);
}

function textsInUse(): typeof es {
  return language.value === 'es' ? es : en;
}
