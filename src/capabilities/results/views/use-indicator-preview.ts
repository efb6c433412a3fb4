/** Asks what a definition would count while it is still being written. Nothing is saved. */
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import type { Indicator } from '../../../figures/indicator.ts';
import { call, type AnswerOf } from '../../../web/api.ts';
import { programmeId } from '../../../web/session.ts';
import { previewIndicator } from '../indicator-contract.ts';

const PAUSE_MS = 300;

export interface IndicatorPreview {
  readonly tried: Readonly<Ref<AnswerOf<typeof previewIndicator> | null>>;
  readonly state: Readonly<Ref<'idle' | 'working' | 'failed'>>;
}

/** Asks again whenever the definition changes; null asks nothing. */
export function useIndicatorPreview(indicator: () => Indicator | null, corrects: string | null): IndicatorPreview {
  const tried = ref<AnswerOf<typeof previewIndicator> | null>(null);
  const state = ref<'idle' | 'working' | 'failed'>('idle');
  let asked = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(wanted: Indicator, mine: AbortController): Promise<void> {
    try {
      const body = { indicator: wanted, corrects };
      const answer = await call(previewIndicator, { params: { programme: programmeId() }, body, signal: mine.signal });
      if (mine.signal.aborted) return;
      tried.value = answer;
      state.value = 'idle';
    } catch {
      // Saving does not depend on the preview: it only says that it could not be worked out.
      if (!mine.signal.aborted) state.value = 'failed';
    }
  }
  function stop(): void {
    asked.abort();
    clearTimeout(timer);
  }
  watch(
    () => JSON.stringify(indicator()),
    () => {
      const wanted = indicator();
      stop();
      asked = new AbortController();
      const mine = asked;
      tried.value = null;
      state.value = wanted === null ? 'idle' : 'working';
      if (wanted !== null) timer = setTimeout(() => void ask(wanted, mine), PAUSE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return { tried, state };
}
