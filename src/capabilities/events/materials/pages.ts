/** Who speaks in a process and what is handed out, as screens show it. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { findFileDetails, type FileDetails } from '../../../ledger/upload-queries.ts';
import { normaliseName } from '../../../registry/names.ts';
import { SEXES } from '../../../registry/entries.ts';
import { materialShared, speakerNamed } from '../entries.ts';
import { processOf } from '../process-pages.ts';
import { findSessions } from '../queries.ts';
import { findRecordsBeside, type RecordRow } from '../records/queries.ts';
import type { readMaterials } from './contract.ts';

type Page = z.input<typeof readMaterials.answer>;

export async function materialsPage(client: PoolClient, programmeId: string, id: string): Promise<Page> {
  const process = await processOf(client, programmeId, id);
  const rows = await findRecordsBeside(client, programmeId, [process.id], [speakerNamed.kind, materialShared.kind]);
  const speakers = rows.filter(({ kind }) => kind === speakerNamed.kind).map(speakerOf);
  const shared = rows.filter(({ kind }) => kind === materialShared.kind).map((row) => ({ row, payload: materialShared.payload.parse(row.body) }));
  const files = await findFileDetails(client, programmeId, shared.flatMap(({ payload }) => payload.fileSha256 ?? []));
  const sessions = await findSessions(client, programmeId, { processId: process.id });
  return {
    processId: process.id,
    sessions: sessions.map(({ id: sessionId, sessionNumber, title, heldOn }) => ({ id: sessionId, number: sessionNumber, title, heldOn })),
    speakers,
    speakersBySex: countBySex(speakers),
    materials: shared.map((one) => materialOf(one, files)),
  };
}

const partsSchema = z.object({ name: z.string().default('') });

function speakerOf(row: RecordRow): Page['speakers'][number] {
  const { sessionId, position, organisationId, organisationName, sex, role } = speakerNamed.payload.parse(row.body);
  return {
    ...standingOf(row),
    sessionId,
    name: partsSchema.parse(row.privateParts).name,
    position,
    organisationId,
    organisationName: row.organisationName ?? organisationName,
    sex: sex ?? 'unknown',
    role,
  };
}

interface Shared {
  readonly row: RecordRow;
  readonly payload: z.output<typeof materialShared.payload>;
}

function materialOf({ row, payload }: Shared, files: ReadonlyMap<string, FileDetails>): Page['materials'][number] {
  const { sessionId, title, link, fileSha256, language, materialKind, inLibrary } = payload;
  const details = fileSha256 === null ? undefined : files.get(fileSha256);
  const file = fileSha256 === null || details === undefined ? null : { sha256: fileSha256, ...details };
  return { ...standingOf(row), sessionId, title, link, file, language, materialKind, inLibrary };
}

function standingOf({ id, leaves, conflictFields, occurredOn }: RecordRow) {
  return { id, leaves, conflictFields, notedOn: occurredOn };
}

/** By name, whatever its accents; of somebody whose sex one line says and another does not, the one that does. */
function countBySex(speakers: Page['speakers']): Page['speakersBySex'] {
  const sexOf = new Map<string, string>();
  for (const { name, sex } of speakers) {
    const key = normaliseName(name);
    if ((sexOf.get(key) ?? 'unknown') === 'unknown') sexOf.set(key, sex);
  }
  return [...SEXES, 'unknown'].flatMap((sex) => {
    const people = [...sexOf.values()].filter((one) => one === sex).length;
    return people === 0 ? [] : [{ sex, people }];
  });
}
