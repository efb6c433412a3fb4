// Writes schema.sql from the migrations, by way of a database made for the purpose: node scripts/write-schema.mjs
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { module } = await runnerImport(join(root, 'test', 'database', 'present-schema.ts'), { root, configFile: false });
await writeFile(join(root, 'schema.sql'), await module.presentSchema());
