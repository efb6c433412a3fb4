/** Routes of the public page, open to anybody, and of the page on which it is decided. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { PUBLIC_DIMENSIONS, pagePublished } from '../publication-entries.ts';
import { NEVER_TOLD } from './publishable.ts';

const lang = { lang: z.string().max(10).optional() };
const page = z.object({ code: z.string().max(200) });
const figure = z.object({ code: z.string().max(200), indicator: z.string().max(40) });
const onMap = { indicador: z.string().max(40).optional() };

/** The page as HTML: it works without JavaScript. */
export const readPublicPage = contract({
  method: 'GET',
  path: '/p/:code',
  permission: 'anyone',
  params: page,
  query: z.object({ ...lang, ...onMap }),
  body: z.null(),
  answer: z.unknown(),
});
export const readPublicData = contract({ ...readPublicPage, path: '/p/:code/datos.json', query: z.object({}) });
export const readPublicTable = contract({ ...readPublicPage, path: '/p/:code/datos.csv', query: z.object(lang) });
/** The picture that goes with a link to the page. PNG: the networks that show links read no SVG. */
export const readPublicCard = contract({ ...readPublicPage, path: '/p/:code/imagen.png', query: z.object(lang) });
/** One figure for a frame in another page, and as a picture. */
export const readPublicFigure = contract({ ...readPublicPage, path: '/p/:code/figura/:indicator', params: figure, query: z.object(lang) });
export const readPublicPicture = contract({ ...readPublicFigure, path: '/p/:code/figura/:indicator/imagen.svg' });

const programme = z.object({ programme: z.uuid() });
const bilingual = z.object({ es: z.string(), en: z.string() });

/** What is published, and what could be. */
export const readPublication = contract({
  method: 'GET',
  path: '/api/programmes/:programme/publication',
  permission: 'publication.write',
  params: programme,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    standing: z
      .object({
        id: z.uuid(),
        leaves: z.array(z.uuid()),
        publishedAt: z.string(),
        settings: pagePublished.payload,
      })
      .nullable(),
    /** Where the page stands: `https://digna.example/p/code`; without the house's own address only the path. */
    address: z.string(),
    indicators: z.array(
      z.object({ id: z.uuid(), code: z.string(), name: bilingual, unit: z.string(), dimensions: z.array(z.enum(PUBLIC_DIMENSIONS)) }),
    ),
    /** Indicators that are never told in public, and why. */
    leftOut: z.array(z.object({ code: z.string(), name: bilingual, why: z.enum(NEVER_TOLD) })),
  }),
});

/** `settings`: as an entry would say it, JSON. */
const draft = { settings: z.string().max(8000) };

/** The page as visitors would see it, were this published now. */
export const previewPublication = contract({
  method: 'GET',
  path: '/api/programmes/:programme/publication/preview',
  permission: 'publication.write',
  params: programme,
  query: z.object({ ...draft, ...lang, ...onMap }),
  body: z.null(),
  answer: z.unknown(),
});

export const HIDDEN_WHAT = ['value', 'no-data', 'held', 'cells', 'table'] as const;

/** What would be hidden, and why. */
export const checkPublication = contract({
  method: 'GET',
  path: '/api/programmes/:programme/publication/hidden',
  permission: 'publication.write',
  params: programme,
  query: z.object(draft),
  body: z.null(),
  answer: z.object({
    through: z.string(),
    changesAfter: z.string(),
    hidden: z.array(
      z.object({ name: bilingual, what: z.enum(HIDDEN_WHAT), dimension: z.enum(PUBLIC_DIMENSIONS).nullable(), count: z.int() }),
    ),
  }),
});
