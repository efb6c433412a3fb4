/** What is public of a programme, as plain data: the page, the figures to embed and the open data are made from it. Pure. */
import type { z } from 'zod';
import type { Product, Total } from '../deliverables/contract.ts';
import type { programmeDescribed } from '../entries.ts';
import type { PageSettings } from '../publication-entries.ts';
import type { PublicIndicator } from './telling.ts';

type Described = z.output<typeof programmeDescribed.payload>;
interface Bilingual {
  readonly es: string;
  readonly en: string;
}

export interface PublicResults {
  readonly programme: {
    readonly code: string;
    readonly name: Bilingual;
    readonly summary: Bilingual | null;
    readonly startsOn: string | null;
    readonly endsOn: string | null;
    readonly demonstration: boolean;
  };
  readonly settings: PageSettings;
  /** Day up to which the page counts. */
  readonly through: string;
  /** Last day on which it stays as it is. */
  readonly changesAfter: string;
  readonly areas: readonly { readonly code: string; readonly name: Bilingual }[];
  readonly indicators: readonly PublicIndicator[];
  readonly products: readonly Product[];
  readonly totals: readonly Total[];
  readonly partners: Described['partners'];
  readonly funders: Described['funders'];
}

/** Women among all, whole percent, where both are told. */
export function womenPercent({ tables }: Pick<PublicIndicator, 'tables'>): number | null {
  const sex = tables.find(({ dimension }) => dimension === 'sex');
  const women = sex?.cells.find(({ code }) => code === 'woman')?.count ?? null;
  return sex === undefined || women === null || sex.total === 0 ? null : Math.round((women * 100) / sex.total);
}
