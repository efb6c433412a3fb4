/** What counts now and did not at an earlier position, and the other way round: fact by fact, each with what brought it about. */
import type { z } from 'zod';
import { isDeepStrictEqual } from 'node:util';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../platform/http/route.ts';
import { WITHDRAWAL } from '../ledger/fold.ts';
import { countingStatuses, definitionsBehind, dependsOnAmounts, indicatorOfKey, recordsBehind, type RecordsBehind } from './change-parts.ts';
import type { Columns } from './columns.ts';
import type { changeItem } from './contract.ts';
import { evidenceItems, reasonOf, type Item } from './evidence.ts';
import { kindOf } from './figure-value.ts';
import type { Figures, Moment } from './figures.ts';
import type { Indicator } from './indicator.ts';
import { readCauses, type CauseRow } from './label-queries.ts';
import type { Period } from './periods.ts';

export type Change = z.input<typeof changeItem>;

/** Which figure, and of which days. */
export interface Compared {
  readonly indicatorId: string;
  readonly from: string;
  readonly to: string;
}

/** One fact that counts on one side only, or that says another amount than it did. */
interface Difference {
  readonly fact: number;
  readonly isAdded: boolean;
  /** The fact whose standing on the other side says why: itself, or what a correction put in its place. */
  readonly other: number;
  /** Position of what brought it about; null where it is the definition of the indicator, or other records of the person. */
  readonly cause: number | null;
  readonly hint: 'recorded' | 'ended' | 'import-opened' | 'import-withdrawn' | 'defined' | 'united' | 'related';
  /** The figure of records in which it differs. */
  readonly within: Pair;
}

/** A figure of records on both sides. */
interface Pair {
  readonly was: RecordsBehind;
  readonly now: RecordsBehind;
  /** Indicator it is of, where that is not the one compared. */
  readonly partId: string | null;
}

/** The same figure on both sides, with every fact on which they differ: part by part, in the order of arrival. */
export interface Comparison {
  readonly was: number | null;
  readonly now: number | null;
  /** Its definition, or one that it is worked out from, is another one or there is none any more. */
  readonly redefined: boolean;
  readonly differences: readonly Difference[];
}

/** Moments that stand on the same columns: numbers of facts can be compared. */
export async function twoMoments(figures: Figures, programme: ProgrammeInfo, since: number): Promise<readonly [Moment, Moment]> {
  const now = await figures.momentAt(programme, undefined);
  const was = await figures.momentAt(programme, `@${since}`);
  // A rebuild in between made the columns anew: what was read first is of the old ones.
  return was.columns === now.columns ? [was, now] : twoMoments(figures, programme, since);
}

export function compareFigure(figures: Figures, [before, after]: readonly [Moment, Moment], { indicatorId, from, to }: Compared): Comparison {
  const period = { from, to };
  // Facts may have been sorted between the two moments; from here on nothing waits, so both sides number them alike.
  const was = recordsBehind(figures, before, indicatorId, period);
  const now = recordsBehind(figures, after, indicatorId, period);
  const [defined, redefined] = [definitionsBehind(before, indicatorId), definitionsBehind(after, indicatorId)];
  const found: Difference[] = [];
  for (const key of new Set([...was.keys(), ...now.keys()])) {
    const id = indicatorOfKey(key);
    const nowhere = { code: null, status: new Uint8Array(after.columns.length), period };
    const pair = { was: was.get(key) ?? { ...nowhere, moment: before }, now: now.get(key) ?? { ...nowhere, moment: after }, partId: id === indicatorId ? null : id };
    const known = new Set(found.filter(({ within }) => within.partId === pair.partId).map(sameChange));
    // Whoever came into the part of a share came into the whole, too: told once.
    found.push(...differencesOf(pair, [defined.get(id) ?? null, redefined.get(id) ?? null]).filter((one) => key === id || !known.has(sameChange(one))));
  }
  return { was: valueIn(figures, before, indicatorId, period), now: valueIn(figures, after, indicatorId, period), redefined: !isDeepStrictEqual(defined, redefined), differences: found };
}

function sameChange({ fact, isAdded }: Difference): string {
  return `${fact} ${isAdded}`;
}

function valueIn(figures: Figures, moment: Moment, indicatorId: string, period: Period): number | null {
  const [code, defined] = [...moment.indicators].find(([, { id }]) => id === indicatorId) ?? [null, null];
  return code === null ? null : figures.summary(moment, defined.indicator, figures.evaluate(moment, code, period, [])).value;
}

