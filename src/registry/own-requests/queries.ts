/** SQL of what people ask about their own data, of its answer, and of erasing who somebody is. */
import type { PoolClient } from 'pg';
import { personSeen } from '../../access/scope-queries.ts';
import type { Stored } from '../../ledger/stored.ts';
import type { OwnRequest } from './rules.ts';

export async function insertRequest(client: PoolClient, stored: Stored, personId: string, what: OwnRequest): Promise<void> {
  await client.query(
    `insert into own_request (programme_id, id, person_id, what, requested_on, requested_position) values ($1, $2, $3, $4, $5, $6)
     on conflict (programme_id, id) do update set withdrawn = false`,
    [stored.programmeId, stored.rootId, personId, what, stored.occurredOn, stored.rootPosition],
  );
}

export async function withdrawRequest(client: PoolClient, stored: Stored): Promise<void> {
  await client.query('update own_request set withdrawn = true where programme_id = $1 and id = $2', [stored.programmeId, stored.rootId]);
}

export async function answerRequest(client: PoolClient, stored: Stored, requestId: string, answer: string): Promise<void> {
  await client.query(
    'update own_request set answer_id = $3, answer = $4, answered_on = $5 where programme_id = $1 and id = $2',
    [stored.programmeId, requestId, stored.rootId, answer, stored.occurredOn],
  );
}

/** All records that are one person with this one, withdrawn ones too. */
export async function findRecordIds(client: PoolClient, programmeId: string, personId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select q.id from person p join person q on q.programme_id = p.programme_id and q.canonical_id = p.canonical_id
     where p.programme_id = $1 and p.id = $2 order by q.id`,
    [programmeId, personId],
  );
  return rows.map(({ id }) => id);
}

/** Takes out of the ledger, and of the registry, whatever tells who these records are. Done again, nothing more is there. */
export async function eraseWhoTheyAre(client: PoolClient, programmeId: string, recordIds: readonly string[], position: number): Promise<void> {
  await client.query('delete from entry_private where programme_id = $1 and subject_id = any($2)', [programmeId, recordIds]);
  await client.query(
    `update person set given_names = '', surnames = '', paternal = null, maternal = null, married = null, birth_date = null,
       document_number = null, document_complement = null, document_issued_in = null, phones = '[]', phone = null, email = null,
       changed_position = greatest(changed_position, $3)
     where programme_id = $1 and id = any($2)`,
    [programmeId, recordIds, position],
  );
  await client.query('update role set position_title = null where programme_id = $1 and person_id = any($2)', [programmeId, recordIds]);
}

export interface RequestRow {
  readonly id: string;
  readonly personId: string;
  readonly what: OwnRequest;
  readonly requestedOn: string;
  readonly words: string | null;
  readonly answerId: string | null;
  readonly answer: 'done' | 'declined' | null;
  readonly answeredOn: string | null;
  readonly answerWords: string | null;
}

const PART = (entry: string): string =>
  `(select h.body::jsonb #>> '{}' from entry_private h where h.programme_id = r.programme_id and h.entry_id = ${entry} and h.part = 'words')`;

/** Requests of these people (null: of everybody), those without an answer first, each kind the newest first. */
export async function findRequests(client: PoolClient, programmeId: string, personIds: readonly string[] | null): Promise<RequestRow[]> {
  const { rows } = await client.query<RequestRow>(
    `select r.id, p.canonical_id as "personId", r.what, r.requested_on as "requestedOn", ${PART('r.id')} as words, r.answer_id as "answerId",
       r.answer, r.answered_on as "answeredOn", ${PART('r.answer_id')} as "answerWords"
     from own_request r join person p on p.programme_id = r.programme_id and p.id = r.person_id
     where r.programme_id = $1 and not r.withdrawn and ($2::uuid[] is null or r.person_id = any($2)) and ${personSeen('p')}
     order by r.answer is not null, r.requested_position desc limit 500`,
    [programmeId, personIds],
  );
  return rows;
}

/** Those of these records that were erased, as somebody asked, and have had no name since. */
export async function findErased(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select q.id from own_request r join person p on p.programme_id = r.programme_id and p.id = r.person_id
     join person q on q.programme_id = p.programme_id and q.canonical_id = p.canonical_id
     where r.programme_id = $1 and r.what = 'erasure' and r.answer = 'done' and not r.withdrawn and q.id = any($2)
       and q.given_names = '' and q.surnames = ''`,
    [programmeId, ids],
  );
  return rows.map(({ id }) => id);
}

/** How many wait for an answer, and since when. */
export async function countRequests(client: PoolClient, programmeId: string): Promise<{ count: number; since: string | null }> {
  const { rows } = await client.query<{ count: number; since: string | null }>(
    `select count(*)::int as count, min(requested_on)::text as since from own_request
     where programme_id = $1 and answer is null and not withdrawn`,
    [programmeId],
  );
  return rows[0] ?? { count: 0, since: null };
}

export interface RequestState {
  readonly id: string;
  readonly what: OwnRequest;
  readonly canonicalId: string;
  readonly isAnswered: boolean;
  readonly answerId: string | null;
}

/** What the door in asks of requests: these, those of these people, and those that these answers answer. */
export async function findRequestStates(client: PoolClient, programmeId: string, ids: readonly string[], personIds: readonly string[]): Promise<RequestState[]> {
  const { rows } = await client.query<RequestState>(
    `select r.id, r.what, p.canonical_id as "canonicalId", r.answer is not null as "isAnswered", r.answer_id as "answerId"
     from own_request r join person p on p.programme_id = r.programme_id and p.id = r.person_id
     where r.programme_id = $1 and not r.withdrawn and (r.id = any($2) or r.answer_id = any($2) or p.canonical_id in
       (select q.canonical_id from person q where q.programme_id = $1 and q.id = any($3)))`,
    [programmeId, ids, personIds],
  );
  return rows;
}

/** The records that are one with each of these. */
export async function findCanonicalIds(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; canonicalId: string }>(
    'select id, canonical_id as "canonicalId" from person where programme_id = $1 and id = any($2)',
    [programmeId, ids],
  );
  return new Map(rows.map(({ id, canonicalId }) => [id, canonicalId]));
}
