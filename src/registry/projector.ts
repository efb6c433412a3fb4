/** Keeps the registry's lists in step with the ledger. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { Projector } from '../ledger/append.ts';
import { batchOpened, batchWithdrawn } from '../ledger/entries.ts';
import type { EntryKind } from '../ledger/entry.ts';
import type { PrivateValues, Stored } from '../ledger/stored.ts';
import {
  consentStated,
  organisationContact,
  organisationRegistered,
  organisationSized,
  peopleDistinguished,
  peopleMerged,
  personContact,
  personDocument,
  personName,
  personRegistered,
  roleRecorded,
  sizeRuleSet,
} from './entries.ts';
import { recomputeCanonical } from './identity.ts';
import { matchRecordOf } from './match-record.ts';
import { blockingKeys } from './matching.ts';
import { projectStatements } from './organisation-statements.ts';
import {
  decidePair,
  findMatchRows,
  findPersonParts,
  NO_PARTS,
  replaceKeys,
  upsertPeople,
  type PersonParts,
  type PersonUpsert,
} from './projection-queries.ts';
import {
  markWithdrawn,
  upsertConsents,
  upsertOrganisations,
  upsertRoles,
  upsertSizeRules,
  upsertSizes,
  type OrganisationUpsert,
} from './things-projection-queries.ts';

interface Item {
  readonly stored: Stored;
  readonly private: PrivateValues;
}

export const registryProjector: Projector = async (client, entries) => {
  const programmeId = entries[0]?.stored.programmeId;
  if (programmeId === undefined) return;
  await projectPeople(client, programmeId, entries);
  await projectThings(client, programmeId, entries);
  await projectStatements(client, programmeId, entries);
  const lastOfRoot = new Map(entries.map(({ stored }) => [stored.rootId, stored.id]));
  for (const { stored } of entries) await projectCause(client, programmeId, stored, lastOfRoot.get(stored.rootId) === stored.id);
};

/** Organisations, and what is stated of them and of people. */
async function projectThings(client: PoolClient, programmeId: string, entries: readonly Item[]): Promise<void> {
  await upsertOrganisations(client, programmeId, foldOrganisations(entries.filter(isOf(organisationRegistered))));
  await upsertRoles(
    client,
    programmeId,
    lastOfEachRoot(entries.filter(isOf(roleRecorded))).map(({ stored, private: values }) => ({
      stored,
      payload: roleRecorded.payload.parse(stored.payload),
      title: typeof values['position'] === 'string' ? values['position'] : null,
    })),
  );
  const last = <P extends z.ZodType>(kind: EntryKind & { readonly payload: P }): { stored: Stored; payload: z.output<P> }[] =>
    lastOfEachRoot(entries.filter(isOf(kind))).map(({ stored }) => ({ stored, payload: kind.payload.parse(stored.payload) }));
  await upsertSizes(client, programmeId, last(organisationSized));
  await upsertSizeRules(client, programmeId, last(sizeRuleSet));
  await upsertConsents(client, programmeId, last(consentStated));
}

function isOf({ kind }: EntryKind): (item: Item) => boolean {
  return ({ stored }) => stored.kind === kind;
}

/** Contacts that a correction does not send stay, also within one call. */
function foldOrganisations(items: readonly Item[]): OrganisationUpsert[] {
  const byRoot = new Map<string, OrganisationUpsert>();
  for (const { stored, private: values } of items) {
    const contact = organisationContact.optional().parse(values['contact']) ?? byRoot.get(stored.rootId)?.contact ?? null;
    byRoot.set(stored.rootId, { stored, payload: organisationRegistered.payload.parse(stored.payload), contact });
  }
  return [...byRoot.values()];
}

/** Entries that change which records are one person, or take things away; one by one, in order. */
async function projectCause(client: PoolClient, programmeId: string, stored: Stored, isLast: boolean): Promise<void> {
  // A withdrawal that a later entry of these took back is over already.
  if (stored.kind === 'ledger.entry-withdrawn' && isLast) await markWithdrawn(client, programmeId, stored);
  // What an import says counts from its opening, which looks at all of its merges at once.
  const waitsForBatch = stored.batchId !== null && stored.id === stored.rootId;
  if (stored.rootKind === peopleMerged.kind && !waitsForBatch) {
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
  await upsertPeople(client, programmeId, await foldVersions(client, programmeId, items));
  const ids = [...new Set(items.map(({ stored }) => stored.rootId))];
  const rows = await findMatchRows(client, programmeId, ids);
  await replaceKeys(
    client,
    programmeId,
    ids,
    rows.flatMap((row) => blockingKeys(matchRecordOf(row)).map((key) => ({ key, personId: row.id }))),
  );
}

/** One upsert per person, the versions folded in order: a private part that a correction does not send stays. */
async function foldVersions(client: PoolClient, programmeId: string, items: readonly Item[]): Promise<PersonUpsert[]> {
  const corrected = items.filter(({ stored }) => stored.id !== stored.rootId).map(({ stored }) => stored.rootId);
  const known = await findPersonParts(client, programmeId, [...new Set(corrected)]);
  const byRoot = new Map<string, PersonUpsert>();
  for (const { stored, private: values } of items) {
    const before = byRoot.get(stored.rootId)?.parts ?? known.get(stored.rootId) ?? NO_PARTS;
    const payload = personRegistered.payload.parse(stored.payload);
    byRoot.set(stored.rootId, { stored, payload, parts: partsAfter(before, values) });
  }
  return [...byRoot.values()];
}

const partsSent = z.object({
  name: personName.optional(),
  birthDate: z.iso.date().nullish(),
  document: personDocument.nullish(),
  contact: personContact.optional(),
});

function partsAfter(before: PersonParts, values: PrivateValues): PersonParts {
  const sent = partsSent.parse(values);
  return {
    name: sent.name ?? before.name,
    birthDate: sent.birthDate === undefined ? before.birthDate : sent.birthDate,
    document: sent.document === undefined ? before.document : sent.document,
    contact: sent.contact ?? before.contact,
  };
}

function lastOfEachRoot<T extends Item>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.stored.rootId, item])).values()];
}
