/** Routes of the ledger. */
import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { Files } from '../platform/attachments/files.ts';
import { MEDIA_TYPES } from '../platform/attachments/media-types.ts';
import type { Parts } from '../platform/attachments/parts.ts';
import { receiveFile, received, type Received } from '../platform/attachments/receiving.ts';
import type { Clock } from '../platform/clock.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Caller, ProgrammeInfo, Routes } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import { thingsOf } from './conflict-page.ts';
import { appendEntries, listBatches, previewEffect, readEntry, readFile, uploadFile, uploadPart } from './contract.ts';
import { areDisclosed, disclosedOf, type Disclose } from './disclosed.ts';
import { hiddenKinds, type Draft, type EntryKind } from './entry.ts';
import { FILE_PURPOSES, type FilePurpose, type Purpose } from './file-purposes.ts';
import type { Ledger } from './ledger.ts';
import type { AppendContext } from './prepare.ts';
import { findOpenedBatches, findReadableFile, findVersions, insertAttachment } from './read-queries.ts';
import { openConflictOf } from './conflict.ts';
import { findVersionsOf } from './succession-queries.ts';
import { insertUpload } from './upload-queries.ts';
import { newestPrivate, payloadOf } from './versions.ts';

/** Says what figures would be; given by the figures, assembled in src/app. */
export type Effect = (
  programme: ProgrammeInfo,
  context: AppendContext,
  drafts: readonly Draft[],
) => Promise<z.input<typeof previewEffect.answer>['lines']>;

export interface LedgerRoutesParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly kinds: ReadonlyMap<string, EntryKind>;
  readonly files: Files;
  readonly parts: Parts;
  readonly effect: Effect;
  readonly disclose: Disclose;
}

export function ledgerRoutes(routes: Routes, parts: LedgerRoutesParts): void {
  const { pool, ledger, kinds, effect, disclose } = parts;
  routes.inside(appendEntries, async ({ programme, caller, query, body }) => ({
    answers: await ledger.append({ ...contextOf(programme, caller), via: query.via }, body.entries),
  }));

  routes.inside(previewEffect, async ({ programme, caller, body }) => ({
    lines: await effect(programme, contextOf(programme, caller), body.entries),
  }));

  routes.inside(readEntry, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, (client) => entryPage(client, { kinds, disclose }, programme.id, params.id, caller), { scope: caller.scope }),
  );

  routes.inside(listBatches, ({ programme, caller }) =>
    inProgramme(pool, programme.id, async (client) => ({
      items: (await findOpenedBatches(client, programme.id, null)).map((row) => ({
        ...row,
        openedAt: row.openedAt.toISOString(),
        openedBy: row.openedBy ?? '',
        withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
        file: caller.may('file.read') ? row.file : null,
      })),
    }), { scope: caller.scope }),
  );

  fileRoutes(routes, parts);
}

/** What a browser shows by itself and in which nothing of the house's can run; whatever else is saved. */
const SHOWN: ReadonlySet<string> = new Set([MEDIA_TYPES.pdf, MEDIA_TYPES.png, MEDIA_TYPES.jpeg, MEDIA_TYPES.webp]);

function purposeFor(caller: Caller, name: FilePurpose): Purpose {
  const purpose = FILE_PURPOSES[name];
  if (!caller.may(purpose.permission)) throw new Problem('forbidden', { permission: purpose.permission });
  return purpose;
}

