/** The route of the follow-up of a process: who is to be asked what came of it, and who was. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { FOLLOW_UP_RESULTS } from '../entries.ts';
import { FOLLOW_UP_STATES } from './rules.ts';

const standing = { id: z.uuid(), leaves: z.array(z.uuid()), conflictFields: z.array(z.string()) };

export const readFollowUp = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/follow-up',
  permission: 'process.read',
  params: z.object({ programme: z.uuid(), id: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    processId: z.uuid(),
    department: z.string().nullable(),
    municipality: z.string().nullable(),
    lastOn: z.string().nullable(),
    months: z.int(),
    /** The entry that says so; null while the default holds. */
    set: z.object({ ...standing, setOn: z.string() }).nullable(),
    /** Day from which participants are due; null while no session is held. */
    dueOn: z.string().nullable(),
    counts: z.object({ late: z.int(), due: z.int(), waiting: z.int(), done: z.int() }),
    /** What whoever was reached said last. */
    results: z.object({ applied: z.int(), partly: z.int(), 'not-applied': z.int() }),
    /** Late ones first; empty for readers without personal data. */
    people: z.array(
      z.object({
        personId: z.uuid(),
        givenNames: z.string(),
        surnames: z.string(),
        sex: z.string(),
        organisationId: z.uuid().nullable(),
        organisationName: z.string().nullable(),
        state: z.enum(FOLLOW_UP_STATES),
        dueOn: z.string().nullable(),
        contacts: z.array(
          z.object({
            ...standing,
            contactedOn: z.string(),
            result: z.enum(FOLLOW_UP_RESULTS),
            nextContactOn: z.string().nullable(),
            organisationId: z.uuid().nullable(),
            department: z.string().nullable(),
            municipality: z.string().nullable(),
            what: z.string(),
          }),
        ),
      }),
    ),
  }),
});
