/** Whether the window is as wide as a laptop's: what is shown there alone is not made on a phone at all. */
import { readonly, ref } from 'vue';

/** As wide as in the styles: `(max-width: 959px)` is narrow. */
const wide = matchMedia('(min-width: 960px)');
const matches = ref(wide.matches);
wide.onchange = () => (matches.value = wide.matches);

export const isWideScreen = readonly(matches);
