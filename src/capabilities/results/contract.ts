/** Routes of the results framework: the framework with every figure, and what the programme is. */
import { z } from 'zod';
import { contract } from '../../platform/contract.ts';
import { figureQuery } from '../../figures/contract.ts';
import { scaleSchema } from '../../figures/indicator.ts';
import { MISSING } from '../../figures/value.ts';
import { targetProgress } from './plan-contract.ts';

const programme = z.object({ programme: z.uuid() });
const bilingual = z.object({ es: z.string(), en: z.string() });

export const frameworkRow = z.object({
  id: z.uuid(),
  code: z.string(),
  name: bilingual,
  unit: z.string(),
  /** What a plain number is of, and what an observed value means; null where the unit says it all. */
  unitWord: bilingual.nullable(),
  scale: scaleSchema.nullable(),
  value: z.number().nullable(),
  /** Why there is no value. */
  missing: z.enum(MISSING).nullable(),
  womenPercent: z.number().nullable(),
  unknownSex: z.number().nullable(),
  evidenceCount: z.number(),
  /** The target that reaches farthest, of the whole programme; null: none, or the figure is filtered and cannot be compared. */
  target: targetProgress.nullable(),
  series: z.array(z.object({ quarter: z.string(), endsOn: z.string(), value: z.number().nullable() })),
});

export const readFramework = contract({
  method: 'GET',
  path: '/api/programmes/:programme/framework',
  permission: 'figure.read',
  params: programme,
  query: figureQuery,
  body: z.null(),
  answer: z.object({
    asOf: z.string(),
    /** Partner whose processes alone are read, for a reader narrowed to it; null: the whole programme. */
    narrowedTo: z.string().nullable(),
    position: z.int(),
    /** The entry that first defined the framework, to be corrected; null: there is none. */
    definedBy: z.uuid().nullable(),
    /** Day the targets are judged on. */
    day: z.string(),
    results: z.array(
      z.object({
        code: z.string(),
        name: bilingual,
        areas: z.array(z.object({ code: z.string(), name: bilingual, indicators: z.array(frameworkRow) })),
      }),
    ),
  }),
});

export const readProgramme = contract({
  method: 'GET',
  path: '/api/programmes/:programme/description',
  permission: 'figure.read',
  params: programme,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    /** null until the programme has been described. */
    described: z
      .object({
        name: bilingual,
        summary: bilingual,
        startsOn: z.string(),
        endsOn: z.string(),
        sectors: z.array(z.object({ name: bilingual, source: z.string() })),
        partners: z.array(z.object({ name: z.string(), role: bilingual, source: z.string() })),
        funders: z.array(z.object({ activity: bilingual, funder: z.string(), source: z.string() })),
        demonstration: z.boolean(),
      })
      .nullable(),
    peopleCount: z.int(),
    organisationCount: z.int(),
    duplicateCount: z.int(),
    /** The latest entries, newest first, for the home page. */
    latest: z.array(
      z.object({ id: z.uuid(), kind: z.string(), recordedAt: z.string(), recordedBy: z.string(), label: z.string().nullable(), count: z.int() }),
    ),
  }),
});
