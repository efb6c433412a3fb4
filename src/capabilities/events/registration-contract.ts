/** Routes of who is invited to a process. Writing is appending entries. */
import { z } from 'zod';
import { contract } from '../../platform/contract.ts';

const one = z.object({ programme: z.uuid(), id: z.uuid() });

/** People, women among them, and those whose sex nobody knows or who would not say. */
const count = z.object({ people: z.int(), women: z.int(), unsaid: z.int() });

const share = z.object({
  /** Organisations invited. */
  invited: z.int(),
  quota: z.int().nullable(),
  womenGoalPercent: z.int().nullable(),
  attended: count,
});

/** Who was invited to a process and who came, against quota and parity goal. Nobody is named. */
export const readInvited = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/invited',
  permission: 'process.read',
  params: one,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    organisations: z.array(
      z.object({
        id: z.uuid(),
        leaves: z.array(z.uuid()),
        conflictFields: z.array(z.string()),
        /** Day on which it was invited: a correction says the same. */
        invitedOn: z.string(),
        organisationId: z.uuid(),
        organisationName: z.string(),
        organisationKind: z.string(),
        quota: z.int(),
        womenGoalPercent: z.int().nullable(),
        attended: count,
      }),
    ),
    kinds: z.array(share.extend({ kind: z.string() })),
    total: share,
  }),
});
