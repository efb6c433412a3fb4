/** SQL of certificates: their design, who has one, and by which number. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { processIdSeen } from '../../../access/scope-queries.ts';
import { conflictFieldsOf, leavesOf } from '../../../ledger/standing-queries.ts';
import type { Stored } from '../../../ledger/stored.ts';
import type { CERTIFICATE_LANGUAGES, certificateDesignSet, certificateIssued, certificateSignatories, CERTIFIES } from '../entries.ts';
import { IN_FORCE } from '../queries.ts';

export type DesignPayload = z.output<typeof certificateDesignSet.payload>;
export type Signatory = z.output<typeof certificateSignatories>[number];

export async function insertDesign(client: PoolClient, stored: Stored, payload: DesignPayload, signatories: unknown): Promise<void> {
  await client.query(
    `insert into certificate_design (programme_id, from_position, root_id, leaf_id, process_id, body, signatories)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [stored.programmeId, stored.position, stored.rootId, stored.id, payload.processId, payload, JSON.stringify(signatories)],
  );
}

/** Ends how a design stood before this entry. */
export async function closeDesign(client: PoolClient, stored: Stored): Promise<void> {
  await client.query(
    `update certificate_design set to_position = $3
     where programme_id = $1 and root_id = $2 and to_position is null and from_position < $3`,
    [stored.programmeId, stored.rootId, stored.position],
  );
}

export interface DesignRow {
  id: string;
  /** From when on it stands like this. */
  fromPosition: number;
  leaves: string[];
  conflictFields: string[];
  body: unknown;
  signatories: unknown;
}

const DESIGN = `select d.root_id as id, d.from_position as "fromPosition", ${leavesOf('d.programme_id', 'd.root_id', 'd.leaf_id')} as leaves,
    ${conflictFieldsOf('d.programme_id', 'd.root_id')} as "conflictFields", d.body, d.signatories from certificate_design d`;

/** Designs in force for a process: its own first, then the programme's. */
export async function findDesigns(client: PoolClient, programmeId: string, processId: string): Promise<DesignRow[]> {
  const { rows } = await client.query<DesignRow>(
    `${DESIGN} where d.programme_id = $1 and d.to_position is null and (d.process_id = $2 or d.process_id is null)
     order by d.process_id nulls last, d.from_position`,
    [programmeId, processId],
  );
  return rows;
}

/** A design as it stood at a position. */
export async function findDesignAt(client: PoolClient, programmeId: string, id: string, position: number): Promise<DesignRow | null> {
  const { rows } = await client.query<DesignRow>(
    `${DESIGN} where d.programme_id = $1 and d.root_id = $2 and d.from_position <= $3 and (d.to_position is null or d.to_position > $3)`,
    [programmeId, id, position],
  );
  return rows[0] ?? null;
}

/** Which design each process has, and the programme's under ''. */
export async function designsTaken(client: PoolClient, programmeId: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ processId: string; id: string }>(
    `select coalesce(process_id::text, '') as "processId", root_id as id from certificate_design
     where programme_id = $1 and to_position is null`,
    [programmeId],
  );
  return new Map(rows.map(({ processId, id }) => [processId, id]));
}

/** The next number of the series: entries are projected in their order, so a rebuild gives each the same one. `personNumber`: of the record that the entry names. */
export async function insertCertificate(client: PoolClient, stored: Stored, payload: z.output<typeof certificateIssued.payload>, personNumber: number): Promise<void> {
  await client.query(
    `insert into certificate (programme_id, id, number, leaf_id, process_id, person_id, design_id, certifies, language, series,
       folio_number, code, address, minutes, process_title, partner_name, first_on, last_on, issued_on, changed_position, person_number)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text,
       (select coalesce(max(folio_number), 0) + 1 from certificate where programme_id = $1 and series = $10::text),
       $11, $12, $13, $14, $15, $16, $17, $18, $3, $19`,
    [
      stored.programmeId,
      stored.rootId,
      stored.position,
      stored.id,
      payload.processId,
      payload.personId,
      payload.designId,
      payload.certifies,
      payload.language,
      payload.series,
      payload.code,
      payload.address,
      payload.minutes,
      payload.processTitle,
      payload.partnerName,
      payload.firstOn,
      payload.lastOn,
      stored.occurredOn,
      personNumber,
    ],
  );
}

