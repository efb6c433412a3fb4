/** SQL that writes the registry's projections of people, and which of their records are one. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { Stored } from '../ledger/stored.ts';
import type { personRegistered } from './entries.ts';
import type { personContact, personDocument, personName, Phone } from './particulars.ts';
import type { MatchRow } from './match-record.ts';
import { COUNTS } from './queries.ts';
import { surnamesOf } from './surnames.ts';

export interface PersonUpsert {
  readonly stored: Stored;
  readonly payload: z.output<typeof personRegistered.payload>;
  readonly parts: PersonParts;
}

/** What the private parts of a record say, all versions together. */
export interface PersonParts {
  readonly name: z.output<typeof personName> | null;
  readonly birthDate: string | null;
  readonly document: z.output<typeof personDocument> | null;
  readonly contact: z.output<typeof personContact>;
}

export const NO_PARTS: PersonParts = { name: null, birthDate: null, document: null, contact: { phones: [], email: null } };

/** What earlier versions of these records said in their private parts, by id. Records not yet in the list are absent. */
export async function findPersonParts(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<Map<string, PersonParts>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<PartsRow>(
    `select id, given_names as "givenNames", surnames, paternal, maternal, married, birth_date as "birthDate",
       document_number as "documentNumber", document_complement as "documentComplement",
       document_issued_in as "documentIssuedIn", phones, email
     from person where programme_id = $1 and id = any($2)`,
    [programmeId, ids],
  );
  return new Map(rows.map((row) => [row.id, partsOf(row)]));
}

interface PartsRow {
  id: string;
  givenNames: string;
  surnames: string;
  paternal: string | null;
  maternal: string | null;
  married: string | null;
  birthDate: string | null;
  documentNumber: string | null;
  documentComplement: string | null;
  documentIssuedIn: string | null;
  phones: Phone[];
  email: string | null;
}

function partsOf(row: PartsRow): PersonParts {
  const { givenNames, paternal, maternal, married, documentNumber: number } = row;
  const together = paternal === null && maternal === null && row.surnames !== '' ? row.surnames : null;
  return {
    name: givenNames === '' ? null : { givenNames, paternal, maternal, married, surnames: together },
    birthDate: row.birthDate,
    document: number === null ? null : { number, complement: row.documentComplement, issuedIn: row.documentIssuedIn },
    contact: { phones: row.phones, email: row.email },
  };
}

export async function upsertPeople(client: PoolClient, programmeId: string, people: readonly PersonUpsert[]): Promise<void> {
  const column = <T>(of: (person: PersonUpsert) => T): T[] => people.map(of);
  await client.query({
    name: 'upsert-people',
    text: UPSERT_PEOPLE,
    values: [
      programmeId,
      column((it) => it.stored.rootId),
      column((it) => it.stored.rootPosition),
      column((it) => it.stored.id),
      column((it) => it.stored.batchId),
      column((it) => it.parts.name?.givenNames ?? ''),
      column((it) => surnamesOf(it.parts.name)),
      column((it) => it.parts.name?.paternal ?? null),
      column((it) => it.parts.name?.maternal ?? null),
      column((it) => it.parts.name?.married ?? null),
      column((it) => it.parts.birthDate),
      column((it) => it.parts.document?.number ?? null),
      column((it) => it.parts.document?.complement ?? null),
      column((it) => it.parts.document?.issuedIn ?? null),
      column((it) => JSON.stringify(it.parts.contact.phones)),
      column((it) => it.parts.contact.phones[0]?.number ?? null),
      column((it) => it.parts.contact.email),
      column((it) => it.payload.sex),
      column((it) => it.payload.birthYear),
      column((it) => it.payload.ageBand?.fromYears ?? null),
      column((it) => it.payload.ageBand?.toYears ?? null),
      column((it) => it.payload.ageBand?.statedOn ?? null),
      column((it) => it.payload.department),
      column((it) => it.payload.municipality),
      column((it) => it.payload.indigenous),
      column((it) => it.payload.disability),
      column((it) => it.payload.languages.join(' ')),
      column((it) => it.stored.position),
    ],
  });
}

