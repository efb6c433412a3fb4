/** What a picture tells beside its image is taken out. Bytes are built here by hand, from the formats' own documents. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { png } from '../../../test/cast/pictures.ts';
import { recognise } from './file-type.ts';
import { exifOf, orientationIn } from './exif-orientation.ts';
import { withoutMetadata } from './picture-metadata.ts';

type Part = string | readonly number[] | Buffer;
const bytes = (...parts: Part[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const big = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const little = (value: number): number[] => big(value).reverse();

/** Exif of a telephone: turned to the right (6), the maker's name, and a place. */
const TRACES = 'GPS 16.5S 68.1W';
const EXIF = bytes('MM\0*', big(8), [0, 2, 0x01, 0x0f, 0, 2], big(TRACES.length), big(38), [0x01, 0x12, 0, 3], big(1), [0, 6, 0, 0], big(0), TRACES);
const EXIF_LITTLE = bytes('II*\0', little(8), [1, 0, 0x12, 0x01, 3, 0], little(1), [3, 0, 0, 0], little(0));

const segment = (marker: number, ...parts: Part[]): Buffer => {
  const body = bytes(...parts);
  return bytes([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255], body);
};
const JFIF = segment(0xe0, 'JFIF\0', [1, 2, 0, 0, 1, 0, 1, 1, 1], [9, 9, 9]);
const FRAME = segment(0xc0, [8, 1, 2, 3, 4, 1, 1, 0x11, 0]);
const TABLE = segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]);
const PROFILE = segment(0xe2, 'ICC_PROFILE\0', [1, 1, 7, 7]);
const ADOBE = segment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 1]);
const scan = (...data: number[]): Buffer => bytes(segment(0xda, [1, 1, 0, 0, 63, 0]), data);
const DATA = [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4];
const START = [0xff, 0xd8];
const END = [0xff, 0xd9];
const photo = bytes(
  START, JFIF, segment(0xe1, 'Exif\0\0', EXIF), segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', TRACES), segment(0xed, TRACES), PROFILE,
  segment(0xe2, 'MPF\0', TRACES), ADOBE, segment(0xfe, TRACES), TABLE, FRAME, scan(...DATA), segment(0xfe, TRACES), scan(5, 6), END, TRACES,
);

const chunk = (name: string, ...parts: Part[]): Buffer => bytes(big(bytes(...parts).length), name, ...parts, [0, 0, 0, 0]);
const plain = png(4, 3);
const BEFORE_IMAGE = 33;
const tagged = bytes(
  plain.subarray(0, BEFORE_IMAGE), chunk('tEXt', 'Author\0', TRACES), chunk('iTXt', TRACES), chunk('zTXt', TRACES), chunk('tIME', [1, 2, 3, 4, 5, 6, 7]),
  chunk('eXIf', EXIF), chunk('abCd', TRACES), plain.subarray(BEFORE_IMAGE), TRACES,
);

const part = (name: string, ...parts: Part[]): Buffer => {
  const content = bytes(...parts);
  return bytes(name, little(content.length), content, content.length % 2 === 1 ? [0] : []);
};
const webp = (...parts: Part[]): Buffer => part('RIFF', 'WEBP', ...parts);
const VP8X = (flags: number): Buffer => part('VP8X', [flags, 0, 0, 0], [99, 0, 0], [49, 0, 0]);
const IMAGE = part('VP8L', [0x2f, 1, 2, 3, 4]);

describe('a photograph', () => {
  test('keeps its image, its colours and which way up it is, and tells nothing else', () => {
    const clean = withoutMetadata('jpeg', photo);
    const upright = segment(0xe1, 'Exif\0\0', exifOf(6) ?? []);
    const small = segment(0xe0, 'JFIF\0', [1, 2, 0, 0, 1, 0, 1, 0, 0]);
    expect(clean).toEqual(bytes(START, small, upright, PROFILE, ADOBE, TABLE, FRAME, scan(...DATA), scan(5, 6), END));
    expect(clean?.includes(TRACES)).toBe(false);
    expect(withoutMetadata('jpeg', clean ?? photo)).toEqual(clean);
    expect(recognise(clean ?? photo)).toMatchObject({ type: 'jpeg', pixels: { width: 772, height: 258 } });
  });

  test('which is upright gets no Exif, whether none was there or one that cannot be read', () => {
    const bare = bytes(START, TABLE, FRAME, scan(...DATA), END);
    expect(withoutMetadata('jpeg', bare)).toEqual(bare);
    const lying = [EXIF.subarray(0, 12), bytes('MM\0*', big(4_000_000_000)), bytes('MM\0*', big(8), [255, 255]), bytes('??', TRACES), bytes()];
    for (const exif of lying) expect(withoutMetadata('jpeg', bytes(START, segment(0xe1, 'Exif\0\0', exif), bare.subarray(2)))).toEqual(bare);
  });

  test('that was cut off within its image is kept as far as it came; before it, refused', () => {
    const cut = bytes(START, TABLE, FRAME, scan(...DATA));
    expect(withoutMetadata('jpeg', cut)).toEqual(bytes(cut, END));
    for (const broken of [bytes(START), bytes(START, TABLE), bytes(START, TABLE.subarray(0, 9)), bytes(START, [0xff, 0xe1, 0, 1]), bytes(START, [0xff, 0xe1, 255, 255], TRACES), bytes(START, TRACES)]) {
      expect(withoutMetadata('jpeg', broken)).toBeNull();
    }
  });
});

