/** By which steps a browser installs the application. */

export const INSTALLING_BROWSERS = ['chrome-android', 'samsung', 'firefox-android', 'ios', 'chromium-desktop', 'safari-mac', 'firefox-desktop'] as const;

export type InstallingBrowser = (typeof INSTALLING_BROWSERS)[number];

/** The first that fits. Browsers name those they resemble too, so the more particular stand first. */
const SIGNS: readonly (readonly [sign: RegExp, browser: InstallingBrowser])[] = [
  [/iPhone|iPad|iPod/, 'ios'],
  [/SamsungBrowser\//, 'samsung'],
  [/Android.*Firefox\//, 'firefox-android'],
  [/Android/, 'chrome-android'],
  [/Firefox\//, 'firefox-desktop'],
  [/Chrome\//, 'chromium-desktop'],
  [/Macintosh.*Safari\//, 'safari-mac'],
];
/** Windows that WhatsApp, Facebook and others open within themselves: they install nothing. */
const WITHIN_ANOTHER = /; wv\)|\bFBA[NV]\/|Instagram|\bLine\//;

/** null where nothing is recognised. An iPad calls itself a Macintosh; its screen is touched at several points. */
export function installingBrowser(userAgent: string, touchPoints: number): InstallingBrowser | null {
  const found = SIGNS.find(([sign]) => sign.test(userAgent))?.[1] ?? null;
  return found === 'safari-mac' && touchPoints > 1 ? 'ios' : found;
}

export function isWithinAnother(userAgent: string): boolean {
  return WITHIN_ANOTHER.test(userAgent);
}
