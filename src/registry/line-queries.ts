/** SQL that keeps one row for each person, and the words and numbers they are found by. */
import type { PoolClient } from 'pg';
import type { Phone } from './particulars.ts';

/** One record as a line needs it. */
export interface LineRecord {
  readonly id: string;
  readonly number: number;
  readonly canonicalId: string;
  readonly givenNames: string;
  readonly surnames: string;
  readonly married: string | null;
  readonly documentNumber: string | null;
  readonly phones: readonly Phone[];
  readonly email: string | null;
  readonly sex: string | null;
  readonly birthYear: number | null;
  readonly bandFrom: number | null;
  readonly bandTo: number | null;
  readonly bandStatedOn: string | null;
  readonly department: string | null;
  readonly municipality: string | null;
}

export interface PersonLineRow {
  readonly id: string;
  readonly sortName: string;
  readonly words: readonly string[];
  readonly numbers: readonly string[];
  readonly sex: string;
  readonly bornFrom: number;
  readonly bornTo: number;
  readonly department: string;
  readonly municipality: string;
  readonly recordCount: number;
  readonly registeredPosition: number;
}

/** Every record of the people these records belong to, that a list may show. */
export async function findLineRecords(client: PoolClient, programmeId: string, recordIds: readonly string[]): Promise<LineRecord[]> {
  const { rows } = await client.query<LineRecord>(
    `select p.id, p.number, p.canonical_id as "canonicalId", p.given_names as "givenNames", p.surnames, p.married,
       p.document_number as "documentNumber", p.phones, p.email, p.sex, p.birth_year as "birthYear",
       p.band_from as "bandFrom", p.band_to as "bandTo", p.band_stated_on as "bandStatedOn", p.department, p.municipality
     from person p left join batch b on b.programme_id = p.programme_id and b.id = p.batch_id
     where p.programme_id = $1 and not p.withdrawn
       and p.canonical_id = any(array(select canonical_id from person where programme_id = $1 and id = any($2)))
       and (p.batch_id is null or (b.from_position is not null and b.to_position is null))
     order by p.id`,
    [programmeId, recordIds],
  );
  return rows;
}

/** People whose records came in an import. */
export async function findPeopleOfBatch(client: PoolClient, programmeId: string, batchId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from person where programme_id = $1 and batch_id = $2',
    [programmeId, batchId],
  );
  return rows.map(({ id }) => id);
}

/** Takes away the lines of the people of these records, and those that bear one of these ids, with their words and numbers. Returns the words that each bore. */
export async function deleteLines(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<string[][]> {
  const { rows } = await client.query<{ id: string; sortName: string; words: string[]; numbers: string[] }>(
    // By joining: of a table that is young, a list of ids would be looked for in every row.
    `with whose as materialized (
       select canonical_id as id from person where programme_id = $1 and id = any($2) union select unnest($2::uuid[]))
     delete from person_line l using whose where l.programme_id = $1 and l.id = whose.id
     returning l.id, l.sort_name as "sortName", l.words, l.numbers`,
    [programmeId, ids],
  );
  if (rows.length === 0) return [];
  const words = rows.flatMap((row) => row.words.map((word) => ({ row, word })));
  await client.query(
    `delete from person_word p using unnest($2::text[], $3::text[], $4::uuid[]) as gone(word, sort_name, id)
     where p.programme_id = $1 and p.word = gone.word and p.sort_name = gone.sort_name and p.person_id = gone.id`,
    [programmeId, words.map(({ word }) => word), words.map(({ row }) => row.sortName), words.map(({ row }) => row.id)],
  );
  const numbers = rows.flatMap(({ id, numbers: own }) => own.map((number) => ({ id, number })));
  await client.query(
    `delete from person_number p using unnest($2::text[], $3::uuid[]) as gone(number, id)
     where p.programme_id = $1 and p.number = gone.number and p.person_id = gone.id`,
    [programmeId, numbers.map(({ number }) => number), numbers.map(({ id }) => id)],
  );
  return rows.map((row) => row.words);
}

/** In the order of the indexes: neighbours there are written one after the other. */
export async function insertLines(client: PoolClient, programmeId: string, lines: readonly PersonLineRow[]): Promise<void> {
  if (lines.length === 0) return;
  const column = <T>(of: (line: PersonLineRow) => T): T[] => lines.map(of);
  const writing = client.query({
    name: 'insert-person-lines',
    text: `insert into person_line (programme_id, id, sort_name, words, numbers, sex, born_from, born_to, department,
        municipality, record_count, registered_position)
      select $1, i.id, i.sort_name, array_remove(string_to_array(i.words, ' '), ''),
        array_remove(string_to_array(i.numbers, ' '), ''), i.sex, i.born_from, i.born_to, i.department, i.municipality,
        i.record_count, i.registered
      from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::smallint[],
        $9::text[], $10::text[], $11::integer[], $12::bigint[])
      as i(id, sort_name, words, numbers, sex, born_from, born_to, department, municipality, record_count, registered)
      order by i.sort_name collate "C"`,
    values: [
      programmeId,
      column((it) => it.id),
      column((it) => it.sortName),
      column((it) => it.words.join(' ')),
      column((it) => it.numbers.join(' ')),
      column((it) => it.sex),
      column((it) => it.bornFrom),
      column((it) => it.bornTo),
      column((it) => it.department),
      column((it) => it.municipality),
      column((it) => it.recordCount),
      column((it) => it.registeredPosition),
    ],
  });
  await Promise.all([writing, insertWords(client, programmeId, lines), insertNumbers(client, programmeId, lines)]);
}

async function insertWords(client: PoolClient, programmeId: string, lines: readonly PersonLineRow[]): Promise<void> {
  const words = lines.flatMap((line) => line.words.map((word) => ({ line, word })));
  await client.query({
    name: 'insert-person-words',
    text: `insert into person_word (programme_id, word, sort_name, person_id)
      select $1, i.* from unnest($2::text[], $3::text[], $4::uuid[]) as i(word, sort_name, id) order by i.word collate "C", i.sort_name collate "C"`,
    values: [programmeId, words.map((it) => it.word), words.map((it) => it.line.sortName), words.map((it) => it.line.id)],
  });
}

async function insertNumbers(client: PoolClient, programmeId: string, lines: readonly PersonLineRow[]): Promise<void> {
  const numbers = lines.flatMap((line) => line.numbers.map((number) => ({ id: line.id, number })));
  await client.query({
    name: 'insert-person-numbers',
    text: `insert into person_number (programme_id, number, person_id) select $1, i.* from unnest($2::text[], $3::uuid[]) as i(number, id) order by i.number collate "C"`,
    values: [programmeId, numbers.map((it) => it.number), numbers.map((it) => it.id)],
  });
}

/** Adds to, or takes from, the number of people who bear each word; words that nobody bears go. */
export async function countWords(
  client: PoolClient,
  programmeId: string,
  changes: readonly { readonly word: string; readonly sound: string; readonly people: number }[],
): Promise<void> {
  if (changes.length === 0) return;
  await client.query(
    `insert into name_word as n (programme_id, word, sound, people)
     select $1, * from unnest($2::text[], $3::text[], $4::integer[])
     on conflict (programme_id, word) do update set people = n.people + excluded.people`,
    [programmeId, changes.map((it) => it.word), changes.map((it) => it.sound), changes.map((it) => it.people)],
  );
  await client.query('delete from name_word where programme_id = $1 and word = any($2) and people <= 0', [
    programmeId,
    changes.map((it) => it.word),
  ]);
}
