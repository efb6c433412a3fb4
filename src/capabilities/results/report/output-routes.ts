/** Routes of reports as files. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { readHead } from '../../../ledger/queries.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { TypesettingBusy, type Typesetting } from '../../../platform/documents/typesetting.ts';
import { houseAddress, type Routes } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { shownTo } from './content.ts';
import { gatherReport } from './gather.ts';
import { generalReport } from './general-report.ts';
import { readProgrammeReport, readReportFile, readVersionFile } from './output-contract.ts';
import { reportFile, type FileAsked } from './report-file.ts';
import { reportsAt } from './reports.ts';
import { sentOf, type ReportParts } from './versions.ts';

export interface OutputParts extends ReportParts {
  readonly typesetting: Typesetting;
  /** Address under which the house is reached, where it is set; else the one the request came to. */
  readonly publicAddress: string | null;
}

export function reportOutputRoutes(routes: Routes, parts: OutputParts): void {
  routes.inside(readProgrammeReport, async ({ programme, query, request, reply, caller }) => {
    // Its figures are of the whole programme.
    if (caller.scope !== null) throw new Problem('forbidden', { permission: readProgrammeReport.permission });
    const content = await generalReport(parts, programme, query);
    return send(parts, { programme, content: shownTo(content, caller), ...query, code: null, address: houseAddress(parts.publicAddress, request) }, reply);
  });

  routes.inside(readReportFile, async ({ programme, caller, params, query, request, reply }) => {
    const { position, report } = await inProgramme(parts.pool, programme.id, async (client) => {
      const head = await readHead(client, programme.id);
      return { position: head.position, report: (await reportsAt(client, programme.id, head.position)).find(({ id }) => id === params.id) };
    });
    if (report === undefined) throw new Problem('not-found', { report: params.id });
    const content = await gatherReport(parts, programme, { ...report.says, id: report.id }, position);
    return send(parts, { programme, content: shownTo(content, caller), ...query, code: null, address: houseAddress(parts.publicAddress, request) }, reply);
  });

  routes.inside(readVersionFile, async ({ programme, caller, params, query, request, reply }) => {
    const { content, version } = await sentOf(parts, { programme, caller }, params.id, params.version);
    return send(parts, { programme, content: shownTo(content, caller), ...query, code: version.submission.code, address: houseAddress(parts.publicAddress, request) }, reply);
  });
}

async function send(parts: OutputParts, asked: FileAsked, reply: FastifyReply): Promise<FastifyReply> {
  const { name, mediaType, bytes } = await made(parts, asked);
  reply.type(mediaType).header('x-content-type-options', 'nosniff').header('content-disposition', `attachment; filename="${name}"`);
  return reply.send(bytes instanceof Uint8Array ? Buffer.from(bytes) : Readable.from(bytes));
}

/** Whoever comes while too many documents wait is told to try again. */
async function made(parts: OutputParts, asked: FileAsked): ReturnType<typeof reportFile> {
  try {
    return await reportFile(parts, asked);
  } catch (error) {
    if (error instanceof TypesettingBusy) throw new Problem('documents-busy');
    throw error;
  }
}