export async function annulCertificate(client: PoolClient, stored: Stored): Promise<void> {
  await client.query(
    `update certificate set annulled_on = $4, leaf_id = $3, changed_position = $5 where programme_id = $1 and id = $2`,
    [stored.programmeId, stored.rootId, stored.id, stored.occurredOn, stored.position],
  );
}

export interface CertificateRow {
  id: string;
  number: number;
  leafId: string;
  processId: string;
  /** Canonical. */
  personId: string;
  designId: string;
  certifies: (typeof CERTIFIES)[number];
  language: (typeof CERTIFICATE_LANGUAGES)[number];
  series: string;
  folioNumber: number;
  code: string;
  address: string;
  minutes: number;
  processTitle: string;
  partnerName: string | null;
  firstOn: string;
  lastOn: string;
  issuedOn: string;
  annulledOn: string | null;
  recordedAt: Date;
  /** The name as printed; null where it was erased. */
  holder: { givenNames: string; surnames: string } | null;
}

/** Certificates of a process, of a person with all their records, or one, by folio. */
export async function findCertificates(
  client: PoolClient,
  programmeId: string,
  by: { readonly processId: string } | { readonly personId: string } | { readonly id: string },
): Promise<CertificateRow[]> {
  const { rows } = await client.query<CertificateRow>(
    `select c.id, c.number, c.leaf_id as "leafId", c.process_id as "processId", p.canonical_id as "personId", c.design_id as "designId",
       c.certifies, c.language, c.series, c.folio_number as "folioNumber", c.code, c.address, c.minutes,
       c.process_title as "processTitle", c.partner_name as "partnerName", c.first_on as "firstOn", c.last_on as "lastOn", c.issued_on as "issuedOn",
       c.annulled_on as "annulledOn", e.recorded_at as "recordedAt",
       (select h.body::jsonb from entry_private h where h.programme_id = c.programme_id and h.entry_id = c.id and h.part = 'holder') as holder
     from certificate c
     join person p on p.programme_id = c.programme_id and p.id = c.person_id
     join entry e on e.programme_id = c.programme_id and e.id = c.id
     where c.programme_id = $1 and ($2::uuid is null or c.process_id = $2) and ($3::uuid is null or c.id = $3)
       and ($4::uuid is null or p.canonical_id = $4) and ${processIdSeen('c.programme_id', 'c.process_id')}
     order by c.series, c.folio_number`,
    [programmeId, 'processId' in by ? by.processId : null, 'id' in by ? by.id : null, 'personId' in by ? by.personId : null],
  );
  return rows;
}

export interface AttendedRow {
  /** Canonical. */
  personId: string;
  /** The first of their records that attended: whoever runs the process sees it, which need not hold for the canonical one. */
  recordId: string;
  minutes: number;
}

/** Minutes of each person in a process, all their records together and no session giving more than it lasted. */
export async function findMinutesOf(client: PoolClient, programmeId: string, processNumber: number): Promise<Map<string, AttendedRow>> {
  const { rows } = await client.query<AttendedRow>(
    `with stay as (
       select p.canonical_id, min(p.number) as record, least(sum(f.quantity), max(s.duration_minutes)) as minutes
       from fact f join person p on p.programme_id = f.programme_id and p.number = f.person
       join session s on s.programme_id = f.programme_id and s.number = f.occasion and not s.withdrawn
       where f.programme_id = $1 and f.activity = $2 and f.measure = 1 and ${IN_FORCE} group by f.occasion, p.canonical_id)
     select canonical_id as "personId", sum(minutes)::bigint as minutes,
       (select r.id from person r where r.programme_id = $1 and r.number = min(stay.record)) as "recordId"
     from stay group by canonical_id`,
    [programmeId, processNumber],
  );
  return new Map(rows.map((row) => [row.personId, row]));
}

/** Which of these codes a certificate of the programme has already. */
export async function codesInUse(client: PoolClient, programmeId: string, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ code: string }>('select code from certificate where programme_id = $1 and code = any($2)', [
    programmeId,
    codes,
  ]);
  return new Set(rows.map(({ code }) => code));
}
