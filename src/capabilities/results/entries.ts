/** Entries of the results framework: what the programme is, its results and areas, its indicators as data, their targets. */
import { z } from 'zod';
import { entryKind, uuid } from '../../ledger/entry.ts';
import { indicatorSchema, namedBy } from '../../figures/indicator.ts';
import { departmentCode, municipalityCode } from '../../registry/particulars.ts';
import { isPartialDate } from './deliverables/rules.ts';
import { decimalText } from './decimals.ts';
import { followUpBefore2, indicatorBefore2, productBefore2, targetBefore2, totalBefore2 } from './earlier-versions.ts';

const bilingual = z.strictObject({ es: z.string().trim().min(1).max(400), en: z.string().trim().min(1).max(400) });

/** What the programme is, in its own words, with the source of each statement. */
export const programmeDescribed = entryKind({
  kind: 'results.programme-described',
  version: 1,
  payload: z.strictObject({
    name: bilingual,
    summary: bilingual,
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    sectors: z.array(z.strictObject({ name: bilingual, source: z.string().max(300) })).max(50),
    partners: z.array(z.strictObject({ name: z.string().max(200), role: bilingual, source: z.string().max(300) })).max(100),
    /** Who paid for what, per activity, as each source says it; sources that disagree stand side by side. */
    funders: z
      .array(z.strictObject({ activity: bilingual, funder: z.string().max(200), source: z.string().max(300) }))
      .max(100),
    demonstration: z.boolean(),
  }),
  permission: 'framework.write',
});

/** The results and, under each, the strategic areas. */
export const frameworkDefined = entryKind({
  kind: 'results.framework-defined',
  version: 1,
  payload: z.strictObject({
    results: z
      .array(
        z.strictObject({
          code: z.string().max(20),
          name: bilingual,
          areas: z.array(z.strictObject({ code: z.string().max(20), name: bilingual })).max(20),
        }),
      )
      .max(20),
  }),
  permission: 'framework.write',
});

/** One indicator; a change of definition is a correction, and past figures keep the past definition. */
export const indicatorDefined = entryKind({
  kind: 'results.indicator-defined',
  version: 2,
  payload: indicatorSchema,
  earlier: { 1: indicatorBefore2 },
  permission: 'framework.write',
  references: (payload) => namedBy(payload).map((target) => ({ role: 'indicator', target, kind: 'results.indicator-defined' })),
});

const indicatorReference = (payload: { indicatorId: string }) => [
  { role: 'indicator', target: payload.indicatorId, kind: indicatorDefined.kind },
];

/** What somebody observed of an indicator that no list counts: a step reached, yes or no, a rating, a number. */
export const observationRecorded = entryKind({
  kind: 'results.observation-recorded',
  version: 1,
  payload: z.strictObject({
    indicatorId: uuid,
    observedOn: z.iso.date(),
    /** A number, or the number of a step or a level from 1; yes is 1, no is 0. As text: the ledger keeps no floats. */
    value: decimalText,
    /** Of whom or where it was observed; null: of the programme as a whole. */
    organisationId: uuid.nullable(),
    department: departmentCode.nullable(),
    municipality: municipalityCode.nullable(),
    /** Document, visit or meeting from which it is known; shown to every reader, so it names no people. */
    source: z.string().trim().min(1).max(300),
    note: z.string().trim().min(1).max(1000).nullable(),
  }),
  permission: 'observation.write',
  references: (payload) => [
    ...indicatorReference(payload),
    ...(payload.organisationId === null
      ? []
      : [{ role: 'organisation', target: payload.organisationId, kind: 'registry.organisation-registered' }]),
  ],
});

/** Two ways of counting towards a target: all since the programme began, or only what is dated in the period. */
export const COUNTINGS = ['cumulative', 'per-period'] as const;

/**
 * What an indicator shall have reached by the end of a period. A revision is an entry of its own for the same period,
 * dated when it was decided and with its reason; the target of a past moment stays what it was.
 */
export const targetSet = entryKind({
  kind: 'results.target-set',
  version: 2,
  payload: z.strictObject({
    indicatorId: uuid,
    from: z.iso.date(),
    to: z.iso.date(),
    counting: z.enum(COUNTINGS),
    value: decimalText,
    /** Why a target that was already set is another now; null for the first of its period. */
    reason: z.string().trim().min(1).max(400).nullable(),
    /** Document or meeting in which it was decided. */
    source: z.string().trim().min(1).max(300),
  }),
  earlier: { 1: targetBefore2 },
  permission: 'framework.write',
  references: indicatorReference,
});

