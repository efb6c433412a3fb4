// What runs in Node is bundled one way: the server, the command line and the benchmarks.
import { build } from 'vite';
import { root } from './ready.mjs';

/** Bundles `input` into `outDir`, readable and with its map. */
export function bundleForNode({ outDir, emptyOutDir, input, output }) {
  return build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { ssr: true, target: 'node20', outDir, emptyOutDir, minify: false, sourcemap: true, rolldownOptions: { input, output } },
  });
}
