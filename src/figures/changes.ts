/** What counts now and did not at an earlier position, and the other way round: fact by fact, each with what brought it about. */
import type { z } from 'zod';
import { isDeepStrictEqual } from 'node:util';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../platform/http/route.ts';
import { WITHDRAWAL } from '../ledger/fold.ts';
import type { Columns } from './columns.ts';
import type { changeItem } from './contract.ts';
import { evidenceItems, reasonOf, type Item } from './evidence.ts';
import type { Figures, Moment } from './figures.ts';
import { readCauses, type CauseRow } from './label-queries.ts';
import { STATUS } from './status.ts';

export type Change = z.input<typeof changeItem>;

/** Which figure, and of which days. */
export interface Compared {
  readonly indicatorId: string;
  readonly from: string;
  readonly to: string;
}

/** One fact that counts on one side only. */
interface Difference {
  readonly fact: number;
  readonly isAdded: boolean;
  /** The fact whose standing on the other side says why: itself, or what a correction put in its place. */
  readonly other: number;
  /** Position of what brought it about; null where it is the definition of the indicator, or other records of the person. */
  readonly cause: number | null;
  readonly hint: 'recorded' | 'ended' | 'import-opened' | 'import-withdrawn' | 'defined' | 'united' | 'related';
}

/** The same figure on both sides, with every fact on which they differ in the order of arrival. */
export interface Comparison {
  readonly then: Side;
  readonly now: Side;
  readonly differences: readonly Difference[];
}

interface Side {
  readonly moment: Moment;
  readonly code: string | null;
  readonly value: number | null;
  readonly status: Uint8Array;
}

/** Moments that stand on the same columns: numbers of facts can be compared. */
export async function twoMoments(figures: Figures, programme: ProgrammeInfo, since: number): Promise<readonly [Moment, Moment]> {
  const now = await figures.momentAt(programme, undefined);
  const then = await figures.momentAt(programme, `@${since}`);
  // A rebuild in between made the columns anew: what was read first is of the old ones.
  return then.columns === now.columns ? [then, now] : twoMoments(figures, programme, since);
}

export function compareFigure(figures: Figures, [before, after]: readonly [Moment, Moment], compared: Compared): Comparison {
  // Facts may have been sorted between the two moments; from here on nothing waits, so both sides number them alike.
  const then = sideOf(figures, before, compared);
  const now = sideOf(figures, after, compared);
  const defined = !isDeepStrictEqual(definitionIn(then), definitionIn(now));
  return { then, now, differences: differencesOf(then, now, defined) };
}

function definitionIn({ moment, code }: Side): unknown {
  return code === null ? null : moment.indicators.get(code)?.indicator;
}

function sideOf(figures: Figures, moment: Moment, { indicatorId, from, to }: Compared): Side {
  const [code, defined] = [...moment.indicators].find(([, { id }]) => id === indicatorId) ?? [null, null];
  if (code === null) return { moment, code, value: null, status: new Uint8Array(moment.columns.length) };
  const evaluation = figures.evaluate(moment, code, { from, to }, [], true);
  const { value } = figures.summary(moment, defined.indicator, evaluation);
  return { moment, code, value, status: evaluation.status ?? new Uint8Array(0) };
}

function differencesOf(then: Side, now: Side, defined: boolean): Difference[] {
  const { columns } = now.moment;
  const successors = new Map<string, number>();
  const found: Difference[] = [];
  for (let at = 0; at < columns.length; at += 1) {
    const fact = columns.arrived(at);
    if (columns.from.at(fact) > then.moment.position) successors.set(beginningOf(columns, fact), fact);
    const before = then.status[fact] === STATUS.counted;
    const after = now.status[fact] === STATUS.counted;
    if (before !== after) found.push({ fact, isAdded: after, other: fact, ...causeOf(then.moment, now.moment, fact, defined) });
  }
  return withoutRestated(columns, found).map((one) => {
    const successor = one.hint === 'ended' ? successors.get(endOf(columns, one.fact)) : undefined;
    if (successor === undefined) return one;
    // What was corrected still is there: where another definition holds, that is why it does not count.
    return defined ? { ...one, other: successor, hint: 'defined', cause: null } : { ...one, other: successor };
  });
}

/** Where a fact began and where it ended, so that a correction is told to begin where the corrected ends. */
function beginningOf(columns: Columns, fact: number): string {
  return `${columns.from.at(fact)} ${columns.ordinal.at(fact)}`;
}
function endOf(columns: Columns, fact: number): string {
  return `${columns.to.at(fact)} ${columns.ordinal.at(fact)}`;
}

