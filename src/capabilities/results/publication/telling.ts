/** What the public page tells at its last step, given everything it told at the steps before. Pure. */
import type { Indicator, Scale } from '../../../figures/indicator.ts';
import type { PublicDimension } from '../publication-entries.ts';
import { isFew, mayTell, tell, type Counts, type Told } from './disclosure.ts';

type Unit = Indicator['unit'];
interface Bilingual {
  readonly es: string;
  readonly en: string;
}

/** One indicator as it stands at a step, before anything is hidden. */
export interface Measured {
  readonly indicatorId: string;
  readonly code: string;
  readonly name: Bilingual;
  readonly source: Bilingual;
  readonly area: string;
  readonly unit: Unit;
  /** What an observed value means. */
  readonly scale: Scale | null;
  /** Figures of one group count the same kind of thing, so that one may be taken from another. */
  readonly group: string;
  readonly large: boolean;
  readonly value: number | null;
  /** What must not move by a few: the people counted; of a share its parts. */
  readonly amounts: readonly number[];
  /** Of a whole: how many stand in two cells are a cell of their own, `OVERLAP`. */
  readonly tables: readonly { readonly dimension: PublicDimension; readonly counts: Counts }[];
}

export interface MeasuredStep {
  /** What is counted: all that happened up to this day. */
  readonly through: string;
  readonly measured: readonly Measured[];
}

/** People who stand in more than one cell: a count that follows from total and cells. */
export const OVERLAP = '+';

export interface PublicTable {
  readonly dimension: PublicDimension;
  /** Day up to which it counts; may lie before the figure's. */
  readonly through: string;
  readonly total: number;
  /** null: not told. */
  readonly cells: readonly { readonly code: string; readonly count: number | null }[];
}

export type Withheld = 'few' | 'no-data';

export interface PublicIndicator extends Omit<Measured, 'value' | 'amounts' | 'tables' | 'group'> {
  readonly value: number | null;
  /** Day up to which it counts. */
  readonly through: string;
  /** Why there is no value. */
  readonly withheld: Withheld | null;
  /** Whether a later value waits until it differs by enough people. */
  readonly held: boolean;
  readonly tables: readonly PublicTable[];
  /** Breakdowns asked for that cannot be told at all. */
  readonly untold: readonly PublicDimension[];
}

/** What was told of one indicator, step by step. */
interface Memory {
  readonly amounts: (readonly number[])[];
  told: { readonly value: number; readonly through: string } | null;
  readonly tables: Map<PublicDimension, { readonly all: readonly Told[]; last: PublicTable }>;
}

/** The indicators of the last step as they are told then; of no step, nothing. */
export function toldAt(steps: readonly MeasuredStep[]): PublicIndicator[] {
  const memories = new Map<string, Memory>();
  let told: PublicIndicator[] = [];
  for (const { through, measured } of steps) {
    told = measured.map((one) => {
      const memory = memories.get(one.indicatorId) ?? { amounts: [], told: null, tables: new Map() };
      memories.set(one.indicatorId, memory);
      return toldOf(one, through, memory, othersOf(one, measured, memories));
    });
  }
  return told;
}

/** What was told of other indicators that count the same kind of thing. */
function othersOf(one: Measured, measured: readonly Measured[], memories: ReadonlyMap<string, Memory>): Memory[] {
  const others = measured.filter(({ indicatorId, group }) => indicatorId !== one.indicatorId && group === one.group);
  return others.flatMap(({ indicatorId }) => memories.get(indicatorId) ?? []);
}

function toldOf(one: Measured, through: string, memory: Memory, others: readonly Memory[]): PublicIndicator {
  const { indicatorId, code, name, source, area, unit, scale, large, value } = one;
  const held = !takeIn(one, through, memory, others) && memory.told !== null;
  const { told } = memory;
  return {
    indicatorId, code, name, source, area, unit, scale, large, held,
    value: told?.value ?? null,
    through: told?.through ?? through,
    withheld: told === null ? (value === null ? 'no-data' : 'few') : null,
    tables: told === null ? [] : one.tables.flatMap(({ dimension }) => memory.tables.get(dimension)?.last ?? []),
    untold: one.tables.flatMap(({ dimension }) => (memory.tables.has(dimension) ? [] : dimension)),
  };
}

/** Tells the step's value where it may be told; false where what was told before has to stay. */
function takeIn({ value, amounts, tables }: Measured, through: string, memory: Memory, others: readonly Memory[]): boolean {
  const known = others.flatMap((other) => other.amounts.flat());
  const moves = value !== null && memory.told !== null && value !== memory.told.value;
  // A value that moves while nobody more was counted would be somebody's own.
  const alone = moves && amounts.length > 0 && isSame(amounts, memory.amounts.at(-1));
  if (alone || !mayTell(amounts, memory.amounts) || amounts.some((amount) => known.some((other) => isFew(amount - other)))) return false;
  memory.told = value === null ? null : { value, through };
  if (value === null) return true;
  if (!isSame(amounts, memory.amounts.at(-1))) memory.amounts.push(amounts);
  for (const table of tables) tellTable(table, amounts[0] ?? value, through, memory, amounts.length === 0 ? null : others);
  return true;
}

function isSame(one: readonly number[], other: readonly number[] | undefined): boolean {
  return one.length === other?.length && one.every((amount, at) => amount === other[at]);
}

type Table = Measured['tables'][number];

/** `others` null: what is counted is nobody, and nothing is hidden. */
function tellTable({ dimension, counts }: Table, total: number, through: string, memory: Memory, others: readonly Memory[] | null): void {
  const kept = memory.tables.get(dimension);
  const same = kept?.all.at(-1)?.counts;
  if (kept !== undefined && same?.size === counts.size && [...counts].every(([code, count]) => same.get(code) === count)) {
    kept.last = { ...kept.last, through };
    return;
  }
  const shownBy = (others ?? []).flatMap((other) => other.tables.get(dimension)?.all ?? []);
  const told = others === null ? { counts, hidden: new Set<string>() } : tell(counts, kept?.all ?? [], shownBy);
  if (told === null || ![...counts.keys()].some((code) => code !== OVERLAP && !told.hidden.has(code))) return;
  const cells = [...counts].filter(([code]) => code !== OVERLAP).map(([code, count]) => ({ code, count: told.hidden.has(code) ? null : count }));
  memory.tables.set(dimension, { all: [...(kept?.all ?? []), told], last: { dimension, through, total, cells } });
}
