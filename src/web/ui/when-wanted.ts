/** Parts of a page that are fetched when they are opened. */
import { defineAsyncComponent, type AsyncComponentLoader, type Component } from 'vue';
import PartMissing from './PartMissing.vue';

/** Where it could not be fetched, that is said in its place, and opening it anew tries again. */
export function whenWanted<T extends Component>(load: AsyncComponentLoader<T>): T {
  const loader = async (): ReturnType<typeof load> => {
    const part = await load();
    await fetchMissingStyles();
    return part;
  };
  return defineAsyncComponent({ loader, errorComponent: PartMissing });
}

/** Style sheets that did not come. One that is still on its way is not among them: somebody waits for that very link. */
const failed = new Set<HTMLLinkElement>();
document.addEventListener('error', ({ target }) => {
  if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') failed.add(target);
}, true);

/** What did not come once is not asked for again by the build's own loader. */
async function fetchMissingStyles(): Promise<void> {
  const missing = [...failed];
  failed.clear();
  await Promise.all(missing.map((link) => new Promise((resolve) => {
    const again = document.createElement('link');
    again.rel = 'stylesheet';
    again.addEventListener('load', resolve);
    again.addEventListener('error', resolve);
    again.href = link.href;
    link.replaceWith(again);
  })));
}
