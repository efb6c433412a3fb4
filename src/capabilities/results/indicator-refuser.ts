/** Refuses indicators whose code is taken or that would be worked out from themselves, and observations that cannot be. */
import type { PoolClient } from 'pg';
import { namedBy, type Indicator } from '../../figures/indicator.ts';
import type { Prepared } from '../../ledger/prepare.ts';
import { indicatorDefined, observationRecorded } from './entries.ts';
import { observationFaultOf } from './observations/rules.ts';
import { standingIndicators } from './queries.ts';
import { circleFrom } from './rules.ts';

type Refused = Map<string, { code: string; field: string | null }>;

/** What of a call is refused, with the names of the indicators where they make a circle. */
export async function refusedIndicators(client: PoolClient, programmeId: string, prepared: readonly Prepared[]): Promise<Refused> {
  const refused: Refused = new Map();
  if (!prepared.some(({ kind }) => kind.kind === indicatorDefined.kind || kind.kind === observationRecorded.kind)) return refused;
  const standing = await standingIndicators(client, programmeId);
  refuseTakenCodes(prepared, standing, refused);
  const definitions = new Map(standing);
  for (const { kind, rootId, newest } of prepared) {
    if (kind.kind === indicatorDefined.kind) definitions.set(rootId, indicatorDefined.payload.parse(newest.payload));
  }
  refuseCircles(prepared, definitions, refused);
  for (const { draft, kind, newest } of prepared) {
    if (kind.kind !== observationRecorded.kind) continue;
    const { indicatorId, value } = observationRecorded.payload.parse(newest.payload);
    const observed = definitions.get(indicatorId);
    const fault = observed === undefined ? null : observationFaultOf(observed, Number(value));
    if (fault !== null) refused.set(draft.id, { code: fault, field: null });
  }
  return refused;
}

/** Two indicators of one code could not be told apart on any screen. */
function refuseTakenCodes(prepared: readonly Prepared[], standing: ReadonlyMap<string, Indicator>, refused: Refused): void {
  const taken = new Map([...standing].map(([id, { code }]) => [code, id]));
  for (const { draft, kind, newest, rootId } of prepared) {
    if (kind.kind !== indicatorDefined.kind) continue;
    const { code } = indicatorDefined.payload.parse(newest.payload);
    const holder = taken.get(code);
    if (holder !== undefined && holder !== rootId) refused.set(draft.id, { code: 'indicator-code-taken', field: null });
    else taken.set(code, rootId);
  }
}

/** Judged with all that comes in one call: two that name each other are both refused. */
function refuseCircles(prepared: readonly Prepared[], definitions: ReadonlyMap<string, Indicator>, refused: Refused): void {
  for (const { draft, kind, newest, rootId } of prepared) {
    if (kind.kind !== indicatorDefined.kind) continue;
    const own = indicatorDefined.payload.parse(newest.payload);
    const definitionOf = (id: string): Indicator | undefined => (id === rootId ? own : definitions.get(id));
    const circle = circleFrom(rootId, (id) => {
      const definition = definitionOf(id);
      return definition === undefined ? [] : namedBy(definition);
    });
    const codes = circle?.map((id) => definitionOf(id)?.code ?? '?').join(' → ');
    if (codes !== undefined) refused.set(draft.id, { code: 'indicator-circle', field: codes });
  }
}
