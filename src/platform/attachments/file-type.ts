/** What a file is, by its content: its name may say anything. Pictures also by their size in pixels, read from the header. */

import type { FileType } from './media-types.ts';

export interface Pixels {
  readonly width: number;
  readonly height: number;
}

export interface Known {
  readonly type: FileType;
  /** null: no picture. */
  readonly pixels: Pixels | null;
}

/** `svg`, `heic` and `unknown` are no types of ours; `broken`: a picture whose header cannot be read. */
export type Recognised = Known | 'svg' | 'heic' | 'unknown' | 'broken';

export function recognise(bytes: Uint8Array): Recognised {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (hex: string): boolean => data.subarray(0, hex.length / 2).toString('hex') === hex;
  if (starts('89504e470d0a1a0a')) return picture('png', pixelsOfPng(data));
  if (starts('ffd8ff')) return picture('jpeg', pixelsOfJpeg(data));
  if (starts('52494646') && data.subarray(8, 12).toString('latin1') === 'WEBP') return picture('webp', pixelsOfWebp(data));
  if (data.subarray(0, 1024).includes('%PDF-')) return { type: 'pdf', pixels: null };
  // A document of an office may carry programs, and is then none of ours.
  if (starts('504b0304') && !data.includes('vbaProject.bin')) {
    const type = OFFICE_PARTS.find(([part]) => data.includes(part))?.[1];
    if (type !== undefined) return { type, pixels: null };
  }
  if (isHeic(data)) return 'heic';
  return isSvg(data) ? 'svg' : 'unknown';
}

/** A document of an office is an archive that holds its part; a bare archive is not one. */
const OFFICE_PARTS: readonly (readonly [part: string, type: FileType])[] = [
  ['xl/workbook.xml', 'xlsx'],
  ['word/document.xml', 'docx'],
  ['ppt/presentation.xml', 'pptx'],
];

/** What phones of one maker take unless told otherwise; browsers do not show it. */
function isHeic(data: Buffer): boolean {
  return data.subarray(4, 8).toString('latin1') === 'ftyp' && /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(data.subarray(8, 12).toString('latin1'));
}

function picture(type: FileType, pixels: Pixels | null): Recognised {
  return pixels === null || pixels.width === 0 || pixels.height === 0 ? 'broken' : { type, pixels };
}

function isSvg(data: Buffer): boolean {
  return /<(\w+:)?svg[\s>]/i.test(data.subarray(0, 4096).toString('utf8').replaceAll('\u0000', ''));
}

function pixelsOfPng(data: Buffer): Pixels | null {
  if (data.length < 33 || data.subarray(12, 16).toString('latin1') !== 'IHDR') return null;
  return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
}

/** Markers that begin a frame; the others between C0 and CF are tables. */
const NO_FRAME = new Set([0xc4, 0xc8, 0xcc]);

function pixelsOfJpeg(data: Buffer): Pixels | null {
  let at = 2;
  while (at + 9 < data.length && data[at] === 0xff) {
    const marker = data.readUInt8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker)) {
      return { height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) };
    } else at += 2 + data.readUInt16BE(at + 2);
  }
  return null;
}

function pixelsOfWebp(data: Buffer): Pixels | null {
  if (data.length < 30) return null;
  const form = data.subarray(12, 16).toString('latin1');
  if (form === 'VP8X') return { width: data.readUIntLE(24, 3) + 1, height: data.readUIntLE(27, 3) + 1 };
  if (form === 'VP8 ') return { width: data.readUInt16LE(26) & 0x3fff, height: data.readUInt16LE(28) & 0x3fff };
  if (form !== 'VP8L') return null;
  const bits = data.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