/** `definitions`: the one then and the one now. */
function differencesOf(within: Pair, definitions: readonly [Indicator | null, Indicator | null]): Difference[] {
  const { was, now } = within;
  const { columns } = now.moment;
  const [then, today] = definitions;
  const counts = (side: RecordsBehind, definition: Indicator | null): ((fact: number) => boolean) => {
    const counting = definition === null ? new Set<number>() : countingStatuses(definition);
    return (fact) => counting.has(side.status[fact] ?? 0);
  };
  const [before, after] = [counts(was, then), counts(now, today)];
  const defined = !isDeepStrictEqual(then, today);
  const successors = new Map<string, number>();
  const found: Difference[] = [];
  for (let at = 0; at < columns.length; at += 1) {
    const fact = columns.arrived(at);
    if (columns.from.at(fact) > was.moment.position) successors.set(beginningOf(columns, fact), fact);
    if (before(fact) !== after(fact)) found.push({ fact, isAdded: after(fact), other: fact, within, ...causeOf(was.moment, now.moment, fact, defined) });
  }
  const byAmount = [then, today].some((one) => one !== null && dependsOnAmounts(one));
  return withoutRestated(columns, found, byAmount).map((one) => {
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

/** A record that was corrected and counts as it did is no difference; `byAmount`: where it says as much as before. */
function withoutRestated(columns: Columns, found: readonly Difference[], byAmount: boolean): Difference[] {
  const ended = new Map(found.filter(({ hint }) => hint === 'ended').map((one) => [endOf(columns, one.fact), one]));
  const restated = new Set<Difference>();
  for (const one of found) {
    const other = one.hint === 'recorded' ? ended.get(beginningOf(columns, one.fact)) : undefined;
    if (other === undefined || (byAmount && columns.amountOf(one.fact) !== columns.amountOf(other.fact))) continue;
    restated.add(one).add(other);
  }
  return found.filter((one) => !restated.has(one));
}

function causeOf(was: Moment, now: Moment, fact: number, defined: boolean): Pick<Difference, 'cause' | 'hint'> {
  const { columns } = now;
  const isNew = (position: number): boolean => position > was.position && position <= now.position;
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
  { differences }: Comparison,
  page: { readonly cursor: number; readonly limit: number },
  personal: boolean,
): Promise<{ items: Change[]; next: number | null; total: number }> {
  const shown = differences.slice(page.cursor, page.cursor + page.limit);
  const causes = await inProgramme(figures.parts.pool, programme.id, (client) => readCauses(client, programme.id, shown.flatMap(({ cause }) => cause ?? [])));
  const itemOf = await itemsOf(figures, programme, shown, personal);
  const items = shown.flatMap((one): Change[] => {
    const item = itemOf.get(one);
    if (item === undefined) return [];
    const cause = causes.get(one.cause ?? -1);
    const { was, now } = one.within;
    const otherReason = reasonOf((one.isAdded ? was : now).status[one.other] ?? 0);
    return [{ ...item, change: one.isAdded ? 'added' : 'gone', cause: causeName(one, cause), caused: causedBy(cause, personal), otherReason, part: partOf(one) }];
  });
  const next = page.cursor + shown.length;
  return { items, next: next < differences.length ? next : null, total: differences.length };
}

/** What a reader needs to recognise each: read together for those of one side of one figure. */
async function itemsOf(figures: Figures, programme: ProgrammeInfo, shown: readonly Difference[], personal: boolean): Promise<Map<Difference, Item>> {
  const bySide = new Map<RecordsBehind, Difference[]>();
  for (const one of shown) {
    const side = one.isAdded ? one.within.now : one.within.was;
    bySide.set(side, [...(bySide.get(side) ?? []), one]);
  }
  const found = new Map<Difference, Item>();
  for (const [side, differences] of bySide) {
    const { code } = side;
    if (code === null) continue;
    const items = await evidenceItems(figures, programme, { ...side, code }, differences.map(({ fact }) => fact), personal);
    differences.forEach((one, at) => {
      const item = items[at];
      if (item !== undefined) found.set(one, item);
    });
  }
  return found;
}

/** The part it differs in: as it is called today, or was where it is no more. */
function partOf({ within: { was, now, partId }, isAdded }: Difference): Change['part'] {
  const side = isAdded ? now : was;
  const defined = [now, was].map(({ moment }) => [...moment.indicators.values()].find(({ id }) => id === partId)).find((one) => one !== undefined);
  if (partId === null || defined === undefined) return null;
  const { indicator } = defined;
  return { id: partId, code: indicator.code, name: indicator.name, ...kindOf(indicator), ...side.period };
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