/** Files uploaded one by one, and read by the entry that carries them. */
function fileRoutes(routes: Routes, { pool, clock, files, parts, kinds }: LedgerRoutesParts): void {
  const keep = async (programme: ProgrammeInfo, caller: Caller, purpose: FilePurpose, { bytes, fileName, type, pixels }: Received) => {
    const sha256 = await files.keep(programme.id, bytes);
    const at = clock.now();
    await inProgramme(pool, programme.id, async (client) => {
      await insertAttachment(client, programme.id, { sha256, sizeBytes: bytes.length, mediaType: MEDIA_TYPES[type], fileName, storedAt: at });
      await insertUpload(client, programme.id, { sha256, purpose, userId: caller.userId, at });
    });
    return { sha256, fileName, mediaType: MEDIA_TYPES[type], sizeBytes: bytes.length, pixels };
  };

  routes.inside(uploadFile, async ({ programme, caller, query, request }) => {
    const purpose = purposeFor(caller, query.purpose);
    return keep(programme, caller, query.purpose, await receiveFile(request, purpose));
  });

  routes.inside(uploadPart, async ({ programme, caller, params: { sha256 }, query: { offset, size, fileName, ...query }, body }) => {
    const purpose = purposeFor(caller, query.purpose);
    if (size > purpose.bytesMax) throw new Problem('file-too-large', { bytesMax: purpose.bytesMax });
    if (!Buffer.isBuffer(body) || offset + body.length > size) throw new Problem('not-a-file');
    const key = { programmeId: programme.id, userId: caller.userId, sha256 };
    const there = await parts.add(key, offset, body);
    if (there < size) return { received: there, file: null };
    const bytes = await parts.read(key);
    // Whether it is kept or not, nobody goes on with it.
    await parts.drop(key);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Problem('file-parts-broken');
    return { received: there, file: await keep(programme, caller, query.purpose, received(bytes, fileName, purpose)) };
  });

  routes.inside(readFile, async ({ programme, params, query, caller, reply }) => {
    const reader = { userId: caller.userId, hidden: hiddenKinds(kinds, caller.may) };
    const row = await inProgramme(pool, programme.id, (client) => findReadableFile(client, programme.id, params.sha256, reader), {
      scope: caller.scope,
    });
    const bytes = row === null ? null : await files.read(programme.id, params.sha256);
    if (row === null || bytes === null) throw new Problem('not-found', { file: params.sha256 });
    const how = query.ver === '1' && SHOWN.has(row.mediaType) ? 'inline' : 'attachment';
    reply.header('content-disposition', `${how}; filename*=UTF-8''${encodeURIComponent(row.fileName)}`);
    // The browser's own reader of documents stands in an object of the page that it makes for one.
    if (how === 'inline') reply.header('content-security-policy', "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    reply.header('content-type', row.mediaType).header('x-content-type-options', 'nosniff');
    return reply.send(bytes);
  });
}

/** One version whole, with all versions of its thing. Who is shown a document or contacts in it is written down. */
async function entryPage(
  client: PoolClient,
  { kinds, disclose }: Pick<LedgerRoutesParts, 'kinds' | 'disclose'>,
  programmeId: string,
  id: string,
  caller: Caller,
): Promise<z.input<typeof readEntry.answer>> {
  const versions = await findVersions(client, programmeId, id);
  const entry = versions.find((version) => version.id === id);
  const leaf = versions.at(-1);
  const hidden = hiddenKinds(kinds, caller.may);
  if (entry === undefined || leaf === undefined || versions.some(({ kind }) => hidden.includes(kind))) throw new Problem('not-found', { entry: id });
  const all = await findVersionsOf(client, kinds, programmeId, [entry.rootId], null);
  const payload = payloadOf(entry.body, kinds);
  const shown = caller.may('person.reveal') ? newestPrivate(kinds.get(entry.kind), entry.schemaVersion, entry.private ?? {}) : {};
  if (areDisclosed(Object.keys(shown))) {
    const about = await thingsOf(client, programmeId, entry.rootId, payload);
    await disclose(client, programmeId, disclosedOf(about, entry.rootId), caller.userId);
  }
  const thing = openConflictOf(entry.rootId, all.get(entry.rootId) ?? []);
  return {
    ...entry,
    recordedAt: entry.recordedAt.toISOString(),
    recordedBy: entry.recordedBy ?? '',
    leafId: leaf.id,
    leaves: [...(thing?.leaves ?? [leaf.id])],
    standing: thing === null ? null : { occurredOn: thing.state.occurredOn, payload: { ...thing.state.payload } },
    conflictFields: (thing?.contests ?? []).map(({ field }) => field),
    withdrawn: thing?.state.withdrawn ?? leaf.kind === 'ledger.entry-withdrawn',
    payload,
    private: shown,
    versions: versions.map(({ id, position, kind, recordedAt, recordedBy, body }) => ({
      id,
      position,
      kind,
      recordedAt: recordedAt.toISOString(),
      recordedBy: recordedBy ?? '',
      payload: payloadOf(body, kinds),
    })),
  };
}

export function contextOf(programme: ProgrammeInfo, caller: Caller): AppendContext {
  return { programmeId: programme.id, userId: caller.userId, via: 'web', may: caller.may, scope: caller.scope };
}
