/** Asks what the figures would be if drafts came in, while the user is still choosing. Nothing is written. */
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import type { z } from 'zod';
import { previewEffect, type effectLine } from '../../ledger/contract.ts';
import { call } from '../../web/api.ts';
import { programmeId } from '../../web/session.ts';
import type { OwnDraft } from './use-writing.ts';

export type EffectLine = z.output<typeof effectLine>;

export interface EffectPreview {
  /** Lines that change; null while there is nothing to work out. */
  readonly lines: Readonly<Ref<readonly EffectLine[] | null>>;
  readonly working: Readonly<Ref<boolean>>;
  readonly failed: Readonly<Ref<boolean>>;
}

const PAUSE_MS = 250;

/**
 * Lines whose value, or number of people of unknown sex, is not the same before and after. Several figures of the same
 * people have the same unknown ones: that change is said with the first of them only.
 */
export function changedLines(lines: readonly EffectLine[]): readonly EffectLine[] {
  const said = new Set<string>();
  return lines
    .map((line) => (countsPeople(line.unit) ? line : { ...line, unknownSexBefore: null, unknownSexAfter: null }))
    .filter((line) => line.before !== line.after || line.unknownSexBefore !== line.unknownSexAfter)
    .map((line) => {
      const unknown = `${line.unknownSexBefore} ${line.unknownSexAfter}`;
      if (said.has(unknown)) return { ...line, unknownSexBefore: null, unknownSexAfter: null };
      said.add(unknown);
      return line;
    });
}

/** Of processes or organisations nobody asks the sex. */
function countsPeople(unit: string): boolean {
  return unit === 'people' || unit === 'percent';
}

/** Works the effect out again whenever `drafts` changes; null asks nothing. */
export function useEffectPreview(drafts: () => readonly OwnDraft[] | null): EffectPreview {
  const lines = ref<readonly EffectLine[] | null>(null);
  const working = ref(false);
  const failed = ref(false);
  let asked = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(entries: readonly OwnDraft[], mine: AbortController): Promise<void> {
    try {
      const body = { entries: [...entries] };
      const answer = await call(previewEffect, { params: { programme: programmeId() }, body, signal: mine.signal });
      if (!mine.signal.aborted) lines.value = changedLines(answer.lines);
    } catch {
      // The write itself does not depend on the preview: it only says that it could not be worked out.
      if (!mine.signal.aborted) failed.value = true;
    }
    if (!mine.signal.aborted) working.value = false;
  }

  function stop(): void {
    asked.abort();
    clearTimeout(timer);
  }

  watch(
    drafts,
    (entries) => {
      stop();
      asked = new AbortController();
      const mine = asked;
      lines.value = null;
      failed.value = false;
      working.value = entries !== null;
      if (entries !== null) timer = setTimeout(() => void ask(entries, mine), PAUSE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return { lines, working, failed };
}
