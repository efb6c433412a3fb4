/** Where the programme's own files lie, whether it runs from its sources or from the bundle. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `src/`. Independent of the working directory. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'src', 'platform', 'database', 'watcher.mjs'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The sources of Digna are not beside its bundle.');
    folder = parent;
  }
  return folder;
}
