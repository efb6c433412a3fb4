/** SQL that writes the registry's projections. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { Stored } from '../ledger/stored.ts';
import type {
  organisationRegistered,
  personContact,
  personDocument,
  personName,
  personRegistered,
  roleRecorded,
} from './entries.ts';
import type { MatchRow } from './match-record.ts';
import { searchText } from './search-text.ts';

export interface PersonUpsert {
  readonly stored: Stored;
  readonly registeredPosition: number;
  readonly payload: z.output<typeof personRegistered.payload>;
  /** null: not sent with this version; what was known stays. */
  readonly name: z.output<typeof personName> | null;
  readonly document: z.output<typeof personDocument> | null;
  readonly contact: z.output<typeof personContact> | null;
}

export async function upsertPeople(client: PoolClient, programmeId: string, people: readonly PersonUpsert[]): Promise<void> {
  const column = <T>(of: (person: PersonUpsert) => T): T[] => people.map(of);
  await client.query({
    name: 'upsert-people',
    text: `insert into person as p (programme_id, id, number, canonical_id, leaf_id, batch_id, given_names, surnames,
        search, document_number, document_complement, document_issued_in, phone, email, sex, birth_year, department,
        municipality, registered_position, changed_position)
      select $1, i.id, i.number, i.id, i.leaf_id, i.batch_id, coalesce(i.given_names, ''), coalesce(i.surnames, ''),
        coalesce(i.search, ''), i.document_number, i.document_complement, i.document_issued_in, i.phone, i.email, i.sex,
        i.birth_year, i.department, i.municipality, i.registered, i.changed
      from unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
        $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::smallint[], $16::text[], $17::text[],
        $18::bigint[], $19::bigint[], $20::boolean[], $21::boolean[])
      as i(id, number, leaf_id, batch_id, given_names, surnames, search, document_number, document_complement,
        document_issued_in, phone, email, sex, birth_year, department, municipality, registered, changed, has_document,
        has_contact)
      on conflict (programme_id, id) do update set leaf_id = excluded.leaf_id,
        given_names = case when excluded.given_names = '' then p.given_names else excluded.given_names end,
        surnames = case when excluded.given_names = '' then p.surnames else excluded.surnames end,
        document_number = coalesce(excluded.document_number, p.document_number),
        document_complement = coalesce(excluded.document_complement, p.document_complement),
        document_issued_in = coalesce(excluded.document_issued_in, p.document_issued_in),
        phone = coalesce(excluded.phone, p.phone), email = coalesce(excluded.email, p.email),
        sex = excluded.sex, birth_year = excluded.birth_year, department = excluded.department,
        municipality = excluded.municipality, withdrawn = false, changed_position = excluded.changed_position`,
    values: [
      programmeId,
      column((it) => it.stored.rootId),
      column((it) => it.stored.rootPosition),
      column((it) => it.stored.id),
      column((it) => it.stored.batchId),
      column((it) => it.name?.givenNames ?? null),
      column((it) => it.name?.surnames ?? null),
      column((it) => searchText(it.name?.givenNames, it.name?.surnames)),
      column((it) => it.document?.number ?? null),
      column((it) => it.document?.complement ?? null),
      column((it) => it.document?.issuedIn ?? null),
      column((it) => it.contact?.phone ?? null),
      column((it) => it.contact?.email ?? null),
      column((it) => it.payload.sex),
      column((it) => it.payload.birthYear),
      column((it) => it.payload.department),
      column((it) => it.payload.municipality),
      column((it) => it.registeredPosition),
      column((it) => it.stored.position),
      column((it) => it.document !== null),
      column((it) => it.contact !== null),
    ],
  });
  await refreshSearch(client, programmeId, column((it) => it.stored.rootId));
}

