/** SQL that writes the registry's projections of organisations, sizes, size rules, roles and consents. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { Stored } from '../ledger/stored.ts';
import type { consentStated, organisationRegistered, organisationSized, roleRecorded, sizeRuleSet } from './entries.ts';
import type { organisationContact } from './particulars.ts';
import { searchText } from './search-text.ts';
import { sortKey } from './sort-key.ts';

export interface OrganisationUpsert {
  readonly stored: Pick<Stored, 'rootId' | 'rootPosition' | 'id' | 'batchId' | 'position'>;
  readonly payload: z.output<typeof organisationRegistered.payload>;
  /** null: not sent with this version; what was known stays. */
  readonly contact: z.output<typeof organisationContact> | null;
}

export async function upsertOrganisations(client: PoolClient, programmeId: string, items: readonly OrganisationUpsert[]): Promise<void> {
  if (items.length === 0) return;
  const column = <T>(of: (item: OrganisationUpsert) => T): T[] => items.map(of);
  await client.query(UPSERT_ORGANISATIONS, [
    programmeId,
    column((it) => it.stored.rootId),
    column((it) => it.stored.rootPosition),
    column((it) => it.stored.id),
    column((it) => it.stored.batchId),
    column((it) => it.payload.name),
    column((it) => it.payload.acronym),
    column((it) => searchText(it.payload.name, it.payload.acronym, it.payload.taxNumber)),
    column((it) => it.payload.organisationKind),
    column((it) => it.payload.department),
    column((it) => it.payload.municipality),
    column((it) => it.payload.taxNumber),
    column((it) => it.payload.sector),
    column((it) => it.payload.valueChain),
    column((it) => it.payload.formalStatus),
    column((it) => it.payload.membersWomen),
    column((it) => it.payload.membersMen),
    column((it) => it.payload.membersUnknown),
    column((it) => it.payload.exports),
    column((it) => (it.contact === null ? null : JSON.stringify(it.contact))),
    column((it) => it.stored.position),
    column((it) => sortKey(it.payload.name, '')),
  ]);
}

const UPSERT_ORGANISATIONS = `insert into organisation as o (programme_id, id, number, canonical_id, leaf_id, batch_id,
    name, acronym, search, organisation_kind, department, municipality, tax_number, sector, value_chain, formal_status,
    members_women, members_men, members_unknown, exports, contact, registered_position, changed_position, sort_name)
  select $1, i.id, i.number, i.id, i.leaf_id, i.batch_id, i.name, i.acronym, i.search, i.kind, i.department,
    i.municipality, i.tax_number, i.sector, i.value_chain, i.formal_status, i.members_women, i.members_men,
    i.members_unknown, i.exports, i.contact::jsonb, i.number, i.changed, i.sort_name
  from unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::integer[], $17::integer[],
    $18::integer[], $19::text[], $20::text[], $21::bigint[], $22::text[])
  as i(id, number, leaf_id, batch_id, name, acronym, search, kind, department, municipality, tax_number, sector,
    value_chain, formal_status, members_women, members_men, members_unknown, exports, contact, changed, sort_name)
  on conflict (programme_id, id) do update set leaf_id = excluded.leaf_id, name = excluded.name, sort_name = excluded.sort_name,
    acronym = excluded.acronym, search = excluded.search, organisation_kind = excluded.organisation_kind,
    department = excluded.department, municipality = excluded.municipality, tax_number = excluded.tax_number,
    sector = excluded.sector, value_chain = excluded.value_chain, formal_status = excluded.formal_status,
    members_women = excluded.members_women, members_men = excluded.members_men,
    members_unknown = excluded.members_unknown, exports = excluded.exports,
    contact = coalesce(excluded.contact, o.contact), withdrawn = false, changed_position = excluded.changed_position`;

export async function upsertSizes(
  client: PoolClient,
  programmeId: string,
  items: readonly { stored: Stored; payload: z.output<typeof organisationSized.payload> }[],
): Promise<void> {
  if (items.length === 0) return;
  await client.query(
    `insert into organisation_size (programme_id, entry_id, leaf_id, batch_id, organisation_id, sized_on, workers_women,
       workers_men, workers_unknown, annual_sales, equity, currency, basis, changed_position)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::date[], $7::integer[], $8::integer[],
       $9::integer[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::bigint[])
     on conflict (programme_id, entry_id) do update set leaf_id = excluded.leaf_id,
       organisation_id = excluded.organisation_id, sized_on = excluded.sized_on, workers_women = excluded.workers_women,
       workers_men = excluded.workers_men, workers_unknown = excluded.workers_unknown,
       annual_sales = excluded.annual_sales, equity = excluded.equity, currency = excluded.currency,
       basis = excluded.basis, withdrawn = false, changed_position = excluded.changed_position`,
    [
      programmeId,
      items.map((it) => it.stored.rootId),
      items.map((it) => it.stored.id),
      items.map((it) => it.stored.batchId),
      items.map((it) => it.payload.organisationId),
      items.map((it) => it.stored.occurredOn),
      items.map((it) => it.payload.workersWomen),
      items.map((it) => it.payload.workersMen),
      items.map((it) => it.payload.workersUnknown),
      items.map((it) => it.payload.annualSales),
      items.map((it) => it.payload.equity),
      items.map((it) => it.payload.currency),
      items.map((it) => it.payload.basis),
      items.map((it) => it.stored.position),
    ],
  );
}

