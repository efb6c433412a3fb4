/** The first description of a programme: what is wrong with what was typed, and what is written. Pure. */
import type { z } from 'zod';
import type { programmeDescribed } from '../entries.ts';

export interface DescriptionTyped {
  readonly name: string;
  readonly nameEnglish: string;
  readonly summary: string;
  readonly summaryEnglish: string;
  /** ISO days, or empty. */
  readonly startsOn: string;
  readonly endsOn: string;
}
export type DescriptionFaults = Partial<Record<'name' | 'summary' | 'startsOn' | 'endsOn', string>>;

export function faultsOf(
  typed: DescriptionTyped,
  words: { readonly missing: string; readonly date: string; readonly order: string },
): DescriptionFaults {
  const { startsOn, endsOn } = typed;
  return {
    ...(typed.name.trim() === '' ? { name: words.missing } : {}),
    ...(typed.summary.trim() === '' ? { summary: words.missing } : {}),
    ...(startsOn === '' ? { startsOn: words.date } : {}),
    ...(endsOn === '' ? { endsOn: words.date } : endsOn < startsOn ? { endsOn: words.order } : {}),
  };
}

/** Sectors, partners and funders have sources of their own: nothing is said of them here. */
export function descriptionPayload(typed: DescriptionTyped, demonstration: boolean): z.input<typeof programmeDescribed.payload> {
  const both = (es: string, en: string): { es: string; en: string } => ({ es: es.trim(), en: en.trim() || es.trim() });
  const { startsOn, endsOn } = typed;
  return {
    name: both(typed.name, typed.nameEnglish),
    summary: both(typed.summary, typed.summaryEnglish),
    startsOn,
    endsOn,
    sectors: [],
    partners: [],
    funders: [],
    demonstration,
  };
}
