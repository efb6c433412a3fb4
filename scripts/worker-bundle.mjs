// The service worker, made after the pages: it carries the list of the built files, with what each contains.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'vite';
import { root } from './ready.mjs';

const PAGE = 'index.html';
const [MAIN, ROUTER, FIELD_PAGES] = ['main.ts', 'router.ts', 'field-pages.ts'].map((name) => join(root, 'src', 'web', name).split(sep).join('/'));
/** Files beside the built ones that the page itself asks for. */
const BESIDE = ['layers.css', 'manifest.webmanifest', 'mark.svg'];
/** In index.html, where the build names itself. */
const MARK = 'name="digna-build" content="none"';

/** A plugin for the build of the pages, and what it found: the files without which no page of the field opens. */
export function neededFiles() {
  const found = new Set(BESIDE);
  const plugin = {
    name: 'digna-needed-files',
    generateBundle(_options, bundle) {
      const modules = new Set();
      /** Modules that are fetched by themselves, each with all it stands on. */
      const begun = new Set([MAIN, FIELD_PAGES]);
      const visit = (id) => {
        if (modules.has(id)) return;
        modules.add(id);
        // Packages name more than is used of them; their used parts are in chunks that ours import.
        if (id.includes('node_modules')) return;
        const { importedIds, dynamicallyImportedIds } = this.getModuleInfo(id) ?? giveUp(`there is no ${id}`);
        for (const next of importedIds) visit(next);
        // The router leads to every page of the product.
        for (const next of id === ROUTER ? [] : dynamicallyImportedIds) {
          begun.add(next);
          visit(next);
        }
      };
      for (const id of begun) visit(id);
      const add = (chunk) => {
        if (found.has(chunk.fileName)) return;
        for (const name of [chunk.fileName, ...chunk.viteMetadata.importedCss, ...chunk.viteMetadata.importedAssets]) found.add(name);
        for (const name of chunk.imports) add(bundle[name]);
      };
      for (const one of Object.values(bundle)) {
        if (one.type === 'chunk' && one.moduleIds.some((id) => begun.has(id))) add(one);
      }
    },
  };
  return { plugin, needed: () => [...found].sort() };
}

/** Names the build in its page and makes `worker.js` beside it. */
export async function bundleWorker(folder, needed) {
  const files = Object.fromEntries(filesIn(folder).filter((path) => path !== PAGE && path !== 'worker.js').map((path) => [path, integrityOf(join(folder, path))]));
  const missing = needed.filter((path) => files[path] === undefined);
  if (missing.length > 0) giveUp(`not built: ${missing.join(', ')}`);
  const page = readFileSync(join(folder, PAGE), 'utf8');
  if (!page.includes(MARK)) giveUp(`${PAGE} has no place for the name of the build`);
  const id = createHash('sha256').update(JSON.stringify(files)).update(page).digest('hex').slice(0, 16);
  writeFileSync(join(folder, PAGE), page.replace(MARK, MARK.replace('none', id)));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { DIGNA_BUILD: JSON.stringify({ id, files, needed }) },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      rolldownOptions: { input: join(root, 'src', 'web', 'worker', 'worker.ts'), output: { format: 'iife', entryFileNames: 'worker.js' } },
    },
  });
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

/** As the browser compares it (Subresource Integrity). */
function integrityOf(path) {
  return `sha256-${createHash('sha256').update(readFileSync(path)).digest('base64')}`;
}

function giveUp(why) {
  throw new Error(`The service worker cannot be built: ${why}`);
}