describe('a PNG', () => {
  test('keeps its image and which way up it is', () => {
    const clean = withoutMetadata('png', tagged);
    expect(clean?.includes(TRACES)).toBe(false);
    // The same chunk as another program writes it: its sum is of its name and content.
    expect(clean?.subarray(BEFORE_IMAGE + 4, BEFORE_IMAGE + 8).toString('latin1')).toBe('eXIf');
    expect(bytes(plain.subarray(0, BEFORE_IMAGE), clean?.subarray(BEFORE_IMAGE + 12 + 26) ?? [])).toEqual(plain);
    expect(withoutMetadata('png', plain)).toEqual(plain);
  });

  test('that is cut off, or says that it is longer than it is, is refused', () => {
    for (let length = 8; length < plain.length; length += 1) expect(withoutMetadata('png', plain.subarray(0, length))).toBeNull();
    expect(withoutMetadata('png', bytes(plain.subarray(0, BEFORE_IMAGE), big(4_000_000_000), 'tEXt', TRACES))).toBeNull();
    expect(withoutMetadata('png', bytes(plain.subarray(0, BEFORE_IMAGE), chunk('IEND')))).toBeNull();
  });
});

describe('a WebP', () => {
  test('keeps its image and which way up it is, and says what it has', () => {
    const clean = withoutMetadata('webp', bytes(webp(VP8X(0x2c), part('ICCP', [1, 2, 3]), IMAGE, part('EXIF', 'Exif\0\0', EXIF), part('XMP ', TRACES), part('name', TRACES)), TRACES));
    expect(clean).toEqual(webp(VP8X(0x28), part('ICCP', [1, 2, 3]), IMAGE, part('EXIF', exifOf(6) ?? [])));
    expect(withoutMetadata('webp', webp(VP8X(0x0c), IMAGE, part('EXIF', bytes('II*\0', TRACES)), part('XMP ', TRACES)))).toEqual(webp(VP8X(0), IMAGE));
    const moving = (own: Buffer): Buffer => webp(VP8X(0x02), part('ANIM', [0, 0, 0, 0, 0, 0]), part('ANMF', Array.from({ length: 16 }, () => 0), IMAGE, own));
    expect(withoutMetadata('webp', moving(part('EXIF', EXIF)))).toEqual(moving(bytes()));
  });

  test('that is cut off, or whose parts are longer than it, is refused', () => {
    const whole = webp(VP8X(0), IMAGE);
    for (let length = 0; length < whole.length - 1; length += 1) expect(withoutMetadata('webp', whole.subarray(0, length))).toBeNull();
    expect(withoutMetadata('webp', webp(VP8X(0), part('EXIF', EXIF)))).toBeNull();
    expect(withoutMetadata('webp', webp(part('ANMF', [1, 2, 3])))).toBeNull();
  });
});

test('whatever may come ends in an answer, and cleaned once it stays as it is', () => {
  const broken = (whole: Buffer) =>
    fc.tuple(fc.nat(whole.length), fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 })).map(([length, changes]) => {
      const copy = Buffer.from(whole);
      for (const [at, value] of changes) copy[at] = value;
      return copy.subarray(0, length);
    });
  for (const [type, whole] of [['jpeg', photo], ['png', tagged], ['webp', webp(VP8X(0x0c), IMAGE, part('EXIF', EXIF))]] as const) {
    fc.assert(
      fc.property(fc.oneof(broken(whole), fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array))), (data) => {
        const clean = withoutMetadata(type, data);
        if (clean !== null) expect(withoutMetadata(type, clean)).toEqual(clean);
      }),
      { numRuns: 3000 },
    );
  }
});

test('which way up is read in both orders of bytes', () => {
  expect([orientationIn(EXIF), orientationIn(EXIF_LITTLE), orientationIn(exifOf(8) ?? Buffer.alloc(0)), exifOf(1)]).toEqual([6, 3, 8, null]);
});
