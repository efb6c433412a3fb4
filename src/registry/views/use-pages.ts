/** A list that comes page by page: the first with how many there are, the others when asked for. */
import { ref, type Ref } from 'vue';
import { problemSentence } from '../../web/problem-words.ts';
import { showToast } from '../../web/toasts.ts';
import { useAsync, type Loading } from '../../web/use-async.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface Pages<P> {
  readonly list: Loading<P>;
  readonly loadingMore: Readonly<Ref<boolean>>;
  readonly more: () => Promise<void>;
}

const FIRST_LINES = 50;
const MORE_LINES = 100;

/** Reads again from the beginning whenever `source` changes. */
export function usePages<T, P extends Page<T>>(
  read: (asked: { cursor: string | undefined; limit: number; signal: AbortSignal | undefined }) => Promise<P>,
  source: () => unknown,
): Pages<P> {
  const list = useAsync((signal) => read({ cursor: undefined, limit: FIRST_LINES, signal }), source);
  const loadingMore = ref(false);

  async function more(): Promise<void> {
    const data = list.data.value;
    if (data === null || data.next === null || loadingMore.value) return;
    loadingMore.value = true;
    try {
      const page = await read({ cursor: data.next, limit: MORE_LINES, signal: undefined });
      // The user may have asked for something else meanwhile: then these lines are of another list.
      if (list.data.value === data) list.replace({ ...data, next: page.next, items: [...data.items, ...page.items] });
    } catch (thrown) {
      showToast(problemSentence(thrown), { tone: 'bad' });
    }
    loadingMore.value = false;
  }
  return { list, loadingMore, more };
}
