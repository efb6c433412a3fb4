/** Where the house stands on its host: at the root, or under a path (`https://example.org/digna/`). */

/** Path of the house, with a slash at both ends: `/`, `/digna/`. */
export const HOUSE_PATH = housePathIn(typeof document === 'undefined' ? null : document.querySelector<HTMLLinkElement>('link[rel="manifest"]'));

/** An address of the house (`/verificar/ABC`) as the browser has to ask for it. */
export function onHost(path: string): string {
  return HOUSE_PATH.slice(0, -1) + path;
}

/** The same, whole, to be passed on to somebody. */
export function wholeAddress(path: string): string {
  return window.location.origin + onHost(path);
}

/** The server writes into the page where its files are; the manifest stands at the root of the house. */
function housePathIn(link: { readonly href: string } | null): string {
  return link === null ? '/' : new URL('.', link.href).pathname;
}
