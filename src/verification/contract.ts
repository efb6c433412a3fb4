/** Pages on which whoever holds a paper verifies its code. They are HTML: they work without JavaScript. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';

const language = { lang: z.string().max(10).optional() };

/** Where a code is typed; with one, what it leads to. */
export const askCode = contract({
  method: 'GET',
  path: '/verificar',
  permission: 'anyone',
  params: z.object({}),
  query: z.object({ ...language, codigo: z.string().max(200).optional() }),
  body: z.null(),
  answer: z.unknown(),
});

/** The address in the QR code of a paper. */
export const verifyCode = contract({
  method: 'GET',
  path: '/verificar/:code',
  permission: 'anyone',
  params: z.object({ code: z.string() }),
  query: z.object(language),
  body: z.null(),
  answer: z.unknown(),
});
