import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { englishApart } from './scripts/browser-english.mjs';
import { withoutShapes } from './scripts/browser-shapes.mjs';

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The browser's part. The server's is built by scripts/build.mjs. */
export default defineConfig({
  root: pathOf('./src/web'),
  // Parts find each other beside themselves, so the house may stand under any path; the server roots the page's own links.
  base: './',
  plugins: [vue(), withoutShapes(), englishApart()],
  // The browser needs of a contract its path and types, not its validators: 26 kB less on the first screen.
  resolve: { alias: { zod: pathOf('./src/web/contract-schemas.ts') } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  build: {
    outDir: pathOf('./dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    rolldownOptions: {
      // Contracts and kinds that no page asks for are left out.
      treeshake: { manualPureFunctions: ['contract', 'entryKind', 'z'] },
      output: {
        codeSplitting: {
          // A phone on a poor connection waits for requests more than for bytes: few files on the first screen.
          groups: [
            { name: 'vue', test: /node_modules.(vue|@vue|vue-router)/, priority: 2 },
            // What somebody in the field sees first, with all it stands on and nothing else (a journey weighs it).
            { name: 'first', test: /src.web.main\.ts|src.web.shell.ProgrammeShell\.vue$|events.field.views.TodayPage\.vue$|src.web.offline.(start\.ts|SyncChip\.vue)$/, priority: 1 },
            { name: 'kit', test: /(src.web.(ui|codes|[a-z-]+\.ts)|@lucide)/, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
