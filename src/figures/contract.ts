/** Routes of the figures: one figure, its evidence. A figure is never a bare number. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';
import { DIMENSIONS, indicatorSchema, scaleSchema } from './indicator.ts';
import { MISSING } from './value.ts';

const one = z.object({ programme: z.uuid(), code: z.string() });

/** Comma-separated list in a query. */
const list = z.string().transform((text) => text.split(',').filter((part) => part !== ''));

/** Period, moment and filter, the same in every figure route so that a link says all. */
export const figureQuery = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** A date (its end in the programme's time zone), an instant with offset, or `@position`. Absent: now. */
  asOf: z.string().max(40).optional(),
  sex: list.optional(),
  organisationKind: list.optional(),
  organisation: list.pipe(z.array(z.uuid())).optional(),
  department: list.optional(),
  process: list.pipe(z.array(z.uuid())).optional(),
  /** Codes of bands (`16-28`, `60-`) or `unknown`. */
  ageBand: list.optional(),
  youth: list.optional(),
  /** INE codes of six digits, or `unknown`. */
  municipality: list.optional(),
  /** Divisions of two digits, or `unknown`. */
  sector: list.optional(),
  partner: list.pipe(z.array(z.uuid())).optional(),
});

/** One cell of a breakdown. `keys` in the order of `by`: codes for sex and kinds, ids for organisations and processes. */
export const cell = z.object({
  keys: z.array(z.string()),
  labels: z.array(z.string()),
  value: z.number().nullable(),
});

const compared = z.object({ period: z.object({ from: z.string(), to: z.string() }).nullable(), value: z.number().nullable() });

export const figureSchema = z.object({
  indicator: indicatorSchema,
  /** null: no data ("sin dato"). Percent has two decimals. */
  value: z.number().nullable(),
  unit: z.string(),
  /** Why there is no value; null where there is one. */
  missing: z.enum(MISSING).nullable(),
  /** For shares: what was divided by what. */
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** Distinct people counted by sex, where the figure counts people. */
  sexes: z
    .object({ woman: z.number(), man: z.number(), other: z.number(), notStated: z.number(), unknown: z.number(), total: z.number() })
    .nullable(),
  /** Cases (for instance person x process) behind the figure. */
  participations: z.number().nullable(),
  /** The same people counted once, once in each process, and at every session they came to; where the figure is of people. */
  tally: z.object({ people: z.number(), perActivity: z.number(), participations: z.number() }).nullable(),
  /** Indicators it is worked out from, each with its value. */
  parts: z.array(
    z.object({
      role: z.enum(['numerator', 'denominator', 'of']),
      id: z.uuid(),
      code: z.string(),
      name: z.object({ es: z.string(), en: z.string() }),
      unit: z.string(),
      unitWord: z.object({ es: z.string(), en: z.string() }).nullable(),
      scale: scaleSchema.nullable(),
      value: z.number().nullable(),
    }),
  ),
  /** The two values of a change; a period of null is the whole, and before it the baseline. */
  compared: z.object({ now: compared, before: compared }).nullable(),
  by: z.array(z.enum(DIMENSIONS)),
  cells: z.array(cell),
  /** Sum of the cells less the value: people who stand in more than one cell. 0 when none. */
  overlap: z.number(),
  /** Value at the end of each quarter of the programme, cumulative. */
  series: z.array(z.object({ quarter: z.string(), endsOn: z.string(), value: z.number().nullable() })),
  position: z.int(),
  asOf: z.string(),
  /** Number of facts read as evidence. */
  evidenceCount: z.number(),
  definedOn: z.string(),
  /** Codes of the bands in force at the position, for the filter (`16-28`, `60-`); empty where none are set. */
  ageBands: z.array(z.string()),
  /** Partner whose processes alone are read, for a reader narrowed to it; null: the whole programme. */
  narrowedTo: z.string().nullable(),
});

export const readFigure = contract({
  method: 'GET',
  path: '/api/programmes/:programme/indicators/:code/figure',
  permission: 'figure.read',
  params: one,
  query: figureQuery.extend({ by: list.pipe(z.array(z.enum(DIMENSIONS)).max(4)).optional() }),
  body: z.null(),
  answer: figureSchema,
});

/** Why a fact is not one of those counted. Worded in texts. */
export const EVIDENCE_REASONS = [
  'rejoined',
  'other-session',
  'other-process',
  'other-spelling',
  'same-again',
  'below-threshold',
  'no-organisation',
  'other-organisation-kind',
  'outside-period',
  'outside-filter',
  'no-person',
  'withdrawn',
  'import-withdrawn',
  'pair-half',
  'earlier-measurement',
  'no-pair',
  'earlier-observation',
] as const;
export type EvidenceReason = (typeof EVIDENCE_REASONS)[number];