export async function upsertSizeRules(
  client: PoolClient,
  programmeId: string,
  items: readonly { stored: Stored; payload: z.output<typeof sizeRuleSet.payload> }[],
): Promise<void> {
  for (const { stored, payload } of items) {
    await client.query(
      `insert into size_rule (programme_id, entry_id, leaf_id, batch_id, in_force_from, body, changed_position)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (programme_id, entry_id) do update set leaf_id = excluded.leaf_id,
         in_force_from = excluded.in_force_from, body = excluded.body, withdrawn = false,
         changed_position = excluded.changed_position`,
      [programmeId, stored.rootId, stored.id, stored.batchId, payload.from, payload, stored.position],
    );
  }
}

export async function upsertConsents(
  client: PoolClient,
  programmeId: string,
  items: readonly { stored: Stored; payload: z.output<typeof consentStated.payload> }[],
): Promise<void> {
  if (items.length === 0) return;
  await client.query(
    `insert into consent (programme_id, entry_id, leaf_id, batch_id, person_id, purpose, given, stated_on,
       changed_position)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::boolean[], $8::date[],
       $9::bigint[])
     on conflict (programme_id, entry_id) do update set leaf_id = excluded.leaf_id, person_id = excluded.person_id,
       purpose = excluded.purpose, given = excluded.given, stated_on = excluded.stated_on, withdrawn = false,
       changed_position = excluded.changed_position`,
    [
      programmeId,
      items.map((it) => it.stored.rootId),
      items.map((it) => it.stored.id),
      items.map((it) => it.stored.batchId),
      items.map((it) => it.payload.personId),
      items.map((it) => it.payload.purpose),
      items.map((it) => it.payload.given),
      items.map(statedBy),
      items.map((it) => it.stored.position),
    ],
  );
}

/** Nothing is stated after it was recorded: a day that lies ahead would stand over whatever is said until then. */
function statedBy({ stored, payload }: { readonly stored: Stored; readonly payload: z.output<typeof consentStated.payload> }): string {
  const recordedOn = stored.recordedAt.toISOString().slice(0, 10);
  return payload.statedOn < recordedOn ? payload.statedOn : recordedOn;
}

export async function upsertRoles(
  client: PoolClient,
  programmeId: string,
  items: readonly { stored: Stored; payload: z.output<typeof roleRecorded.payload>; title: string | null }[],
): Promise<void> {
  if (items.length === 0) return;
  await client.query(
    `insert into role as r (programme_id, entry_id, leaf_id, person_id, organisation_id, batch_id, position_title,
       from_on, to_on, changed_position)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::date[],
       $9::date[], $10::bigint[])
     on conflict (programme_id, entry_id) do update set leaf_id = excluded.leaf_id, person_id = excluded.person_id,
       organisation_id = excluded.organisation_id, position_title = coalesce(excluded.position_title, r.position_title),
       from_on = excluded.from_on, to_on = excluded.to_on, withdrawn = false,
       changed_position = excluded.changed_position`,
    [
      programmeId,
      items.map((it) => it.stored.rootId),
      items.map((it) => it.stored.id),
      items.map((it) => it.payload.personId),
      items.map((it) => it.payload.organisationId),
      items.map((it) => it.stored.batchId),
      items.map((it) => it.title),
      items.map((it) => it.payload.from),
      items.map((it) => it.payload.to),
      items.map((it) => it.stored.position),
    ],
  );
}

const THINGS = { person: 'id', organisation: 'id' } as const;
const STATEMENTS = { role: 'entry_id', organisation_size: 'entry_id', size_rule: 'entry_id', consent: 'entry_id' } as const;

const TABLE_OF_KIND: Readonly<Record<string, keyof typeof THINGS | keyof typeof STATEMENTS>> = {
  'registry.person-registered': 'person',
  'registry.organisation-registered': 'organisation',
  'registry.role-recorded': 'role',
  'registry.organisation-sized': 'organisation_size',
  'registry.size-rule-set': 'size_rule',
  'registry.consent-stated': 'consent',
};

/** Takes what was withdrawn out of the lists. */
export async function markWithdrawn(client: PoolClient, programmeId: string, stored: Stored): Promise<void> {
  const table = TABLE_OF_KIND[stored.rootKind];
  if (table === undefined) return;
  const key = { ...THINGS, ...STATEMENTS }[table];
  await client.query(
    `update ${table} set withdrawn = true, leaf_id = $3, changed_position = $4 where programme_id = $1 and ${key} = $2`,
    [programmeId, stored.rootId, stored.id, stored.position],
  );
}
