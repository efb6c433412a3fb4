/**
 * What may be told in public of counts of people or organisations, step by step, so that nobody finds a group of one to
 * four: not in a cell, not by subtracting cells from a total, not by subtracting one day from another. Pure.
 *
 * A table changes only at a step, and only as a whole. Who remembers every step has, for each of them, one equation: the
 * cells that are hidden add up to the total less those shown. A cell that did not change is the same unknown in two steps.
 * A table is told only where no small count follows from all equations together; else the one told before stays.
 */

/** Fewest people or organisations that are told. Source: domain.md, section 8. */
export const COUNT_MIN = 5;

/** Counts by code; a code that is absent counts nobody. */
export type Counts = ReadonlyMap<string, number>;

/** A table as it was told. */
export interface Told {
  readonly counts: Counts;
  readonly hidden: ReadonlySet<string>;
}

/** More than nobody, but so few that they could be known; also as a difference. */
export function isFew(count: number): boolean {
  return Math.abs(count) > 0 && Math.abs(count) < COUNT_MIN;
}

/** Whether these amounts (a total; of a share its parts) may be told after all that were told before. */
export function mayTell(amounts: readonly number[], before: readonly (readonly number[])[]): boolean {
  return amounts.every((amount, at) => !isFew(amount) && before.every((earlier) => !isFew(amount - (earlier[at] ?? 0))));
}

/**
 * The table with cells hidden until nothing small follows from it and from all told before; null where it may not be told.
 * `others`: tables told of other figures that count the same kind of thing, of whose cells none may be a few away.
 */
export function tell(counts: Counts, before: readonly Told[], others: readonly Told[] = []): Told | null {
  const last = before.at(-1);
  const hidden = new Set([...counts].flatMap(([code, count]) => (isFew(count) ? [code] : [])));
  for (const { counts: earlier, hidden: concealed } of before) {
    for (const code of new Set([...counts.keys(), ...earlier.keys()])) {
      if (!concealed.has(code) && isFew(countOf(counts, code) - countOf(earlier, code))) hidden.add(code);
    }
  }
  for (const other of others) {
    for (const [code, count] of counts) if (!other.hidden.has(code) && isFew(count - countOf(other.counts, code))) hidden.add(code);
  }
  const companions = [...counts.keys()]
    .filter((code) => !hidden.has(code) && countOf(counts, code) > 0)
    .toSorted((a, b) => Number(last?.hidden.has(b)) - Number(last?.hidden.has(a)) || countOf(counts, a) - countOf(counts, b) || (a < b ? -1 : 1));
  for (let added = 0; added <= companions.length; added += 1) {
    const told = { counts, hidden: new Set([...hidden, ...companions.slice(0, added)]) };
    if (!gives([...before, told])) return told;
  }
  return null;
}

function countOf(counts: Counts, code: string): number {
  return counts.get(code) ?? 0;
}

/** A cell in a step; steps in which it counts the same are one unknown. */
interface Unknown {
  readonly key: string;
  readonly code: string;
  readonly count: number;
}

/** Whether a small count follows from all these tables together. */
export function gives(told: readonly Told[]): boolean {
  const codes = new Set(told.flatMap(({ counts, hidden }) => [...counts.keys(), ...hidden]));
  const shown = new Set<string>();
  for (const { counts, hidden } of told) {
    for (const code of codes) if (!hidden.has(code)) shown.add(keyOf(code, countOf(counts, code)));
  }
  for (const { code, count } of [...shown].map(cellOf)) {
    if (isFew(count)) return true;
    if ([...shown].map(cellOf).some((other) => other.code === code && isFew(other.count - count))) return true;
  }
  const unknowns = new Map<string, Unknown>();
  const equations = told.map(({ counts, hidden }) => {
    const equation = new Map<string, number>();
    for (const code of hidden) {
      const key = keyOf(code, countOf(counts, code));
      if (shown.has(key)) continue;
      unknowns.set(key, { key, code, count: countOf(counts, code) });
      equation.set(key, 1);
    }
    return equation;
  });
  const solved = reduced(equations);
  return [...equations, ...solved.values()].some((row) => isFew(valueOf(row, unknowns))) || differ(equations, unknowns) || sensitive([...unknowns.values()], shown).some((wanted) => follows(wanted, solved));
}

function keyOf(code: string, count: number): string {
  return `${code} ${count}`;
}

function cellOf(key: string): { code: string; count: number } {
  const space = key.lastIndexOf(' ');
  return { code: key.slice(0, space), count: Number(key.slice(space + 1)) };
}

/** What nobody may learn: a small cell, and a small change of a cell. */
function sensitive(unknowns: readonly Unknown[], shown: ReadonlySet<string>): Row[] {
  const known = [...shown].map(cellOf);
  const wanted: Row[] = [];
  for (const [at, one] of unknowns.entries()) {
    const alone = isFew(one.count) || known.some(({ code, count }) => code === one.code && isFew(count - one.count));
    if (alone) wanted.push(new Map([[one.key, 1]]));
    for (const other of unknowns.slice(at + 1)) {
      if (other.code === one.code && isFew(other.count - one.count)) wanted.push(new Map([[one.key, 1], [other.key, -1]]));
    }
  }
  return wanted;
}

/** Whether what is hidden in two steps differs by a few. */
function differ(equations: readonly Row[], unknowns: ReadonlyMap<string, Unknown>): boolean {
  return equations.some((one, at) => equations.slice(at + 1).some((other) => isFew(valueOf(one, unknowns) - valueOf(other, unknowns))));
}

function valueOf(row: Row, unknowns: ReadonlyMap<string, Unknown>): number {
  return [...row].reduce((sum, [key, factor]) => sum + factor * (unknowns.get(key)?.count ?? 0), 0);
}

type Row = Map<string, number>;
/** Factors are small whole numbers; what elimination leaves below this is nothing. */
const NOTHING = 1e-9;

/** The equations solved as far as they go (Gauss and Jordan), by the unknown each begins with. */
function reduced(equations: readonly Row[]): Map<string, Row> {
  const solved = new Map<string, Row>();
  for (const equation of equations) {
    const row = rest(equation, solved);
    const [pivot] = row.keys();
    if (pivot === undefined) continue;
    const factor = row.get(pivot) ?? 1;
    for (const [key, value] of row) row.set(key, value / factor);
    for (const other of solved.values()) subtract(other, row, other.get(pivot) ?? 0);
    solved.set(pivot, row);
  }
  return solved;
}

/** What is left of a sum once everything that is known is taken out of it. */
function rest(wanted: Row, solved: ReadonlyMap<string, Row>): Row {
  const row = new Map(wanted);
  for (const [pivot, known] of solved) subtract(row, known, row.get(pivot) ?? 0);
  return row;
}

function follows(wanted: Row, solved: ReadonlyMap<string, Row>): boolean {
  return rest(wanted, solved).size === 0;
}

function subtract(from: Row, what: Row, factor: number): void {
  if (factor === 0) return;
  for (const [key, value] of what) {
    const left = (from.get(key) ?? 0) - factor * value;
    if (Math.abs(left) < NOTHING) from.delete(key);
    else from.set(key, left);
  }
}
