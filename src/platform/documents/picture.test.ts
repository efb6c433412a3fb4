/** Outlines as PNG: colours, holes of letters, edges by halves; what cannot be drawn is said. */
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pictureOf } from './picture.ts';

const page = (inside: string): string => `<svg width="4pt" height="4pt" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${inside}</svg>`;

/** Red of every pixel, row by row. */
function reds(svg: string): number[][] {
  const png = Buffer.from(pictureOf(svg));
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const data = png.subarray(41, 41 + png.readUInt32BE(33));
  const rows = inflateSync(data);
  return Array.from({ length: height }, (_, row) => Array.from({ length: width }, (_one, x) => rows[row * (width * 3 + 1) + 1 + x * 3] ?? -1));
}

test('a square with a hole, half a pixel aside', () => {
  const ring = '<path fill="#000000" d="M 0 0v 4 h 4 v -4 Z M 1 1h 2 v 2 h -2 Z"/>';
  expect(reds(page(ring))).toEqual([[0, 0, 0, 0], [0, 255, 255, 0], [0, 255, 255, 0], [0, 0, 0, 0]]);
  const half = '<g transform="translate(0.5 0)"><path fill="#000000" d="M 0 0v 1 h 2 v -1 Z"/></g>';
  expect(reds(page(half))[0]).toEqual([128, 0, 128, 255]);
});

test('a glyph stands where it is used, in its colour; a curve bends; what lies outside the page is cut', () => {
  const used = '<g transform="matrix(1 0 0 -1 0 4)"><use xlink:href="#a" x="1" fill="#9b1b4b"/></g><defs><symbol id="a"><path d="M 0 0v 1 h 9 v -1 Z"/></symbol></defs>';
  expect(reds(page(used))).toEqual([[255, 255, 255, 255], [255, 255, 255, 255], [255, 255, 255, 255], [255, 155, 155, 155]]);
  const round = reds(page('<path fill="#000000" d="M 0 4c 0 -2.2 1.8 -4 4 -4 v 4 Z"/>'));
  expect([round[0]?.[0], round[3]?.[3]]).toEqual([255, 0]);
  expect(round[1]?.[1]).toBeLessThan(60);
});

test('a stroke or a picture is a fault of the template', () => {
  expect(() => pictureOf(page('<path fill="none" stroke="#000000" d="M 0 0h 4"/>'))).toThrow('Not drawn');
  expect(() => pictureOf(page('<image href="x"/>'))).toThrow('Not drawn');
});
