/** Ids in order of making: UUID version 7, so that of two records the earlier has the smaller id. */
import { randomBytesOf } from './random-bytes.ts';

let lastMs = 0;
let sequence = 0;

/** A UUID of version 7. Within one process each is greater than the one before, also within a millisecond. */
export function uuidV7(now: Date): string {
  const ms = now.getTime();
  if (ms > lastMs) {
    lastMs = ms;
    sequence = 0;
  } else if (sequence === 0xfff) {
    // The counter is full: borrow from the next millisecond rather than repeat.
    lastMs += 1;
    sequence = 0;
  } else sequence += 1;
  const bytes = randomBytesOf(16);
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  // Glued together it would stay in pieces, five times as large: a list of thousands keeps one for each row.
  return flat(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`);
}

function flat(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
