/** How many things wait to be settled, for the badges of the navigation. */
import { reactive } from 'vue';
import { listDrafts } from '../../capabilities/events/contract.ts';
import { readProgramme } from '../../capabilities/results/contract.ts';
import { listConflicts } from '../../ledger/conflict-contract.ts';
import { call } from '../api.ts';
import { phone } from '../offline/phone-state.ts';
import { may, programmeId } from '../session.ts';

export const navCounts = reactive({ duplicates: 0, imports: 0, conflicts: 0 });

/** Asks again. A badge that cannot be had is left as it was: it must never stop a page. */
export async function loadNavCounts(): Promise<void> {
  const params = { programme: programmeId() };
  const [programme, drafts, conflicts] = await Promise.allSettled([
    may('person.merge') ? call(readProgramme, { params }) : null,
    may('import.open') ? call(listDrafts, { params }) : null,
    may('entry.read') ? call(listConflicts, { params, query: { limit: 1 } }) : null,
  ]);
  if (programme.status === 'fulfilled') navCounts.duplicates = programme.value?.duplicateCount ?? 0;
  if (conflicts.status === 'fulfilled') navCounts.conflicts = conflicts.value?.total ?? 0;
  if (drafts.status === 'fulfilled') navCounts.imports = drafts.value?.items.length ?? 0;
}

/** The badge of a place, 0 for none. */
export function countOf(place: string): number {
  if (place === 'duplicates') return navCounts.duplicates;
  if (place === 'to-send') return phone.kept + phone.refused;
  if (place === 'conflicts') return navCounts.conflicts;
  return place === 'imports' ? navCounts.imports : 0;
}