export const evidenceItem = z.object({
  entryId: z.uuid(),
  status: z.enum(['counted', 'collapsed', 'left-out']),
  reason: z.enum(EVIDENCE_REASONS).nullable(),
  occurredOn: z.string(),
  /** Stable within the programme and meaningless outside it: what a donor sees instead of a name. */
  pseudonym: z.string(),
  /** null for readers without personal data. */
  personId: z.uuid().nullable(),
  personName: z.string().nullable(),
  /** As the list wrote it, where it differs. */
  asWritten: z.string().nullable(),
  sex: z.string(),
  /** The organisation the record names. */
  organisationName: z.string().nullable(),
  /** The organisation it is counted for, where records of organisations were united and that is another name. */
  organisationUnited: z.string().nullable(),
  organisationKind: z.string().nullable(),
  processTitle: z.string().nullable(),
  sessionLabel: z.string().nullable(),
  quantity: z.number(),
  /** What the quantity is of: the unit of its measure. */
  unit: z.string(),
  /** Where it took place: INE code of the municipality, else of the department. */
  place: z.string().nullable(),
  /** Who runs the process. */
  partnerName: z.string().nullable(),
  /** Whence it is known, where the record says so itself. */
  source: z.string().nullable(),
  /** Share of the process's minutes this person attended in all, percent with no decimals; null where it does not apply. */
  attainedPercent: z.number().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
  via: z.string(),
  /** Versions of the record, or of whom it names, contradicted each other as of the position asked. */
  inConflict: z.boolean(),
  /** The thing in conflict; null for readers without personal data. */
  conflictId: z.uuid().nullable(),
  file: z.object({ name: z.string(), sha256: z.string(), row: z.int().nullable(), sheet: z.string().nullable() }).nullable(),
  /** Photos or scans of the session's signed sheet that were kept as of the position; null: none, or no personal data. */
  signedSheet: z.object({ sessionId: z.uuid(), pages: z.int() }).nullable(),
});

export const readEvidence = contract({
  method: 'GET',
  path: '/api/programmes/:programme/indicators/:code/evidence',
  permission: 'figure.read',
  params: one,
  query: figureQuery.extend({
    status: z.enum(['counted', 'collapsed', 'left-out', 'all']).default('counted'),
    reason: z.enum(EVIDENCE_REASONS).optional(),
    /** `open`: only what was in conflict. */
    conflict: z.literal('open').optional(),
    cursor: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  body: z.null(),
  answer: z.object({
    summary: z.object({
      read: z.number(),
      counted: z.number(),
      collapsed: z.array(z.object({ reason: z.enum(EVIDENCE_REASONS), count: z.number() })),
      leftOut: z.array(z.object({ reason: z.enum(EVIDENCE_REASONS), count: z.number() })),
      /** Of the part asked for, how many were in conflict. */
      inConflict: z.number(),
    }),
    items: z.array(evidenceItem),
    next: z.number().nullable(),
    position: z.int(),
  }),
});

/** What brought about that a fact counts now and did not, or the other way round. Worded in texts. */
export const CHANGE_CAUSES = ['recorded', 'corrected', 'withdrawn', 'import-opened', 'import-withdrawn', 'united', 'defined', 'related'] as const;

/** A fact that counts on one side of a comparison only. */
export const changeItem = evidenceItem.extend({
  change: z.enum(['added', 'gone']),
  cause: z.enum(CHANGE_CAUSES),
  /** Why it does not count on the other side; null where it was not there, or nothing more is known. */
  otherReason: z.enum(EVIDENCE_REASONS).nullable(),
  /** The entry that brought it about; null where it is the definition, or other records of the same person. */
  caused: z.object({ entryId: z.uuid(), kind: z.string(), recordedAt: z.string(), recordedBy: z.string().nullable() }).nullable(),
  /** Of a figure worked out from others: the one in which the record counts otherwise, and of which days; null: the figure itself. */
  part: z
    .object({
      id: z.uuid(),
      code: z.string(),
      name: z.object({ es: z.string(), en: z.string() }),
      unit: z.string(),
      unitWord: z.object({ es: z.string(), en: z.string() }).nullish(),
      scale: scaleSchema.nullish(),
      from: z.string(),
      to: z.string(),
    })
    .nullable(),
});
