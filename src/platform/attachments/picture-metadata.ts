/**
 * Takes out of a picture what its camera or its program wrote beside the image: place, moment, device, owner, words,
 * pictures within the picture, and whatever follows its end. What decides how it looks stays: colours, size, which way up.
 * The image itself is not touched. Pure.
 */
import { exifOf, orientationIn } from './exif-orientation.ts';

/** The picture without it; null where it is cut off or built otherwise than its type says. */
export function withoutMetadata(type: 'jpeg' | 'png' | 'webp', bytes: Uint8Array): Buffer | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'jpeg') return cleanJpeg(data);
  return type === 'png' ? cleanPng(data) : cleanWebp(data);
}

const EXIF = 'Exif\0\0';
const SCAN = 0xda;
const END = 0xd9;
const APP0 = 0xe0;
const JFIF_BYTES = 14;

/** Source: ITU-T T.81, annex B. What is kept is named; anything else goes. */
function cleanJpeg(data: Buffer): Buffer | null {
  const kept: Buffer[] = [];
  let orientation = 1;
  let scans = 0;
  let at = 2;
  while (at < data.length) {
    if (data[at] !== 0xff) return null;
    const marker = data[at + 1];
    // Any number of FF may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Cut off between two scans: what came is shown as far as it goes.
    if (marker === undefined || marker === END) break;
    if (at + 4 > data.length) return null;
    const end = at + 2 + data.readUInt16BE(at + 2);
    if (end < at + 4 || end > data.length) return null;
    const body = data.subarray(at + 4, end);
    if (marker === 0xe1 && body.subarray(0, 6).toString('latin1') === EXIF && orientation === 1) orientation = orientationIn(body.subarray(6));
    const segment = keptSegment(marker, data.subarray(at, end), body);
    if (segment !== null) kept.push(segment);
    at = end;
    if (marker === SCAN) {
      scans += 1;
      const scanEnd = endOfScan(data, at);
      kept.push(data.subarray(at, scanEnd));
      at = scanEnd;
    }
  }
  if (scans === 0) return null;
  const exif = exifOf(orientation);
  const [head, rest] = kept[0]?.[1] === APP0 ? [kept.slice(0, 1), kept.slice(1)] : [[], kept];
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...head, ...(exif === null ? [] : [exifSegment(exif)]), ...rest, Buffer.from([0xff, END])]);
}

/** Frames, tables, restarts, colour profiles, and Adobe's word on how colours are coded. */
function keptSegment(marker: number, segment: Buffer, body: Buffer): Buffer | null {
  const starts = (name: string): boolean => body.subarray(0, name.length).toString('latin1') === name;
  if (marker >= 0xc0 && marker <= 0xdf) return segment;
  if (marker === 0xe2) return starts('ICC_PROFILE\0') ? segment : null;
  if (marker === 0xee) return starts('Adobe') ? segment : null;
  if (marker !== APP0 || !starts('JFIF\0') || body.length < JFIF_BYTES) return null;
  // Without the small picture that may follow, of which the last two bytes are the sides.
  return Buffer.from([0xff, APP0, 0, JFIF_BYTES + 2, ...body.subarray(0, JFIF_BYTES - 2), 0, 0]);
}

/** Where the next marker stands: within a scan FF is followed by 00, or by a restart. */
function endOfScan(data: Buffer, from: number): number {
  let at = from;
  while (at < data.length) {
    at = data.indexOf(0xff, at);
    if (at === -1 || at + 1 >= data.length) return data.length;
    const next = data.readUInt8(at + 1);
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += next === 0xff ? 1 : 2;
  }
  return data.length;
}

