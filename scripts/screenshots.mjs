// npm run screenshots: the example on a temporary folder, photographed for the README into docs/screenshots.
// `npm run screenshots -- folder` photographs every screen into that folder instead; with names after it, only those.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runnerImport } from 'vite';
import { ensureBuilt, root } from './ready.mjs';

const SIZES = ['laptop', 'phone'];
/** What the repository keeps: these in Spanish at both sizes, and the first two in English and in the dark. */
const KEPT = ['framework', 'indicator-evidence', 'home', 'process', 'session', 'person', 'import-preview', 'conflict'];
const KEPT_OTHERWISE = ['framework', 'indicator-evidence'];

const [folder, ...named] = process.argv.slice(2);
const target = resolve(folder ?? join(root, 'docs', 'screenshots'));

ensureBuilt();
const { module } = await runnerImport(join(root, 'test', 'journeys', 'photographed.ts'), { root, logLevel: 'warn' });
const { launch, LAPTOP, openWindow, PHONE, runServer, SCREENS, settled, signIn } = module;
const viewports = { laptop: LAPTOP, phone: PHONE };

mkdirSync(target, { recursive: true });
const server = await runServer();
const browser = await launch();
try {
  for (const size of SIZES) {
    await photograph(size, 'es', 'light', asked(KEPT));
    await photograph(size, 'en', 'light', asked(KEPT_OTHERWISE));
    await photograph(size, 'es', 'dark', asked(KEPT_OTHERWISE));
  }
} finally {
  await browser.close();
  await server.stop();
}

/** The screens to take: what the repository keeps, what was named, or null for every one. */
function asked(kept) {
  if (folder === undefined) return kept;
  return named.length > 0 ? named : null;
}

/** `names`: the screens to take; null for every one. */
async function photograph(size, language, colorScheme, names) {
  const viewport = viewports[size];
  const deviceScaleFactor = size === 'phone' ? 2 : 1;
  const visitor = await openWindow(browser, server, { viewport, colorScheme, deviceScaleFactor });
  const { page, home } = visitor;
  const suffix = `${size}-${language}${colorScheme === 'dark' ? '-dark' : ''}`;
  const take = (name) => page.screenshot({ path: join(target, `${name}-${suffix}.png`) });
  await page.goto(server.url);
  await settled(page);
  if (language === 'es' && (names === null || names === KEPT)) await take('sign-in');
  await signIn(visitor, server, 'tatiana');
  await page.evaluate((chosen) => localStorage.setItem('digna.language', chosen), language);
  for (const { name, open } of SCREENS.filter((screen) => names === null || names.includes(screen.name))) {
    await open(page, home);
    await take(name);
  }
  await page.context().close();
}