export const FREQUENCIES = ['monthly', 'quarterly', 'half-yearly', 'yearly', 'once'] as const;

/** How an indicator is followed up: whence it started, who answers for it, how often it is looked at, which way is good. */
export const followUpSet = entryKind({
  kind: 'results.follow-up-set',
  version: 2,
  payload: z.strictObject({
    indicatorId: uuid,
    baseline: z.strictObject({ value: decimalText, measuredOn: z.iso.date(), source: z.string().trim().min(1).max(300) }).nullable(),
    responsible: z.string().trim().min(1).max(120).nullable(),
    frequency: z.enum(FREQUENCIES).nullable(),
    /** `down`: the less the better, as with defects. */
    direction: z.enum(['up', 'down']),
  }),
  earlier: { 1: followUpBefore2 },
  permission: 'framework.write',
  references: indicatorReference,
});

/** Kinds of things a programme hands over that are not head-counts. */
export const PRODUCT_TYPES = [
  'study',
  'factsheet',
  'digitised-package',
  'training-offer',
  'guide',
  'plan',
  'programme',
  'event-series',
  'tool',
  'other',
] as const;

/** How exact the source of a declared value is: `>195` is `more-than` 195. */
export const BOUNDS = ['exact', 'more-than', 'at-least', 'about', 'at-most', 'less-than'] as const;

const title = z.string().trim().min(1).max(200);
const partialDate = z.string().refine(isPartialDate);
/** What both kinds say of themselves: when, as exactly as it is known, under which area, and whence it is known. */
const provenance = {
  title,
  /** In English, where somebody wrote it. */
  titleEn: title.nullable(),
  /** Code of an area of the framework. */
  area: z.string().trim().min(1).max(20),
  since: partialDate,
  until: partialDate.nullable(),
  source: z.string().trim().min(1).max(300),
  link: z.url({ protocol: /^https?$/ }).max(500).nullable(),
};

/** Something was handed over: a study, a factsheet, a digitised package, a plan. */
export const productDelivered = entryKind({
  kind: 'results.product-delivered',
  version: 2,
  payload: z.strictObject({
    ...provenance,
    productType: z.enum(PRODUCT_TYPES),
    funder: z.string().trim().min(1).max(200).nullable(),
    /** The document itself, carried by the entry; null: it is elsewhere, or nobody uploaded it. */
    fileSha256: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
  }),
  earlier: { 1: productBefore2 },
  permission: 'deliverable.write',
});

/** A total for which there is no list, as its source declares it: shown, never added to what was counted. */
export const totalDeclared = entryKind({
  kind: 'results.total-declared',
  version: 2,
  payload: z.strictObject({
    ...provenance,
    value: decimalText.refine((text) => !text.startsWith('-')),
    bound: z.enum(BOUNDS),
    /** What the value counts, in the plural: `participantes`. */
    unit: z.string().trim().min(1).max(60),
    unitEn: z.string().trim().min(1).max(60).nullable(),
  }),
  earlier: { 1: totalBefore2 },
  permission: 'deliverable.write',
});

const organisationRef = z.string().trim().min(1).max(100).nullable();

/** What the programme is called and how it is classed where it publishes as IATI; what is not known stays empty. */
export const publicationDescribed = entryKind({
  kind: 'results.publication-described',
  version: 1,
  payload: z.strictObject({
    /** The activity's identifier: the reporting organisation's, a hyphen, and a text of one's own. */
    identifier: organisationRef,
    reporting: z.strictObject({ name: z.string().trim().min(1).max(200), ref: organisationRef, type: z.string().max(2).nullable() }).nullable(),
    /** `role` is the code of OrganisationRole: 1 funding, 2 accountable, 3 extending, 4 implementing. */
    participating: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(200),
          ref: organisationRef,
          type: z.string().max(2).nullable(),
          role: z.enum(['1', '2', '3', '4']),
        }),
      )
      .max(100),
    /** ISO 3166-1, two letters. */
    countries: z.array(z.string().max(2)).max(50),
    locations: z.array(bilingual).max(100),
    sectors: z.array(z.strictObject({ code: z.string().max(5), percentage: z.number().min(0).max(100).nullable() })).max(20),
    markers: z.array(z.strictObject({ code: z.string().max(2), significance: z.string().max(1) })).max(20),
    source: z.string().trim().min(1).max(300),
  }),
  permission: 'framework.write',
});
