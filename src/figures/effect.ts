/** What figures would be if some entries came in: tried on a copy, nothing is written. */
import type { z } from 'zod';
import { dayNumber } from '../platform/calendar.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../platform/http/route.ts';
import { batchWithdrawn } from '../ledger/entries.ts';
import type { effectLine } from '../ledger/contract.ts';
import { prepare, type AppendContext, type Prepared } from '../ledger/prepare.ts';
import type { Draft, EntryKind } from '../ledger/entry.ts';
import { findBatches, findEntries, findLeaves } from '../ledger/queries.ts';
import type { Stored } from '../ledger/stored.ts';
import { viewAt, type Columns } from './columns.ts';
import type { Yielded, YieldRule } from './fact.ts';
import type { Figures, Moment } from './figures.ts';
import { yieldsOf } from './projector.ts';
import { addFact, endVersion, factFrom } from './store.ts';

export interface EffectParts {
  readonly figures: Figures;
  readonly kinds: ReadonlyMap<string, EntryKind>;
  readonly yields: ReadonlyMap<string, YieldRule>;
}

/** One line for each indicator that would change. Drafts that would be refused for shape or rights change nothing. */
export async function effectOf(
  parts: EffectParts,
  programme: ProgrammeInfo,
  context: AppendContext,
  drafts: readonly Draft[],
): Promise<z.input<typeof effectLine>[]> {
  const { figures } = parts;
  const now = await figures.momentAt(programme, undefined);
  const prepared = drafts.map((draft) => prepare(context, parts.kinds, draft)).filter((item): item is Prepared => !('answer' in item));
  const known = await lookUp(figures, programme.id, prepared);
  // Copied without a pause in between: entries that come in meanwhile are on both sides of the comparison.
  const columns = now.store.columns.clone();
  const head = now.store.position;
  const here: Moment = { ...now, columns: now.store.columns, position: head, view: now.store.viewAt(head) };
  const position = apply(parts, programme.id, columns, prepared, known, head);
  const then: Moment = { ...now, columns, position, view: viewAt(columns, position) };
  return [...now.indicators].flatMap(([code, { indicator }]) => {
    const before = figures.summary(here, indicator, figures.evaluate(here, code, {}, []));
    const after = figures.summary(then, indicator, figures.evaluate(then, code, {}, []));
    const people = indicator.unit === 'people';
    const unknownBefore = people ? (before.sexes?.unknown ?? null) : null;
    const unknownAfter = people ? (after.sexes?.unknown ?? null) : null;
    if (before.value === after.value && unknownBefore === unknownAfter) return [];
    return [
      {
        indicator: code,
        name: indicator.name,
        unit: indicator.unit,
        before: before.value,
        after: after.value,
        unknownSexBefore: unknownBefore,
        unknownSexAfter: unknownAfter,
      },
    ];
  });
}

interface Known {
  readonly positions: Map<string, number>;
  readonly kinds: Map<string, string>;
  readonly leaves: Map<string, number>;
  readonly batches: Map<string, number>;
  /** Batch that each known entry came in. */
  readonly batchOf: Map<string, number | null>;
}

async function lookUp(figures: Figures, programmeId: string, prepared: readonly Prepared[]): Promise<Known> {
  const ids = new Set(prepared.flatMap((item) => [item.draft.id, item.rootId, ...item.references.map(({ target }) => target)]));
  const roots = prepared.flatMap(({ draft }) => (draft.rootId === null ? [] : [draft.rootId]));
  const batches = prepared.flatMap(({ draft }) => (typeof draft.payload['batchId'] === 'string' ? [draft.payload['batchId']] : []));
  return inProgramme(figures.parts.pool, programmeId, async (client) => {
    const entries = await findEntries(client, programmeId, [...ids]);
    const leaves = await findLeaves(client, programmeId, roots);
    const rows = await findBatches(client, programmeId, batches);
    return {
      positions: new Map(entries.map((entry) => [entry.id, entry.position])),
      kinds: new Map(entries.map((entry) => [entry.id, entry.kind])),
      leaves: new Map(leaves.map((leaf) => [leaf.rootId, leaf.position])),
      batches: new Map(rows.map((row) => [row.id, row.number])),
      batchOf: new Map(entries.map((entry) => [entry.id, entry.batch])),
    };
  });
}

