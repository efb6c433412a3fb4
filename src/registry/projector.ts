/** Keeps the registry's lists in step with the ledger. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { meanwhile } from '../platform/meanwhile.ts';
import type { Projector } from '../ledger/append.ts';
import { batchOpened, batchWithdrawn } from '../ledger/entries.ts';
import type { EntryKind } from '../ledger/entry.ts';
import type { PrivateValues, Stored } from '../ledger/stored.ts';
import {
  consentStated,
  organisationRegistered,
  organisationSized,
  organisationsDistinguished,
  organisationsMerged,
  peopleDistinguished,
  peopleMerged,
  personRegistered,
  roleRecorded,
  sizeRuleSet,
} from './entries.ts';
import { organisationContact, personContact, personDocument, personName } from './particulars.ts';
import { blockingKeys } from './blocking.ts';
import { findOrganisationRows } from './duplicate-queries.ts';
import { recomputeCanonical } from './identity.ts';
import { decidePair, undecidePair } from './identity-queries.ts';
import { findPeopleOfBatch } from './line-queries.ts';
import { refreshLines } from './lines.ts';
import { findOrganisationsOfBatch } from './organisation-line-queries.ts';
import { refreshOrganisationLines } from './organisation-lines.ts';
import { matchRecordOf, organisationRecordOf } from './match-record.ts';
import type { MatchRecord } from './matching.ts';
import { organisationKeys } from './organisation-matching.ts';
import { projectStatements } from './organisation-statements.ts';
import { ORGANISATIONS, PEOPLE, SUBJECTS, type Subject } from './subject.ts';
import { surnamesOf } from './surnames.ts';
import {
  deleteKeys,
  findBareRows,
  findPersonParts,
  NO_PARTS,
  insertMissingKeys,
  insertNewKeys,
  replaceOrganisationKeys,
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
  const described = await projectStatements(client, programmeId, entries);
  const lastOfRoot = new Map(entries.map(({ stored }) => [stored.rootId, stored.id]));
  const shown = entries.filter(({ stored }) => !waitsForBatch(stored));
  const touched = { people: rootsOf(shown, personRegistered), organisations: rootsOf(shown, organisationRegistered) };
  for (const id of described) touched.organisations.add(id);
  await refreshOrganisationKeys(client, programmeId, [...new Set([...rootsOf(entries, organisationRegistered), ...described])]);
  for (const { stored } of entries) {
    const isLast = lastOfRoot.get(stored.rootId) === stored.id;
    await projectCause(client, programmeId, stored, { isLast, touched });
  }
  // Sent one after the other without waiting: an import may decide thousands.
  await Promise.all(entries.map(({ stored }) => projectDecision(client, programmeId, stored)));
  if (touched.people.size > 0) await refreshLines(client, programmeId, [...touched.people]);
  if (touched.organisations.size > 0) await refreshOrganisationLines(client, programmeId, [...touched.organisations]);
};

/** Records whose person or organisation may read otherwise now. */
type Touched = Readonly<Record<Subject['what'], Set<string>>>;

function rootsOf(entries: readonly Item[], { kind }: EntryKind): Set<string> {
  return new Set(entries.filter(({ stored }) => stored.rootKind === kind).map(({ stored }) => stored.rootId));
}

/** Keys under which organisations meet, from all that stands of them: a contact that a correction does not send stays. */
async function refreshOrganisationKeys(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await findOrganisationRows(client, programmeId, ids);
  await replaceOrganisationKeys(client, programmeId, rows.map((row) => ({ id: row.id, keys: organisationKeys(organisationRecordOf(row)) })));
}

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
    const before = byRoot.get(stored.rootId)?.stored;
    byRoot.set(stored.rootId, { stored: inBatchOf(before, stored), payload: organisationRegistered.payload.parse(stored.payload), contact });
  }
  return [...byRoot.values()];
}

