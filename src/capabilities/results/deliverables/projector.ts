/** Keeps products and declared totals in step with the ledger, and refuses what stands under no area or names a file it does not carry. */
import type { Projector, Refuser } from '../../../ledger/append.ts';
import { findUploadedFor } from '../../../ledger/upload-queries.ts';
import { productDelivered, totalDeclared } from '../entries.ts';
import { frameworkCodes } from '../framework-codes.ts';
import { areInOrder } from './rules.ts';
import { closeDeliverable, insertDeliverable } from './queries.ts';

const KINDS: ReadonlySet<string> = new Set([productDelivered.kind, totalDeclared.kind]);

export const deliverablesProjector: Projector = async (client, entries) => {
  for (const { stored } of entries) {
    if (!KINDS.has(stored.rootKind)) continue;
    await closeDeliverable(client, stored);
    if (KINDS.has(stored.kind)) await insertDeliverable(client, stored);
  }
};

/** What is delivered or declared stands under an area of the framework as it is, or as the same call makes it, and ends after it began. */
export const deliverablesRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, { code: string; field: string | null }>();
  const stated = prepared.filter(({ kind }) => KINDS.has(kind.kind));
  if (stated.length === 0) return refused;
  const uploaded = await findUploadedFor(client, programmeId, 'product-document', stated.flatMap(({ newest }) => fileOf(newest.payload) ?? []));
  const { areas } = await frameworkCodes(client, programmeId, prepared);
  for (const { draft, newest } of stated) {
    const { area, since, until } = newest.payload;
    const file = fileOf(newest.payload);
    if (file !== null && !(uploaded.has(file) && draft.attachments.includes(file))) refused.set(draft.id, { code: 'unknown-attachment', field: 'attachments' });
    else if (!areas.has(String(area))) refused.set(draft.id, { code: 'unknown-area', field: 'area' });
    else if (typeof until === 'string' && !areInOrder(String(since), until)) refused.set(draft.id, { code: 'dates-reversed', field: 'until' });
  }
  return refused;
};

function fileOf(payload: Readonly<Record<string, unknown>>): string | null {
  const { fileSha256 } = payload;
  return typeof fileSha256 === 'string' ? fileSha256 : null;
}
