/** One schedule per programme, and only members on it who can be reminded. */
import type { PoolClient } from 'pg';
import { findRights } from '../../../access/queries.ts';
import type { Refuser } from '../../../ledger/append.ts';
import type { Refusal } from '../../../ledger/decide.ts';
import { REMINDED_ROLES, remindersScheduled } from '../reminder-entries.ts';
import { scheduleAt } from './schedule.ts';

export const remindersRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  const scheduled = prepared.filter(({ kind }) => kind.kind === remindersScheduled.kind);
  if (scheduled.length === 0) return refused;
  let standing = (await scheduleAt(client, programmeId, Number.MAX_SAFE_INTEGER))?.id ?? null;
  for (const { draft, newest, rootId } of scheduled) {
    const { memberIds } = remindersScheduled.payload.parse(newest.payload);
    if (draft.rootId === null && standing !== null && standing !== draft.id) refused.set(draft.id, { code: 'reminders-already-scheduled', field: null });
    else if (!(await canBeReminded(client, programmeId, memberIds))) refused.set(draft.id, { code: 'reminded-not-member', field: 'memberIds' });
    else standing = rootId;
  }
  return refused;
};

async function canBeReminded(client: PoolClient, programmeId: string, memberIds: readonly string[]): Promise<boolean> {
  if (memberIds.length === 0) return true;
  const rights = await findRights(client, programmeId, memberIds);
  return memberIds.every((id) => REMINDED_ROLES.some((role) => role === rights.get(id)?.role));
}
