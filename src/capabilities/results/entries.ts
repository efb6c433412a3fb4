/** Entries of the results framework: what the programme is, its results and areas, and its indicators as data. */
import { z } from 'zod';
import { entryKind } from '../../ledger/entry.ts';
import { indicatorSchema } from '../../figures/indicator.ts';

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
  version: 1,
  payload: indicatorSchema,
  permission: 'framework.write',
});
