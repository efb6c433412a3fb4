/** Keeps the registry's lists in step with the ledger. */
import type { PoolClient } from 'pg';
import type { Projector } from '../ledger/append.ts';
import { batchOpened, batchWithdrawn } from '../ledger/entries.ts';
import type { PrivateValues, Stored } from '../ledger/stored.ts';
import {
  organisationRegistered,
  peopleDistinguished,
  peopleMerged,
  personContact,
  personDocument,
  personName,
  personRegistered,
  roleRecorded,
} from './entries.ts';
import { blockingKeys } from './blocking.ts';
import {
  decidePair,
  findMatchRows,
  markWithdrawn,
  replaceKeys,
  upsertOrganisations,
  upsertPeople,
  upsertRoles,
  type PersonUpsert,
} from './projection-queries.ts';
import { recomputeCanonical } from './identity.ts';
import { matchRecordOf } from './match-record.ts';

interface Item {
  readonly stored: Stored;
  readonly private: PrivateValues;
}

export const registryProjector: Projector = async (client, entries) => {
  const programmeId = entries[0]?.stored.programmeId;
  if (programmeId === undefined) return;
  await projectPeople(client, programmeId, entries);
  const organisations = entries.filter(({ stored }) => stored.kind === organisationRegistered.kind);
  await upsertOrganisations(
    client,
    programmeId,
    lastOfEachRoot(organisations).map(({ stored }) => ({ stored, payload: organisationRegistered.payload.parse(stored.payload) })),
  );
  const roles = entries.filter(({ stored }) => stored.kind === roleRecorded.kind);
  await upsertRoles(
    client,
    programmeId,
    lastOfEachRoot(roles).map(({ stored, private: values }) => ({
      stored,
      payload: roleRecorded.payload.parse(stored.payload),
      title: typeof values['position'] === 'string' ? values['position'] : null,
    })),
  );
  const lastOfRoot = new Map(entries.map(({ stored }) => [stored.rootId, stored.id]));
  for (const { stored } of entries) await projectCause(client, programmeId, stored, lastOfRoot.get(stored.rootId) === stored.id);
};

/** Entries that change which records are one person, or take things away; one by one, in order. */
async function projectCause(client: PoolClient, programmeId: string, stored: Stored, isLast: boolean): Promise<void> {
  // A withdrawal that a later entry of these took back is over already.
  if (stored.kind === 'ledger.entry-withdrawn' && isLast) await markWithdrawn(client, programmeId, stored);
  if (stored.rootKind === peopleMerged.kind) {
    await recomputeCanonical(client, programmeId, { edgesOf: 'root', position: stored.rootPosition }, stored.position);
  }
  if (stored.kind === peopleMerged.kind) {
    const { personIds } = peopleMerged.payload.parse(stored.payload);
    await decidePair(client, programmeId, personIds, 'same', stored.position);
  }
  if (stored.kind === peopleDistinguished.kind) {
    const { personIds } = peopleDistinguished.payload.parse(stored.payload);
    await decidePair(client, programmeId, personIds, 'different', stored.position);
  }
  if (stored.kind === batchOpened.kind || stored.kind === batchWithdrawn.kind) {
    const batchId = stored.payload['batchId'];
    if (typeof batchId === 'string') {
      await recomputeCanonical(client, programmeId, { edgesOf: 'batch', batchId }, stored.position);
    }
  }
}

async function projectPeople(client: PoolClient, programmeId: string, entries: readonly Item[]): Promise<void> {
  const items = entries.filter(({ stored }) => stored.kind === personRegistered.kind);
  if (items.length === 0) return;
  await upsertPeople(client, programmeId, mergeVersions(items));
  const ids = [...new Set(items.map(({ stored }) => stored.rootId))];
  const rows = await findMatchRows(client, programmeId, ids);
  await replaceKeys(
    client,
    programmeId,
    ids,
    rows.flatMap((row) => blockingKeys(matchRecordOf(row)).map((key) => ({ key, personId: row.id }))),
  );
}

/** One upsert per person, the versions of this call folded in order: a part a correction does not send stays. */
function mergeVersions(items: readonly Item[]): PersonUpsert[] {
  const byRoot = new Map<string, PersonUpsert>();
  for (const { stored, private: values } of items) {
    const before = byRoot.get(stored.rootId);
    const name = personName.safeParse(values['name']);
    const document = personDocument.safeParse(values['document']);
    const contact = personContact.safeParse(values['contact']);
    byRoot.set(stored.rootId, {
      stored,
      registeredPosition: before?.registeredPosition ?? stored.rootPosition,
      payload: personRegistered.payload.parse(stored.payload),
      name: name.success ? name.data : (before?.name ?? null),
      document: document.success ? document.data : (before?.document ?? null),
      contact: contact.success ? contact.data : (before?.contact ?? null),
    });
  }
  return [...byRoot.values()];
}

function lastOfEachRoot<T extends Item>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.stored.rootId, item])).values()];
}
