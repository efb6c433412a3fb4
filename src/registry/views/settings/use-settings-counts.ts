/** Asks how many would stand where by settings that are still being typed. Nothing is written. */
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { countBySettings } from '../../settings-contract.ts';
import type { AgeGroups } from '../../entries.ts';
import { call, type AnswerOf } from '../../../web/api.ts';
import { programmeId } from '../../../web/session.ts';
import type { SizeRule } from './settings-draft.ts';

export type Counts = AnswerOf<typeof countBySettings>;

/** null: that setting stays as it is. */
export interface SettingsTried {
  readonly ageGroups: AgeGroups | null;
  readonly sizeRule: { readonly rule: SizeRule; readonly insteadOf: string | null } | null;
}

export interface CountsPreview {
  readonly counts: Readonly<Ref<Counts | null>>;
  readonly working: Readonly<Ref<boolean>>;
  readonly failed: Readonly<Ref<boolean>>;
}

const PAUSE_MS = 250;

export function countsOf({ ageGroups, sizeRule }: SettingsTried, signal: AbortSignal): Promise<Counts> {
  return call(countBySettings, { params: { programme: programmeId() }, body: { ageGroups, sizeRule }, signal });
}

/** Counts again whenever what is `tried` changes; null asks nothing and keeps what was counted last. */
export function useSettingsCounts(tried: () => SettingsTried | null): CountsPreview {
  const counts = ref<Counts | null>(null);
  const working = ref(false);
  const failed = ref(false);
  let asked = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(settings: SettingsTried, mine: AbortController): Promise<void> {
    try {
      const answer = await countsOf(settings, mine.signal);
      if (!mine.signal.aborted) counts.value = answer;
    } catch {
      // Saving does not depend on the counts: the form only says that there are none.
      if (!mine.signal.aborted) failed.value = true;
    }
    if (!mine.signal.aborted) working.value = false;
  }

  function stop(): void {
    asked.abort();
    clearTimeout(timer);
  }

  watch(
    () => JSON.stringify(tried()),
    () => {
      stop();
      const settings = tried();
      asked = new AbortController();
      const mine = asked;
      failed.value = false;
      working.value = settings !== null;
      if (settings !== null) timer = setTimeout(() => void ask(settings, mine), PAUSE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return { counts, working, failed };
}
