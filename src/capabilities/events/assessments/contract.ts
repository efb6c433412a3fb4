/** The route of a process's tests: who took which, and what they learnt. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';

const result = z.object({
  id: z.uuid(),
  leaves: z.array(z.uuid()),
  conflictFields: z.array(z.string()),
  takenOn: z.string(),
  organisationId: z.uuid().nullable(),
  department: z.string().nullable(),
  municipality: z.string().nullable(),
  score: z.number(),
  maxScore: z.number(),
  /** Of the most that could be scored, whole. */
  percent: z.int(),
});

const gain = z.object({
  paired: z.int(),
  onlyPre: z.int(),
  onlyPost: z.int(),
  /** Means over the paired, percent and percentage points; null where nobody is, or where so few are that a reader may not know. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  gain: z.number().nullable(),
  better: z.int(),
  small: z.boolean(),
});

export const readTests = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/tests',
  permission: 'process.read',
  params: z.object({ programme: z.uuid(), id: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    processId: z.uuid(),
    /** Where the process is held: a result says the same. */
    department: z.string().nullable(),
    municipality: z.string().nullable(),
    firstOn: z.string().nullable(),
    lastOn: z.string().nullable(),
    /** Everybody who has a place, attended or was tested, by surname; empty for readers without personal data. */
    people: z.array(
      z.object({
        personId: z.uuid(),
        givenNames: z.string(),
        surnames: z.string(),
        sex: z.string(),
        organisationId: z.uuid().nullable(),
        organisationName: z.string().nullable(),
        organisationKind: z.string().nullable(),
        pre: result.nullable(),
        post: result.nullable(),
      }),
    ),
    total: gain,
    bySex: z.array(gain.extend({ key: z.string() })),
    byKind: z.array(gain.extend({ key: z.string() })),
  }),
});
