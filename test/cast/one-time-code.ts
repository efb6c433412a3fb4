/** What an authenticator app shows: RFC 6238, SHA-1, six digits, thirty seconds. */
import { createHmac } from 'node:crypto';

export function oneTimeCode(uri: string, atMs: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
  const digest = createHmac('sha1', base32(new URL(uri).searchParams.get('secret') ?? '')).update(counter).digest();
  const offset = digest.readUInt8(19) % 16;
  return String((digest.readUInt32BE(offset) % 0x80000000) % 1_000_000).padStart(6, '0');
}

function base32(text: string): Buffer {
  let bits = '';
  for (const letter of text.replaceAll('=', '')) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