/** Entries that change which records are one, or take things away; one by one, in order. */
async function projectCause(
  client: PoolClient,
  programmeId: string,
  stored: Stored,
  { isLast, touched }: { readonly isLast: boolean; readonly touched: Touched },
): Promise<void> {
  // A withdrawal that a later entry of these took back is over already.
  if (stored.kind === 'ledger.entry-withdrawn' && isLast) await markWithdrawn(client, programmeId, stored);
  for (const what of SUBJECTS) {
    const records: string[] = [];
    if (stored.rootKind === what.mergedKind && !waitsForBatch(stored)) {
      records.push(...(await recomputeCanonical(client, programmeId, what, { edgesOf: 'root', position: stored.rootPosition }, stored.position)));
    }
    const batchId = stored.payload['batchId'];
    const moves = stored.kind === batchOpened.kind || stored.kind === batchWithdrawn.kind;
    if (moves && typeof batchId === 'string') {
      records.push(...(await recomputeCanonical(client, programmeId, what, { edgesOf: 'batch', batchId }, stored.position)));
      records.push(...(what === PEOPLE ? await findPeopleOfBatch(client, programmeId, batchId) : await findOrganisationsOfBatch(client, programmeId, batchId)));
    }
    for (const id of records) touched[what.what].add(id);
  }
}

/** What an import says counts from its opening, which looks at all of its people and merges at once. */
function waitsForBatch(stored: Stored): boolean {
  return stored.batchId !== null && isFirstVersion(stored);
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
  const people = await foldVersions(client, programmeId, items);
  // Whoever is new has no keys to take away; with an import that is nearly everybody.
  const isNew = new Set(items.filter(({ stored }) => isFirstVersion(stored)).map(({ stored }) => stored.rootId));
  const known = people.filter(({ stored }) => !isNew.has(stored.rootId)).map(({ stored }) => stored.rootId);
  const before = await findBareRows(client, programmeId, known);
  await deleteKeys(client, programmeId, before.map((row) => ({ id: row.id, keys: blockingKeys(matchRecordOf(row)) })));
  await meanwhile(upsertPeople(client, programmeId, people), async () => {
    const keys = people.map((person) => ({ id: person.stored.rootId, keys: blockingKeys(recordOf(person)) }));
    await insertNewKeys(client, programmeId, keys.filter(({ id }) => isNew.has(id)));
    await insertMissingKeys(client, programmeId, keys.filter(({ id }) => !isNew.has(id)));
  });
}

/** What of a person makes the keys under which they are met. */
function recordOf({ payload: { sex, birthYear, municipality }, parts: { name, document, contact } }: PersonUpsert): MatchRecord {
  const phone = contact.phones[0]?.number ?? null;
  const names = { givenNames: name?.givenNames ?? '', surnames: surnamesOf(name) };
  return { ...names, document, phone, email: contact.email, birthYear, sex, municipality, organisationKeys: [] };
}

function isFirstVersion({ id, rootId }: Stored): boolean {
  return id === rootId;
}

/** One upsert per person, the versions folded in order: a private part that a correction does not send stays. */
async function foldVersions(client: PoolClient, programmeId: string, items: readonly Item[]): Promise<PersonUpsert[]> {
  const corrected = items.filter(({ stored }) => stored.id !== stored.rootId).map(({ stored }) => stored.rootId);
  const known = await findPersonParts(client, programmeId, [...new Set(corrected)]);
  const byRoot = new Map<string, PersonUpsert>();
  for (const { stored, private: values } of items) {
    const before = byRoot.get(stored.rootId)?.parts ?? known.get(stored.rootId) ?? NO_PARTS;
    const payload = personRegistered.payload.parse(stored.payload);
    const first = byRoot.get(stored.rootId)?.stored;
    byRoot.set(stored.rootId, { stored: inBatchOf(first, stored), payload, parts: partsAfter(before, values) });
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

/** The last version of each thing in these, in the import of its first. */
function lastOfEachRoot<T extends Item>(items: readonly T[]): T[] {
  const last = new Map<string, T>();
  for (const item of items) last.set(item.stored.rootId, { ...item, stored: inBatchOf(last.get(item.stored.rootId)?.stored, item.stored) });
  return [...last.values()];
}

/** A thing stays in the import it came in, whatever corrects it: corrections themselves are in none. */
function inBatchOf(before: Pick<Stored, 'batchId'> | undefined, stored: Stored): Stored {
  return before === undefined ? stored : { ...stored, batchId: before.batchId };
}
