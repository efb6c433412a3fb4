/** Takes one file in, and stops listening as soon as it is more than allowed or not of a type that is. */
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';
import { recognise, type Known } from './file-type.ts';
import type { FileType } from './media-types.ts';
import { withoutMetadata } from './picture-metadata.ts';

export interface FileLimits {
  readonly types: readonly FileType[];
  readonly bytesMax: number;
  /** Most pixels of a picture: few bytes may hold a picture that fills the memory once it is opened. */
  readonly pixelsMax: number;
}

export interface Received extends Known {
  readonly bytes: Buffer;
  readonly fileName: string;
}

const FILE_NAME_MAX = 200;
const PARSER_MARGIN = 1024 * 1024;

export async function receiveFile(request: FastifyRequest, limits: FileLimits): Promise<Received> {
  const { bytesMax } = limits;
  if (!request.isMultipart()) throw new Problem('not-a-file');
  // The parser's own limit lies a little higher: what is refused is refused here, in the words of its purpose.
  const part = await request.file({ limits: { fileSize: bytesMax + PARSER_MARGIN } });
  if (part === undefined) throw new Problem('not-a-file');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of part.file) {
    const bytes: unknown = chunk;
    if (!Buffer.isBuffer(bytes)) continue;
    size += bytes.length;
    if (size > bytesMax) {
      // The rest is let go by unread: a browser hears the refusal only where its request is not cut off.
      request.raw.unpipe();
      request.raw.resume();
      throw new Problem('file-too-large', { bytesMax });
    }
    chunks.push(bytes);
  }
  return received(Buffer.concat(chunks), part.filename, limits);
}

/** A file that came in whole: checked, and without traces of who took it. */
export function received(bytes: Buffer, fileName: string, limits: FileLimits): Received {
  const found = check(bytes, limits);
  return { bytes: withoutTrace(found, bytes), fileName: fileName.slice(0, FILE_NAME_MAX) || 'archivo', ...found };
}

/** A photograph does not tell where it was taken, when, nor with whose telephone. */
function withoutTrace({ type }: Known, bytes: Buffer): Buffer {
  if (type !== 'jpeg' && type !== 'png' && type !== 'webp') return bytes;
  const clean = withoutMetadata(type, bytes);
  if (clean === null) throw new Problem('picture-broken');
  return clean;
}

/** Throws what is wrong with the file, in the order in which a person would mend it. */
export function check(bytes: Uint8Array, { types, pixelsMax }: FileLimits): Known {
  if (bytes.length === 0) throw new Problem('file-empty');
  const found = recognise(bytes);
  if (found === 'svg') throw new Problem('file-svg');
  if (found === 'heic') throw new Problem('file-heic');
  if (found === 'broken') throw new Problem('picture-broken');
  if (found === 'unknown' || !types.includes(found.type)) throw new Problem('file-type-refused', { types });
  if (found.pixels !== null && found.pixels.width * found.pixels.height > pixelsMax) {
    throw new Problem('picture-too-big', { pixelsMax, ...found.pixels });
  }
  return found;
}
