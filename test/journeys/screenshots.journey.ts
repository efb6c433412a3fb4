/** Pictures for the README are made by one command; it is tried on one screen, in a folder of its own. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/platform/database/project-root.ts';

test('a screen is photographed at both sizes, in both languages, by day and by night', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'digna-pictures-'));
  try {
    await promisify(execFile)(process.execPath, [join(projectRoot(), 'scripts', 'screenshots.mjs'), folder, 'home']);
    const pictures = ['laptop', 'phone'].flatMap((size) => [`home-${size}-en.png`, `home-${size}-es-dark.png`, `home-${size}-es.png`]);
    expect(readdirSync(folder).sort()).toEqual(pictures.sort());
    // Two pictures of a page that did not come would be the same few lines.
    for (const picture of pictures) expect(statSync(join(folder, picture)).size, picture).toBeGreaterThan(30_000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
