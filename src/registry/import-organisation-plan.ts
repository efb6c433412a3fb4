/** What importing a list of organisations would do, row by row, and what its entries are made from. Pure. */
import type { z } from 'zod';
import { ORGANISATION_DETAILS, type organisationRegistered, type organisationSized } from './entries.ts';
import type { organisationContact } from './particulars.ts';
import { blocks } from './import-cells.ts';
import type { Field, Finding, Policy } from './import-file.ts';
import type { OrganisationRow } from './import-organisation-rows.ts';
import type { Change } from './import-person-changes.ts';
import type { Candidate, Decision, RowState } from './import-person-plan.ts';
import { phoneKey } from './matching.ts';
import { editDistance, normaliseName } from './names.ts';
import { keyOf } from './organisation-matcher.ts';

export type OrganisationDetails = z.output<typeof organisationRegistered.payload>;
export type OrganisationContact = z.output<typeof organisationContact>;
export type OrganisationSize = Pick<
  z.output<typeof organisationSized.payload>,
  'workersWomen' | 'workersMen' | 'workersUnknown' | 'annualSales' | 'equity' | 'currency'
>;

/** An organisation as it stands. */
export interface KnownOrganisation {
  readonly id: string;
  readonly details: OrganisationDetails;
  readonly contact: OrganisationContact | null;
  /** The size last stated; null where nobody stated any. */
  readonly size: OrganisationSize | null;
}

type Detail = (typeof ORGANISATION_DETAILS)[number];

export interface OrganisationWrite {
  readonly organisationId: string;
  /** Whole, for one that is registered. */
  readonly registered: OrganisationDetails | null;
  /** What changes, for one that is known. */
  readonly described: { readonly [key in Detail]?: OrganisationDetails[key] } | null;
  readonly contact: OrganisationContact | null;
  readonly size: OrganisationSize | null;
}

export interface PlannedOrganisation {
  readonly row: OrganisationRow;
  readonly state: RowState;
  readonly findings: readonly Finding[];
  readonly candidates: readonly Candidate[];
  readonly changes: readonly Change[];
  readonly decision: Decision;
  readonly ready: boolean;
  readonly write: OrganisationWrite | null;
}

export interface OrganisationPlanInput {
  readonly rows: readonly OrganisationRow[];
  readonly known: readonly KnownOrganisation[];
  readonly decisions: ReadonlyMap<number, Decision>;
  readonly policy: Policy;
  readonly newId: () => string;
}

interface Target {
  readonly id: string;
  readonly row: number | null;
  details: OrganisationDetails;
  contact: OrganisationContact | null;
  size: OrganisationSize | null;
}

const UNDECIDED: Decision = { decision: 'undecided', personId: null };
const CANDIDATES_MAX = 5;
/** Points of the explanation: the same number says it is the same one; a name with a slip asks. */
const SURE = 100;
const DOUBTFUL = 75;
const SLIP_LENGTH_MIN = 8;

export class OrganisationPlanner {
  private readonly input: OrganisationPlanInput;
  private readonly byId = new Map<string, Target>();
  private readonly byTaxNumber = new Map<string, Target>();
  private readonly byName = new Map<string, Target[]>();
  private at = 0;

  constructor(input: OrganisationPlanInput) {
    this.input = input;
    for (const { id, details, contact, size } of input.known) this.add({ id, row: null, details, contact, size });
  }

  next(): PlannedOrganisation | null {
    const row = this.input.rows[this.at];
    this.at += 1;
    return row === undefined ? null : this.plan(row);
  }