/** Puts the entries on the copy at the positions after the head; returns the last. */
function apply(
  parts: EffectParts,
  programmeId: string,
  columns: Columns,
  prepared: readonly Prepared[],
  known: Known,
  head: number,
): number {
  let position = head;
  for (const item of prepared) {
    // What is in already, or names what does not exist, would change nothing.
    const unknown = item.references.some(({ target }) => !known.positions.has(target));
    if (unknown || known.positions.has(item.draft.id)) continue;
    position += 1;
    known.positions.set(item.draft.id, position);
    const stored = storedOf(programmeId, item, known, position);
    if (stored.kind === batchWithdrawn.kind) withdrawBatch(columns, known, stored);
    if (stored.supersededPosition !== null) close(columns, stored.supersededPosition, stored);
    known.leaves.set(stored.rootId, position);
    const numberOf = (id: string): number => known.positions.get(id) ?? -1;
    for (const yielded of yieldsOf(parts.yields, [stored], numberOf)) add(columns, yielded, known);
  }
  return position;
}

function storedOf(programmeId: string, item: Prepared, known: Known, position: number): Stored {
  const { draft, rootId } = item;
  return {
    programmeId,
    id: draft.id,
    position,
    kind: draft.kind,
    rootId,
    rootKind: known.kinds.get(rootId) ?? draft.kind,
    rootPosition: known.positions.get(rootId) ?? position,
    supersededPosition: draft.rootId === null ? null : (known.leaves.get(draft.rootId) ?? null),
    occurredOn: draft.occurredOn,
    recordedAt: new Date(0),
    recordedBy: null,
    via: item.via,
    batchId: null,
    batch: known.batchOf.get(rootId) ?? null,
    payload: draft.payload,
  };
}

function withdrawBatch(columns: Columns, known: Known, stored: Stored): void {
  const id = stored.payload['batchId'];
  const number = typeof id === 'string' ? known.batches.get(id) : undefined;
  const batch = number === undefined ? undefined : columns.batches.find(number);
  if (batch !== undefined) columns.batchTo.set(batch, stored.position, 0);
}

function close(columns: Columns, from: number, stored: Stored): void {
  for (let fact = factFrom(columns, from); fact >= 0 && columns.from.at(fact) === from; fact += 1) {
    columns.to.set(fact, stored.position, 0);
    columns.because.set(fact, stored.kind === 'ledger.entry-withdrawn' ? 2 : 1, 0);
    if (fact + 1 >= columns.length) break;
  }
  endVersion(columns.personVersions, from, stored.position);
  endVersion(columns.organisationVersions, from, stored.position);
  endVersion(columns.edges, from, stored.position);
  endVersion(columns.organisationEdges, from, stored.position);
}

function add(columns: Columns, { entry, yield: made }: Yielded, known: Known): void {
  const span = { from: entry.position, to: null, because: null, batch: entry.batch };
  made.facts?.forEach((fact, ordinal) => addFact(columns, { ...fact, ...span, ordinal, day: dayNumber(fact.occurredOn) }));
  const open = { from: entry.position, to: 0x7fffffff, batch: columns.batches.intern(entry.batch ?? 0) };
  if (made.person !== undefined) {
    columns.personVersions.push({ ...open, ...made.person, person: columns.people.intern(entry.rootPosition) });
  }
  if (made.organisation !== undefined) {
    const organisation = columns.organisations.intern(entry.rootPosition);
    columns.organisationVersions.push({ ...open, organisation, kind: made.organisation.kind });
  }
  if (made.organisationEdge !== undefined) {
    const { recordA, recordB, chosenKind } = made.organisationEdge;
    columns.organisationEdges.push({
      ...open,
      a: columns.organisations.intern(recordA),
      b: columns.organisations.intern(recordB),
      aId: idAt(known, recordA),
      bId: idAt(known, recordB),
      chosenKind: chosenKind === null ? null : columns.organisations.intern(chosenKind),
    });
  }
  if (made.edge !== undefined) {
    const dense = (position: number | null): number | null => (position === null ? null : columns.people.intern(position));
    columns.edges.push({
      ...open,
      a: columns.people.intern(made.edge.recordA),
      b: columns.people.intern(made.edge.recordB),
      aId: idAt(known, made.edge.recordA),
      bId: idAt(known, made.edge.recordB),
      chosenSex: dense(made.edge.chosenSex),
      chosenBirthYear: dense(made.edge.chosenBirthYear),
      chosenPlace: dense(made.edge.chosenPlace),
    });
  }
}

function idAt(known: Known, position: number): string {
  for (const [id, at] of known.positions) if (at === position) return id;
  return '';
}
