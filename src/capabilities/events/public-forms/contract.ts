/** What routes of public forms have in common: a page under a code, the form it sends, and the opening as staff see it. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import type { Boxes } from './rules.ts';

/** What leads to the page of a process. */
export const byCode = z.object({ code: z.string().max(60) });

/** The page of a form. `recibida`: shown after it was sent. */
export function pageAt(path: string) {
  return contract({
    method: 'GET',
    path,
    permission: 'anyone',
    params: byCode,
    query: z.object({ lang: z.string().max(10).optional(), recibida: z.string().max(4).optional() }),
    body: z.null(),
    answer: z.unknown(),
  });
}

/** The form as a browser sends it; `envio` is made with the page, `sitio` is seen by nobody: what fills it is no person. */
export function formAt(path: string, body: z.ZodType<Boxes | null>) {
  return contract({
    method: 'POST',
    path,
    permission: 'anyone',
    judgesTexts: true,
    params: byCode,
    query: z.object({ lang: z.string().max(10).optional() }),
    body,
    answer: z.unknown(),
  });
}

/** The process whose opening staff look at. */
export const ofProcess = z.object({ programme: z.uuid(), id: z.uuid() });

/** A thing of the ledger with the versions that stand. */
export const standing = { id: z.uuid(), leaves: z.array(z.uuid()), conflictFields: z.array(z.string()) };

/** A process opened to the public, as staff see it. */
export const opening = {
  ...standing,
  openedOn: z.string(),
  code: z.string(),
  /** Where the public finds it. */
  address: z.string(),
  closesOn: z.string().nullable(),
  /** Whether it takes anything today. */
  isOpen: z.boolean(),
};
