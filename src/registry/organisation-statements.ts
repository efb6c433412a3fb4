/** Keeps organisations in the lists as their own entry and the imports that speak of them say together. */
import type { PoolClient } from 'pg';
import { batchOpened, batchWithdrawn } from '../ledger/entries.ts';
import type { PrivateValues, Stored } from '../ledger/stored.ts';
import { organisationDescribed, organisationRegistered } from './entries.ts';
import { organisationContact } from './particulars.ts';
import {
  clearContacts,
  describedAmong,
  describedInBatch,
  findStatements,
  upsertStatements,
  withdrawStatement,
  type StatementRow,
  type StatementUpsert,
} from './organisation-statement-queries.ts';
import { upsertOrganisations, type OrganisationUpsert } from './things-projection-queries.ts';

const WITHDRAWAL = 'ledger.entry-withdrawn';

interface Item {
  readonly stored: Stored;
  readonly private: PrivateValues;
}

/**
 * After the organisations' own entries were projected: remembers what is stated, and puts imports' words on top. Returns
 * the organisations that may read otherwise.
 */
export async function projectStatements(client: PoolClient, programmeId: string, entries: readonly Item[]): Promise<readonly string[]> {
  const touched = new Map<string, number>();
  for (const item of entries) {
    const { stored } = item;
    const statement = statementOf(item);
    if (statement !== null) await upsertStatements(client, programmeId, [statement]);
    for (const id of await meant(client, programmeId, stored, statement)) touched.set(id, stored.position);
  }
  if (touched.size === 0) return [];
  const described = await describedAmong(client, programmeId, [...touched.keys()]);
  const rows = await findStatements(client, programmeId, described);
  const withdrawnHere = new Set(entries.flatMap(({ stored }) => (stored.kind === WITHDRAWAL ? [stored.rootId] : [])));
  const upserts = described.flatMap((id) => {
    const own = rows.filter((row) => row.organisationId === id);
    return standing(own, touched.get(id) ?? 0, withdrawnHere.has(id)) ?? [];
  });
  // A contact that only a withdrawn import stated is no longer said by anybody.
  await clearContacts(client, programmeId, upserts.flatMap((it) => (it.contact === null ? [it.stored.rootId] : [])));
  await upsertOrganisations(client, programmeId, upserts);
  return [...touched.keys()];
}

function statementOf({ stored, private: values }: Item): StatementUpsert | null {
  if (stored.kind !== organisationRegistered.kind && stored.kind !== organisationDescribed.kind) return null;
  const contact = organisationContact.optional().parse(values['contact']) ?? null;
  const { id: leafId, rootId: entryId, batchId, rootPosition, position } = stored;
  const base = { entryId, leafId, batchId, rootPosition, position, contact };
  if (stored.kind === organisationRegistered.kind) {
    return { ...base, organisationId: stored.rootId, body: organisationRegistered.payload.parse(stored.payload) };
  }
  const { organisationId, ...body } = organisationDescribed.payload.parse(stored.payload);
  return { ...base, organisationId, body };
}

/** Organisations that may read otherwise after an entry. */
async function meant(client: PoolClient, programmeId: string, stored: Stored, statement: StatementUpsert | null): Promise<readonly string[]> {
  // An import's statement counts from the opening; the organisation's own entry stands at once.
  if (statement !== null) return statement.entryId !== statement.organisationId && stored.batchId !== null ? [] : [statement.organisationId];
  if (stored.kind === WITHDRAWAL && [organisationRegistered.kind, organisationDescribed.kind].includes(stored.rootKind)) {
    const { rootId: entryId, id: leafId, position } = stored;
    const id = await withdrawStatement(client, programmeId, { entryId, leafId, position });
    return id === null ? [] : [id];
  }
  const { batchId } = stored.payload;
  const moves = stored.kind === batchOpened.kind || stored.kind === batchWithdrawn.kind;
  return moves && typeof batchId === 'string' ? describedInBatch(client, programmeId, batchId) : [];
}

/**
 * One organisation as it stands: later statements count before earlier ones. Of one whose own entry is withdrawn nothing that was
 * said of it counts: its row goes back to its own words once, and null is what changes nothing since.
 */
function standing(rows: readonly StatementRow[], changed: number, isWithdrawnHere: boolean): OrganisationUpsert | null {
  const own = rows.find(({ isOwn }) => isOwn);
  if (own === undefined || (own.withdrawn && !isWithdrawnHere)) return null;
  let payload = organisationRegistered.payload.parse(own.body);
  let contact = organisationContact.nullable().parse(own.contact);
  for (const row of rows) {
    if (row.isOwn || own.withdrawn || row.position < own.position) continue;
    const said = Object.fromEntries(Object.entries(row.body).filter(([, value]) => value !== null));
    payload = organisationRegistered.payload.parse({ ...payload, ...said });
    contact = organisationContact.nullable().parse(row.contact) ?? contact;
  }
  const { organisationId: rootId, leafId: id, batchId, rootPosition } = own;
  const stored: OrganisationUpsert['stored'] = { rootId, rootPosition, id, batchId, position: changed };
  return { stored, payload, contact };
}
