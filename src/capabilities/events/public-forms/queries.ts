/** SQL of what is open to the public: which process a public code leads to, and who asked for a place. */
import type { Pool, PoolClient } from 'pg';

/** What a public code of a process leads to (verification/queries.ts). */
export const OPEN_REGISTRATION = 'registration';
export const OPEN_SATISFACTION = 'satisfaction';
export const OPEN_CHECK_IN = 'check-in';
export type Opens = typeof OPEN_REGISTRATION | typeof OPEN_SATISFACTION | typeof OPEN_CHECK_IN;

export interface OpeningAddress {
  readonly openingId: string;
  readonly programme: { readonly id: string; readonly code: string; readonly name: string; readonly timeZone: string; readonly demonstration: boolean };
}

/** Where a public code leads, in whichever programme. */
export async function findOpeningAddress(pool: Pool, opens: Opens, code: string): Promise<OpeningAddress | null> {
  const { rows } = await pool.query<{ openingId: string } & OpeningAddress['programme']>(
    `select v.subject_id as "openingId", p.id, p.code, p.name, p.time_zone as "timeZone", p.demonstration
     from verification v join programme p on p.id = v.programme_id
     where v.code = $1 and v.kind = $2 order by v.programme_id limit 1`,
    [code, opens],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { openingId, ...programme } = row;
  return { openingId, programme };
}

/** Codes among these that lead somewhere already, in whichever programme: what they lead to. */
export async function findCodesInUse(client: PoolClient, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ code: string; subjectId: string }>(
    'select code, subject_id as "subjectId" from verification where code = any($1)',
    [codes],
  );
  return new Map(rows.map(({ code, subjectId }) => [code, subjectId]));
}

export interface OpeningRow {
  readonly processId: string;
  /** Version that stands. */
  readonly leafId: string;
  readonly body: unknown;
}

/** An opening of this kind of entry as it stands; null where it was closed. */
export async function findOpening(client: PoolClient, programmeId: string, kind: string, openingId: string): Promise<OpeningRow | null> {
  const { rows } = await client.query<OpeningRow>(
    `select process_id as "processId", leaf_id as "leafId", body from process_record
     where programme_id = $1 and root_id = $2 and kind = $3 and to_position is null`,
    [programmeId, openingId, kind],
  );
  return rows[0] ?? null;
}

/** Private parts of what stands of a kind beside these processes, whoever asks: for the door in. */
export async function findPrivateParts(client: PoolClient, programmeId: string, processIds: readonly string[], kind: string): Promise<{ id: string; processId: string; parts: unknown }[]> {
  const { rows } = await client.query<{ id: string; processId: string; parts: unknown }>(
    `select root_id as id, process_id as "processId", private_parts as parts from process_record
     where programme_id = $1 and process_id = any($2) and kind = $3 and to_position is null`,
    [programmeId, processIds, kind],
  );
  return rows;
}