  private plan(row: OrganisationRow): PlannedOrganisation {
    const decision = this.input.decisions.get(row.row) ?? UNDECIDED;
    const base: PlannedOrganisation = { row, decision, findings: row.findings, candidates: [], changes: [], state: 'problem', ready: false, write: null };
    if (row.findings.some(blocks)) return base;
    const { sure, possible, holder } = this.find(row);
    const candidates = possible.map(([target, reason]) => shown(target, DOUBTFUL, reason));
    const named = decision.decision === 'same' ? this.named(decision, holder, possible) : null;
    if (holder !== null && named === null) {
      const finding = { code: 'tax-number-of-other' as const, field: 'tax-number' as const, column: null, value: holder.details.name };
      return { ...base, candidates: [shown(holder, DOUBTFUL, 'same-number')], findings: [...row.findings, finding] };
    }
    const doubtful = sure === null && possible.length > 0;
    const target = named ?? (decision.decision === 'new' && sure?.row === null ? null : sure);
    if (target !== null) return this.planKnown({ ...base, candidates: doubtful ? candidates : [shown(target, SURE, 'equal')] }, target, doubtful);
    // One that was named and is there no more leaves the row waiting, rather than registered anew.
    if (doubtful && (decision.decision === 'undecided' || decision.decision === 'same')) return { ...base, candidates, state: 'doubtful' };
    const state = doubtful ? 'doubtful' : 'new';
    if (decision.decision === 'skip') return { ...base, candidates, state };
    return { ...base, candidates, state, ready: true, write: this.register(row) };
  }

  private planKnown(base: PlannedOrganisation, target: Target, doubtful: boolean): PlannedOrganisation {
    const changes = changesOf(base.row, target, this.input.policy);
    const taken = changes.some(({ what }) => what !== 'kept');
    const state = doubtful ? 'doubtful' : taken ? 'update' : 'same';
    if (base.decision.decision === 'skip') return { ...base, changes, state };
    return { ...base, changes, state, ready: true, write: taken ? this.describe(base.row, target, changes) : null };
  }

  /** By number, else by name in one form; a name with a slip, or the same acronym, is asked about. */
  private find(row: OrganisationRow): { sure: Target | null; possible: [Target, string][]; holder: Target | null } {
    const key = keyOf(row.name);
    const byNumber = row.taxNumber === null ? undefined : this.byTaxNumber.get(row.taxNumber);
    const named = this.byName.get(key) ?? [];
    if (byNumber !== undefined) {
      const same = named.includes(byNumber) || isNearly(key, keyOf(byNumber.details.name)) || sameAcronym(row, byNumber);
      return same ? { sure: byNumber, possible: [], holder: null } : { sure: null, possible: [], holder: byNumber };
    }
    // Another number under the same name may be a branch, or a namesake: a person must say.
    const free = named.filter(({ details }) => row.taxNumber === null || details.taxNumber === null);
    if (free.length === 1 && named.length === 1) return { sure: free[0] ?? null, possible: [], holder: null };
    const possible = new Map<Target, string>(named.map((target) => [target, 'equal']));
    for (const target of this.byId.values()) {
      if (possible.size >= CANDIDATES_MAX) break;
      if (possible.has(target) || (row.taxNumber !== null && target.details.taxNumber !== null)) continue;
      if (isNearly(key, keyOf(target.details.name))) possible.set(target, 'one-typo');
      else if (sameAcronym(row, target)) possible.set(target, 'same-acronym');
    }
    return { sure: null, possible: [...possible], holder: null };
  }

  private named({ personId, sameRow = null }: Decision, holder: Target | null, possible: readonly [Target, string][]): Target | null {
    if (sameRow !== null) return possible.find(([target]) => target.row === sameRow)?.[0] ?? null;
    return personId === null ? (possible[0]?.[0] ?? holder) : (this.byId.get(personId) ?? null);
  }

  private register(row: OrganisationRow): OrganisationWrite {
    const id = this.input.newId();
    const details = detailsOf(row);
    const registered = { ...details, name: row.name, organisationKind: row.organisationKind ?? 'other' };
    const [contact, size] = [contactOf(row, null), sizeOf(row, null)];
    this.add({ id, row: row.row, details: registered, contact, size });
    return { organisationId: id, registered, described: null, contact, size };
  }

