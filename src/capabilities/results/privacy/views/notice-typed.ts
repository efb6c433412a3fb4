/** What is typed of the notice about personal data, and the draft it makes. */
import { orNull } from '../../../../registry/views/person-draft.ts';
import { today, type OwnDraft } from '../../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { newDraft } from '../../../../web/drafts.ts';
import { PRIVACY_PARTS, privacyStated, type PrivacyPart } from '../../privacy-entries.ts';
import type { readPrivacy } from '../contract.ts';

export type Privacy = AnswerOf<typeof readPrivacy>;

export interface Typed {
  responsible: string;
  address: string;
  contact: string;
  legalBasis: string;
  from: string;
  own: Record<PrivacyPart, { es: string; en: string }>;
}

export type Faults = Readonly<Record<'responsible' | 'contact' | 'from', boolean>> & { readonly spanish: readonly PrivacyPart[] };

export function typedFrom(notice: Privacy['notice']): Typed {
  const says = notice?.says;
  const part = (which: PrivacyPart) => ({ es: says?.[which]?.es ?? '', en: says?.[which]?.en ?? '' });
  return {
    responsible: says?.responsible ?? '',
    address: says?.address ?? '',
    contact: says?.contact ?? '',
    legalBasis: says?.legalBasis ?? '',
    from: notice?.from ?? today(),
    own: { kept: part('kept'), purposes: part('purposes'), retention: part('retention'), readers: part('readers') },
  };
}

export function faultsOf({ responsible, contact, from, own }: Typed): Faults {
  return {
    responsible: responsible.trim() === '',
    contact: contact.trim() === '',
    from: !/^\d{4}-\d{2}-\d{2}$/.test(from),
    spanish: PRIVACY_PARTS.filter((part) => own[part].es.trim() === '' && own[part].en.trim() !== ''),
  };
}

export function isFaulty({ responsible, contact, from, spanish }: Faults): boolean {
  return responsible || contact || from || spanish.length > 0;
}

export function noticeDraft(typed: Typed, notice: Privacy['notice']): OwnDraft {
  const wording = (part: PrivacyPart) => {
    const { es, en } = typed.own[part];
    return es.trim() === '' ? null : { es: es.trim(), en: orNull(en) };
  };
  const payload = {
    responsible: typed.responsible.trim(),
    address: orNull(typed.address),
    contact: typed.contact.trim(),
    legalBasis: orNull(typed.legalBasis),
    kept: wording('kept'),
    purposes: wording('purposes'),
    retention: wording('retention'),
    readers: wording('readers'),
  };
  return newDraft(privacyStated, typed.from, payload, notice === null ? {} : { rootId: notice.id, supersedes: notice.leaves });
}
