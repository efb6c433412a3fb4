/** What figures would be if some entries came in: tried on a copy, nothing is written. */
import type { z } from 'zod';
import { dayNumber } from '../platform/calendar.ts';
import type { ProgrammeInfo } from '../platform/http/route.ts';
import { batchWithdrawn } from '../ledger/entries.ts';
import type { effectLine } from '../ledger/contract.ts';
import type { AppendContext } from '../ledger/prepare.ts';
import type { Draft } from '../ledger/entry.ts';
import type { Ledger, TriedOut } from '../ledger/ledger.ts';
import type { Stored } from '../ledger/stored.ts';
import type { Columns } from './columns.ts';
import type { Yielded, YieldRule } from './fact.ts';
import { kindOf } from './figure-value.ts';
import type { Figures, Moment } from './figures.ts';
import type { Narrowing } from './question.ts';
import { becauseOf, yieldsOf } from './projector.ts';
import { endVersion } from './version-rows.ts';
import { viewAt } from './view.ts';

export interface EffectParts {
  readonly figures: Figures;
  readonly ledger: Ledger;
  readonly yields: ReadonlyMap<string, YieldRule>;
}

/** One line for each indicator that would change. Drafts that would be refused change nothing. */
export async function effectOf(
  parts: EffectParts,
  programme: ProgrammeInfo,
  context: AppendContext,
  drafts: readonly Draft[],
  narrowing: Narrowing = {},
): Promise<z.input<typeof effectLine>[]> {
  const { figures } = parts;
  const tried = await parts.ledger.tryOut(context, drafts);
  const now = await figures.momentAt(programme, undefined, narrowing);
  // Copied without a pause in between: entries that come in meanwhile are on both sides of the comparison.
  const columns = now.store.columns.fork();
  const head = now.store.position;
  const here: Moment = { ...now, columns: now.store.columns, position: head, view: now.store.viewAt(head) };
  const position = apply(parts, columns, tried, head);
  const then: Moment = { ...now, columns, position, view: viewAt(columns, position) };
  return [...now.indicators].flatMap(([code, { indicator }]) => {
    const before = figures.summary(here, indicator, figures.evaluate(here, code, narrowing, []));
    const after = figures.summary(then, indicator, figures.evaluate(then, code, narrowing, []));
    const people = indicator.unit === 'people';
    const unknownBefore = people ? (before.sexes?.unknown ?? null) : null;
    const unknownAfter = people ? (after.sexes?.unknown ?? null) : null;
    if (before.value === after.value && unknownBefore === unknownAfter) return [];
    return [
      {
        indicator: code,
        name: indicator.name,
        ...kindOf(indicator),
        before: before.value,
        after: after.value,
        unknownSexBefore: unknownBefore,
        unknownSexAfter: unknownAfter,
      },
    ];
  });
}

/** Puts the entries on the copy at the positions after the head; returns the last. */
function apply(parts: EffectParts, columns: Columns, tried: TriedOut, head: number): number {
  // Entries may have come in since: what was tried out moves behind them.
  const moved = (position: number): number => (position > tried.position ? position + head - tried.position : position);
  const ids = new Map([...tried.positions].map(([id, position]) => [moved(position), id]));
  let last = head;
  for (const { stored: as } of tried.standing) {
    const stored: Stored = {
      ...as,
      position: moved(as.position),
      rootPosition: moved(as.rootPosition),
      supersededPosition: as.supersededPosition === null ? null : moved(as.supersededPosition),
    };
    last = stored.position;
    if (stored.kind === batchWithdrawn.kind) withdrawBatch(columns, tried, stored);
    if (stored.supersededPosition !== null) close(columns, stored.supersededPosition, stored);
    const numberOf = (id: string): number => moved(tried.positions.get(id) ?? -1);
    for (const yielded of yieldsOf(parts.yields, [stored], numberOf)) add(columns, yielded, ids);
  }
  return last;
}

function withdrawBatch(columns: Columns, tried: TriedOut, stored: Stored): void {
  const id = stored.payload['batchId'];
  const number = typeof id === 'string' ? tried.batches.get(id) : undefined;
  const batch = number === undefined ? undefined : columns.batches.find(number);
  if (batch !== undefined) columns.span(batch, columns.batchFrom.at(batch), stored.position);
}

function close(columns: Columns, from: number, stored: Stored): void {
  columns.end(from, stored.position, becauseOf(stored));
  columns.personVersions.end(from, stored.position);
  endVersion(columns.organisationVersions, from, stored.position);
  endVersion(columns.edges, from, stored.position);
  endVersion(columns.ageGroupVersions, from, stored.position);
  endVersion(columns.organisationEdges, from, stored.position);
}

function add(columns: Columns, { entry, yield: made }: Yielded, ids: ReadonlyMap<number, string>): void {
  const span = { from: entry.position, to: null, because: null, batch: entry.batch };
  made.facts?.forEach((fact, ordinal) => columns.add({ ...fact, ...span, ordinal, day: dayNumber(fact.occurredOn) }));
  const open = { from: entry.position, to: 0x7fffffff, batch: columns.batches.intern(entry.batch ?? 0) };
  if (made.person !== undefined) {
    columns.personVersions.push({ ...open, ...made.person, person: columns.people.intern(entry.rootPosition) });
  }
  if (made.organisation !== undefined) {
    const { of, kind, sector } = made.organisation;
    const organisation = columns.organisations.intern(of ?? entry.rootPosition);
    columns.organisationVersions.push({ ...open, organisation, isOwn: of === undefined, kind: kind ?? -1, sector: sector ?? -1 });
  }
  if (made.ageGroups !== undefined) columns.ageGroupVersions.push({ ...open, groups: made.ageGroups });
  if (made.organisationEdge !== undefined) {
    const { recordA, recordB, chosenKind, chosenSector } = made.organisationEdge;
    columns.organisationEdges.push({
      ...open,
      a: columns.organisations.intern(recordA),
      b: columns.organisations.intern(recordB),
      aId: ids.get(recordA) ?? '',
      bId: ids.get(recordB) ?? '',
      chosenKind: chosenKind === null ? null : columns.organisations.intern(chosenKind),
      chosenSector: chosenSector === null ? null : columns.organisations.intern(chosenSector),
    });
  }
  if (made.edge !== undefined) {
    const dense = (position: number | null): number | null => (position === null ? null : columns.people.intern(position));
    columns.edges.push({
      ...open,
      a: columns.people.intern(made.edge.recordA),
      b: columns.people.intern(made.edge.recordB),
      aId: ids.get(made.edge.recordA) ?? '',
      bId: ids.get(made.edge.recordB) ?? '',
      chosenSex: dense(made.edge.chosenSex),
      chosenBirthYear: dense(made.edge.chosenBirthYear),
      chosenPlace: dense(made.edge.chosenPlace),
    });
  }
}
