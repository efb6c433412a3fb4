/** Routes of possible duplicates. */
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import type { EntryKind } from '../ledger/entry.ts';
import { organisationCandidatesFor } from './candidates.ts';
import {
  findOrganisationCandidates,
  listDistinctions,
  listDuplicates,
  listOrganisationDistinctions,
  listOrganisationDuplicates,
  postponeDuplicate,
  postponeOrganisationDuplicate,
  readDuplicateSearch,
  readSinceMerge,
  readSinceOrganisationMerge,
  startDuplicateSearch,
  type searchState,
} from './duplicate-contract.ts';
import { countOpenPairs, findDecisions, findOpenPairs, findSharedSessions, postponePair, type PairRow } from './duplicate-queries.ts';
import type { DuplicateSearches } from './duplicate-searches.ts';
import { scoreLine } from './entries.ts';
import { findConsentsOfPeople, findOrganisationSides, namesOf } from './merge-queries.ts';
import { linesOf } from './people-lines.ts';
import { contactOf, emailMasked, masked, mergeInForce, sourcesOf, standing } from './people.ts';
import { saidOfThemselves } from './person-pages.ts';
import { canonicalOf, findMerges, findRecords } from './queries.ts';
import type { SearchRow } from './search-state-queries.ts';
import { sinceMerge } from './since-merge.ts';
import { ORGANISATIONS, PEOPLE, subjectOf, type Subject } from './subject.ts';

export interface DuplicateRoutesParts {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Every kind of entry: what came since a merge is read in its newest shape. */
  readonly kinds: ReadonlyMap<string, EntryKind>;
  readonly searches: DuplicateSearches;
}

export function duplicateRoutes(routes: Routes, { pool, clock, kinds, searches }: DuplicateRoutesParts): void {
  routes.inside(listDuplicates, ({ programme, query }) =>
    inProgramme(pool, programme.id, (client) => peopleQueue(client, programme.id, query)),
  );
  routes.inside(listOrganisationDuplicates, ({ programme, query }) =>
    inProgramme(pool, programme.id, (client) => organisationQueue(client, programme.id, query)),
  );

  routes.inside(postponeDuplicate, ({ programme, body }) =>
    inProgramme(pool, programme.id, async (client) => ({
      postponed: await postponePair(client, programme.id, PEOPLE, body.ids, clock.now()),
    })),
  );
  routes.inside(postponeOrganisationDuplicate, ({ programme, body }) =>
    inProgramme(pool, programme.id, async (client) => ({
      postponed: await postponePair(client, programme.id, ORGANISATIONS, body.ids, clock.now()),
    })),
  );

  routes.inside(listDistinctions, ({ programme }) =>
    inProgramme(pool, programme.id, (client) => distinctions(client, programme.id, PEOPLE)),
  );
  routes.inside(listOrganisationDistinctions, ({ programme }) =>
    inProgramme(pool, programme.id, (client) => distinctions(client, programme.id, ORGANISATIONS)),
  );

  routes.inside(findOrganisationCandidates, ({ programme, body }) =>
    inProgramme(pool, programme.id, async (client) => {
      const found = await organisationCandidatesFor(client, programme.id, body);
      const sides = await findOrganisationSides(client, programme.id, found.map(({ canonicalId }) => canonicalId));
      return {
        items: found.flatMap(({ canonicalId, score, explanation }) => {
          const organisation = sides.get(canonicalId);
          return organisation === undefined ? [] : [{ organisation, score, explanation }];
        }),
      };
    }),
  );

  routes.inside(readDuplicateSearch, async ({ programme, query }) =>
    stateAnswer(await searches.stateOf(programme.id, subjectOf(query.what))),
  );
  routes.inside(startDuplicateSearch, async ({ programme, query }) => {
    const what = subjectOf(query.what);
    await searches.start(programme.id, what);
    return stateAnswer(await searches.stateOf(programme.id, what));
  });

  routes.inside(readSinceMerge, ({ programme, params }) =>
    inProgramme(pool, programme.id, (client) => sinceMerge(client, programme.id, PEOPLE, params.id, kinds)),
  );
  routes.inside(readSinceOrganisationMerge, ({ programme, params }) =>
    inProgramme(pool, programme.id, (client) => sinceMerge(client, programme.id, ORGANISATIONS, params.id, kinds)),
  );
}

type QueueQuery = z.output<typeof listDuplicates.query>;

