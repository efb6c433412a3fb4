/** What an organisation's forms hold, what is wrong with it, and the drafts they become. */
import type { z } from 'zod';
import {
  FORMAL_STATUSES,
  organisationRegistered,
  organisationSized,
  ORGANISATION_KINDS,
  SIZE_BASES,
  type OrganisationKind,
} from '../entries.ts';
import type { listOrganisations, readOrganisation } from '../contract.ts';
import type { AnswerOf } from '../../web/api.ts';
import { newDraft } from '../../web/drafts.ts';
import { orNull, written } from './person-draft.ts';
import { today, type OwnDraft } from './use-writing.ts';

export type OrganisationLine = AnswerOf<typeof listOrganisations>['items'][number];
export type OrganisationWhole = AnswerOf<typeof readOrganisation>;
export type SizeLine = OrganisationWhole['sizes'][number];
type Payload = z.input<typeof organisationRegistered.payload>;
type SizePayload = z.input<typeof organisationSized.payload>;

export interface OrganisationTyped {
  name: string;
  acronym: string;
  kind: string;
  department: string;
  municipality: string;
  taxNumber: string;
  sector: string;
  valueChain: string;
  formalStatus: string;
  membersWomen: string;
  membersMen: string;
  membersUnknown: string;
  exports: string;
}

export function organisationTyped(of: OrganisationLine | null): OrganisationTyped {
  if (of === null) return nothingTyped();
  const { name, organisationKind, exports, formalStatus, membersWomen, membersMen, membersUnknown } = of;
  const text = (value: string | null): string => value ?? '';
  return {
    name,
    acronym: text(of.acronym),
    kind: organisationKind,
    department: text(of.department),
    municipality: text(of.municipality),
    taxNumber: text(of.taxNumber),
    sector: text(of.sector),
    valueChain: text(of.valueChain),
    formalStatus: text(formalStatus),
    membersWomen: textOf(membersWomen),
    membersMen: textOf(membersMen),
    membersUnknown: textOf(membersUnknown),
    exports: text(exports),
  };
}

function nothingTyped(): OrganisationTyped {
  const numbers = { membersWomen: '', membersMen: '', membersUnknown: '' };
  const place = { department: '', municipality: '' };
  return { name: '', acronym: '', kind: '', ...place, taxNumber: '', sector: '', valueChain: '', formalStatus: '', ...numbers, exports: '' };
}

function textOf(number: number | null | undefined): string {
  return number === null || number === undefined ? '' : String(number);
}

/** A count of people: digits only. null for nothing typed, undefined for what is no number. */
export function countOf(text: string): number | null | undefined {
  const bare = text.replace(/[\s.]/g, '');
  if (bare === '') return null;
  return /^\d{1,6}$/.test(bare) ? Number(bare) : undefined;
}

/** An amount in minor units from `120.000,50` or `120000.5`; null for nothing typed, undefined for what is no amount. */
export function amountOf(text: string): number | null | undefined {
  const bare = text.replace(/\s/g, '');
  if (bare === '') return null;
  const match = /^(\d{1,3}(?:[.,]\d{3})+|\d{1,12})(?:[.,](\d{1,2}))?$/.exec(bare);
  if (match === null) return undefined;
  const whole = (match[1] ?? '').replace(/[.,]/g, '');
  return Number(whole) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

export function kindOf(code: string): OrganisationKind | null {
  return ORGANISATION_KINDS.find((kind) => kind === code) ?? null;
}

/** An organisation as a correction needs it: every version that the user has seen. */
export interface Corrected {
  readonly id: string;
  readonly leaves: readonly string[];
  readonly occurredOn: string;
}

/** A registration, or a correction of the version in force; null while no kind is chosen or a number is none. */
export function organisationDraft(typed: OrganisationTyped, of: Corrected | null): OwnDraft | null {
  const organisationKind = kindOf(typed.kind);
  const [membersWomen, membersMen, membersUnknown] = [typed.membersWomen, typed.membersMen, typed.membersUnknown].map(countOf);
  if (organisationKind === null || membersWomen === undefined || membersMen === undefined || membersUnknown === undefined) return null;
  const payload: Payload = {
    name: written(typed.name),
    acronym: orNull(typed.acronym),
    organisationKind,
    department: orNull(typed.department),
    municipality: orNull(typed.municipality),
    taxNumber: orNull(typed.taxNumber),
    sector: orNull(typed.sector),
    valueChain: orNull(typed.valueChain),
    formalStatus: FORMAL_STATUSES.find((status) => status === typed.formalStatus) ?? null,
    membersWomen,
    membersMen,
    membersUnknown,
    exports: typed.exports === 'yes' || typed.exports === 'no' ? typed.exports : null,
  };
  // The same date: a correction made on another day is no other registration.
  return newDraft(organisationRegistered, of?.occurredOn ?? today(), payload, of === null ? {} : { rootId: of.id, supersedes: of.leaves });
}

export interface SizeTyped {
  sizedOn: string;
  workersWomen: string;
  workersMen: string;
  workersUnknown: string;
  annualSales: string;
  equity: string;
  currency: string;
  basis: string;
}

export const CURRENCIES: readonly string[] = ['BOB', 'USD', 'EUR'];

export function sizeTyped(of: SizeLine | null): SizeTyped {
  return {
    sizedOn: of?.sizedOn ?? today(),
    workersWomen: textOf(of?.workersWomen),
    workersMen: textOf(of?.workersMen),
    workersUnknown: textOf(of?.workersUnknown),
    annualSales: amountText(of?.annualSales),
    equity: amountText(of?.equity),
    currency: of?.currency ?? 'BOB',
    basis: of?.basis ?? 'records',
  };
}

/** An amount as a field holds it. */
export function amountText(minor: number | null | undefined): string {
  if (minor === null || minor === undefined) return '';
  const cents = minor % 100;
  return cents === 0 ? String(minor / 100) : `${Math.floor(minor / 100)},${String(cents).padStart(2, '0')}`;
}

export type SizeFault = 'number' | 'amount' | 'nothing';

/** The size as an entry, or why it is none. A size that was refused holds no number, whatever was typed before. */
export function sizeDraft(typed: SizeTyped, organisationId: string, of: SizeLine | null): OwnDraft | SizeFault {
  const refused = typed.basis === 'refused';
  const counts = [typed.workersWomen, typed.workersMen, typed.workersUnknown].map((text) => (refused ? null : countOf(text)));
  const amounts = [typed.annualSales, typed.equity].map((text) => (refused ? null : amountOf(text)));
  const [workersWomen, workersMen, workersUnknown] = counts;
  const [annualSales, equity] = amounts;
  if (workersWomen === undefined || workersMen === undefined || workersUnknown === undefined) return 'number';
  if (annualSales === undefined || equity === undefined) return 'amount';
  if (!refused && [...counts, ...amounts].every((number) => number === null)) return 'nothing';
  const payload: SizePayload = {
    // It stays with the record of which it was stated, whichever record of the organisation is on the screen.
    organisationId: of?.organisationId ?? organisationId,
    workersWomen,
    workersMen,
    workersUnknown,
    annualSales,
    equity,
    currency: annualSales === null && equity === null ? null : typed.currency,
    basis: SIZE_BASES.find((basis) => basis === typed.basis) ?? 'records',
  };
  return newDraft(organisationSized, typed.sizedOn, payload, of === null ? {} : { rootId: of.entryId, supersedes: of.leaves });
}
