/** What a request says newly of somebody the registry knows, and the corrections that take it over. */
import { correctionDrafts, recordsToCorrect, typedFrom, type Correctable, type Person, type PersonalData } from '../../../../registry/views/correction.ts';
import type { OwnDraft } from '../../../../registry/views/use-writing.ts';
import type { Request } from './request-person.ts';

/** In the order in which they are written: what is counted comes last, for the others state it as it was. */
const NEWS = ['contact', 'document', 'birth'] as const satisfies readonly Correctable[];
export type News = (typeof NEWS)[number];

/** Nothing where the registry has the same, or another value that staff would have to weigh: of telephones one may have several. */
export function newsIn(request: Request, person: Pick<Person, 'phoneMasked' | 'documentMasked' | 'birthYear' | 'ageBand' | 'records'>): News[] {
  const born = person.birthYear !== null || person.ageBand !== null || person.records.some(({ has }) => has.birthDate);
  const isNew: Record<News, boolean> = {
    contact: request.phone !== null && !mayBe(person.phoneMasked, request.phone),
    document: request.document !== null && person.documentMasked === null,
    birth: request.birthYear !== null && !born,
  };
  return NEWS.filter((news) => isNew[news]);
}

/** The corrections; `personal`: what the registry has in full, to which a telephone is added. */
export function takeOverDrafts(request: Request, person: Person, personal: PersonalData | null, taken: readonly News[], note: string): OwnDraft[] {
  const before = typedFrom(person, personal);
  const phones = before.phones.filter(({ number }) => number !== '');
  // Only the first is shown before they are revealed: what was asked to be added may stand among the others.
  const hasPhone = phones.some(({ number }) => isSame(number, request.phone ?? ''));
  const typed = {
    ...before,
    phones: [...phones, { kind: 'mobile' as const, number: request.phone ?? '' }],
    ...(request.document === null ? {} : { documentNumber: request.document.number, complement: request.document.complement ?? '', issuedIn: request.document.issuedIn ?? '' }),
    ...(request.birthYear === null ? {} : { birthKnown: 'year' as const, birthYear: String(request.birthYear) }),
  };
  const last = new Map<string, string>();
  return NEWS.filter((news) => taken.includes(news) && !(news === 'contact' && hasPhone)).flatMap((news) => {
    const records = recordsToCorrect(person, news).map((record) => ({ ...record, leaves: last.has(record.id) ? [last.get(record.id) ?? ''] : record.leaves }));
    const drafts = correctionDrafts(records, news, typed, note);
    records.forEach(({ id }, at) => last.set(id, drafts[at]?.id ?? ''));
    return [...drafts];
  });
}

/** Whether two numbers are one, with or without what is dialled before it. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((number) => number.replaceAll(/\D/g, ''));
  return a !== undefined && b !== undefined && a.length >= 7 && b.length >= 7 && (a.endsWith(b) || b.endsWith(a));
}

/** Whether the digits that a masked number shows are the last of this one. */
function mayBe(masked: string | null, number: string): boolean {
  const shown = masked?.replaceAll(/\D/g, '') ?? '';
  return shown !== '' && number.replaceAll(/\D/g, '').endsWith(shown);
}
