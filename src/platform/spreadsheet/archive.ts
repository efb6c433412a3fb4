/** The compressed container of a workbook (ZIP): its parts, and unpacking them without being flooded. */
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { UnreadableFile, UNPACKED_BYTES_MAX } from './sheet.ts';

const inflate = promisify(inflateRaw);

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_LENGTH = 22;
const COMMENT_MAX = 0xffff;
const PARTS_MAX = 20_000;
/** Real workbooks pack 5 to 40 times smaller; beyond this, and beyond `RATIO_FREE_BYTES`, it is an attack. */
const RATIO_MAX = 200;
const RATIO_FREE_BYTES = 10 * 1024 * 1024;

export interface Part {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
}

export interface Archive {
  readonly bytes: Uint8Array;
  readonly parts: ReadonlyMap<string, Part>;
  /** Bytes that may still be unpacked, whatever the headers say. */
  budget: number;
}

/**
 * Reads the directory of the container and judges the sizes it declares before anything is unpacked.
 * Refuses: `corrupt` (no directory, or one that points outside), `too-large-unpacked`.
 */
export function openArchive(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (at >= bytes.length || count > PARTS_MAX) throw new UnreadableFile('corrupt');
  const parts = new Map<string, Part>();
  let packed = 0;
  let unpacked = 0;
  for (let index = 0; index < count; index += 1) {
    const { part, next } = readEntry(view, bytes, at);
    parts.set(part.name, part);
    packed += part.packedBytes;
    unpacked += part.unpackedBytes;
    at = next;
  }
  if (unpacked > UNPACKED_BYTES_MAX) throw new UnreadableFile('too-large-unpacked');
  if (unpacked > RATIO_FREE_BYTES && unpacked > RATIO_MAX * Math.max(1, packed)) {
    throw new UnreadableFile('too-large-unpacked');
  }
  return { bytes, parts, budget: UNPACKED_BYTES_MAX };
}

/** Unpacks one part. A part that gives more bytes than its header declares is refused while it unpacks. */
export async function unpack(archive: Archive, name: string): Promise<Uint8Array | null> {
  const part = archive.parts.get(name);
  if (part === undefined) return null;
  if (part.encrypted) throw new UnreadableFile('password-protected');
  const packed = packedBytes(archive.bytes, part);
  const limit = Math.min(part.unpackedBytes, archive.budget);
  const unpacked = await expand(packed, part.method, Math.max(1, limit));
  archive.budget -= unpacked.length;
  if (archive.budget < 0) throw new UnreadableFile('too-large-unpacked', name);
  return unpacked;
}

async function expand(packed: Uint8Array, method: number, limit: number): Promise<Uint8Array> {
  if (method === 0) {
    if (packed.length > limit) throw new UnreadableFile('too-large-unpacked');
    return packed;
  }
  if (method !== 8) throw new UnreadableFile('corrupt');
  try {
    return await inflate(packed, { maxOutputLength: limit });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    throw new UnreadableFile(code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large-unpacked' : 'corrupt');
  }
}

/** The end record stands last, before a comment of any length. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_LENGTH - COMMENT_MAX);
  for (let at = view.byteLength - END_LENGTH; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new UnreadableFile('corrupt');
}

function readEntry(view: DataView, bytes: Uint8Array, at: number): { part: Part; next: number } {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new UnreadableFile('corrupt');
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const commentLength = view.getUint16(at + 32, true);
  const nameEnd = at + 46 + nameLength;
  if (nameEnd > view.byteLength) throw new UnreadableFile('corrupt');
  const part = {
    name: new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)).replaceAll('\\', '/'),
    method: view.getUint16(at + 10, true),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    packedBytes: view.getUint32(at + 20, true),
    unpackedBytes: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  return { part, next: nameEnd + extraLength + commentLength };
}

function packedBytes(bytes: Uint8Array, part: Part): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = part.offset;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL_ENTRY) throw new UnreadableFile('corrupt');
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + part.packedBytes > bytes.length) throw new UnreadableFile('corrupt');
  return bytes.subarray(start, start + part.packedBytes);
}
