// Draws the icons of the installed application from the woven mark (src/web/public/mark.svg) into src/web/public/icons, or
// into the folder that is given.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { root } from './ready.mjs';

/** Side of the mark in its own units. */
const MARK = 36;
/** The colour `paper` of tokens.css: a launcher cuts its own shape out of an icon, so nothing may shine through. */
const PAPER = [0xfb, 0xf8, 0xf3, 0xff];
const CLEAR = [0, 0, 0, 0];

/** `unit`: pixels per unit of the mark. A maskable icon keeps its mark within the inner 80 %. */
const ICONS = [
  { name: 'icon-192.png', size: 192, unit: 5, ground: CLEAR },
  { name: 'icon-512.png', size: 512, unit: 14, ground: CLEAR },
  { name: 'maskable-512.png', size: 512, unit: 9, ground: PAPER },
  { name: 'apple-touch-icon.png', size: 180, unit: 4, ground: PAPER },
];

const folder = process.argv[2] ?? join(root, 'src', 'web', 'public', 'icons');
mkdirSync(folder, { recursive: true });
for (const icon of ICONS) writeFileSync(join(folder, icon.name), pngOf(icon, pixelsOf(icon)));

/** RGBA, row by row. */
function pixelsOf({ size, unit, ground }) {
  const shapes = shapesOf(readFileSync(join(root, 'src', 'web', 'public', 'mark.svg'), 'utf8'));
  const edge = (size - MARK * unit) / 2;
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const at = [(x + 0.5 - edge) / unit, (y + 0.5 - edge) / unit];
      const shape = shapes.findLast(({ points }) => holds(points, at));
      pixels.set(shape?.colour ?? ground, (y * size + x) * 4);
    }
  }
  return pixels;
}

/** The paths of the mark: only steps (M, h, v, H, V, z), so each is a polygon. */
function shapesOf(svg) {
  return [...svg.matchAll(/fill="#([0-9A-Fa-f]{6})" d="([^"]+)"/g)].map(([, hex, path]) => ({
    colour: [...Buffer.from(hex, 'hex'), 0xff],
    points: pointsOf(path),
  }));
}

function pointsOf(path) {
  let x = 0;
  let y = 0;
  return [...path.matchAll(/([MhvHV])(-?\d+)(?: (-?\d+))?/g)].map(([, step, first, second]) => {
    if (step === 'M') [x, y] = [Number(first), Number(second)];
    if (step === 'h') x += Number(first);
    if (step === 'v') y += Number(first);
    if (step === 'H') x = Number(first);
    if (step === 'V') y = Number(first);
    return [x, y];
  });
}

/** Whether a ray to the left meets the outline an odd number of times. */
function holds(points, [x, y]) {
  return points.filter(([px, py], at) => {
    const [qx, qy] = points[(at + 1) % points.length];
    return px === qx && px < x && Math.min(py, qy) < y && y < Math.max(py, qy);
  }).length % 2 === 1;
}

function pngOf({ size }, pixels) {
  const rows = Buffer.concat(Array.from({ length: size }, (_, y) => Buffer.concat([Buffer.of(0), pixels.subarray(y * size * 4, (y + 1) * size * 4)])));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  // Eight bits for each of red, green, blue and opacity.
  head.set([8, 6], 8);
  const parts = [part('IHDR', head), part('IDAT', deflateSync(rows, { level: 9 })), part('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

function part(name, data) {
  const said = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(said), 4);
  return Buffer.concat([around.subarray(0, 4), said, around.subarray(4)]);
}

