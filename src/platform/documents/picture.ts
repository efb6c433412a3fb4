/** Draws the outlines of a document that Typst set (SVG: filled paths and glyphs, nothing else) as a PNG. Pure. */
import { crc32, deflateSync } from 'node:zlib';
import { SaxesParser } from 'saxes';

/** Lines looked at per row of pixels; along a row coverage is exact. */
const LINES = 8;
/** Straight pieces that stand for a curve: at the size of a title a pixel never shows the difference. */
const PIECES = 8;
type Point = readonly [x: number, y: number];
/** `[a b c d e f]` of SVG. */
type Matrix = readonly [number, number, number, number, number, number];

interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of every pixel, row by row. */
  readonly pixels: Uint8Array;
}

interface Filled {
  readonly rings: Point[][];
  readonly colour: string;
}

/** One point of the page is one pixel. Throws where the document holds what is not drawn here: strokes, pictures. */
export function pictureOf(svg: string): Uint8Array {
  const { width, height, shapes } = shapesOf(svg);
  const canvas = { width, height, pixels: new Uint8Array(width * height * 3).fill(255) };
  for (const shape of shapes) fill(canvas, shape);
  return pngOf(canvas);
}

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Filled[];
}

function shapesOf(svg: string): Drawing {
  const glyphs = new Map<string, string>();
  const found: { readonly path: string | null; readonly glyph: string; readonly colour: string; readonly at: Matrix }[] = [];
  const matrices: Matrix[] = [[1, 0, 0, 1, 0, 0]];
  const open: string[] = [];
  let size: Point = [0, 0];
  let glyph: string | null = null;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const { transform, fill: colour = '#000000', stroke = 'none', x = '0', y = '0', d = '', id = '' } = attributes;
    const at = times(matrices.at(-1) ?? [1, 0, 0, 1, 0, 0], matrixIn(transform));
    matrices.push(at);
    open.push(name);
    if (name === 'image' || stroke !== 'none') throw new Error(`Not drawn: ${name}`);
    if (name === 'svg') size = sizeIn(attributes);
    if (name === 'symbol') glyph = id;
    if (name === 'use') found.push({ path: null, glyph: (attributes['xlink:href'] ?? '').slice(1), colour, at: times(at, [1, 0, 0, 1, Number(x), Number(y)]) });
    if (name !== 'path') return;
    if (glyph !== null) glyphs.set(glyph, d);
    else if (!open.includes('clipPath')) found.push({ path: d, glyph: '', colour, at });
  });
  parser.on('closetag', ({ name }) => {
    matrices.pop();
    open.pop();
    if (name === 'symbol') glyph = null;
  });
  parser.write(svg).close();
  return { width: size[0], height: size[1], shapes: found.map(({ path, glyph: id, colour, at }) => ({ rings: ringsOf(path ?? glyphs.get(id) ?? '', at), colour })) };
}

function sizeIn({ width = '', height = '' }: Readonly<Record<string, string>>): Point {
  return [Number(width.replace('pt', '')), Number(height.replace('pt', ''))];
}

function matrixIn(text: string | undefined): Matrix {
  const numbers = (/\(([^)]*)\)/.exec(text ?? '')?.[1] ?? '').split(/[\s,]+/).filter(Boolean).map(Number);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = (text ?? '').startsWith('translate') ? [1, 0, 0, 1, ...numbers] : (text ?? '').startsWith('scale') ? [numbers[0] ?? 1, 0, 0, numbers[1] ?? 1] : numbers;
  return [a, b, c, d, e, f];
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** The outline as closed rings of straight pieces. */
function ringsOf(path: string, [a, b, c, d, e, f]: Matrix): Point[][] {
  const rings: Point[][] = [];
  let ring: Point[] = [];
  let [x, y] = [0, 0];
  let [startX, startY] = [0, 0];
  const go = (toX: number, toY: number): void => {
    [x, y] = [toX, toY];
    ring.push([a * x + c * y + e, b * x + d * y + f]);
  };
  const curve = (points: readonly Point[]): void => {
    const from: Point[] = [[x, y], ...points];
    for (let piece = 1; piece <= PIECES; piece += 1) go(...onCurve(from, piece / PIECES));
  };
  for (const [, command = '', rest = ''] of path.matchAll(/([a-zA-Z])([^a-zA-Z]*(?:e[-+]?\d[^a-zA-Z]*)*)/g)) {
    const n = (rest.match(/-?[\d.]+(?:e[-+]?\d+)?/g) ?? []).map(Number);
    const [baseX, baseY] = command === command.toLowerCase() ? [x, y] : [0, 0];
    const pairs = n.flatMap((_, at): Point[] => (at % 2 === 1 ? [[baseX + (n[at - 1] ?? 0), baseY + (n[at] ?? 0)]] : []));
    const [to = [x, y] as const] = pairs;
    const kind = command.toLowerCase();
    if (kind === 'm') {
      ring = [];
      rings.push(ring);
      go(...to);
      [startX, startY] = [x, y];
    } else if (kind === 'l') go(...to);
    else if (kind === 'h') go(baseX + (n[0] ?? 0), y);
    else if (kind === 'v') go(x, baseY + (n[0] ?? 0));
    else if (kind === 'c' || kind === 'q') curve(pairs);
    else if (kind === 'z') go(startX, startY);
    else throw new Error(`Not drawn: ${command}`);
  }
  return rings;
}