function exifSegment(exif: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(EXIF, 'latin1'), exif]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Source: W3C, Portable Network Graphics (third edition), 4.7 and 11. */
const PNG_KEPT = new Set(
  ['IHDR', 'PLTE', 'IDAT', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI', 'sBIT', 'bKGD', 'hIST', 'pHYs', 'acTL', 'fcTL', 'fdAT'],
);
const PNG_HEADER = 8;

function cleanPng(data: Buffer): Buffer | null {
  const kept: Buffer[] = [];
  let orientation = 1;
  let at = PNG_HEADER;
  for (;;) {
    // Length, name, and a sum after the content.
    if (at + 12 > data.length) return null;
    const end = at + 12 + data.readUInt32BE(at);
    if (end > data.length) return null;
    const name = data.subarray(at + 4, at + 8).toString('latin1');
    if (name === 'eXIf') orientation = orientationIn(data.subarray(at + 8, end - 4));
    if (PNG_KEPT.has(name)) kept.push(data.subarray(at, end));
    at = end;
    if (name === 'IEND') break;
  }
  if (!kept.some((chunk) => chunk.subarray(4, 8).toString('latin1') === 'IDAT')) return null;
  const exif = exifOf(orientation);
  const [head, ...rest] = [...kept, pngChunk('IEND', Buffer.alloc(0))];
  if (head === undefined) return null;
  return Buffer.concat([data.subarray(0, PNG_HEADER), head, ...(exif === null ? [] : [pngChunk('eXIf', exif)]), ...rest]);
}

function pngChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  chunk.set(named, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return chunk;
}

/** Of a few bytes, so bit by bit. */
function crc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ ((sum & 1) * 0xedb88320);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** Source: RFC 9649, 2. */
const WEBP_IMAGE = new Set(['VP8 ', 'VP8L', 'ANMF']);
const WEBP_KEPT = new Set([...WEBP_IMAGE, 'VP8X', 'ALPH', 'ANIM', 'ICCP']);
const WEBP_HEADER = 12;
/** Flags of VP8X: Exif and XMP are there. */
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

function cleanWebp(data: Buffer): Buffer | null {
  if (data.length < WEBP_HEADER) return null;
  const chunks = webpChunks(data.subarray(WEBP_HEADER, Math.min(data.length, 8 + data.readUInt32LE(4))));
  if (chunks === null || !chunks.some(({ name }) => WEBP_IMAGE.has(name))) return null;
  const exif = chunks.find(({ name }) => name === 'EXIF')?.content;
  // Some programs write it with the mark that it has in a JPEG.
  const orientation = exif === undefined ? 1 : orientationIn(exif.subarray(0, 6).toString('latin1') === EXIF ? exif.subarray(6) : exif);
  const own = exifOf(orientation);
  const kept: Buffer[] = [];
  for (const { name, content } of chunks) {
    if (name === 'VP8X') kept.push(webpChunk(name, withFlags(content, own !== null)));
    else if (name === 'ANMF') {
      const frame = cleanFrame(content);
      if (frame === null) return null;
      kept.push(webpChunk(name, frame));
    } else if (WEBP_KEPT.has(name)) kept.push(webpChunk(name, content));
  }
  if (own !== null) kept.push(webpChunk('EXIF', own));
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept]);
  return webpChunk('RIFF', body);
}

/** A frame of a moving picture: where it stands and for how long, then chunks of its own. */
function cleanFrame(content: Buffer): Buffer | null {
  const head = content.subarray(0, 16);
  const chunks = webpChunks(content.subarray(16));
  if (head.length < 16 || chunks === null) return null;
  return Buffer.concat([head, ...chunks.filter(({ name }) => WEBP_KEPT.has(name)).map(({ name, content: own }) => webpChunk(name, own))]);
}

function webpChunks(data: Buffer): { name: string; content: Buffer }[] | null {
  const chunks: { name: string; content: Buffer }[] = [];
  let at = 0;
  while (at + 8 <= data.length) {
    const size = data.readUInt32LE(at + 4);
    if (at + 8 + size > data.length) return null;
    chunks.push({ name: data.subarray(at, at + 4).toString('latin1'), content: data.subarray(at + 8, at + 8 + size) });
    at += 8 + size + (size % 2);
  }
  return chunks;
}

function webpChunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

function withFlags(content: Buffer, hasExif: boolean): Buffer {
  const flags = Buffer.from(content);
  if (flags.length > 0) flags[0] = ((flags[0] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (hasExif ? HAS_EXIF : 0);
  return flags;
}
