/** Random bytes for salts and ids, fetched from the system many at a time: asked one by one, an import spends seconds on it. */
import { randomFillSync } from 'node:crypto';

/** Bytes fetched at a time. */
const FETCHED = 16_384;
const fetched = Buffer.alloc(FETCHED);
let used = FETCHED;

/** `count` bytes that nobody was given before, at most 16,384. */
export function randomBytesOf(count: number): Buffer {
  if (used + count > FETCHED) {
    randomFillSync(fetched);
    used = 0;
  }
  const bytes = Buffer.from(fetched.subarray(used, used + count));
  // What was given is not kept.
  fetched.fill(0, used, used + count);
  used += count;
  return bytes;
}
