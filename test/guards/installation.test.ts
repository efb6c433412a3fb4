/** What a phone reads before it installs the application: the manifest, its icons and its colours agree with the house. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../src/platform/database/project-root.ts';

interface Manifest {
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose: string }[];
  readonly theme_color: string;
  readonly background_color: string;
  readonly start_url: string;
  readonly scope: string;
}

const root = projectRoot();
const shipped = join(root, 'src', 'web', 'public');
const manifest: Manifest = JSON.parse(readFileSync(join(shipped, 'manifest.webmanifest'), 'utf8'));
let drawn = '';

beforeAll(() => {
  drawn = mkdtempSync(join(tmpdir(), 'digna-icons-'));
  spawnSync(process.execPath, [join(root, 'scripts', 'write-icons.mjs'), drawn]);
});
afterAll(() => rmSync(drawn, { recursive: true, force: true }));

/** Side and pixels; how well they are packed differs between versions of Node. */
function picture(path: string): { side: number; pixels: string } {
  const png = readFileSync(path);
  const at = png.indexOf('IDAT');
  return { side: png.readUInt32BE(16), pixels: inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))).toString('base64') };
}

test('icons are there in the sizes that are promised, one of them to be cut by the launcher', () => {
  for (const { src, sizes } of manifest.icons) {
    const { side } = picture(join(shipped, src));
    expect([src, sizes]).toEqual([src, `${side}x${side}`]);
  }
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(['192x192 any', '512x512 any', '512x512 maskable']);
});

test('icons are those that the script draws from the mark', () => {
  for (const name of ['icon-192.png', 'icon-512.png', 'maskable-512.png', 'apple-touch-icon.png']) {
    expect([name, picture(join(shipped, 'icons', name))]).toEqual([name, picture(join(drawn, name))]);
  }
});

test('colours are those of the tokens', () => {
  const tokens = readFileSync(join(root, 'src', 'web', 'styles', 'tokens.css'), 'utf8');
  const light = (name: string): string | undefined => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(tokens)?.[1];
  expect([manifest.theme_color, manifest.background_color]).toEqual([light('surface'), light('paper')]);
});

test('addresses are relative, so that the house may stand under a path', () => {
  expect([manifest.start_url, manifest.scope]).toEqual(['./', './']);
});