  private describe(row: OrganisationRow, target: Target, changes: readonly Change[]): OrganisationWrite {
    const taken = new Set(changes.filter(({ what }) => what !== 'kept').map(({ field }) => field));
    const said = detailsOf(row);
    const described: Record<string, unknown> = {};
    for (const [detail, field] of DETAIL_FIELDS) if (taken.has(field) && said[detail] !== null) described[detail] = said[detail];
    const contactTaken = CONTACT_FIELDS.some((field) => taken.has(field));
    const sizeTaken = SIZE_FIELDS.some((field) => taken.has(field));
    const contact = contactTaken ? contactOf(row, target.contact, taken) : null;
    const size = sizeTaken ? sizeOf(row, target.size, taken) : null;
    target.details = { ...target.details, ...described };
    target.contact = contact ?? target.contact;
    target.size = size ?? target.size;
    const anything = Object.keys(described).length > 0 || contact !== null;
    return { organisationId: target.id, registered: null, described: anything ? described : null, contact, size };
  }

  private add(target: Target): void {
    const { id, details } = target;
    this.byId.set(id, target);
    if (details.taxNumber !== null && !this.byTaxNumber.has(details.taxNumber)) this.byTaxNumber.set(details.taxNumber, target);
    const key = keyOf(details.name);
    this.byName.set(key, [...(this.byName.get(key) ?? []), target]);
  }
}

function isNearly(key: string, other: string): boolean {
  if (key === other) return true;
  if (Math.min(key.length, other.length) < SLIP_LENGTH_MIN || key.replace(/\D/g, '') !== other.replace(/\D/g, '')) return false;
  return editDistance(key, other, 1) <= 1;
}

function sameAcronym({ acronym }: OrganisationRow, { details }: Target): boolean {
  return acronym !== null && details.acronym !== null && normaliseName(acronym) === normaliseName(details.acronym);
}

/** Details of a row; `other` kinds and names are given by the caller. */
function detailsOf(row: OrganisationRow): { [key in Detail]: OrganisationDetails[key] | null } {
  const { name, acronym, organisationKind, department, municipality, taxNumber, sector, valueChain, formalStatus, exports } = row;
  const { membersWomen, membersMen, membersUnknown } = row;
  const place = { department, municipality };
  return { name, acronym, organisationKind, ...place, taxNumber, sector, valueChain, formalStatus, membersWomen, membersMen, membersUnknown, exports };
}

const DETAIL_FIELDS: readonly (readonly [Detail, Field])[] = [
  ['name', 'name'],
  ['acronym', 'acronym'],
  ['organisationKind', 'organisation-kind'],
  ['department', 'department'],
  ['municipality', 'municipality'],
  ['taxNumber', 'tax-number'],
  ['sector', 'sector'],
  ['valueChain', 'value-chain'],
  ['formalStatus', 'formal'],
  ['membersWomen', 'members-women'],
  ['membersMen', 'members-men'],
  ['membersUnknown', 'members-unknown'],
  ['exports', 'exports'],
];
const CONTACT_FIELDS: readonly Field[] = ['phone', 'email', 'address', 'contact-person'];
const SIZE_FIELDS: readonly Field[] = ['workers-women', 'workers-men', 'workers-unknown', 'sales', 'equity'];

type Compared = readonly [field: Field, after: string | number | null, before: string | number | null, alike?: boolean];

/** What the row says that the organisation's record does not. */
function changesOf(row: OrganisationRow, target: Target, policy: Policy): Change[] {
  return [...detailsCompared(row, target), ...contactCompared(row, target.contact), ...sizeCompared(row, target.size)].flatMap(
    ([field, after, before, alike = false]): Change[] => {
      if (after === null || after === before || alike) return [];
      const fits = before === null || (field === 'organisation-kind' && before === 'other');
      const what = fits ? 'fill' : policy[field] === 'replace' ? 'replace' : 'kept';
      return [{ field, what, before: before === null ? null : String(before), after: String(after) }];
    },
  );
}

function detailsCompared(row: OrganisationRow, { details }: Target): Compared[] {
  const said = detailsOf(row);
  return DETAIL_FIELDS.map(([detail, field]): Compared => {
    const [after, before] = [said[detail], details[detail]];
    return [field, after, before, typeof after === 'string' && typeof before === 'string' && normaliseName(after) === normaliseName(before)];
  });
}

