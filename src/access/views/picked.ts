/** What is chosen in the forms of access, and where it is looked for. */
import { listOrganisations, listPeople } from '../../registry/contract.ts';
import { call } from '../../web/api.ts';
import { programmeId } from '../../web/session.ts';
import { ROLE_RULES, type Role } from '../rules.ts';

/** A record of the registry, as far as a form shows it. */
export interface Picked {
  readonly id: string;
  readonly name: string;
}

/** Role, partner and person as a form holds them. */
export interface StandingForm {
  role: Role | '';
  /** Narrowed to a partner; asked only where the role leaves the choice. */
  narrowed: boolean;
  partner: Picked | null;
  person: Picked | null;
}

const SHOWN = 6;

/** Partners come first to hand: without a word typed, implementing partners are offered. */
export async function findPartners(q: string, signal: AbortSignal): Promise<Picked[]> {
  const query = { limit: SHOWN, ...(q === '' ? { kind: 'implementing-partner' as const } : { q }) };
  const { items } = await call(listOrganisations, { params: { programme: programmeId() }, query, signal });
  return items.map(({ id, name }) => ({ id, name }));
}

export async function findPeople(q: string, signal: AbortSignal): Promise<Picked[]> {
  if (q === '') return [];
  const { items } = await call(listPeople, { params: { programme: programmeId() }, query: { q, limit: SHOWN }, signal });
  return items.map(({ id, givenNames, surnames }) => ({ id, name: `${givenNames} ${surnames}`.trim() }));
}

/** Whether the form asks for a partner. */
export function wantsPartner({ role, narrowed }: StandingForm): boolean {
  if (role === '') return false;
  const { reaches } = ROLE_RULES[role];
  return reaches.includes('partner') && (narrowed || !reaches.includes('programme'));
}

/** What is sent, or null while something is missing. */
export function standingOf(form: StandingForm): { role: Role; partnerId: string | null; personId: string | null } | null {
  const { role, partner, person } = form;
  if (role === '') return null;
  const wanted = wantsPartner(form);
  if (wanted && partner === null) return null;
  return { role, partnerId: wanted ? (partner?.id ?? null) : null, personId: person?.id ?? null };
}
