#!/usr/bin/env node
// The command line. It needs the same bundle as the server and makes it if it is not there.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, ensureBuilt, ensureInstalled, root } from '../scripts/ready.mjs';

checkNode();
ensureInstalled('runtime');
ensureBuilt();
await import(pathToFileURL(join(root, 'dist', 'server', 'cli.js')).href);
