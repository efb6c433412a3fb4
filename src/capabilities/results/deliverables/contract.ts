/** The route of what the programme delivered, and of what it declares without a list. */
import { z } from 'zod';
import { fileDetails } from '../../../ledger/contract.ts';
import { contract } from '../../../platform/contract.ts';
import { BOUNDS, PRODUCT_TYPES } from '../entries.ts';

const bilingual = z.object({ es: z.string(), en: z.string() });

/** What products and declared totals have in common. */
const line = z.object({
  id: z.uuid(),
  /** Versions that no other has seen: corrections must supersede all of them. */
  leaves: z.array(z.uuid()),
  /** Fields in which versions contradict each other. */
  conflictFields: z.array(z.string()),
  title: z.string(),
  titleEn: z.string().nullable(),
  area: z.string(),
  /** As exact as it is known: `2019`, `2020-11`, `2021-11-26`. */
  since: z.string(),
  until: z.string().nullable(),
  source: z.string(),
  link: z.string().nullable(),
});

export const productLine = line.extend({ productType: z.enum(PRODUCT_TYPES), funder: z.string().nullable() });
export const totalLine = line.extend({
  value: z.number(),
  bound: z.enum(BOUNDS),
  unit: z.string(),
  unitEn: z.string().nullable(),
});
export type Product = z.input<typeof productLine>;
export type Total = z.input<typeof totalLine>;

export const listDeliverables = contract({
  method: 'GET',
  path: '/api/programmes/:programme/deliverables',
  permission: 'figure.read',
  params: z.object({ programme: z.uuid() }),
  /** `asOf`: a date, an instant with offset, or `@position`. Absent: now. */
  query: z.object({ asOf: z.string().max(40).optional() }),
  body: z.null(),
  answer: z.object({
    asOf: z.string(),
    position: z.int(),
    /** Areas of the framework, in its order. */
    areas: z.array(z.object({ code: z.string(), name: bilingual, result: z.string() })),
    /** With the document itself, where it was uploaded; saved by whoever may read files. */
    products: z.array(productLine.extend({ file: fileDetails.nullable() })),
    totals: z.array(totalLine),
  }),
});
