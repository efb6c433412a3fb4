// Built texts beside themselves as small as they get, once: what the server would pack at each request is a sixth larger.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXTS = new Set(['.js', '.css', '.svg', '.webmanifest']);
/** Below this a request costs more than what is saved. */
const BYTES_MIN = 1024;
const [brotli, gz] = [promisify(brotliCompress), promisify(gzip)];

/** Writes `.br` and `.gz` beside each file that the server sends as it is. */
export async function packed(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && TEXTS.has(extname(entry.name)));
  await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const bytes = readFileSync(path);
      if (bytes.length < BYTES_MIN) return;
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      writeFileSync(`${path}.br`, await brotli(bytes, { params }));
      writeFileSync(`${path}.gz`, await gz(bytes, { level: 9 }));
    }),
  );
}
