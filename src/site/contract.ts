/** Shapes of the public site's routes, which are open to anybody and answer with pages, pictures and files. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';
import { SITE_PAGES, type SitePage } from './rules.ts';

const page = z.object({ code: z.string().max(200) });

/** A page as HTML: it works without JavaScript. */
export function sitePage(which: Exclude<SitePage, 'results'>) {
  return contract({
    method: 'GET',
    path: `/p/:code${SITE_PAGES[which]}`,
    permission: 'anyone',
    params: page,
    query: z.object({ lang: z.string().max(10).optional() }),
    body: z.null(),
    answer: z.unknown(),
  });
}

/** The picture that goes with a link to it. PNG: the networks that show links read no SVG. */
export function sitePicture(which: Exclude<SitePage, 'results'>) {
  return contract({ ...sitePage(which), path: `/p/:code${SITE_PAGES[which]}/imagen.png` });
}
