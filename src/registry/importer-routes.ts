/** Routes of imports of people and organisations. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Caller, ProgrammeInfo, Routes } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import {
  changeRegistryReading,
  decideRegistryRow,
  discardRegistryImport,
  listRegistryImports,
  openRegistryImport,
  readRegistryImport,
  readRegistryRows,
  uploadRegistryFile,
} from './import-contract.ts';
import { IMPORTED } from './import-file.ts';
import { importPage, importRow, importRows } from './importer-pages.ts';
import type { RegistryImporter, Who } from './importer.ts';

/** How long the answer to an opening waits for the writing to end, milliseconds. */
const OPENING_WAIT_MS = 2000;

export function importerRoutes(routes: Routes, importer: RegistryImporter): void {
  routes.inside(uploadRegistryFile, async ({ programme, caller, params, request }) => {
    const what = IMPORTED.find((one) => one === params.what);
    if (what === undefined) throw new Problem('not-found', { what: params.what });
    if (!request.isMultipart()) throw new Problem('not-a-file');
    const file = await request.file();
    if (file === undefined) throw new Problem('not-a-file');
    const bytes = await file.toBuffer();
    const who = whoOf(programme, caller);
    return importPage(importer, who, await importer.begin(who, what, { fileName: file.filename.slice(0, 200) || 'lista', bytes }));
  });

  routes.inside(listRegistryImports, async ({ programme, caller }) => ({
    items: (await importer.drafts(whoOf(programme, caller))).map(({ id, what, fileName, startedAt, startedBy }) => ({
      id,
      what: IMPORTED.find((one) => one === what) ?? 'people',
      fileName,
      startedAt: startedAt.toISOString(),
      startedBy,
    })),
  }));

  routes.inside(readRegistryImport, ({ programme, caller, params }) => importPage(importer, whoOf(programme, caller), params.id));

  routes.inside(readRegistryRows, ({ programme, caller, params, query }) => importRows(importer, whoOf(programme, caller), params.id, query));

  routes.inside(changeRegistryReading, async ({ programme, caller, params, body }) => {
    const who = whoOf(programme, caller);
    await importer.changeReading(who, params.id, body);
    return importPage(importer, who, params.id);
  });

  routes.inside(decideRegistryRow, async ({ programme, caller, params, body }) => {
    const who = whoOf(programme, caller);
    await importer.decide(who, params.id, params.row, body);
    return { row: await importRow(importer, who, params.id, params.row), state: await importPage(importer, who, params.id) };
  });

  routes.inside(openRegistryImport, async ({ programme, caller, params }) => {
    const who = whoOf(programme, caller);
    const { done } = await importer.open(who, params.id);
    // A short list is open by the time of the answer; a long one goes on, and its progress is read.
    const failed = await Promise.race([done.then(() => null, (error: unknown) => ({ error })), pause(OPENING_WAIT_MS)]);
    if (failed !== null && failed !== undefined) throw failed.error;
    return importPage(importer, who, params.id);
  });

  routes.inside(discardRegistryImport, async ({ programme, caller, params }) => {
    await importer.discard(whoOf(programme, caller), params.id);
    return { discarded: true as const };
  });
}

function whoOf(programme: ProgrammeInfo, caller: Caller): Who {
  return { programme, context: { programmeId: programme.id, userId: caller.userId, via: 'import', may: caller.may, scope: caller.scope } };
}
