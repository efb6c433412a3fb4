/** A ZIP file written as it comes: nothing of a part is held but what is being compressed. */
import { pipeline, Readable } from 'node:stream';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  /** Asked for once the part before it is written. */
  readonly content: () => AsyncIterable<Buffer>;
}

/** Sizes are kept in four bytes: beyond, readers would need another kind of ZIP. */
const BYTES_MAX = 0xffff_ffff;
/** Bit 3: sizes come after the content. Bit 11: names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980, midnight: the same content is the same file. */
const DATE = 0x0021;

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
  readonly at: number;
}

export async function* zipStream(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let at = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const start = at;
    const head = Buffer.concat([localHead(name), name]);
    at += head.length;
    yield head;
    const seen = { crc: 0, bytes: 0 };
    let packed = 0;
    for await (const chunk of deflated(part.content(), seen)) {
      packed += chunk.length;
      at += chunk.length;
      yield chunk;
    }
    if (at > BYTES_MAX || seen.bytes > BYTES_MAX) throw new Error('A file beyond four gigabytes needs a ZIP of another kind.');
    const entry = { name, crc: seen.crc, packed, bytes: seen.bytes, at: start };
    const tail = descriptor(entry);
    at += tail.length;
    yield tail;
    written.push(entry);
  }
  const directory = Buffer.concat(written.map(centralHead));
  yield Buffer.concat([directory, endOf(written.length, directory.length, at)]);
}

/** Compressed; `seen` is told of what goes in. A fault of the source is thrown here. */
async function* deflated(content: AsyncIterable<Buffer>, seen: { crc: number; bytes: number }): AsyncGenerator<Buffer> {
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      seen.crc = crc32(chunk, seen.crc);
      seen.bytes += chunk.length;
      yield chunk;
    }
  }
  // Quick rather than small: large tables are made while somebody waits.
  const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 });
  const packed: AsyncIterable<Buffer> = pipeline(Readable.from(counted()), deflate, () => undefined);
  yield* packed;
}

function localHead(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt16LE(DATE, 12);
  head.writeUInt16LE(name.length, 26);
  return head;
}

function descriptor({ crc, packed, bytes }: Written): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x0807_4b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(bytes, 12);
  return tail;
}

function centralHead({ name, crc, packed, bytes, at }: Written): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x0201_4b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(FLAGS, 8);
  head.writeUInt16LE(DEFLATED, 10);
  head.writeUInt16LE(DATE, 14);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed, 20);
  head.writeUInt32LE(bytes, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE(at, 42);
  return Buffer.concat([head, name]);
}

function endOf(count: number, directoryBytes: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
