/** Tells the user what became of an entry that went in: that it contradicts another, or that it waits. */
import { session } from './session.ts';
import { showToast } from './toasts.ts';
import { language } from './words.ts';
import { es } from './texts.es.ts';
import { en } from './texts.en.ts';

export interface Outcome {
  readonly conflicts: readonly { readonly rootId: string; readonly fields: readonly string[] }[];
  readonly waiting: readonly string[];
  /** On this phone, not yet sent. */
  readonly kept: readonly string[];
}

/** One message for the conflicts, with the way to the decision, and one for what waits; nothing where there is neither. */
export function tellOutcome({ conflicts, waiting, kept }: Outcome): void {
  const texts = language.value === 'es' ? es : en;
  const [first, ...others] = conflicts;
  if (first !== undefined) {
    const programme = session.programmeCode ?? '';
    const to = others.every(({ rootId }) => rootId === first.rootId)
      ? { name: 'conflict', params: { programme, id: first.rootId } }
      : { name: 'conflicts', params: { programme } };
    const fields = new Set(conflicts.flatMap((one) => one.fields.map((field) => `${one.rootId} ${field}`))).size;
    showToast(texts.inConflict(fields), { tone: 'bad', link: { label: texts.seeVersions, to } });
  }
  if (waiting.length > 0) showToast(texts.isWaiting(waiting.length));
  if (kept.length > 0) showToast(texts.isKept);
}
