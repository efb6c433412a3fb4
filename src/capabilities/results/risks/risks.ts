/** Risks and lessons as plain data: for their page and for the donor's report. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { lessonNoted, riskNoted } from '../statement-entries.ts';
import { findStatements, readScope } from '../statement-queries.ts';
import type { lessonLine, riskLine } from './contract.ts';
import { SEVERITIES, severityOf } from './rules.ts';

export interface Risks {
  readonly risks: z.input<typeof riskLine>[];
  readonly lessons: z.input<typeof lessonLine>[];
}

/** As they stood at a position; none for a reader narrowed to a partner. */
export async function risksAt(client: PoolClient, programmeId: string, position: number): Promise<Risks> {
  const found: Risks = { risks: [], lessons: [] };
  if ((await readScope(client)) !== null) return found;
  for (const { id, leaves, conflictFields, kind, occurredOn: on, body } of await findStatements(client, programmeId, position, [riskNoted, lessonNoted])) {
    const standing = { id, leaves, conflictFields, on };
    if (kind === lessonNoted.kind) found.lessons.push({ ...standing, ...lessonNoted.payload.parse(body) });
    else {
      const said = riskNoted.payload.parse(body);
      found.risks.push({ ...standing, ...said, severity: severityOf(said) });
    }
  }
  const weight = ({ riskState, severity }: Risks['risks'][number]): number => (riskState === 'closed' ? -1 : SEVERITIES.indexOf(severity));
  found.risks.sort((a, b) => weight(b) - weight(a));
  found.lessons.sort((a, b) => (a.on < b.on ? 1 : -Number(a.on > b.on)));
  return found;
}
