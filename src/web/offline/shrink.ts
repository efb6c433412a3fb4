/** Photos as they go from a phone: small enough for a poor connection, and still read. */
import { Problem } from '../problem.ts';
import type { FilePurpose } from '../../ledger/file-purposes.ts';
import type { FileToKeep } from './outbox.ts';

/** Longest side, pixels: a written sheet of A4 stays readable. */
const SIDE_MAX = 2_000;
/** What a photo should weigh; one of much detail may weigh more. */
const BYTES_WANTED = 180_000;
const QUALITIES = [0.72, 0.6, 0.5, 0.4];
const PICTURES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', '']);

/** Whether files can be kept here: their SHA-256 needs a secure connection. */
export function canKeepFiles(): boolean {
  return globalThis.isSecureContext;
}

/** A file as a phone keeps it: a picture made small, without what it tells of place and device; any other as it is. Throws `Problem` where it cannot be read. */
export async function toKeep(file: File, purpose: FilePurpose): Promise<FileToKeep> {
  const isPicture = PICTURES.has(file.type) && !file.name.toLowerCase().endsWith('.pdf');
  const blob = isPicture ? await shrunk(file) : file;
  const bytes = await blob.arrayBuffer();
  const fileName = blob === file ? file.name : file.name.replace(/\.[^.]*$/, '') + '.jpg';
  return { sha256: await hashOf(bytes), purpose, fileName, mediaType: blob.type, bytes };
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function shrunk(file: File): Promise<Blob> {
  const picture = await opened(file);
  const canvas = document.createElement('canvas');
  const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height));
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Problem('picture-broken', 400, '');
  // Where a picture is transparent, JPEG would be black.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  let smallest: Blob | null = null;
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob === null) continue;
    smallest = blob;
    if (blob.size <= BYTES_WANTED) break;
  }
  if (smallest === null) throw new Problem('picture-broken', 400, '');
  return smallest;
}

async function opened(file: File): Promise<ImageBitmap> {
  try {
    // As it was held: what the camera noted of it is lost with the rest.
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    // Only some browsers open what iPhones make.
    const isHeic = /\.(heic|heif)$/i.test(file.name) || /hei[cf]/.test(file.type);
    throw new Problem(isHeic ? 'file-heic' : 'picture-broken', 400, '');
  }
}
