/** Entries of how the programme is run: its workplan, the account in words, risks and lessons, assumptions, money. */
import { z } from 'zod';
import { entryKind, uuid } from '../../ledger/entry.ts';
import { indicatorDefined } from './entries.ts';

const title = z.string().trim().min(1).max(200);
const code = z.string().trim().min(1).max(20);
const sourceNote = z.string().trim().min(1).max(300);
const organisationReference = (role: string, id: string | null) =>
  id === null ? [] : [{ role, target: id, kind: 'registry.organisation-registered' }];

/** What the programme means to do under an area, from when to when, and the events by which it is carried out. */
export const activityPlanned = entryKind({
  kind: 'results.activity-planned',
  version: 1,
  payload: z.strictObject({
    code,
    title,
    titleEn: title.nullable(),
    area: code,
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    responsible: z.string().trim().min(1).max(120).nullable(),
    /** Who runs it, where a partner does. */
    partnerId: uuid.nullable(),
    processIds: z.array(uuid).max(50),
    /** Document in which it was planned. */
    source: sourceNote.nullable(),
  }),
  permission: 'workplan.write',
  references: ({ partnerId, processIds }) => [
    ...organisationReference('partner', partnerId),
    ...processIds.map((target) => ({ role: 'process', target, kind: 'events.process-opened' })),
  ],
});

export const ACTIVITY_STATES = ['not-started', 'under-way', 'done', 'postponed', 'cancelled'] as const;

/** How an activity stands on the day the entry speaks of. */
export const activityProgressed = entryKind({
  kind: 'results.activity-progressed',
  version: 1,
  payload: z.strictObject({
    activityId: uuid,
    state: z.enum(ACTIVITY_STATES),
    percent: z.int().min(0).max(100).nullable(),
    note: z.string().trim().min(1).max(600).nullable(),
    /** A new last day; what was postponed needs one. The planned day stays what it was. */
    newEndsOn: z.iso.date().nullable(),
  }),
  permission: 'workplan.write',
  references: ({ activityId }) => [{ role: 'activity', target: activityId, kind: activityPlanned.kind }],
});

const longText = z.string().trim().min(1).max(4000);

/** The account in words of what was reached in a period: of an indicator, of a result, or of an area. */
export const noteWritten = entryKind({
  kind: 'results.note-written',
  version: 1,
  payload: z.strictObject({
    about: z.discriminatedUnion('what', [
      z.strictObject({ what: z.literal('indicator'), indicatorId: uuid }),
      z.strictObject({ what: z.literal('result'), code }),
      z.strictObject({ what: z.literal('area'), code }),
    ]),
    from: z.iso.date(),
    to: z.iso.date(),
    text: longText,
    textEn: longText.nullable(),
  }),
  permission: 'framework.write',
  references: ({ about }) =>
    about.what === 'indicator' ? [{ role: 'indicator', target: about.indicatorId, kind: indicatorDefined.kind }] : [],
});

/** ISO 4217. */
const currency = z.string().regex(/^[A-Z]{3}$/);
/** An amount with its two decimals, `1234.50`: text, so that no machine rounds it. */
const money = z.string().regex(/^(0|[1-9]\d{0,11})\.\d{2}$/);
/** What is spent; below zero where it came back. */
const moneySpent = z.string().regex(/^-?(0|[1-9]\d{0,11})\.\d{2}$/);
/** For what money is: one activity, or an area as a whole. */
const budgetLine = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('activity'), activityId: uuid }),
  z.strictObject({ what: z.literal('area'), code }),
]);
/** Who gives it: an organisation of the registry, or by the name the source gives. */
const funder = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('organisation'), organisationId: uuid }),
  z.strictObject({ what: z.literal('named'), name: z.string().trim().min(1).max(200) }),
]);
type MoneyOf = { under: z.output<typeof budgetLine>; funder: z.output<typeof funder> };
const moneyReferences = ({ under, funder: giver }: MoneyOf) => [
  ...(under.what === 'activity' ? [{ role: 'activity', target: under.activityId, kind: activityPlanned.kind }] : []),
  ...organisationReference('funder', giver.what === 'organisation' ? giver.organisationId : null),
];

export const RATE_KINDS = ['official', 'operational', 'market', 'agreed'] as const;
/** What one unit of the amount's currency was worth in another on a day, by whom. Never computed, never guessed. */
const rate = z.strictObject({
  into: currency,
  value: z.string().regex(/^(0|[1-9]\d{0,8})(\.\d{1,8})?$/),
  kind: z.enum(RATE_KINDS),
  onDate: z.iso.date(),
  source: sourceNote,
});

/** The currency in which the programme adds up. */
export const currencySet = entryKind({
  kind: 'results.currency-set',
  version: 1,
  payload: z.strictObject({ currency, source: sourceNote }),
  permission: 'budget.write',
  readPermission: 'budget.read',
});

/** Money that a funder agreed to for an activity or an area, in the currency of the agreement. */
export const budgetAgreed = entryKind({
  kind: 'results.budget-agreed',
  version: 1,
  payload: z.strictObject({
    under: budgetLine,
    funder,
    amount: money,
    currency,
    rate: rate.nullable(),
    from: z.iso.date(),
    to: z.iso.date(),
    source: sourceNote,
  }),
  permission: 'budget.write',
  readPermission: 'budget.read',
  references: moneyReferences,
});

/** Money that was paid on the day the entry speaks of. */
export const spendingRecorded = entryKind({
  kind: 'results.spending-recorded',
  version: 1,
  payload: z.strictObject({
    under: budgetLine,
    funder,
    amount: moneySpent,
    currency,
    rate: rate.nullable(),
    /** Number of the invoice or receipt. */
    document: z.string().trim().min(1).max(100).nullable(),
    description: z.string().trim().min(1).max(300),
  }),
  permission: 'budget.write',
  readPermission: 'budget.read',
  references: moneyReferences,
});

export const RISK_STATES = ['open', 'watched', 'closed'] as const;
/** Three steps, low to high: more than people can tell apart in a meeting would only look exact. */
const level = z.int().min(1).max(3);
const account = z.string().trim().min(1).max(1000);

/** What may keep a result from being reached, as it was judged on the day the entry speaks of; a review corrects it. */
export const riskNoted = entryKind({
  kind: 'results.risk-noted',
  version: 1,
  payload: z.strictObject({
    title,
    area: code.nullable(),
    description: account,
    likelihood: level,
    impact: level,
    /** What is done about it. */
    response: account,
    responsible: z.string().trim().min(1).max(120).nullable(),
    riskState: z.enum(RISK_STATES),
  }),
  permission: 'workplan.write',
});

/** What happened, what it taught, and what to do another time. */
export const lessonNoted = entryKind({
  kind: 'results.lesson-noted',
  version: 1,
  payload: z.strictObject({
    title,
    area: code.nullable(),
    happened: account,
    learned: account,
    recommendation: account,
    source: sourceNote.nullable(),
  }),
  permission: 'workplan.write',
});

/** What has to hold between things of the framework for one to lead to the other; named by their codes. */
export const assumptionStated = entryKind({
  kind: 'results.assumption-stated',
  version: 1,
  payload: z.strictObject({
    /** Codes of activities, areas, results or indicators. */
    between: z.array(code).min(1).max(10),
    text: z.string().trim().min(1).max(600),
    textEn: z.string().trim().min(1).max(600).nullable(),
    source: sourceNote.nullable(),
  }),
  permission: 'framework.write',
});