/** Search text follows from the row as it stands: names in both orders, document, phone and e-mail. */
async function refreshSearch(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<void> {
  const { rows } = await client.query<MatchRow>(
    `select id, given_names as "givenNames", surnames, document_number as "documentNumber", phone, email
     from person where programme_id = $1 and id = any($2)`,
    [programmeId, ids],
  );
  await client.query(
    `update person p set search = i.search from unnest($2::uuid[], $3::text[]) as i(id, search)
     where p.programme_id = $1 and p.id = i.id and p.search <> i.search`,
    [
      programmeId,
      rows.map((row) => row.id),
      rows.map((row) =>
        searchText(row.givenNames, row.surnames, row.documentNumber, row.phone?.replace(/\D/g, ''), row.email),
      ),
    ],
  );
}

/** People as the cheap test before matching reads them: without the organisations and sessions they were seen in. */
export async function findBareRows(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<MatchRow[]> {
  const { rows } = await client.query<Omit<MatchRow, 'organisationIds' | 'sessionKeys'>>(
    `select p.id, p.given_names as "givenNames", p.surnames, p.document_number as "documentNumber",
       p.document_complement as "documentComplement", p.phone, p.email, p.sex, p.birth_year as "birthYear", p.municipality
     from person p where p.programme_id = $1 and p.id = any($2)`,
    [programmeId, ids],
  );
  return rows.map((row) => ({ ...row, organisationIds: [], sessionKeys: [] }));
}

/** People as matching reads them, with the organisations they were seen with. */
export async function findMatchRows(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<MatchRow[]> {
  const { rows } = await client.query<MatchRow>(
    `select p.id, p.given_names as "givenNames", p.surnames, p.document_number as "documentNumber",
       p.document_complement as "documentComplement", p.phone, p.email, p.sex, p.birth_year as "birthYear",
       p.municipality,
       array(select distinct unnest(array[o.id, o.canonical_id]) from fact f
         join organisation o on o.programme_id = f.programme_id and o.number = f.organisation
         where f.programme_id = p.programme_id and f.person = p.number and f.organisation is not null
         and f.to_position is null) as "organisationIds",
       array(select distinct s.id::text from fact f join session s on s.programme_id = f.programme_id and s.number = f.occasion
         where f.programme_id = p.programme_id and f.person = p.number and f.occasion is not null
         and f.to_position is null) as "sessionKeys"
     from person p where p.programme_id = $1 and p.id = any($2)`,
    [programmeId, ids],
  );
  return rows;
}

export async function replaceKeys(
  client: PoolClient,
  programmeId: string,
  personIds: readonly string[],
  keys: readonly { key: string; personId: string }[],
): Promise<void> {
  await client.query('delete from person_key where programme_id = $1 and person_id = any($2)', [programmeId, personIds]);
  await client.query(
    `insert into person_key (programme_id, key, person_id)
     select $1, * from unnest($2::text[], $3::uuid[]) on conflict do nothing`,
    [programmeId, keys.map((it) => it.key), keys.map((it) => it.personId)],
  );
}

export async function replaceOrganisationKeys(
  client: PoolClient,
  programmeId: string,
  organisations: readonly { id: string; keys: readonly string[] }[],
): Promise<void> {
  if (organisations.length === 0) return;
  const rows = organisations.flatMap(({ id, keys }) => keys.map((key) => ({ id, key })));
  await client.query('delete from organisation_key where programme_id = $1 and organisation_id = any($2)', [
    programmeId,
    organisations.map(({ id }) => id),
  ]);
  await client.query(
    `insert into organisation_key (programme_id, key, organisation_id)
     select $1, * from unnest($2::text[], $3::uuid[]) on conflict do nothing`,
    [programmeId, rows.map(({ key }) => key), rows.map(({ id }) => id)],
  );
}

export async function upsertOrganisations(
  client: PoolClient,
  programmeId: string,
  items: readonly { stored: Stored; payload: z.output<typeof organisationRegistered.payload> }[],
): Promise<void> {
  if (items.length === 0) return;
  await client.query(
    `insert into organisation (programme_id, id, number, canonical_id, leaf_id, batch_id, name, acronym, search,
       organisation_kind, department, municipality, tax_number, registered_position, changed_position)
     select $1, i.id, i.number, i.id, i.leaf_id, i.batch_id, i.name, i.acronym, i.search, i.kind, i.department,
       i.municipality, i.tax_number, i.number, i.changed
     from unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::text[], $12::text[], $13::bigint[])
     as i(id, number, leaf_id, batch_id, name, acronym, search, kind, department, municipality, tax_number, changed)
     on conflict (programme_id, id) do update set leaf_id = excluded.leaf_id, name = excluded.name,
       acronym = excluded.acronym, search = excluded.search, organisation_kind = excluded.organisation_kind,
       department = excluded.department, municipality = excluded.municipality, tax_number = excluded.tax_number,
       withdrawn = false, changed_position = excluded.changed_position`,
    [
      programmeId,
      items.map((it) => it.stored.rootId),
      items.map((it) => it.stored.rootPosition),
      items.map((it) => it.stored.id),
      items.map((it) => it.stored.batchId),
      items.map((it) => it.payload.name),
      items.map((it) => it.payload.acronym),
      items.map((it) => searchText(it.payload.name, it.payload.acronym, it.payload.taxNumber)),
      items.map((it) => it.payload.organisationKind),
      items.map((it) => it.payload.department),
      items.map((it) => it.payload.municipality),
      items.map((it) => it.payload.taxNumber),
      items.map((it) => it.stored.position),
    ],
  );
}

export async function upsertRoles(
  client: PoolClient,
  programmeId: string,
  items: readonly { stored: Stored; payload: z.output<typeof roleRecorded.payload>; title: string | null }[],
): Promise<void> {
  if (items.length === 0) return;
  await client.query(
    `insert into role as r (programme_id, entry_id, person_id, organisation_id, batch_id, position_title, from_on, to_on,
       changed_position)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::date[], $8::date[],
       $9::bigint[])
     on conflict (programme_id, entry_id) do update set person_id = excluded.person_id,
       organisation_id = excluded.organisation_id, position_title = coalesce(excluded.position_title, r.position_title),
       from_on = excluded.from_on, to_on = excluded.to_on, withdrawn = false,
       changed_position = excluded.changed_position`,
    [
      programmeId,
      items.map((it) => it.stored.rootId),
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

const WITHDRAWABLE: Readonly<Record<string, string>> = {
  'registry.person-registered': 'update person set withdrawn = true, leaf_id = $3, changed_position = $4 where programme_id = $1 and id = $2',
  'registry.organisation-registered':
    'update organisation set withdrawn = true, leaf_id = $3, changed_position = $4 where programme_id = $1 and id = $2',
  'registry.role-recorded':
    'update role set withdrawn = true, changed_position = $4 where programme_id = $1 and entry_id = $2 and $3::uuid is not null',
};

/** Takes a withdrawn person, organisation or role out of the lists. */
export async function markWithdrawn(client: PoolClient, programmeId: string, stored: Stored): Promise<void> {
  const sql = WITHDRAWABLE[stored.rootKind];
  if (sql !== undefined) await client.query(sql, [programmeId, stored.rootId, stored.id, stored.position]);
}
