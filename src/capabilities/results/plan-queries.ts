/** SQL of what is planned of indicators and observed of them, as known at a position. */
import type { PoolClient } from 'pg';
import type { Stored } from '../../ledger/stored.ts';
import { followUpSet, observationRecorded, targetSet } from './entries.ts';

export interface PlanRow {
  readonly entryId: string;
  readonly rootId: string;
  readonly position: number;
  readonly kind: string;
  readonly indicatorId: string;
  readonly occurredOn: string;
  readonly recordedAt: Date;
  readonly recordedBy: string | null;
  readonly body: unknown;
}

/** Ends what an entry takes the place of, and keeps what it says. */
export async function keepPlan(client: PoolClient, stored: Stored, says: { readonly indicatorId: string } | null): Promise<void> {
  if (stored.supersededPosition !== null) {
    await client.query('update indicator_plan set to_position = $3 where programme_id = $1 and from_position = $2', [
      stored.programmeId,
      stored.supersededPosition,
      stored.position,
    ]);
  }
  if (says === null) return;
  await client.query(
    `insert into indicator_plan (programme_id, from_position, batch, kind, indicator_id, occurred_on, body)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [stored.programmeId, stored.position, stored.batch, stored.kind, says.indicatorId, stored.occurredOn, says],
  );
}

/** All plans that stood at a position, of one indicator or of all (null), in order of position; whose import is open then. */
export function readPlans(client: PoolClient, programmeId: string, position: number, indicatorId: string | null): Promise<PlanRow[]> {
  return readSaid(client, programmeId, { position, indicatorId, kinds: [targetSet.kind, followUpSet.kind] });
}

/** All observations of an indicator that stood at a position. */
export function readObservations(client: PoolClient, programmeId: string, position: number, indicatorId: string): Promise<PlanRow[]> {
  return readSaid(client, programmeId, { position, indicatorId, kinds: [observationRecorded.kind] });
}

async function readSaid(
  client: PoolClient,
  programmeId: string,
  { position, indicatorId, kinds }: { readonly position: number; readonly indicatorId: string | null; readonly kinds: readonly string[] },
): Promise<PlanRow[]> {
  const { rows } = await client.query<PlanRow>(
    `select e.id as "entryId", e.root_id as "rootId", p.from_position as position, p.kind, p.indicator_id as "indicatorId",
       p.occurred_on::text as "occurredOn", e.recorded_at as "recordedAt", u.name as "recordedBy", p.body
     from indicator_plan p
     join entry e on e.programme_id = p.programme_id and e.position = p.from_position
     left join app_user u on u.id = e.recorded_by
     left join batch b on b.programme_id = p.programme_id and b.number = p.batch
     where p.programme_id = $1 and p.from_position <= $2 and (p.to_position is null or p.to_position > $2)
       and ($3::uuid is null or p.indicator_id = $3) and p.kind = any($4)
       and (p.batch is null or (b.from_position <= $2 and (b.to_position is null or b.to_position > $2)))
     order by p.from_position`,
    [programmeId, position, indicatorId, kinds],
  );
  return rows;
}

/** Moment at which the ledger stood at a position; null where it is empty. */
export async function recordedAt(client: PoolClient, programmeId: string, position: number): Promise<Date | null> {
  const { rows } = await client.query<{ at: Date }>(
    'select recorded_at as at from entry where programme_id = $1 and position <= $2 order by position desc limit 1',
    [programmeId, position],
  );
  return rows[0]?.at ?? null;
}
