/** What is typed of the public page, and the draft it makes. */
import { today, type OwnDraft } from '../../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { newDraft } from '../../../../web/drafts.ts';
import { pagePublished, RHYTHMS, type PageSettings, type PublicDimension } from '../../publication-entries.ts';
import type { readPublication } from '../contract.ts';

export type Publication = AnswerOf<typeof readPublication>;

export interface Choice {
  readonly id: string;
  shown: boolean;
  large: boolean;
  by: PublicDimension[];
}

export interface Typed {
  choices: Choice[];
  rhythm: string;
  es: string;
  en: string;
  withMap: boolean;
  withProducts: boolean;
  withPartners: boolean;
}

/** What stands; where nothing does, nothing is chosen yet. */
export function typedFrom({ standing, indicators }: Publication): Typed {
  const settings = standing?.settings ?? null;
  return {
    choices: indicators.map(({ id, dimensions }) => {
      const found = settings?.indicators.find(({ indicatorId }) => indicatorId === id);
      return { id, shown: found !== undefined, large: found?.large ?? false, by: [...(found?.by ?? dimensions.filter((one) => one === 'sex' || one === 'department'))] };
    }),
    rhythm: settings?.rhythm ?? 'quarter',
    es: settings?.introduction?.es ?? '',
    en: settings?.introduction?.en ?? '',
    withMap: settings?.withMap ?? true,
    withProducts: settings?.withProducts ?? true,
    withPartners: settings?.withPartners ?? true,
  };
}

export type Fault = 'nothing-chosen' | 'one-language';

export function faultOf({ choices, es, en }: Typed): Fault | null {
  if (choices.every(({ shown }) => !shown)) return 'nothing-chosen';
  return (es.trim() === '') === (en.trim() === '') ? null : 'one-language';
}

export function settingsOf({ choices, rhythm, es, en, withMap, withProducts, withPartners }: Typed): PageSettings {
  return {
    indicators: choices.filter(({ shown }) => shown).map(({ id, large, by }) => ({ indicatorId: id, large, by: [...by] })),
    rhythm: RHYTHMS.find((one) => one === rhythm) ?? 'quarter',
    introduction: es.trim() === '' ? null : { es: es.trim(), en: en.trim() },
    withMap,
    withProducts,
    withPartners,
  };
}

export function publicationDraft(typed: Typed, { standing }: Publication): OwnDraft {
  const correction = standing === null ? {} : { rootId: standing.id, supersedes: standing.leaves };
  return newDraft(pagePublished, today(), { ...settingsOf(typed) }, correction);
}

/** Code that puts a figure into another page. */
export function snippetOf(address: string, code: string, title: string): string {
  const quoted = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${address}/figura/${encodeURIComponent(code)}" title="${quoted}" width="420" height="320" loading="lazy"></iframe>`;
}
