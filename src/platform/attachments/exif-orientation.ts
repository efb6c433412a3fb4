/**
 * Which way up a picture is, as a camera notes it, and nothing else of what it notes. Pure.
 * Source: CIPA DC-008 (Exif 2.32), 4.6.2 and tag 0x0112.
 */

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
const FIELD_BYTES = 12;
const UPRIGHT = 1;

/** 1 to 8; 1, upright, where nothing readable says otherwise. `tiff`: from its byte order on. */
export function orientationIn(tiff: Buffer): number {
  const order = tiff.subarray(0, 4).toString('latin1');
  if (order !== 'II*\0' && order !== 'MM\0*') return UPRIGHT;
  const small = order === 'II*\0';
  const at16 = (at: number): number | null => (at + 2 > tiff.length ? null : small ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  if (tiff.length < 8) return UPRIGHT;
  const list = small ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = at16(list) ?? 0;
  for (let nth = 0; nth < count; nth += 1) {
    const field = list + 2 + nth * FIELD_BYTES;
    if (field + FIELD_BYTES > tiff.length) return UPRIGHT;
    if (at16(field) !== ORIENTATION_TAG || at16(field + 2) !== SHORT) continue;
    const value = at16(field + 8) ?? UPRIGHT;
    return value >= 1 && value <= 8 ? value : UPRIGHT;
  }
  return UPRIGHT;
}

/** The smallest Exif that says which way up; null where upright, which needs none. */
export function exifOf(orientation: number): Buffer | null {
  if (orientation === UPRIGHT) return null;
  // Byte order, place of the only list, one field in it: tag, type, how many, value; no further list.
  return Buffer.from([...Buffer.from('MM\0*', 'latin1'), 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
}
