/** Ids in order of making: UUID version 7, so that of two records the earlier has the smaller id. */
import { randomBytes } from 'node:crypto';

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
  const time = lastMs.toString(16).padStart(12, '0');
  const random = randomBytes(8);
  random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0);
  const tail = random.toString('hex');
  const counter = sequence.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