/** A point of a Bézier curve, by de Casteljau. */
function onCurve(points: readonly Point[], share: number): Point {
  const [first = [0, 0]] = points;
  if (points.length < 2) return first;
  const between = points.slice(1).map(([x, y], at): Point => {
    const [fromX, fromY] = points[at] ?? [x, y];
    return [fromX + (x - fromX) * share, fromY + (y - fromY) * share];
  });
  return onCurve(between, share);
}

/** Fills by the nonzero rule, so that holes of letters stay open. */
function fill({ width, height, pixels }: Canvas, { rings, colour }: Filled): void {
  const edges = rings.flatMap((ring) => ring.map((point, at) => [ring.at(at - 1) ?? point, point] as const)).filter(([from, to]) => from[1] !== to[1]);
  let [top, bottom] = [height, 0];
  for (const [, [, y]] of edges) [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  for (let row = Math.max(0, Math.floor(top)); row < Math.min(height, Math.ceil(bottom)); row += 1) {
    const near = edges.filter(([[, from], [, to]]) => Math.min(from, to) < row + 1 && Math.max(from, to) > row);
    const cover = new Float64Array(width);
    for (let line = 0; line < LINES; line += 1) for (const [from, to] of spansAt(near, row + (line + 0.5) / LINES)) add(cover, from, to);
    for (let x = 0; x < width; x += 1) {
      const share = Math.min(1, (cover[x] ?? 0) / LINES);
      if (share === 0) continue;
      const at = (row * width + x) * 3;
      for (const [part, value] of [red, green, blue].entries()) pixels[at + part] = Math.round((pixels[at + part] ?? 0) * (1 - share) + value * share);
    }
  }
}

/** From where to where a line lies inside. */
function spansAt(edges: readonly (readonly [Point, Point])[], y: number): Point[] {
  const crossings = edges
    .filter(([[, from], [, to]]) => from <= y !== to <= y)
    .map(([[fromX, fromY], [toX, toY]]) => ({ x: fromX + ((toX - fromX) * (y - fromY)) / (toY - fromY), turn: toY > fromY ? 1 : -1 }))
    .sort((one, other) => one.x - other.x);
  let winding = 0;
  return crossings.flatMap(({ x, turn }, at): Point[] => {
    winding += turn;
    const next = crossings[at + 1];
    return winding === 0 || next === undefined ? [] : [[x, next.x]];
  });
}

function add(cover: Float64Array, from: number, to: number): void {
  const [left, right] = [Math.max(0, from), Math.min(cover.length, to)];
  for (let x = Math.floor(left); x < right; x += 1) cover[x] = (cover[x] ?? 0) + Math.min(x + 1, right) - Math.max(x, left);
}

/** PNG: eight bits each of red, green and blue, rows as they are. */
function pngOf({ width, height, pixels }: Canvas): Uint8Array {
  const rows = new Uint8Array(height * (width * 3 + 1));
  for (let row = 0; row < height; row += 1) rows.set(pixels.subarray(row * width * 3, (row + 1) * width * 3), row * (width * 3 + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
