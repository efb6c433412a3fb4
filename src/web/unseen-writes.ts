/** Writes that went in after their form was closed: nobody is there to tell its page, so whatever is on screen loads again. */
import { readonly, ref } from 'vue';

const count = ref(0);

/** How many there were since the window opened. */
export const unseenWrites = readonly(count);

export function wroteUnseen(): void {
  count.value += 1;
}
