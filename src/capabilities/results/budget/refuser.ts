/** Refuses money that says nothing: under no area, of nothing, at a rate of nothing or into its own currency. */
import type { z } from 'zod';
import type { Refuser } from '../../../ledger/append.ts';
import type { Refusal } from '../../../ledger/decide.ts';
import { budgetAgreed, spendingRecorded } from '../statement-entries.ts';
import { frameworkCodes } from '../framework-codes.ts';

type Money = z.output<typeof budgetAgreed.payload> | z.output<typeof spendingRecorded.payload>;

export const budgetRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  const money = prepared.filter(({ kind }) => kind.kind === budgetAgreed.kind || kind.kind === spendingRecorded.kind);
  if (money.length === 0) return refused;
  const { areas } = await frameworkCodes(client, programmeId, prepared);
  for (const { draft, newest, kind } of money) {
    const schema = kind.kind === budgetAgreed.kind ? budgetAgreed.payload : spendingRecorded.payload;
    const code = faultOf(schema.parse(newest.payload), areas);
    if (code !== null) refused.set(draft.id, { code, field: null });
  }
  return refused;
};

function faultOf(said: Money, areas: ReadonlySet<string>): string | null {
  const { under, amount, currency, rate } = said;
  if (under.what === 'area' && !areas.has(under.code)) return 'unknown-area';
  if (!/[1-9]/.test(amount)) return 'amount-of-nothing';
  if (rate !== null && rate.into === currency) return 'rate-not-needed';
  if (rate !== null && !/[1-9]/.test(rate.value)) return 'rate-of-nothing';
  return 'to' in said && said.to < said.from ? 'dates-reversed' : null;
}
