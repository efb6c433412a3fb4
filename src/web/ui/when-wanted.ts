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

/** A style sheet that did not come once is not asked for again by the build's own loader. */
async function fetchMissingStyles(): Promise<void> {
  const missing = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter(isMissing);
  await Promise.all(missing.map((link) => new Promise((resolve) => {
    const again = document.createElement('link');
    again.rel = 'stylesheet';
    again.addEventListener('load', resolve);
    again.addEventListener('error', resolve);
    again.href = link.href;
    link.replaceWith(again);
  })));
}

/** All come from the house itself: a sheet whose rules may not be read is the empty one of a failed request. */
function isMissing({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet?.cssRules === undefined;
  } catch {
    return true;
  }
}
