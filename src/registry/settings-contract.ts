/** Routes of the ages a programme counts by and of its rules of size. Writing is appending entries. */
import { z } from 'zod';
import { uuid } from '../ledger/entry.ts';
import { contract } from '../platform/contract.ts';
import { ageGroupsSet, SIZE_CLASSES, sizeRuleSet } from './entries.ts';

const programme = z.object({ programme: z.uuid() });
const none = z.object({});

/** How a definition stands: what a correction of it must supersede, and who wrote the version in force. */
const definition = z.object({
  entryId: z.uuid(),
  leaves: z.array(z.uuid()),
  occurredOn: z.string(),
  conflictFields: z.array(z.string()),
  recordedAt: z.string(),
  recordedBy: z.string(),
});

/** The ages a programme counts by, and its rules of size, newest first. */
export const readRegistrySettings = contract({
  method: 'GET',
  path: '/api/programmes/:programme/registry-settings',
  permission: 'organisation.read',
  params: programme,
  query: none,
  body: z.null(),
  answer: z.object({
    ageGroups: ageGroupsSet.payload.nullable(),
    ageDefinition: definition.nullable(),
    sizeRules: z.array(z.object({ rule: sizeRuleSet.payload, definition, /** It classes the sizes of today. */ inForce: z.boolean() })),
    /** Everything that was set, corrected or withdrawn, newest first. */
    history: z.array(
      z.object({
        entryId: z.uuid(),
        act: z.enum(['set', 'corrected', 'withdrawn']),
        recordedAt: z.string(),
        recordedBy: z.string(),
        /** What the version said, or what was withdrawn. */
        ageGroups: ageGroupsSet.payload.nullable(),
        sizeRule: sizeRuleSet.payload.nullable(),
      }),
    ),
  }),
});

const ageCounts = z.object({
  bands: z.array(z.object({ fromYears: z.int(), toYears: z.int().nullable(), people: z.int() })),
  /** Of unknown age, of ages that straddle two bands, or outside all of them. */
  noBand: z.int(),
  youth: z.int(),
  notYouth: z.int(),
  youthUnknown: z.int(),
});
const sizeCounts = z.array(z.object({ sizeClass: z.enum(SIZE_CLASSES).nullable(), organisations: z.int() }));

/**
 * How many people and organisations stand where, now and if these settings came in. null: that setting stays. Nothing
 * is written.
 */
export const countBySettings = contract({
  method: 'POST',
  path: '/api/programmes/:programme/registry-settings/counts',
  permission: 'organisation.read',
  params: programme,
  query: none,
  body: z.strictObject({
    ageGroups: ageGroupsSet.payload.nullable(),
    /** `insteadOf`: the rule that it corrects. */
    sizeRule: z.strictObject({ rule: sizeRuleSet.payload, insteadOf: uuid.nullable() }).nullable(),
  }),
  answer: z.object({
    /** Day for which organisations are classed: today, or the day on which a later rule begins. */
    day: z.string(),
    ages: z.object({ before: ageCounts.nullable(), after: ageCounts.nullable() }),
    sizes: z.object({
      before: sizeCounts,
      after: sizeCounts,
      /** Organisations that would stand in another class. */
      moves: z.array(z.object({ before: z.enum(SIZE_CLASSES).nullable(), after: z.enum(SIZE_CLASSES).nullable(), organisations: z.int() })),
    }),
  }),
});
