/**
 * Whether the English words are there. In the browser's build they come in one file when English is chosen, and this file is
 * replaced (scripts/browser-english.mjs); everywhere else each catalogue is imported as it is written.
 */

/** Whether the English words can be shown at once. */
export function isEnglishHere(): boolean {
  return true;
}

/** Fetches the English words. Throws when they cannot be fetched. */
export function loadEnglish(): Promise<void> {
  return Promise.resolve();
}
