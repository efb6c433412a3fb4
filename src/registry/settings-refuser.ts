/** Ages and rules of size that the registry refuses: what would leave people in no band, or class nobody. */
import type { Refuser } from '../ledger/append.ts';
import { ageGroupsSet, sizeRuleSet } from './entries.ts';
import { ageFaultOf, sizeRuleFaultOf } from './settings-faults.ts';

export const settingsRefuser: Refuser = (_client, _programmeId, prepared) => {
  const refused = new Map<string, { code: string; field: string | null }>();
  for (const { kind, draft, newest } of prepared) {
    const code = faultOf(kind.kind, newest.payload);
    // Version 1 could not name a source.
    const asked = code !== 'ages-no-source' || draft.schemaVersion === ageGroupsSet.version;
    if (code !== null && asked) refused.set(draft.id, { code, field: null });
  }
  return Promise.resolve(refused);
};

function faultOf(kind: string, payload: unknown): string | null {
  if (kind === ageGroupsSet.kind) return ageFaultOf(ageGroupsSet.payload.parse(payload))?.fault ?? null;
  return kind === sizeRuleSet.kind ? sizeRuleFaultOf(sizeRuleSet.payload.parse(payload)) : null;
}
