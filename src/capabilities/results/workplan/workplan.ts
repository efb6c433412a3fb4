/** The workplan as plain data: for its page, the results chain and the donor's report. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { organisationNamesAt } from '../../../registry/names-at.ts';
import { activityPlanned, activityProgressed } from '../statement-entries.ts';
import { findStatements, readScope, type StatementRow } from '../statement-queries.ts';
import type { activityLine, progressLine } from './contract.ts';
import { findProcessTitles } from './queries.ts';
import { isLate, standingOf } from './rules.ts';

export type Activity = z.input<typeof activityLine>;
type Progress = z.input<typeof progressLine>;
const NUMERIC = new Intl.Collator('es', { numeric: true });

/**
 * Activities as known at a position, judged on a day, by first day and code. A reader narrowed to a partner is given that
 * partner's only.
 */
export async function workplanAt(client: PoolClient, programmeId: string, position: number, today: string): Promise<Activity[]> {
  const scope = await readScope(client);
  const rows = await findStatements(client, programmeId, position, [activityPlanned, activityProgressed]);
  const planned = rows
    .filter(({ kind }) => kind === activityPlanned.kind)
    .map((row) => ({ row, plan: activityPlanned.payload.parse(row.body) }))
    .filter(({ plan }) => scope === null || plan.partnerId === scope);
  const progress = progressByActivity(rows);
  const partners = await organisationNamesAt(client, programmeId, planned.flatMap(({ plan }) => plan.partnerId ?? []), position);
  const processes = await findProcessTitles(client, programmeId, planned.flatMap(({ plan }) => plan.processIds));
  return planned
    .map(({ row: { id, leaves, conflictFields }, plan: { processIds, ...plan } }) => {
      const recorded = progress.get(id) ?? [];
      const standing = standingOf(plan, recorded, today);
      return {
        id,
        leaves,
        conflictFields,
        ...plan,
        partnerName: partners.get(plan.partnerId ?? '') ?? null,
        processes: processIds.flatMap((processId) => {
          const title = processes.get(processId);
          return title === undefined ? [] : [{ id: processId, title }];
        }),
        ...standing,
        late: isLate(standing),
        progress: recorded.toSorted((a, b) => (a.on < b.on ? 1 : -Number(a.on > b.on))),
      };
    })
    .toSorted((a, b) => NUMERIC.compare(a.startsOn, b.startsOn) || NUMERIC.compare(a.code, b.code));
}

/** In order of entry. */
function progressByActivity(rows: readonly StatementRow[]): Map<string, Progress[]> {
  const found = new Map<string, Progress[]>();
  for (const { kind, body, id, leaves, occurredOn, recordedBy } of rows) {
    if (kind !== activityProgressed.kind) continue;
    const { activityId, ...said } = activityProgressed.payload.parse(body);
    found.set(activityId, [...(found.get(activityId) ?? []), { id, leaves, on: occurredOn, recordedBy, ...said }]);
  }
  return found;
}
