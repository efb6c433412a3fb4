// npm run build: the browser's part and its worker into dist/web, the server and the command line into dist/server.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { packed } from './packed-files.mjs';
import { buildStamp, root, sourcesDigest } from './ready.mjs';
import { bundleForNode } from './server-bundle.mjs';
import { bundleWorker, neededFiles } from './worker-bundle.mjs';

process.env.NODE_ENV = 'production';
// Taken first: a source that changes meanwhile must lead to another build.
const digest = sourcesDigest();
rmSync(buildStamp, { force: true });

const { plugin, needed } = neededFiles();
await build({ root: join(root, 'src', 'web'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn', plugins: [plugin] });
await bundleWorker(join(root, 'dist', 'web'), needed());
await packed(join(root, 'dist', 'web'));
await bundleForNode({
  outDir: join(root, 'dist', 'server'),
  emptyOutDir: true,
  input: { serve: join(root, 'src', 'app', 'serve.ts'), cli: join(root, 'src', 'app', 'cli.ts'), 'figure-worker': join(root, 'src', 'figures', 'figure-worker.ts') },
  output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
});
writeFileSync(buildStamp, digest);
