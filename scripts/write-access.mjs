// Writes the table of docs/access.md from the code: node scripts/write-access.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { module } = await runnerImport(join(root, 'test', 'cast', 'present-access.ts'), { root, configFile: false });
const path = join(root, 'docs', 'access.md');
const text = await readFile(path, 'utf8');
const [before, , after] = text.split(/(<!-- table -->\n[^]*\n<!-- end -->)/);
await writeFile(path, `${before}<!-- table -->\n${await module.presentAccess()}\n<!-- end -->${after}`);
