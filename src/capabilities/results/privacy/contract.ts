/** The notice about personal data as staff state it; anybody reads it on the public site. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { privacyStated } from '../privacy-entries.ts';

export const readPrivacy = contract({
  method: 'GET',
  path: '/api/programmes/:programme/privacy',
  permission: 'publication.write',
  params: z.object({ programme: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    notice: z.object({ id: z.uuid(), leaves: z.array(z.uuid()), from: z.string(), says: privacyStated.payload }).nullable(),
    /** Where anybody reads it. */
    address: z.string(),
  }),
});
