/** Who attained what, as the ledger stands now. */
import type { Attainments } from './attainment.ts';
import type { Measure } from './fact.ts';
import type { Figures } from './figures.ts';
import { asksOfActivities, type ActivityRule } from './question.ts';

/** What people attained by a rule, as the ledger stands now. Not to be asked inside a transaction: it may have to read. */
export async function attainmentsNow(figures: Figures, programmeId: string, measure: Measure, rule: ActivityRule): Promise<Attainments> {
  const store = figures.storeOf(programmeId);
  await store.catchUp();
  const { columns, position } = store;
  const asked = { measure: measure.number, ...asksOfActivities(columns, figures.parts.measures, rule, position) };
  return store.attainments.at(store.viewAt(position), asked);
}
