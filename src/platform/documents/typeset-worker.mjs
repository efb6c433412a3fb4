// Sets documents in a thread of its own, one after the other, so that a long one keeps nobody waiting.
// Written in JavaScript: the thread is started from this very file, whether the server is bundled or not.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** Documents are made of what comes with the request: the folder does not exist, so nothing else can be read. */
const workspace = join(tmpdir(), 'digna-typesetting-reads-no-folder');
/** Only the typefaces inside the compiler: a document looks the same on every machine. */
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [] }] });

parentPort.on('message', ({ id, main, files, madeAtSeconds, as }) => {
  try {
    compiler.resetShadow();
    for (const [path, bytes] of files) compiler.mapShadow(join(workspace, path), Buffer.from(bytes));
    const mainFilePath = join(workspace, main);
    const compiled = compiler.compile({ mainFilePath, resetRead: true });
    if (compiled.result === null) {
      const found = compiled.takeDiagnostics();
      const why = found === null ? [] : compiler.fetchDiagnostics(found);
      parentPort.postMessage({ id, failure: JSON.stringify(why).slice(0, 2000) });
      return;
    }
    const made = as === 'svg'
      ? Buffer.from(compiler.plainSvg(compiled.result))
      : compiler.pdf(compiled.result, { pdfStandard: 'ua-1', pdfTags: true, creationTimestamp: madeAtSeconds });
    parentPort.postMessage({ id, bytes: new Uint8Array(made) });
  } catch (error) {
    parentPort.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  } finally {
    // What was remembered of a document is forgotten after a few others: memory stays bounded.
    compiler.evictCache(5);
  }
});
