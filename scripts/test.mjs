// npm test: everything a bare machine needs for the check, then the check.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { checkNode, ensureInstalled, giveUp, root } from './ready.mjs';

checkNode();
ensureInstalled('everything');
const chromium = findChromium() ?? installChromium();
const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'check.mjs')], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM_PATH: chromium },
});
process.exit(status ?? 1);

function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named && existsSync(named)) return named;
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

function installChromium() {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { stdio: 'inherit', env };
    spawnSync('apt-get', ['update'], options);
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options);
  }
  return (
    findChromium() ??
    giveUp(
      'Las pruebas necesitan el navegador Chromium. ' +
        'Instálelo ("apt-get install chromium") o indique su ruta en CHROMIUM_PATH.',
      'The tests need the browser Chromium. Install it ("apt-get install chromium") or name its path in CHROMIUM_PATH.',
    )
  );
}
