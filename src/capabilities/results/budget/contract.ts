/** The route of money: agreed and spent by activity and funder, and what each result cost. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { RATE_KINDS } from '../statement-entries.ts';

const bilingual = z.object({ es: z.string(), en: z.string() });
const sum = z.object({
  /** In the programme's currency, two decimals. */
  amount: z.string(),
  /** What has no rate into it, by its own currency. */
  apart: z.array(z.object({ currency: z.string(), amount: z.string() })),
});
const comparison = {
  agreed: sum,
  spent: sum,
  remaining: z.string().nullable(),
  percent: z.number().nullable(),
  over: z.boolean(),
};
const rate = z.object({ into: z.string(), value: z.string(), kind: z.enum(RATE_KINDS), onDate: z.string(), source: z.string() });

/** What both kinds of amounts say. */
const amountLine = z.object({
  id: z.uuid(),
  leaves: z.array(z.uuid()),
  conflictFields: z.array(z.string()),
  /** `activity:<id>` or `area:<code>`. */
  under: z.string(),
  /** `organisation:<id>` or `named:<name>`. */
  funder: z.string(),
  amount: z.string(),
  currency: z.string(),
  rate: rate.nullable(),
  /** In the programme's currency; null where no rate into it is stated. */
  inCurrency: z.string().nullable(),
});
export const agreedLine = amountLine.extend({ from: z.string(), to: z.string(), source: z.string() });
export const spentLine = amountLine.extend({ paidOn: z.string(), document: z.string().nullable(), description: z.string() });

export const readBudget = contract({
  method: 'GET',
  path: '/api/programmes/:programme/budget',
  permission: 'budget.read',
  params: z.object({ programme: z.uuid() }),
  query: z.object({ asOf: z.string().max(40).optional() }),
  body: z.null(),
  answer: z.object({
    asOf: z.string(),
    position: z.int(),
    /** The programme's currency; null until it is set. */
    currency: z.object({ id: z.uuid(), leaves: z.array(z.uuid()), currency: z.string(), source: z.string() }).nullable(),
    /** Everything money can be for, areas under their result, with its name. */
    lines: z.array(z.object({ key: z.string(), code: z.string(), name: bilingual, area: z.string(), result: z.string().nullable() })),
    funders: z.array(z.object({ key: z.string(), name: z.string() })),
    agreed: z.array(agreedLine),
    spent: z.array(spentLine),
    rows: z.array(z.object({ under: z.string(), funder: z.string(), ...comparison })),
    total: z.object(comparison),
    /** Spent under an area or result, by what an indicator of it counts. */
    costs: z.array(
      z.object({
        level: z.enum(['area', 'result']),
        code: z.string(),
        indicator: z.string(),
        name: bilingual,
        unit: z.string(),
        value: z.number().nullable(),
        spent: sum,
        each: z.string().nullable(),
        why: z.enum(['no-value', 'no-currency', 'without-rate', 'nothing-spent']).nullable(),
      }),
    ),
  }),
});
