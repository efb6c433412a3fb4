/** Routes of the registry. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { EntryKind } from '../ledger/entry.ts';
import { dayIn } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { ProgrammeInfo, Routes } from '../platform/http/route.ts';
import { candidatesFor } from './candidates.ts';
import {
  findCandidates,
  listOrganisations,
  listPeople,
  readOrganisation,
  readOrganisationHistory,
  readPerson,
  readPersonHistory,
  revealContact,
  revealOrganisation,
} from './contract.ts';
import { exportOrganisations, exportPeople } from './export-contract.ts';
import { countBySettings, readRegistrySettings } from './settings-contract.ts';
import { historyPage } from './history.ts';
import type { ListCursors } from './list-cursors.ts';
import { organisationsFile, peopleFile, sendFile } from './list-files.ts';
import { organisationsPage, peoplePage } from './list-pages.ts';
import { organisationContacts, organisationPage, organisationRow } from './organisation-pages.ts';
import { findRecordsOf } from './organisation-queries.ts';
import { linesOf } from './people-lines.ts';
import { personalData, personPage, recordsOf } from './person-pages.ts';
import { insertDisclosure } from './disclosure-queries.ts';
import { settingsCounts, settingsPage } from './settings-pages.ts';

export interface RegistryRoutesParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly listCursors: ListCursors;
  /** Every kind of entry: histories read the entries of all rooms that name a person. */
  readonly kinds: ReadonlyMap<string, EntryKind>;
}

export function registryRoutes(routes: Routes, parts: RegistryRoutesParts): void {
  peopleRoutes(routes, parts);
  organisationRoutes(routes, parts);
  settingsRoutes(routes, parts);
}

function peopleRoutes(routes: Routes, { pool, clock, kinds, listCursors }: RegistryRoutesParts): void {
  const today = (programme: ProgrammeInfo): string => dayIn(clock.now(), programme.timeZone);

  routes.inside(listPeople, async ({ programme, query, caller: { scope } }) => {
    const list = `people ${query.sort} ${query.direction}`;
    const stretch = { after: listCursors.opened(list, query.cursor), limit: query.limit };
    const page = await inProgramme(pool, programme.id, (client) => peoplePage(client, programme.id, query, stretch, today(programme)), { scope });
    return { ...page, next: listCursors.sealed(list, page.next) };
  });

  routes.inside(exportPeople, async ({ programme, body, caller, reply }) => {
    const asker = { userId: caller.userId, at: clock.now(), today: today(programme), personal: caller.may('person.reveal') };
    const { scope } = caller;
    return sendFile(reply, await inProgramme(pool, programme.id, (client) => peopleFile(client, programme.id, body, asker), { scope }));
  });

  routes.inside(readPerson, ({ programme, params, caller: { scope } }) =>
    inProgramme(pool, programme.id, (client) => personPage(client, programme.id, params.id), { scope }),
  );

  routes.inside(readPersonHistory, ({ programme, params, query, caller: { scope } }) =>
    inProgramme(pool, programme.id, async (client) => {
      const records = await recordsOf(client, programme.id, params.id);
      return historyPage(client, programme.id, records.map(({ id }) => id), query, kinds);
    }, { scope }),
  );

  routes.inside(revealContact, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const records = await recordsOf(client, programme.id, params.id);
      const kept = { id: randomUUID(), personId: params.id, organisationId: null, userId: caller.userId, at: clock.now() };
      await insertDisclosure(client, programme.id, kept);
      return personalData(client, programme.id, records);
    }, { scope: caller.scope }),
  );
}

function organisationRoutes(routes: Routes, { pool, clock, kinds, listCursors }: RegistryRoutesParts): void {
  const today = (programme: ProgrammeInfo): string => dayIn(clock.now(), programme.timeZone);

  routes.inside(listOrganisations, async ({ programme, query, caller: { scope } }) => {
    const list = `organisations ${query.sort} ${query.direction}`;
    const stretch = { after: listCursors.opened(list, query.cursor), limit: query.limit };
    const page = await inProgramme(pool, programme.id, (client) => organisationsPage(client, programme.id, query, stretch, today(programme)), { scope });
    return { ...page, next: listCursors.sealed(list, page.next) };
  });

  routes.inside(exportOrganisations, async ({ programme, body, caller, reply }) => {
    const asker = { userId: caller.userId, at: clock.now(), today: today(programme), personal: false };
    const { scope } = caller;
    return sendFile(reply, await inProgramme(pool, programme.id, (client) => organisationsFile(client, programme.id, body, asker), { scope }));
  });

  routes.inside(readOrganisation, ({ programme, params, caller }) =>
    inProgramme(
      pool,
      programme.id,
      (client) => organisationPage(client, programme.id, params.id, today(programme), caller.may('person.read')),
      { scope: caller.scope },
    ),
  );

  routes.inside(readOrganisationHistory, ({ programme, params, query, caller: { scope } }) =>
    inProgramme(pool, programme.id, async (client) => {
      const { canonicalId } = await organisationRow(client, programme.id, params.id);
      const records = await findRecordsOf(client, programme.id, canonicalId);
      return historyPage(client, programme.id, [...new Set([params.id, ...records.map(({ id }) => id)])], query, kinds);
    }, { scope }),
  );

  routes.inside(revealOrganisation, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const shown = await organisationContacts(client, programme.id, params.id);
      for (const organisationId of [params.id, ...shown.others.map(({ id }) => id)]) {
        const kept = { id: randomUUID(), personId: null, organisationId, userId: caller.userId, at: clock.now() };
        await insertDisclosure(client, programme.id, kept);
      }
      return shown;
    }, { scope: caller.scope }),
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

function settingsRoutes(routes: Routes, { pool, clock }: RegistryRoutesParts): void {
  const today = (programme: ProgrammeInfo): string => dayIn(clock.now(), programme.timeZone);

  routes.inside(readRegistrySettings, ({ programme }) =>
    inProgramme(pool, programme.id, (client) => settingsPage(client, programme.id, today(programme))),
  );

  routes.inside(countBySettings, ({ programme, body, caller: { scope } }) =>
    inProgramme(pool, programme.id, (client) => settingsCounts(client, programme.id, body, today(programme)), { scope }),
  );
}
