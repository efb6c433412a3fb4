/** Routes of the registry. */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import type { EntryKind } from '../ledger/entry.ts';
import {
  findCandidates,
  listDuplicates,
  listOrganisations,
  listPeople,
  readPerson,
  revealContact,
} from './contract.ts';
import { peopleMerged, scoreLine } from './entries.ts';
import { contactOf, historyLineOf, mergeOf, personLineOf } from './people.ts';
import { linesOf } from './people-lines.ts';
import {
  canonicalOf,
  findAttendance,
  findHistory,
  findMerges,
  findOpenPairs,
  findOrganisations,
  findPeople,
  findRecords,
  findRoles,
  insertDisclosure,
  lastOrganisations,
  type RecordRow,
} from './queries.ts';
import { candidatesFor } from './candidates.ts';

export interface RegistryRoutesParts {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Every kind of entry: histories read the entries of all rooms that name a person. */
  readonly kinds: ReadonlyMap<string, EntryKind>;
}

export function registryRoutes(routes: Routes, { pool, clock, kinds }: RegistryRoutesParts): void {
  routes.inside(listPeople, ({ programme, query, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const page = await findPeople(client, programme.id, query);
      const items = await linesOf(client, programme.id, page.canonicalIds);
      return { items, total: page.total, next: nextOf(query.cursor, items.length, page.total) };
    }, { scope: caller.scope }),
  );

  routes.inside(readPerson, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, (client) => personPage(client, programme.id, params.id, kinds), { scope: caller.scope }),
  );

  routes.inside(revealContact, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const records = await recordsOf(client, programme.id, params.id);
      await insertDisclosure(client, programme.id, {
        id: randomUUID(),
        personId: params.id,
        userId: caller.userId,
        at: clock.now(),
      });
      const merges = await findMerges(client, programme.id, records.map((record) => record.number));
      return contactOf(records, merges.map(mergeOf));
    }, { scope: caller.scope }),
  );

  routes.inside(listOrganisations, ({ programme, query, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const rows = await findOrganisations(client, programme.id, query);
      const total = rows[0]?.total ?? 0;
      return { items: rows, total, next: nextOf(query.cursor, rows.length, total) };
    }, { scope: caller.scope }),
  );

  routes.inside(listDuplicates, ({ programme, caller }) =>
    inProgramme(pool, programme.id, (client) => duplicates(client, programme.id), { scope: caller.scope }),
  );

  routes.inside(findCandidates, ({ programme, body, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const found = await candidatesFor(client, programme.id, body);
      const lines = await linesOf(client, programme.id, found.map(({ canonicalId }) => canonicalId));
      return {
        items: found.flatMap(({ canonicalId, score, explanation }) => {
          const person = lines.find((line) => line.id === canonicalId);
          return person === undefined ? [] : [{ person, score, explanation }];
        }),
      };
    }, { scope: caller.scope }),
  );
}

function nextOf(cursor: number, shown: number, total: number): number | null {
  return cursor + shown < total ? cursor + shown : null;
}

async function recordsOf(client: PoolClient, programmeId: string, id: string): Promise<RecordRow[]> {
  const canonicalId = await canonicalOf(client, programmeId, id);
  if (canonicalId === null) throw new Problem('not-found', { person: id });
  const records = await findRecords(client, programmeId, [canonicalId]);
  if (records.length === 0) throw new Problem('not-found', { person: id });
  return records;
}

async function personPage(
  client: PoolClient,
  programmeId: string,
  id: string,
  kinds: ReadonlyMap<string, EntryKind>,
): Promise<z.input<typeof readPerson.answer>> {
  const records = await recordsOf(client, programmeId, id);
  const ids = records.map((record) => record.id);
  const numbers = records.map((record) => record.number);
  const merges = await findMerges(client, programmeId, numbers);
  const payloads = merges.map((merge) => ({ merge, payload: mergeOf(merge) }));
  const attendance = await findAttendance(client, programmeId, numbers);
  return {
    ...personLineOf(records, payloads.map(({ payload }) => payload), await lastOrganisations(client, programmeId, numbers)),
    records: records.map((record) => ({
      id: record.id,
      leafId: record.leafId,
      givenNames: record.givenNames,
      surnames: record.surnames,
      sex: record.sex,
      birthYear: record.birthYear,
      department: record.department,
      municipality: record.municipality,
      registeredAt: record.registeredAt.toISOString(),
      batchId: record.batchId,
    })),
    merges: payloads.map(({ merge, payload }) => ({
      entryId: merge.entryId,
      personIds: [...payload.personIds],
      score: payload.score,
      explanation: payload.explanation,
      decidedBy: payload.decidedBy,
      recordedAt: merge.recordedAt.toISOString(),
      recordedBy: merge.recordedBy ?? '',
    })),
    roles: await findRoles(client, programmeId, ids),
    attendance: attendance.map(({ minutes, minutesHeld, ...row }) => ({
      ...row,
      percent: minutesHeld === 0 ? 0 : Math.floor((minutes * 100) / minutesHeld),
    })),
    history: (await findHistory(client, programmeId, ids)).map((row) => {
      const line = historyLineOf(row, kinds);
      if (row.kind !== peopleMerged.kind) return line;
      const { personIds } = mergeOf(row);
      return { ...line, otherPersonId: personIds.find((other) => other !== records[0]?.id) ?? null };
    }),
  };
}

async function duplicates(client: PoolClient, programmeId: string): Promise<z.input<typeof listDuplicates.answer>> {
  const pairs = await findOpenPairs(client, programmeId);
  const canonical = new Map<string, string>();
  for (const id of new Set(pairs.flatMap(({ a, b }) => [a, b]))) {
    const found = await canonicalOf(client, programmeId, id);
    if (found !== null) canonical.set(id, found);
  }
  const people = [...new Set(canonical.values())];
  const records = await findRecords(client, programmeId, people);
  const lines = await linesOf(client, programmeId, people);
  const sideOf = (id: string) => {
    const line = lines.find((item) => item.id === canonical.get(id));
    const record = records.find((item) => item.id === id);
    if (line === undefined || record === undefined) return [];
    return [{ ...line, id, registeredFrom: record.fileName, registeredAt: record.registeredAt.toISOString() }];
  };
  return {
    items: pairs.flatMap(({ a, b, score, explanation }) => {
      const [left] = sideOf(a);
      const [right] = sideOf(b);
      if (left === undefined || right === undefined) return [];
      return [{ a: left, b: right, score, explanation: scoreLine.array().parse(explanation) }];
    }),
  };
}
