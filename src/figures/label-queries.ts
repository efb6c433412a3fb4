/** SQL that puts names to the things figures speak of, and opens facts to their entries. */
import type { PoolClient } from 'pg';

/** Label of organisations, processes and sessions by ledger position; of organisations united the name that stands for them. */
export async function labelsOf(
  client: PoolClient,
  programmeId: string,
  positions: readonly number[],
): Promise<Map<number, { id: string; label: string }>> {
  if (positions.length === 0) return new Map();
  const { rows } = await client.query<{ number: number; id: string; label: string }>(
    `select o.number, o.id, coalesce(l.name, o.name) as label from organisation o
       left join organisation_line l on l.programme_id = o.programme_id and l.id = o.canonical_id
       where o.programme_id = $1 and o.number = any($2)
     union all select number, id, title from process where programme_id = $1 and number = any($2)`,
    [programmeId, positions],
  );
  return new Map(rows.map(({ number, id, label }) => [number, { id, label }]));
}

export interface EvidenceRow {
  position: number;
  entryId: string;
  rootId: string;
  recordedAt: Date;
  recordedBy: string | null;
  via: string;
  payload: string;
  asWritten: string | null;
  sheet: string | null;
  givenNames: string | null;
  surnames: string | null;
  organisationName: string | null;
  processTitle: string | null;
  sessionNumber: number | null;
  sessionTitle: string | null;
  heldOn: string | null;
  fileName: string | null;
  sha256: string | null;
  sessionId: string | null;
  /** Photos and scans of the session's signed sheet. */
  sheetCount: number;
}

/** The entries behind facts, with what a person needs to recognise them. */
export async function readEvidenceRows(
  client: PoolClient,
  programmeId: string,
  facts: readonly { position: number; person: number | null; organisation: number | null; activity: number | null; occasion: number | null }[],
  asOf: number,
): Promise<EvidenceRow[]> {
  const { rows } = await client.query<EvidenceRow>(
    `select e.position, e.id as "entryId", e.root_id as "rootId", e.recorded_at as "recordedAt", u.name as "recordedBy",
       e.via, e.body as payload, w.body::jsonb #>> '{}' as "asWritten",
       l.body::jsonb #>> '{sheet}' as sheet, p.given_names as "givenNames", p.surnames,
       o.name as "organisationName", a.title as "processTitle", s.session_number as "sessionNumber",
       s.title as "sessionTitle", s.held_on as "heldOn", f.file_name as "fileName", f.sha256,
       s.id as "sessionId", case when s.id is null then 0 else (select count(*)::int from process_record r
         where r.programme_id = $1 and r.kind = 'events.attendance-sheet-kept' and r.process_id = s.process_id
           and r.session_id = s.id and r.from_position <= $7 and (r.to_position is null or r.to_position > $7)) end as "sheetCount"
     from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
       as i(position, person, organisation, activity, occasion)
     join entry e on e.programme_id = $1 and e.position = i.position
     left join app_user u on u.id = e.recorded_by
     left join entry_private w on w.programme_id = $1 and w.entry_id = e.id and w.part = 'asWritten'
     left join entry_private l on l.programme_id = $1 and l.entry_id = e.id and l.part = 'listPlace'
     left join person p on p.programme_id = $1 and p.number = i.person
     left join organisation o on o.programme_id = $1 and o.number = i.organisation
     left join process a on a.programme_id = $1 and a.number = i.activity
     left join session s on s.programme_id = $1 and s.number = i.occasion
     left join lateral (
       select t.file_name, encode(t.sha256, 'hex') as sha256
       from entry b join attachment_use v on v.programme_id = $1 and v.entry_id = b.id
       join attachment t on t.programme_id = $1 and t.sha256 = v.sha256
       where e.batch_id is not null and b.programme_id = $1 and b.kind = 'ledger.batch-opened'
         and b.position = (select from_position from batch where programme_id = $1 and id = e.batch_id)
       limit 1) f on true`,
    [
      programmeId,
      facts.map((fact) => fact.position),
      facts.map((fact) => fact.person),
      facts.map((fact) => fact.organisation),
      facts.map((fact) => fact.activity),
      facts.map((fact) => fact.occasion),
      asOf,
    ],
  );
  return rows;
}

/** The entry at a position, as what brought something about. */
export interface CauseRow {
  position: number;
  entryId: string;
  rootId: string;
  kind: string;
  recordedAt: Date;
  recordedBy: string | null;
}

/** The entries at these positions. */
export async function readCauses(client: PoolClient, programmeId: string, positions: readonly number[]): Promise<Map<number, CauseRow>> {
  if (positions.length === 0) return new Map();
  const { rows } = await client.query<CauseRow>(
    `select e.position, e.id as "entryId", e.root_id as "rootId", e.kind, e.recorded_at as "recordedAt", u.name as "recordedBy"
     from entry e left join app_user u on u.id = e.recorded_by where e.programme_id = $1 and e.position = any($2)`,
    [programmeId, [...new Set(positions)]],
  );
  return new Map(rows.map((row) => [row.position, row]));
}
