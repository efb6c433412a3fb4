/** SQL that keeps one row for each organisation, all its records together. */
import type { PoolClient } from 'pg';
import { COUNTS, type MergeRow } from './queries.ts';

/** One record as a line needs it. */
export interface OrganisationLineRecord {
  readonly id: string;
  readonly number: number;
  readonly canonicalId: string;
  readonly name: string;
  readonly acronym: string | null;
  readonly organisationKind: string;
  readonly department: string | null;
  readonly municipality: string | null;
  readonly taxNumber: string | null;
  readonly sector: string | null;
  readonly valueChain: string | null;
  readonly formalStatus: string | null;
  readonly membersWomen: number | null;
  readonly membersMen: number | null;
  readonly membersUnknown: number | null;
  readonly exports: string | null;
}

export interface OrganisationLineRow extends Omit<OrganisationLineRecord, 'number' | 'canonicalId'> {
  readonly recordId: string;
  readonly sortName: string;
  readonly words: readonly string[];
  readonly recordCount: number;
  readonly registeredPosition: number;
}

/** Every record of the organisations these records belong to, that a list may show. */
export async function findOrganisationLineRecords(
  client: PoolClient,
  programmeId: string,
  recordIds: readonly string[],
): Promise<OrganisationLineRecord[]> {
  const { rows } = await client.query<OrganisationLineRecord>(
    `select p.id, p.number, p.canonical_id as "canonicalId", p.name, p.acronym,
       p.organisation_kind as "organisationKind", p.department, p.municipality, p.tax_number as "taxNumber", p.sector,
       p.value_chain as "valueChain", p.formal_status as "formalStatus", p.members_women as "membersWomen",
       p.members_men as "membersMen", p.members_unknown as "membersUnknown", p.exports
     from organisation p left join batch b on b.programme_id = p.programme_id and b.id = p.batch_id
     where p.programme_id = $1 and not p.withdrawn
       and p.canonical_id = any(array(select canonical_id from organisation where programme_id = $1 and id = any($2)))
       and (p.batch_id is null or (b.from_position is not null and b.to_position is null))
     order by p.id`,
    [programmeId, recordIds],
  );
  return rows;
}

/** Organisations that came in an import. */
export async function findOrganisationsOfBatch(client: PoolClient, programmeId: string, batchId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from organisation where programme_id = $1 and batch_id = $2',
    [programmeId, batchId],
  );
  return rows.map(({ id }) => id);
}

/** Merges in force that join the records of these organisations, shown or not, in order. */
export async function findOrganisationMerges(client: PoolClient, programmeId: string, canonicalIds: readonly string[]): Promise<Omit<MergeRow, 'isSeen'>[]> {
  const { rows } = await client.query<Omit<MergeRow, 'isSeen'>>(
    `select e.root_id as "entryId", p.canonical_id as "canonicalId", e.body, e.recorded_at as "recordedAt", u.name as "recordedBy"
     from organisation p join organisation_identity i on i.programme_id = p.programme_id and i.record_a = p.number
     join entry e on e.programme_id = i.programme_id and e.position = i.from_position
     left join app_user u on u.id = e.recorded_by
     where p.programme_id = $1 and p.canonical_id = any($2) and ${COUNTS('i')}
     order by i.from_position`,
    [programmeId, canonicalIds],
  );
  return rows;
}

/** Takes away the lines of these organisations, with their words. Returns the words that each bore. */
export async function deleteOrganisationLines(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<string[][]> {
  const { rows } = await client.query<{ id: string; sortName: string; words: string[] }>(
    `delete from organisation_line where programme_id = $1
       and (id = any($2) or id = any(array(select canonical_id from organisation where programme_id = $1 and id = any($2)))) returning id, sort_name as "sortName", words`,
    [programmeId, ids],
  );
  const words = rows.flatMap((row) => row.words.map((word) => ({ row, word })));
  if (words.length > 0) {
    await client.query(
      `delete from organisation_word o using unnest($2::text[], $3::text[], $4::uuid[]) as gone(word, sort_name, id)
       where o.programme_id = $1 and o.word = gone.word and o.sort_name = gone.sort_name and o.organisation_id = gone.id`,
      [programmeId, words.map(({ word }) => word), words.map(({ row }) => row.sortName), words.map(({ row }) => row.id)],
    );
  }
  return rows.map((row) => row.words);
}

export async function insertOrganisationLines(client: PoolClient, programmeId: string, lines: readonly OrganisationLineRow[]): Promise<void> {
  if (lines.length === 0) return;
  const column = <T>(of: (line: OrganisationLineRow) => T): T[] => lines.map(of);
  await client.query({
    name: 'insert-organisation-lines',
    text: `insert into organisation_line (programme_id, id, record_id, sort_name, words, name, acronym, organisation_kind,
        department, municipality, tax_number, sector, value_chain, formal_status, members_women, members_men,
        members_unknown, exports, record_count, registered_position)
      select $1, i.id, i.record_id, i.sort_name, array_remove(string_to_array(i.words, ' '), ''), i.name, i.acronym, i.kind,
        i.department, i.municipality, i.tax_number, i.sector, i.value_chain, i.formal_status, i.women, i.men, i.unknown,
        i.exports, i.records, i.registered
      from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::integer[], $16::integer[],
        $17::integer[], $18::text[], $19::integer[], $20::bigint[])
      as i(id, record_id, sort_name, words, name, acronym, kind, department, municipality, tax_number, sector, value_chain,
        formal_status, women, men, unknown, exports, records, registered)`,
    values: [
      programmeId,
      column((it) => it.id),
      column((it) => it.recordId),
      column((it) => it.sortName),
      column((it) => it.words.join(' ')),
      column((it) => it.name),
      column((it) => it.acronym),
      column((it) => it.organisationKind),
      column((it) => it.department),
      column((it) => it.municipality),
      column((it) => it.taxNumber),
      column((it) => it.sector),
      column((it) => it.valueChain),
      column((it) => it.formalStatus),
      column((it) => it.membersWomen),
      column((it) => it.membersMen),
      column((it) => it.membersUnknown),
      column((it) => it.exports),
      column((it) => it.recordCount),
      column((it) => it.registeredPosition),
    ],
  });
  const words = lines.flatMap((line) => line.words.map((word) => ({ line, word })));
  await client.query({
    name: 'insert-organisation-words',
    text: `insert into organisation_word (programme_id, word, sort_name, organisation_id)
      select $1, i.* from unnest($2::text[], $3::text[], $4::uuid[]) as i(word, sort_name, id) order by i.word collate "C", i.sort_name collate "C"`,
    values: [programmeId, words.map((it) => it.word), words.map((it) => it.line.sortName), words.map((it) => it.line.id)],
  });
}

/** Adds to, or takes from, the number of organisations that bear each word; words that none bears go. */
export async function countTerms(
  client: PoolClient,
  programmeId: string,
  changes: readonly { readonly word: string; readonly sound: string; readonly organisations: number }[],
): Promise<void> {
  if (changes.length === 0) return;
  await client.query(
    `insert into organisation_term as t (programme_id, word, sound, organisations)
     select $1, * from unnest($2::text[], $3::text[], $4::integer[])
     on conflict (programme_id, word) do update set organisations = t.organisations + excluded.organisations`,
    [programmeId, changes.map((it) => it.word), changes.map((it) => it.sound), changes.map((it) => it.organisations)],
  );
  await client.query('delete from organisation_term where programme_id = $1 and word = any($2) and organisations <= 0', [
    programmeId,
    changes.map((it) => it.word),
  ]);
}
