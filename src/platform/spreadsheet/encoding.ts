/** From bytes to text: the encoding is guessed from the bytes, never from the name. */
import { UnreadableFile } from './sheet.ts';

const SAMPLE_BYTES = 4096;

/**
 * Text of a file in UTF-8, UTF-16 (either order) or Windows-1252, with or without byte-order mark.
 * Bytes that are not valid UTF-8 are read as Windows-1252, of which Latin-1 is the part people use.
 */
export function decodeText(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  const wide = unmarkedUtf16(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: the one-byte encoding of Spanish-language Windows.
    return decodeWindows1252(bytes);
  }
}

/** What Windows-1252 has at 0x80 to 0x9f, in order; `\0` where it has nothing. */
const WINDOWS_1252 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

/** By hand, because Node 20 decodes `windows-1252` as Latin-1, which loses the curly quotes. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin.replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? '');
}

/** UTF-16 without a mark: Latin text has a zero in every second byte. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  if (length < 8) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) evenZeros += 1;
    if (bytes[at + 1] === 0) oddZeros += 1;
  }
  const pairs = length / 2;
  if (oddZeros > pairs * 0.6 && evenZeros < pairs * 0.1) return 'utf-16le';
  if (evenZeros > pairs * 0.6 && oddZeros < pairs * 0.1) return 'utf-16be';
  return null;
}

/** Refuses bytes that are no text at all: zeros and control bytes, which lists do not have. */
export function assertText(text: string): void {
  const sample = text.slice(0, SAMPLE_BYTES);
  let strange = 0;
  for (const character of sample) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) strange += 1;
    if (code === 0xfffd) strange += 1;
  }
  if (strange > sample.length * 0.02) throw new UnreadableFile('not-a-table');
}
