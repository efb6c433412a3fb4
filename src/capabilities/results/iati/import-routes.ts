/** Routes of the import of an IATI file of an earlier phase. */
import type { FastifyRequest } from 'fastify';
import type { Caller, ProgrammeInfo, Routes } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { openIatiImport, previewIatiImport } from './contract.ts';
import { importIati, previewIati, type IatiImportParts, type Who } from './import-now.ts';
import { IATI_BYTES_MAX } from './import-reading.ts';

export function iatiImportRoutes(routes: Routes, parts: IatiImportParts): void {
  routes.inside(previewIatiImport, async ({ programme, caller, query, request }) =>
    previewIati(parts, whoOf(programme, caller), { ...(await fileOf(request)), activity: query.activity }),
  );
  routes.inside(openIatiImport, async ({ programme, caller, query, request }) => {
    const given = { ...(await fileOf(request)), activity: query.activity };
    return importIati(parts, whoOf(programme, caller), given, new Set(query.left.split(',').filter(Boolean)));
  });
}

async function fileOf(request: FastifyRequest): Promise<{ fileName: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw new Problem('not-a-file');
  const file = await request.file();
  if (file === undefined) throw new Problem('not-a-file');
  const bytes = await file.toBuffer();
  if (bytes.length > IATI_BYTES_MAX) throw new Problem('file-too-large', { bytesMax: IATI_BYTES_MAX });
  return { bytes, fileName: file.filename.slice(0, 200) || 'iati.xml' };
}

function whoOf(programme: ProgrammeInfo, caller: Caller): Who {
  return { programme, context: { programmeId: programme.id, userId: caller.userId, via: 'import', may: caller.may, scope: caller.scope } };
}