async function pageOf(client: PoolClient, programmeId: string, what: Subject, query: QueueQuery) {
  const filter = { q: query.q, scoreMin: query.scoreMin, scoreMax: query.scoreMax };
  // One more than the page, to know whether there is another.
  const rows = await findOpenPairs(client, programmeId, what, { ...filter, after: query.after ?? null, limit: query.limit + 1 });
  const pairs = rows.slice(0, query.limit);
  const next = rows.length > query.limit ? (pairs.at(-1)?.cursor ?? null) : null;
  return { pairs, next, total: await countOpenPairs(client, programmeId, what, filter) };
}

async function peopleQueue(client: PoolClient, programmeId: string, query: QueueQuery): Promise<z.input<typeof listDuplicates.answer>> {
  const { pairs, next, total } = await pageOf(client, programmeId, PEOPLE, query);
  const canonical = new Map<string, string>();
  for (const id of new Set(pairs.flatMap(({ a, b }) => [a, b]))) {
    const found = await canonicalOf(client, programmeId, id);
    if (found !== null) canonical.set(id, found);
  }
  const people = [...new Set(canonical.values())];
  const records = await findRecords(client, programmeId, people);
  const merges = (await findMerges(client, programmeId, people)).map(mergeInForce);
  const lines = new Map((await linesOf(client, programmeId, people)).map((line) => [line.id, line]));
  const consents = await findConsentsOfPeople(client, programmeId, people);
  const sideOf = (id: string) => {
    const line = lines.get(canonical.get(id) ?? '');
    const record = records.find((one) => one.id === id);
    if (line === undefined || record === undefined) return null;
    const own = records.filter(({ canonicalId }) => canonicalId === record.canonicalId);
    const contact = standing(own, merges).value('contact', contactOf);
    return {
      ...line,
      ...saidOfThemselves(own, merges),
      sources: sourcesOf(own, merges),
      consents: consents.flatMap(({ canonicalId, ...said }) => (canonicalId === record.canonicalId ? [said] : [])),
      phonesMasked: (contact?.phones ?? []).map(({ number }) => masked(number) ?? ''),
      emailMasked: emailMasked(contact?.email ?? null),
      id,
      registeredFrom: record.fileName,
      registeredAt: record.registeredAt.toISOString(),
    };
  };
  const items = [];
  for (const pair of pairs) {
    const [a, b] = [sideOf(pair.a), sideOf(pair.b)];
    if (a === null || b === null) continue;
    items.push({ a, b, ...scoreOf(pair), sharedSessions: await findSharedSessions(client, programmeId, pair.a, pair.b) });
  }
  return { items, next, total };
}

async function organisationQueue(
  client: PoolClient,
  programmeId: string,
  query: QueueQuery,
): Promise<z.input<typeof listOrganisationDuplicates.answer>> {
  const { pairs, next, total } = await pageOf(client, programmeId, ORGANISATIONS, query);
  const sides = await findOrganisationSides(client, programmeId, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]);
  const items = pairs.flatMap((pair) => {
    const [a, b] = [sides.get(pair.a), sides.get(pair.b)];
    return a === undefined || b === undefined ? [] : [{ a, b, ...scoreOf(pair) }];
  });
  return { items, next, total };
}

function scoreOf({ score, explanation }: PairRow) {
  return { score, explanation: scoreLine.array().parse(explanation) };
}

/** "Not the same" said last: how many are offered to be taken back. */
const DISTINCTIONS_SHOWN = 50;

async function distinctions(client: PoolClient, programmeId: string, what: Subject): Promise<z.input<typeof listDistinctions.answer>> {
  const offered = what === PEOPLE ? (['different'] as const) : (['same', 'different'] as const);
  const rows = await findDecisions(client, programmeId, what, offered, DISTINCTIONS_SHOWN);
  const names = await namesOf(client, programmeId, what, [...new Set(rows.flatMap(({ a, b }) => [a, b]))]);
  return {
    items: rows.map(({ entryId, leafId, decided, a, b, recordedAt, recordedBy }) => ({
      entryId,
      leafId,
      decided,
      ids: [a, b],
      names: [names.get(a) ?? '', names.get(b) ?? ''],
      recordedAt: recordedAt.toISOString(),
      recordedBy: recordedBy ?? '',
    })),
  };
}

function stateAnswer(row: SearchRow | null): z.input<typeof searchState> {
  if (row === null) return { state: 'none', lookedAt: 0, total: 0, suggested: 0, startedAt: null, endedAt: null };
  const { state, lookedAt, total, suggested, startedAt, endedAt } = row;
  return { state, lookedAt, total, suggested, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}
