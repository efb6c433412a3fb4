/** What the editor of results and areas holds, what is wrong with it, and the draft it becomes. */
import type { readFramework } from '../contract.ts';
import { frameworkDefined } from '../entries.ts';
import type { OwnDraft } from '../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../web/api.ts';
import { newDraft } from '../../../web/drafts.ts';

type Framework = AnswerOf<typeof readFramework>;

export interface PlaceTyped {
  code: string;
  nameEs: string;
  nameEn: string;
}
export interface ResultTyped extends PlaceTyped {
  areas: PlaceTyped[];
}
export type StructureWrong =
  | { readonly fault: 'wrongEmpty' | 'wrongCode' }
  | { readonly fault: 'wrongTwice' | 'wrongInUse'; readonly codes: string };

export function structureTyped({ results }: Framework): ResultTyped[] {
  return results.map(({ code, name, areas }) => ({
    code,
    nameEs: name.es,
    nameEn: name.en,
    areas: areas.map((area) => ({ code: area.code, nameEs: area.name.es, nameEn: area.name.en })),
  }));
}

export const noPlace = (): PlaceTyped => ({ code: '', nameEs: '', nameEn: '' });
export const noResult = (): ResultTyped => ({ ...noPlace(), areas: [noPlace()] });

/** What is wrong first: nothing may be nameless, nothing twice, and no indicator may lose its place. */
export function structureFault(typed: readonly ResultTyped[], before: Framework): StructureWrong | null {
  const all = typed.flatMap((result) => [result, ...result.areas]);
  if (typed.length === 0 || all.some(({ code, nameEs, nameEn }) => code.trim() === '' || (nameEs.trim() === '' && nameEn.trim() === ''))) {
    return { fault: 'wrongEmpty' };
  }
  if (all.some(({ code }) => !/^\S{1,20}$/.test(code.trim()))) return { fault: 'wrongCode' };
  const twice = repeated(typed.map(({ code }) => code.trim())) ?? typed.map(({ areas }) => repeated(areas.map(({ code }) => code.trim()))).find((one) => one !== null);
  if (twice !== null && twice !== undefined) return { fault: 'wrongTwice', codes: twice };
  const places = new Set(typed.flatMap(({ code, areas }) => areas.map((area) => `${code.trim()} ${area.code.trim()}`)));
  const lost = before.results.flatMap(({ code, areas }) =>
    areas.filter((area) => !places.has(`${code} ${area.code}`)).flatMap(({ indicators }) => indicators.map((one) => one.code)),
  );
  return lost.length === 0 ? null : { fault: 'wrongInUse', codes: lost.join(', ') };
}

export function structureDraft(typed: readonly ResultTyped[], day: string, of: { readonly entryId: string; readonly occurredOn: string; readonly leaves: readonly string[] } | null): OwnDraft {
  const results = typed.map((result) => ({ ...placed(result), areas: result.areas.map(placed) }));
  return newDraft(frameworkDefined, of?.occurredOn ?? day, { results }, of === null ? {} : { rootId: of.entryId, supersedes: of.leaves });
}

/** Where only one language was written, it stands in for the other. */
function placed({ code, nameEs, nameEn }: PlaceTyped): { code: string; name: { es: string; en: string } } {
  return { code: code.trim(), name: { es: nameEs.trim() || nameEn.trim(), en: nameEn.trim() || nameEs.trim() } };
}

function repeated(codes: readonly string[]): string | null {
  return codes.find((code, at) => codes.indexOf(code) !== at) ?? null;
}
