import { describe, expect, test } from 'vitest';
import { png } from '../../../test/cast/pictures.ts';
import { Problem } from '../problem.ts';
import { recognise } from './file-type.ts';
import { check } from './receiving.ts';

const LIMITS = { types: ['png', 'jpeg', 'webp'], bytesMax: 1000, pixelsMax: 1_000_000 } as const;
const bytes = (...parts: (string | number[])[]): Buffer => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const codeOf = (file: Uint8Array): string => {
  try {
    return check(file, LIMITS).type;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

describe('a file is known by its content', () => {
  test('pictures with their pixels', () => {
    expect(recognise(png(12, 7))).toEqual({ type: 'png', pixels: { width: 12, height: 7 } });
    // SOI, an APP0 of four bytes, then SOF0: length 11, 8 bits, height 0x0102, width 0x0304.
    const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 1, 2, 3, 4, 1, 1, 0x11, 0]);
    expect(recognise(jpeg)).toEqual({ type: 'jpeg', pixels: { width: 772, height: 258 } });
    // VP8X: flags and reserved, then width - 1 and height - 1 in three bytes each.
    const webp = bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0], [99, 0, 0], [49, 0, 0]);
    expect(recognise(webp)).toEqual({ type: 'webp', pixels: { width: 100, height: 50 } });
  });

  test('documents, whatever their name', () => {
    expect(recognise(bytes('%PDF-1.7\n…'))).toEqual({ type: 'pdf', pixels: null });
    expect(recognise(bytes('PK', [3, 4], '....xl/workbook.xml'))).toEqual({ type: 'xlsx', pixels: null });
    expect(recognise(bytes('PK', [3, 4], '....word/document.xml'))).toEqual({ type: 'docx', pixels: null });
    expect(recognise(bytes('PK', [3, 4], '....ppt/presentation.xml'))).toEqual({ type: 'pptx', pixels: null });
    expect(recognise(bytes('PK', [3, 4], '....word/document.xml....word/vbaProject.bin'))).toBe('unknown');
    expect(recognise(bytes('PK', [3, 4], '....readme.txt'))).toBe('unknown');
    expect(recognise(bytes('MZ...'))).toBe('unknown');
  });

  test('drawings that may carry programs, also behind a declaration or in two bytes a letter', () => {
    expect(recognise(bytes('<svg onload="alert(1)"></svg>'))).toBe('svg');
    expect(recognise(bytes('<?xml version="1.0"?>\n<!-- x --><svg:svg xmlns:svg="…"/>'))).toBe('svg');
    expect(recognise(Buffer.from('<svg ></svg>', 'utf16le'))).toBe('svg');
  });
});

test('what is refused is refused with what to do', () => {
  expect(codeOf(new Uint8Array())).toBe('file-empty');
  expect(codeOf(bytes('<svg></svg>'))).toBe('file-svg');
  expect(codeOf(bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0]))).toBe('file-heic');
  expect(codeOf(bytes('%PDF-1.4'))).toBe('file-type-refused');
  expect(codeOf(bytes('hola'))).toBe('file-type-refused');
  expect(codeOf(png(2, 2).subarray(0, 20))).toBe('picture-broken');
  expect(codeOf(bytes([0xff, 0xd8, 0xff, 0xff, 0xff, 0xff]))).toBe('picture-broken');
  // Few bytes that open into 3.6 thousand million pixels.
  expect(codeOf(png(2, 2, { width: 60_000, height: 60_000 }))).toBe('picture-too-big');
  expect(codeOf(png(1000, 1000))).toBe('png');
  expect(codeOf(png(1001, 1000))).toBe('picture-too-big');
});
