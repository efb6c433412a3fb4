/** A long list, slice by slice: a screenful stands at once, and between the slices the page answers whoever taps. */
import { computed, shallowRef, watchEffect, type ComputedRef } from 'vue';

/** Rows made at a time: what a slow phone makes in about 50 ms. */
const SLICE_ROWS = 12;

/** `rows` as far as they are made; once made they stay, whatever is looked for among them. */
export function inSlices<T>(rows: () => readonly T[]): ComputedRef<readonly T[]> {
  const made = shallowRef(SLICE_ROWS);
  watchEffect(
    (onCleanup) => {
      if (made.value >= rows().length) return;
      const next = setTimeout(() => (made.value += SLICE_ROWS));
      onCleanup(() => clearTimeout(next));
    },
    // Only once what was made before stands.
    { flush: 'post' },
  );
  return computed(() => rows().slice(0, made.value));
}
