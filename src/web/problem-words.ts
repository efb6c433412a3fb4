/** Puts problems and refusals into words, in the language in use. */
import { Problem } from './problem.ts';
import { shallowRef } from 'vue';
import { es } from './texts.es.ts';
import { en } from './texts.en.ts';
import { language, useWords, type Language } from './words.ts';
import { refusalIn } from './problems/sentences.ts';
import type { es as Spanish } from './problems/texts.es.ts';

const short = useWords({ es, en });

/** What went wrong and what to do. Takes whatever was thrown; what is not a `Problem` is a fault of ours. */
export function problemSentence(thrown: unknown): string {
  const texts = textsInUse();
  if (texts === null) return short.value.failed;
  if (!(thrown instanceof Problem)) return texts.other;
  const byCode: Readonly<Record<string, string>> = texts.byCode;
  const byStatus: Readonly<Record<number, string>> = texts.byStatus;
  return byCode[thrown.code] ?? byStatus[thrown.status] ?? (thrown.status >= 500 ? texts.server : texts.other);
}

/** Number by which the server's records of a failed request are found; null where there is none. */
export function problemReference(thrown: unknown): string | null {
  if (!(thrown instanceof Problem) || thrown.requestId === null || thrown.status < 500) return null;
  return textsInUse()?.reference(thrown.requestId) ?? null;
}

/** Why the ledger refused an entry. */
export function refusalSentence(code: string, field: string | null): string {
  const texts = textsInUse();
  return texts === null ? short.value.failed : refusalIn(texts, code, field);
}

/** The sentences, in both languages; null until they are here. They come after the first screen, and before anything is written or refused. */
const sentences = shallowRef<Readonly<Record<Language, typeof Spanish>> | null>(null);
let coming: Promise<void> | null = null;

/** Fetches the sentences, once. Where they cannot be fetched, a short one stands for all. */
export function loadSentences(): Promise<void> {
  coming ??= Promise.all([import('./problems/texts.es.ts'), import('./problems/texts.en.ts')]).then(
    ([{ es: spanish }, { en: english }]) => {
      sentences.value = { es: spanish, en: english };
    },
    () => {
      coming = null;
    },
  );
  return coming;
}

function textsInUse(): typeof Spanish | null {
  if (sentences.value === null) void loadSentences();
  return sentences.value?.[language.value] ?? null;
}