/** A record that was corrected and counts as it did is no difference. */
function withoutRestated(columns: Columns, found: readonly Difference[]): Difference[] {
  const ended = new Map(found.filter(({ hint }) => hint === 'ended').map((one) => [endOf(columns, one.fact), one]));
  const restated = new Set<Difference>();
  for (const one of found) {
    const other = one.hint === 'recorded' ? ended.get(beginningOf(columns, one.fact)) : undefined;
    if (other !== undefined) restated.add(one).add(other);
  }
  return found.filter((one) => !restated.has(one));
}

function causeOf(then: Moment, now: Moment, fact: number, defined: boolean): Pick<Difference, 'cause' | 'hint'> {
  const { columns } = now;
  const isNew = (position: number): boolean => position > then.position && position <= now.position;
  const batch = columns.batch.at(fact);
  if (isNew(columns.to.at(fact))) return { hint: 'ended', cause: columns.to.at(fact) };
  if (batch !== 0 && isNew(columns.batchTo.at(batch))) return { hint: 'import-withdrawn', cause: columns.batchTo.at(batch) };
  if (batch !== 0 && isNew(columns.batchFrom.at(batch))) return { hint: 'import-opened', cause: columns.batchFrom.at(batch) };
  if (isNew(columns.from.at(fact))) return { hint: 'recorded', cause: columns.from.at(fact) };
  if (defined) return { hint: 'defined', cause: null };
  const union = unionOf(now, columns.person.at(fact), isNew);
  return union === null ? { hint: 'related', cause: null } : { hint: 'united', cause: union };
}

/** Position at which records of a person were last united or told apart; null where neither happened. */
function unionOf({ columns, view }: Moment, person: number, isNew: (position: number) => boolean): number | null {
  const head = view.canonical[person];
  const edges = person < 0 ? [] : columns.edges.filter(({ a, b }) => a === person || b === person || view.canonical[a] === head || view.canonical[b] === head);
  return edges.flatMap(({ from, to }) => [from, to]).findLast(isNew) ?? null;
}

/** One page of the differences. `personal` false: names, files and who recorded are left out. */
export async function changesPage(
  figures: Figures,
  programme: ProgrammeInfo,
  { then, now, differences }: Comparison,
  page: { readonly cursor: number; readonly limit: number },
  personal: boolean,
): Promise<{ items: Change[]; next: number | null; total: number }> {
  const shown = differences.slice(page.cursor, page.cursor + page.limit);
  const causes = await inProgramme(figures.parts.pool, programme.id, (client) => readCauses(client, programme.id, shown.flatMap(({ cause }) => cause ?? [])));
  const read = async (side: Side, isAdded: boolean): Promise<Item[]> => {
    const facts = shown.filter((one) => one.isAdded === isAdded).map(({ fact }) => fact);
    return side.code === null ? [] : evidenceItems(figures, programme, { ...side, code: side.code }, facts, personal);
  };
  const [added, gone] = [(await read(now, true)).values(), (await read(then, false)).values()];
  const items = shown.flatMap((one): Change[] => {
    const item = (one.isAdded ? added : gone).next().value;
    if (item === undefined) return [];
    const cause = causes.get(one.cause ?? -1);
    const otherReason = reasonOf((one.isAdded ? then : now).status[one.other] ?? 0);
    return [{ ...item, change: one.isAdded ? 'added' : 'gone', cause: causeName(one, cause), caused: causedBy(cause, personal), otherReason }];
  });
  const next = page.cursor + shown.length;
  return { items, next: next < differences.length ? next : null, total: differences.length };
}

function causeName({ hint }: Difference, cause: CauseRow | undefined): Change['cause'] {
  if (hint === 'ended') return cause?.kind === WITHDRAWAL ? 'withdrawn' : 'corrected';
  if (hint === 'recorded') return cause !== undefined && cause.rootId !== cause.entryId ? 'corrected' : 'recorded';
  return hint;
}

function causedBy(cause: CauseRow | undefined, personal: boolean): Change['caused'] {
  if (cause === undefined) return null;
  const { entryId, kind, recordedAt, recordedBy } = cause;
  return { entryId, kind, recordedAt: recordedAt.toISOString(), recordedBy: personal ? recordedBy : null };
}
