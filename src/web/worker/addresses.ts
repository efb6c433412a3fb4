/** Which requests of the browser the worker answers, and how. Pure: it runs in the worker and in tests. */

/** First names of the addresses of pages that the server writes itself. A test compares them with its routes. */
export const SERVER_PAGES: readonly string[] = ['p', 'verificar', 'opinion', 'inscripcion', 'asistencia', 'credencial'];
/** Names of files below it carry a hash of their content. */
const HASHED = 'assets/';

export interface Asked {
  /** Below the root of the house, without a slash before it: `programa/procesos`. */
  readonly path: string;
  readonly method: string;
  /** Whether the window goes there, rather than a page asking for a part of itself. */
  readonly navigates: boolean;
}

/**
 * `page`: the page of the application, as kept. `file`: a built file, as kept. `server-page`: from the server; without
 * connection a page says so. `none`: the worker leaves the request alone.
 */
export type Way = 'page' | 'file' | 'server-page' | 'none';

/** `files`: the built files by their path. */
export function wayOf({ path, method, navigates }: Asked, files: Readonly<Record<string, string>>): Way {
  const first = path.split('/', 1)[0] ?? '';
  if (first === 'api' || path === 'worker.js') return 'none';
  if (SERVER_PAGES.includes(first)) return navigates ? 'server-page' : 'none';
  if (method !== 'GET') return 'none';
  if (Object.hasOwn(files, path) || path.startsWith(HASHED)) return 'file';
  return navigates ? 'page' : 'none';
}