const NO_CONTACT: OrganisationContact = { persons: [], phones: [], email: null, address: null };

function contactCompared(row: OrganisationRow, contact: OrganisationContact | null): Compared[] {
  const { phones, email, address, persons } = contact ?? NO_CONTACT;
  const had = new Set(phones.map(({ number }) => phoneKey(number)));
  const text = (list: readonly { number: string }[]): string | null => (list.length === 0 ? null : list.map(({ number }) => number).join(' / '));
  return [
    ['phone', text(row.phones), text(phones), row.phones.every(({ number }) => had.has(phoneKey(number)))],
    ['email', row.email, email],
    ['address', row.address, address],
    ['contact-person', row.contactPerson, persons[0]?.name ?? null],
  ];
}

const NO_SIZE: OrganisationSize = { workersWomen: null, workersMen: null, workersUnknown: null, annualSales: null, equity: null, currency: null };

function sizeCompared(row: OrganisationRow, size: OrganisationSize | null): Compared[] {
  const { workersWomen, workersMen, workersUnknown, annualSales, equity } = size ?? NO_SIZE;
  return [
    ['workers-women', row.workersWomen, workersWomen],
    ['workers-men', row.workersMen, workersMen],
    ['workers-unknown', row.workersUnknown, workersUnknown],
    ['sales', row.sales?.minor ?? null, annualSales],
    ['equity', row.equity?.minor ?? null, equity],
  ];
}

/** The row's value where it is taken over and states one, else what stood before. */
function taker(taken: ReadonlySet<Field> | undefined): <T>(field: Field, after: T | null, before: T | null) => T | null {
  return (field, after, before) => (taken === undefined || taken.has(field) ? (after ?? before) : before);
}

/** Contacts stand together: what the row does not change is said again. */
function contactOf(row: OrganisationRow, known: OrganisationContact | null, taken?: ReadonlySet<Field>): OrganisationContact | null {
  const before = known ?? NO_CONTACT;
  const take = taker(taken);
  const person = row.contactPerson === null ? null : [{ name: row.contactPerson, position: null, phone: null }, ...before.persons.slice(1)];
  const contact = {
    persons: take('contact-person', person, before.persons) ?? [],
    phones: take('phone', row.phones.length === 0 ? null : [...row.phones], before.phones) ?? [],
    email: take('email', row.email, before.email),
    address: take('address', row.address, before.address),
  };
  const says = contact.persons.length > 0 || contact.phones.length > 0 || contact.email !== null || contact.address !== null;
  return says ? contact : null;
}

/** A size is stated whole. One currency for both amounts: one that was stated in another is not said again. */
function sizeOf(row: OrganisationRow, known: OrganisationSize | null, taken?: ReadonlySet<Field>): OrganisationSize | null {
  const before = known ?? NO_SIZE;
  const take = taker(taken);
  const currency = take('sales', row.sales?.currency ?? null, null) ?? take('equity', row.equity?.currency ?? null, null) ?? before.currency;
  const stays = currency === before.currency;
  const annualSales = take('sales', row.sales?.minor ?? null, stays ? before.annualSales : null);
  const equity = take('equity', row.equity?.minor ?? null, stays ? before.equity : null);
  const workers = {
    workersWomen: take('workers-women', row.workersWomen, before.workersWomen),
    workersMen: take('workers-men', row.workersMen, before.workersMen),
    workersUnknown: take('workers-unknown', row.workersUnknown, before.workersUnknown),
  };
  if (annualSales === null && equity === null && Object.values(workers).every((number) => number === null)) return null;
  return { ...workers, annualSales, equity, currency };
}

function shown({ id, row, details }: Target, score: number, reason: string): Candidate {
  return { id: row === null ? id : null, row, name: details.name, organisation: null, score, explanation: [{ field: 'organisation', points: score, reason }] };
}