const UPSERT_PEOPLE = `insert into person as p (programme_id, id, number, canonical_id, leaf_id, batch_id, given_names,
    surnames, paternal, maternal, married, birth_date, document_number, document_complement,
    document_issued_in, phones, phone, email, sex, birth_year, band_from, band_to, band_stated_on, department,
    municipality, indigenous, disability, languages, registered_position, changed_position)
  select $1, i.id, i.number, i.id, i.leaf_id, i.batch_id, i.given_names, i.surnames, i.paternal, i.maternal, i.married,
    i.birth_date, i.document_number, i.document_complement, i.document_issued_in, i.phones::jsonb, i.phone,
    i.email, i.sex, i.birth_year, i.band_from, i.band_to, i.band_stated_on, i.department, i.municipality, i.indigenous,
    i.disability, array_remove(string_to_array(i.languages, ' '), ''), i.number, i.changed
  from unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::date[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
    $18::text[], $19::smallint[], $20::smallint[], $21::smallint[], $22::date[], $23::text[], $24::text[],
    $25::text[], $26::text[], $27::text[], $28::bigint[])
  as i(id, number, leaf_id, batch_id, given_names, surnames, paternal, maternal, married, birth_date,
    document_number, document_complement, document_issued_in, phones, phone, email, sex, birth_year, band_from, band_to,
    band_stated_on, department, municipality, indigenous, disability, languages, changed)
  on conflict (programme_id, id) do update set leaf_id = excluded.leaf_id, given_names = excluded.given_names,
    surnames = excluded.surnames, paternal = excluded.paternal, maternal = excluded.maternal,
    married = excluded.married, birth_date = excluded.birth_date,
    document_number = excluded.document_number, document_complement = excluded.document_complement,
    document_issued_in = excluded.document_issued_in, phones = excluded.phones, phone = excluded.phone,
    email = excluded.email, sex = excluded.sex, birth_year = excluded.birth_year, band_from = excluded.band_from,
    band_to = excluded.band_to, band_stated_on = excluded.band_stated_on, department = excluded.department,
    municipality = excluded.municipality, indigenous = excluded.indigenous, disability = excluded.disability,
    languages = excluded.languages, withdrawn = false, changed_position = excluded.changed_position`;

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
         and ${COUNTS('f')}) as "organisationIds",
       array(select distinct s.id::text from fact f join session s on s.programme_id = f.programme_id and s.number = f.occasion
         where f.programme_id = p.programme_id and f.person = p.number and f.occasion is not null
         and ${COUNTS('f')}) as "sessionKeys"
     from person p where p.programme_id = $1 and p.id = any($2)`,
    [programmeId, ids],
  );
  return rows;
}

/** Keys under which a record is met, each once. */
export interface KeysOfRecord {
  readonly id: string;
  readonly keys: readonly number[];
}

/** Takes away the keys that people had so far. By key, not by person: an index by person would cost as much as the keys. */
export async function deleteKeys(client: PoolClient, programmeId: string, people: readonly KeysOfRecord[]): Promise<void> {
  if (people.length === 0) return;
  await client.query(
    `delete from person_key k using unnest($2::uuid[], $3::text[]) as gone(id, keys), unnest(gone.keys::integer[]) as its(key)
     where k.programme_id = $1 and k.key = its.key and k.person_id = gone.id`,
    keyValues(programmeId, people),
  );
}

/** Writes the keys of people who have none yet: nine of ten that are ever written, a third faster than `insertMissingKeys`. */
export async function insertNewKeys(client: PoolClient, programmeId: string, people: readonly KeysOfRecord[]): Promise<void> {
  if (people.length > 0) await client.query(INSERT_KEYS, keyValues(programmeId, people));
}

/** Writes the keys of people. One that is there already, because keys were made another way when it was written, stays. */
export async function insertMissingKeys(client: PoolClient, programmeId: string, people: readonly KeysOfRecord[]): Promise<void> {
  if (people.length > 0) await client.query(`${INSERT_KEYS} on conflict do nothing`, keyValues(programmeId, people));
}

/** In order: neighbours of the index go in together. */
const INSERT_KEYS = `insert into person_key (programme_id, key, person_id)
  select $1, unnest(i.keys::integer[]) as key, i.id from unnest($2::uuid[], $3::text[]) as i(id, keys) order by key`;

/** The keys of one person in one text: a third faster than a row of its own for each. */
function keyValues(programmeId: string, people: readonly KeysOfRecord[]): unknown[] {
  return [programmeId, people.map(({ id }) => id), people.map(({ keys }) => `{${keys.join(',')}}`)];
}

export async function replaceOrganisationKeys(
  client: PoolClient,
  programmeId: string,
  organisations: readonly KeysOfRecord[],
): Promise<void> {
  if (organisations.length === 0) return;
  const rows = organisations.flatMap(({ id, keys }) => keys.map((key) => ({ id, key })));
  await client.query('delete from organisation_key where programme_id = $1 and organisation_id = any($2)', [
    programmeId,
    organisations.map(({ id }) => id),
  ]);
  await client.query(
    `insert into organisation_key (programme_id, key, organisation_id)
     select $1, * from unnest($2::integer[], $3::uuid[]) on conflict do nothing`,
    [programmeId, rows.map(({ key }) => key), rows.map(({ id }) => id)],
  );
}
