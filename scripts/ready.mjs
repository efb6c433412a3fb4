// Makes a checkout ready to run: the right Node, the packages, the bundle. Uses nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const buildStamp = join(root, 'dist', 'sources.sha256');
const NODE_MIN = [20, 19];

/** Ends the process with a sentence in both languages. */
export function giveUp(es, en) {
  process.stderr.write(`${es}\n${en}\n`);
  process.exit(1);
}

/** Ends the process when this Node is too old to run Digna. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return;
  giveUp(
    `Digna necesita Node ${NODE_MIN.join('.')} o más nuevo; este es ${process.versions.node}. ` +
      'Instálelo de https://nodejs.org.',
    `Digna needs Node ${NODE_MIN.join('.')} or newer; this is ${process.versions.node}. ` +
      'Install it from https://nodejs.org.',
  );
}

/**
 * Installs the packages when those of the lock file are not there. `runtime` leaves the developer's tools out,
 * but never takes away those that are installed.
 */
export function ensureInstalled(extent) {
  const wanted = extent === 'everything' || hasTools() ? 'everything' : 'runtime';
  if (isInstalled(wanted)) return;
  const omit = wanted === 'runtime' ? ['--omit=dev'] : [];
  say('Instalando los paquetes... / Installing the packages...');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...before] = npm;
  const { status } = run(command, [...before, 'install', ...omit, '--no-audit', '--no-fund']);
  if (status !== 0) {
    giveUp(
      'No se pudieron instalar los paquetes. Revise la conexión e intente de nuevo con "npm install".',
      'The packages could not be installed. Check the connection and try again with "npm install".',
    );
  }
}

/** Builds when there is no bundle or it was made from other sources. */
export function ensureBuilt() {
  if (existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === sourcesDigest()) return;
  say('Preparando la aplicación... / Building the application...');
  const { status } = run(process.execPath, [join(root, 'scripts', 'build.mjs')]);
  if (status !== 0) giveUp('No se pudo preparar la aplicación.', 'The application could not be built.');
}

/** Changes whenever a file that goes into the bundle does. By contents, because a checkout has any dates. */
export function sourcesDigest() {
  const digest = createHash('sha256');
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const settings = ['vite.config.ts', 'scripts/build.mjs', 'scripts/server-bundle.mjs', 'scripts/worker-bundle.mjs', 'scripts/browser-english.mjs', 'scripts/browser-shapes.mjs', 'package-lock.json'].map((name) => join(root, name));
  for (const path of [...sources, ...settings].sort()) {
    digest.update(path.slice(root.length)).update('\0');
    if (existsSync(path)) digest.update(readFileSync(path)).update('\0');
  }
  return digest.digest('hex');
}

/** npm writes down what it installed; that list is compared with the lock file. */
function isInstalled(extent) {
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(packagesIn(join(root, 'package-lock.json')))
    .filter(([path, entry]) => path !== '' && !entry.optional && !entry.devOptional && !entry.peer)
    .filter(([, entry]) => extent === 'everything' || !entry.dev)
    .every(([path, entry]) => installed[path]?.version === entry.version);
}

/** Whether this is a developer's install: the list marks what only the tools need. */
function hasTools() {
  return Object.values(packagesIn(join(root, 'node_modules', '.package-lock.json'))).some((entry) => entry.dev);
}

function packagesIn(path) {
  return readJson(path)?.packages ?? {};
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** What it says goes to the error stream: the output of a command belongs to the command. */
function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
