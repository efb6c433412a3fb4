// npm start: from a bare clone to a running server. Arguments are passed on to the server (`npm start -- --empty`).
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, ensureBuilt, ensureInstalled, root } from './ready.mjs';

checkNode();
ensureInstalled('runtime');
ensureBuilt();
// In this very process: signals reach the server itself, and there is no parent to outlive it.
await import(pathToFileURL(join(root, 'dist', 'server', 'serve.js')).href);
