/** Routes of the registry. */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { EntryKind } from '../ledger/entry.ts';
import { dayIn } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { ProgrammeInfo, Routes } from '../platform/http/route.ts';
import { candidatesFor } from './candidates.ts';
import {
  exportOrganisations,
  exportPeople,
  findCandidates,
  listDuplicates,
  listOrganisations,
  listPeople,
  readOrganisation,
  readOrganisationHistory,
  readPerson,
  readPersonHistory,
  readRegistrySettings,
  revealContact,
  revealOrganisation,
} from './contract.ts';
import { scoreLine } from './entries.ts';
import { historyPage } from './history.ts';
import { organisationsFile, peopleFile, sendFile } from './list-files.ts';
import { ageGroupsOf, organisationsPage, peoplePage } from './list-pages.ts';
import { organisationPage, organisationRow } from './organisation-pages.ts';
import { findSizeRules } from './organisation-queries.ts';
import { linesOf } from './people-lines.ts';
import { personalData, personPage, recordsOf } from './person-pages.ts';
import { canonicalOf, findOpenPairs, findRecords, insertDisclosure } from './queries.ts';

export interface RegistryRoutesParts {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Every kind of entry: histories read the entries of all rooms that name a person. */
  readonly kinds: ReadonlyMap<string, EntryKind>;
}

export function registryRoutes(routes: Routes, parts: RegistryRoutesParts): void {
  peopleRoutes(routes, parts);
  organisationRoutes(routes, parts);
  duplicateRoutes(routes, parts);
}

function peopleRoutes(routes: Routes, { pool, clock, kinds }: RegistryRoutesParts): void {
  const today = (programme: ProgrammeInfo): string => dayIn(clock.now(), programme.timeZone);

  routes.inside(listPeople, ({ programme, query }) =>
    inProgramme(pool, programme.id, (client) => peoplePage(client, programme.id, query, query, today(programme))),
  );

  routes.inside(exportPeople, async ({ programme, body, caller, reply }) => {
    const asker = { userId: caller.userId, at: clock.now(), today: today(programme), personal: caller.may('person.reveal') };
    return sendFile(reply, await inProgramme(pool, programme.id, (client) => peopleFile(client, programme.id, body, asker)));
  });

  routes.inside(readPerson, ({ programme, params }) =>
    inProgramme(pool, programme.id, (client) => personPage(client, programme.id, params.id)),
  );

  routes.inside(readPersonHistory, ({ programme, params, query }) =>
    inProgramme(pool, programme.id, async (client) => {
      const records = await recordsOf(client, programme.id, params.id);
      return historyPage(client, programme.id, records.map(({ id }) => id), query, kinds);
    }),
  );

  routes.inside(revealContact, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const records = await recordsOf(client, programme.id, params.id);
      const kept = { id: randomUUID(), personId: params.id, organisationId: null, userId: caller.userId, at: clock.now() };
      await insertDisclosure(client, programme.id, kept);
      return personalData(client, programme.id, records);
    }),
  );
}

function organisationRoutes(routes: Routes, { pool, clock, kinds }: RegistryRoutesParts): void {
  const today = (programme: ProgrammeInfo): string => dayIn(clock.now(), programme.timeZone);

  routes.inside(listOrganisations, ({ programme, query }) =>
    inProgramme(pool, programme.id, (client) => organisationsPage(client, programme.id, query, query, today(programme))),
  );

  routes.inside(exportOrganisations, async ({ programme, body, caller, reply }) => {
    const asker = { userId: caller.userId, at: clock.now(), today: today(programme), personal: false };
    return sendFile(reply, await inProgramme(pool, programme.id, (client) => organisationsFile(client, programme.id, body, asker)));
  });

  routes.inside(readOrganisation, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, (client) =>
      organisationPage(client, programme.id, params.id, today(programme), caller.may('person.read')),
    ),
  );

  routes.inside(readOrganisationHistory, ({ programme, params, query }) =>
    inProgramme(pool, programme.id, async (client) => {
      await organisationRow(client, programme.id, params.id);
      return historyPage(client, programme.id, [params.id], query, kinds);
    }),
  );

  routes.inside(revealOrganisation, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const { contact } = await organisationRow(client, programme.id, params.id);
      const kept = { id: randomUUID(), personId: null, organisationId: params.id, userId: caller.userId, at: clock.now() };
      await insertDisclosure(client, programme.id, kept);
      return { contact };
    }),
  );

  routes.inside(readRegistrySettings, ({ programme }) =>
    inProgramme(pool, programme.id, async (client) => ({
      ageGroups: await ageGroupsOf(client, programme.id),
      sizeRules: (await findSizeRules(client, programme.id)).toReversed(),
    })),
  );
}

function duplicateRoutes(routes: Routes, { pool }: RegistryRoutesParts): void {
  routes.inside(listDuplicates, ({ programme }) =>
    inProgramme(pool, programme.id, (client) => duplicates(client, programme.id)),
  );

  routes.inside(findCandidates, ({ programme, body }) =>
    inProgramme(pool, programme.id, async (client) => {
      const found = await candidatesFor(client, programme.id, body);
      const lines = await linesOf(client, programme.id, found.map(({ canonicalId }) => canonicalId));
      return {
        items: found.flatMap(({ canonicalId, score, explanation }) => {
          const person = lines.find((line) => line.id === canonicalId);
          return person === undefined ? [] : [{ person, score, explanation }];
        }),
      };
    }),
  );
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
