/** Routes of the events. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import { inProgramme } from '../../platform/database/programme-transaction.ts';
import { houseAddress, type Caller, type ProgrammeInfo, type Routes } from '../../platform/http/route.ts';
import { Problem } from '../../platform/problem.ts';
import {
  changeReading,
  decideRow,
  discardImport,
  listDrafts,
  listProcesses,
  openImport,
  readImport,
  readImportRows,
  readProcess,
  readSession,
  uploadList,
} from './contract.ts';
import type { AttendedNow } from './attended.ts';
import { importPage, importRow, importRows } from './import-pages.ts';
import type { Importer, Who } from './importer.ts';
import { processLines, processPage, sessionPage, type PeopleOf } from './process-pages.ts';
import { readCalendar, readInvited, readRegistrations } from './registration-contract.ts';
import { calendarPage, invitedPage, registrationsPage } from './registration-pages.ts';

/** How long the answer to an opening waits for the writing to end, milliseconds. */
const OPENING_WAIT_MS = 2000;

export interface EventsParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly importer: Importer;
  readonly peopleOf: PeopleOf;
  readonly attendedNow: AttendedNow;
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
}

export function eventsRoutes(routes: Routes, { pool, clock, importer, peopleOf, attendedNow, publicAddress }: EventsParts): void {
  routes.inside(listProcesses, async ({ programme, caller }) => {
    const attended = await attendedNow(programme.id);
    const items = await inProgramme(pool, programme.id, (client) => processLines(client, programme.id, attended), { scope: caller.scope });
    return { items };
  });

  routes.inside(readProcess, ({ programme, params, caller }) =>
    inProgramme(
      pool,
      programme.id,
      (client) => processPage(client, programme.id, params.id, peopleOf, caller.may('person.read')),
      { scope: caller.scope },
    ),
  );

  routes.inside(readInvited, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, (client) => invitedPage(client, programme.id, params.id, peopleOf), { scope: caller.scope }),
  );

  routes.inside(readRegistrations, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, (client) => registrationsPage(client, programme.id, params.id, peopleOf), { scope: caller.scope }),
  );

  routes.inside(readCalendar, ({ programme, params, caller, request }) => {
    const asked = { id: params.id, now: clock.now(), address: houseAddress(publicAddress, request) };
    return inProgramme(pool, programme.id, (client) => calendarPage(client, programme, asked), { scope: caller.scope });
  });

  routes.inside(readSession, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, (client) => sessionPage(client, programme.id, params.id, peopleOf), { scope: caller.scope }),
  );

  importRoutes(routes, importer);
}

function importRoutes(routes: Routes, importer: Importer): void {
  routes.inside(uploadList, async ({ programme, caller, params, request }) => {
    if (!request.isMultipart()) throw new Problem('not-a-file');
    const file = await request.file();
    if (file === undefined) throw new Problem('not-a-file');
    const bytes = await file.toBuffer();
    const fileName = file.filename.slice(0, 200) || 'lista';
    const who = whoOf(programme, caller);
    const draftId = await importer.begin(who, { processId: params.id, fileName, bytes });
    return importPage(importer, who, draftId);
  });

  routes.inside(readImport, ({ programme, caller, params }) => importPage(importer, whoOf(programme, caller), params.id));

  routes.inside(readImportRows, ({ programme, caller, params, query }) =>
    importRows(importer, whoOf(programme, caller), params.id, query),
  );

  routes.inside(changeReading, async ({ programme, caller, params, body }) => {
    const who = whoOf(programme, caller);
    await importer.changeReading(who, params.id, body);
    return importPage(importer, who, params.id);
  });

  routes.inside(decideRow, async ({ programme, caller, params, body }) => {
    const who = whoOf(programme, caller);
    await importer.decide(who, params.id, params.row, body);
    const row = await importRow(importer, who, params.id, params.row);
    if (row === null) throw new Problem('not-found', { row: params.row });
    return { row, state: await importPage(importer, who, params.id) };
  });

  routes.inside(openImport, async ({ programme, caller, params }) => {
    const who = whoOf(programme, caller);
    const { done } = await importer.open(who, params.id);
    // A short list is open by the time of the answer; a long one goes on, and its progress is read.
    const failed = await Promise.race([done.then(() => null, (error: unknown) => ({ error })), pause(OPENING_WAIT_MS)]);
    if (failed !== null && failed !== undefined) throw failed.error;
    return importPage(importer, who, params.id);
  });

  routes.inside(discardImport, async ({ programme, caller, params }) => {
    await importer.discard(whoOf(programme, caller), params.id);
    return { discarded: true as const };
  });

  routes.inside(listDrafts, async ({ programme, caller }) => ({
    items: (await importer.drafts(whoOf(programme, caller))).map(({ id, processId, processTitle, fileName, startedAt, startedBy }) => ({
      id,
      processId,
      processTitle,
      fileName,
      startedAt: startedAt.toISOString(),
      startedBy,
    })),
  }));
}

function whoOf(programme: ProgrammeInfo, caller: Caller): Who {
  return { programme, context: { programmeId: programme.id, userId: caller.userId, via: 'import', may: caller.may, scope: caller.scope } };
}
