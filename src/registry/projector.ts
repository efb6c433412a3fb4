/** Keeps the registry's lists in step with the ledger. */
import type { PoolClient } from 'pg';
import type { Projector } from '../ledger/append.ts';
import { batchOpened, batchWithdrawn } from '../ledger/entries.ts';
import type { PrivateValues, Stored } from '../ledger/stored.ts';
import {
  organisationRegistered,
  organisationsDistinguished,
  organisationsMerged,
  peopleDistinguished,
  peopleMerged,
  personContact,
  personDocument,
  personName,
  personRegistered,
  roleRecorded,
} from './entries.ts';
import { blockingKeys } from './blocking.ts';
import { matchRecordOf, organisationRecordOf } from './match-record.ts';
import { organisationKeys } from './organisation-matching.ts';
import { ORGANISATIONS, PEOPLE, SUBJECTS } from './subject.ts';
import { decidePair, undecidePair } from './identity-queries.ts';
import {
  findMatchRows,
  markWithdrawn,
  replaceKeys,
  replaceOrganisationKeys,
  upsertOrganisations,
  upsertPeople,
  upsertRoles,
  type PersonUpsert,
} from './projection-queries.ts';
import { recomputeCanonical } from './identity.ts';

interface Item {
  readonly stored: Stored;
  readonly private: PrivateValues;
}

export const registryProjector: Projector = async (client, entries) => {
  const programmeId = entries[0]?.stored.programmeId;
  if (programmeId === undefined) return;
  await projectPeople(client, programmeId, entries);
  const organisations = entries.filter(({ stored }) => stored.kind === organisationRegistered.kind);
  const registered = lastOfEachRoot(organisations).map(({ stored }) => ({
    stored,
    payload: organisationRegistered.payload.parse(stored.payload),
  }));
  await upsertOrganisations(client, programmeId, registered);
  await replaceOrganisationKeys(
    client,
    programmeId,
    registered.map(({ stored, payload }) => ({ id: stored.rootId, keys: organisationKeys(organisationRecordOf(payload)) })),
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
  for (const what of SUBJECTS) {
    if (stored.rootKind === what.mergedKind) {
      await recomputeCanonical(client, programmeId, what, { edgesOf: 'root', position: stored.rootPosition }, stored.position);
    }
    const batchId = stored.payload['batchId'];
    const moves = stored.kind === batchOpened.kind || stored.kind === batchWithdrawn.kind;
    if (moves && typeof batchId === 'string') {
      await recomputeCanonical(client, programmeId, what, { edgesOf: 'batch', batchId }, stored.position);
    }
  }
  await projectDecision(client, programmeId, stored);
}

/** What was said of a pair; a withdrawal takes it back, and the pair may be suggested again. */
async function projectDecision(client: PoolClient, programmeId: string, stored: Stored): Promise<void> {
  if (stored.kind === peopleMerged.kind) {
    await decidePair(client, programmeId, PEOPLE, peopleMerged.payload.parse(stored.payload).personIds, 'same', stored.position);
  } else if (stored.kind === peopleDistinguished.kind) {
    await decidePair(client, programmeId, PEOPLE, peopleDistinguished.payload.parse(stored.payload).personIds, 'different', stored.position);
  } else if (stored.kind === organisationsMerged.kind) {
    const { organisationIds } = organisationsMerged.payload.parse(stored.payload);
    await decidePair(client, programmeId, ORGANISATIONS, organisationIds, 'same', stored.position);
  } else if (stored.kind === organisationsDistinguished.kind) {
    const { organisationIds } = organisationsDistinguished.payload.parse(stored.payload);
    await decidePair(client, programmeId, ORGANISATIONS, organisationIds, 'different', stored.position);
  } else if (stored.kind === 'ledger.entry-withdrawn') {
    const what = SUBJECTS.find(({ mergedKind, distinguishedKind }) => [mergedKind, distinguishedKind].includes(stored.rootKind));
    if (what !== undefined) await undecidePair(client, programmeId, what, stored.rootPosition, stored.position);
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
