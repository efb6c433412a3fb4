/** What was typed about a product or a declared total: what is wrong with it, and the draft it makes. */
import { textOfDecimal } from '../../decimals.ts';
import { orNull } from '../../../../registry/views/person-draft.ts';
import type { OwnDraft } from '../../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { newDraft } from '../../../../web/drafts.ts';
import { productDelivered, totalDeclared } from '../../entries.ts';
import type { listDeliverables } from '../contract.ts';
import { areInOrder, occurredOnOf, partialDateToType, partialDateTyped, valueTyped } from '../rules.ts';

type Answer = AnswerOf<typeof listDeliverables>;
export type Product = Answer['products'][number];
export type Total = Answer['totals'][number];
export type What = 'product' | 'total';

export interface Typed {
  title: string;
  titleEn: string;
  area: string;
  since: string;
  until: string;
  source: string;
  link: string;
  productType: string;
  funder: string;
  value: string;
  bound: string;
  unit: string;
  unitEn: string;
}
export type Fault = 'title' | 'area' | 'since' | 'until' | 'future' | 'source' | 'link' | 'value' | 'unit';

const NOTHING: Typed = {
  title: '', titleEn: '', area: '', since: '', until: '', source: '', link: '', productType: 'study', funder: '', value: '',
  bound: 'exact', unit: '', unitEn: '',
};

/** The form's boxes for what stands, or empty ones. */
export function typedFrom(one: Product | Total | null): Typed {
  if (one === null) return { ...NOTHING };
  const { title, area, source } = one;
  const own =
    'value' in one
      ? { value: String(one.value).replace('.', ','), bound: one.bound, unit: one.unit, unitEn: one.unitEn ?? '' }
      : { productType: one.productType, funder: one.funder ?? '' };
  return {
    ...NOTHING,
    title,
    titleEn: one.titleEn ?? '',
    area,
    since: partialDateToType(one.since),
    until: partialDateToType(one.until ?? ''),
    source,
    link: one.link ?? '',
    ...own,
  };
}

/** What is wrong, by the box it stands in. */
export function faultsOf(what: What, typed: Typed, today: string): Partial<Record<keyof Typed, Fault>> {
  const since = partialDateTyped(typed.since);
  const until = partialDateTyped(typed.until);
  const faults: Partial<Record<keyof Typed, Fault>> = {};
  if (typed.title.trim() === '') faults.title = 'title';
  if (typed.area === '') faults.area = 'area';
  if (since === null) faults.since = 'since';
  else if (since > today) faults.since = 'future';
  if (typed.until.trim() !== '' && (until === null || (since !== null && !areInOrder(since, until)))) faults.until = 'until';
  if (typed.source.trim() === '') faults.source = 'source';
  if (typed.link.trim() !== '' && !isLink(typed.link)) faults.link = 'link';
  if (what === 'product') return faults;
  if (valueTyped(typed.value) === null) faults.value = 'value';
  if (typed.unit.trim() === '') faults.unit = 'unit';
  return faults;
}

function isLink(text: string): boolean {
  return /^https?:\/\/[^\s/]+\.[^\s]+$/.test(text.trim());
}

/** The entry that says what was typed; a correction where something stood. Only for what has no fault. */
export function draftOf(what: What, typed: Typed, before: Product | Total | null, { today, file }: { readonly today: string; /** SHA-256 of the document. */ readonly file: string | null }): OwnDraft {
  const since = partialDateTyped(typed.since) ?? '';
  const until = partialDateTyped(typed.until);
  const common = {
    title: typed.title.trim(),
    titleEn: orNull(typed.titleEn),
    area: typed.area,
    since,
    until,
    source: typed.source.trim(),
    link: orNull(typed.link),
  };
  const product = { productType: typed.productType, funder: orNull(typed.funder), fileSha256: file };
  const total = { value: textOfDecimal(valueTyped(typed.value) ?? 0), bound: typed.bound, unit: typed.unit.trim(), unitEn: orNull(typed.unitEn) };
  const payload = what === 'product' ? { ...common, ...product } : { ...common, ...total };
  const kind = what === 'product' ? productDelivered : totalDeclared;
  const correction = before === null ? {} : { rootId: before.id, supersedes: before.leaves };
  const attachments = what === 'product' && file !== null ? [file] : [];
  return newDraft(kind, occurredOnOf(since, until, today), payload, { ...correction, attachments });
}
