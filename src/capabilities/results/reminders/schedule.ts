/** The schedule of reminders as it stood at a position. */
import type { PoolClient } from 'pg';
import { remindersScheduled, type Schedule } from '../reminder-entries.ts';
import { findStatements, type StatementRow } from '../statement-queries.ts';

export interface StandingSchedule extends Pick<StatementRow, 'id' | 'leaves' | 'conflictFields' | 'recordedAt' | 'recordedBy'> {
  readonly says: Schedule;
}

/** null: nobody is reminded of anything. */
export async function scheduleAt(client: PoolClient, programmeId: string, position: number): Promise<StandingSchedule | null> {
  const row = (await findStatements(client, programmeId, position, [remindersScheduled])).at(-1);
  return row === undefined ? null : { ...row, says: remindersScheduled.payload.parse(row.body) };
}
