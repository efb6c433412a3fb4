/** Loads what a page shows: what came, whether more is coming, what went wrong, and a way to try again. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { unseenWrites } from './unseen-writes.ts';

export interface Loading<T> {
  /** The latest answer; stays while a newer one is on its way, so that the page does not flicker. */
  readonly data: Readonly<ShallowRef<T | null>>;
  readonly loading: Readonly<ShallowRef<boolean>>;
  /** What was thrown by the latest try, or null. */
  readonly problem: Readonly<ShallowRef<unknown>>;
  readonly reload: () => Promise<void>;
  /** Puts an answer in place that came another way, for instance from a write. */
  readonly replace: (data: T) => void;
}

/**
 * Loads now, and again whenever `source` has another value: what it gives is compared as JSON, so that an object made anew
 * with the same in it asks for nothing; also after a form wrote that was closed meanwhile. An answer that arrives after a newer question is dropped.
 */
export function useAsync<T>(load: (signal: AbortSignal) => Promise<T>, source?: () => unknown): Loading<T> {
  const data = shallowRef<T | null>(null);
  const loading = shallowRef(true);
  const problem = shallowRef<unknown>(null);
  let asked = new AbortController();

  async function reload(): Promise<void> {
    asked.abort();
    const mine = new AbortController();
    asked = mine;
    loading.value = true;
    problem.value = null;
    try {
      const answer = await load(mine.signal);
      if (!mine.signal.aborted) data.value = answer;
    } catch (thrown) {
      if (!mine.signal.aborted) problem.value = thrown;
    }
    if (!mine.signal.aborted) loading.value = false;
  }

  function replace(answer: T): void {
    data.value = answer;
  }

  if (source !== undefined) watch(() => JSON.stringify(source()), () => void reload());
  watch(unseenWrites, () => void reload());
  void reload();
  onScopeDispose(() => asked.abort());
  return { data, loading, problem, reload, replace };
}
