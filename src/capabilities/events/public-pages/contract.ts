/** The route by which anybody saves a file of the library; the pages are those of the site (src/site/contract.ts). */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';

export const saveLibraryFile = contract({
  method: 'GET',
  path: '/p/:code/biblioteca/:id',
  permission: 'anyone',
  params: z.object({ code: z.string().max(200), id: z.string().max(60) }),
  query: z.object({ lang: z.string().max(10).optional() }),
  body: z.null(),
  answer: z.unknown(),
});
