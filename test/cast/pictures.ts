/** Pictures small enough to make in a test. */
import { deflateSync } from 'node:zlib';

/** A PNG of one colour, with the size that its header states; `stated` lets the header say another. */
export function png(width: number, height: number, stated: { width: number; height: number } = { width, height }): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(stated.width, 0);
  header.writeUInt32BE(stated.height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x5a)]);
  return pngOf(header, Buffer.concat(Array.from({ length: height }, () => line)));
}

/** A PNG of noise, which nothing makes smaller: about three bytes for each of its points. */
export function noisyPng(width: number, height: number, seed: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  let state = (seed % 2_147_483_646) + 1;
  const noise = (): number => (state = (state * 48_271) % 2_147_483_647) & 0xff;
  return pngOf(header, Buffer.from(Array.from({ length: height * (width * 3 + 1) }, (_none, at) => (at % (width * 3 + 1) === 0 ? 0 : noise()))));
}

function pngOf(header: Buffer, lines: Buffer): Buffer {
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
