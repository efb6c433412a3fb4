/** The route of what participants thought of a process. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';

const wording = z.object({ es: z.string(), en: z.string() });
const standing = { id: z.uuid(), leaves: z.array(z.uuid()), conflictFields: z.array(z.string()) };

export const readSatisfaction = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/satisfaction',
  permission: 'process.read',
  params: z.object({ programme: z.uuid(), id: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    processId: z.uuid(),
    lastOn: z.string().nullable(),
    /** What is asked; `set` is null while the default form holds. */
    form: z.object({
      questions: z.array(wording.extend({ key: z.string() })),
      scale: z.array(wording),
      set: z.object({ ...standing, setOn: z.string() }).nullable(),
    }),
    forms: z.int(),
    /** How many of them came by link. */
    byLink: z.int(),
    attended: z.int(),
    /** For each hundred who attended. */
    responsePercent: z.number().nullable(),
    /** Whether answers are kept back because they are so few that one could be told to be somebody's. */
    keptBack: z.boolean(),
    mean: z.number().nullable(),
    questions: z.array(
      z.object({
        key: z.string(),
        answered: z.int(),
        mean: z.number().nullable(),
        /** How many answered 1 to 5. */
        distribution: z.array(z.int()),
      }),
    ),
    /** For whoever may read personal data: people write names into comments. */
    comments: z.array(z.object({ ...standing, answeredOn: z.string(), text: z.string() })),
  }),
});
