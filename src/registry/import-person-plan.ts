/**
 * What importing a list of people would do, row by row, and the entries it would write. Pure: the preview and the
 * opening are the same plan. A row that adds to a known person registers a record of its own and a merge that says
 * whose values stand, so that withdrawing the import takes them all out again (docs/decisions/0009).
 */
import type { ScoreLine } from './entries.ts';
import { BlockIndex } from './import-block-index.ts';
import { blocks, NOTHING } from './import-cells.ts';
import type { Finding, Policy } from './import-file.ts';
import {
  changesOf,
  choicesOf,
  chosenBy,
  fullName,
  recordValues,
  valuesAfter,
  type Change,
  type ChoiceField,
  type Chosen,
  type PersonValues,
} from './import-person-changes.ts';
import type { PersonRow } from './import-person-rows.ts';
import { contactKeys, nameKeys } from './blocking.ts';
import { Glances } from './glance.ts';
import { askedByName, couldBeOne, DOUBTFUL_SCORE_MIN, prepare, scorePair, SURE_SCORE_MIN, type MatchRecord, type Prepared } from './matching.ts';
import { normaliseName } from './names.ts';
import type { MatchedOrganisation, OrganisationMatcher } from './organisation-matcher.ts';
import { surnamesOf } from './surnames.ts';

/** One record of a person, with the organisations that it is of. */
export interface KnownRecord {
  readonly values: PersonValues;
  readonly organisationIds: readonly string[];
}

/** A person the registry has, all their records together. */
export interface KnownPerson {
  /** Canonical id. */
  readonly id: string;
  readonly standing: PersonValues;
  /** Record whose value stands, by field; null where all is of the record `id`. */
  readonly sourceOf: ((field: ChoiceField) => string) | null;
  readonly records: readonly KnownRecord[];
  readonly organisation: string | null;
  /** `organisationId position` in one form, for every role on record; `organisationId ` for any. */
  readonly roles: ReadonlySet<string>;
}

export interface Decision {
  readonly decision: 'same' | 'new' | 'skip' | 'undecided';
  /** For `same`: the person meant; null takes the best candidate. */
  readonly personId: string | null;
  /** For `same`: the earlier row that registers whoever is meant, who has no id yet. */
  readonly sameRow?: number | null;
}

export interface Candidate {
  /** null where it is another row of this file. */
  readonly id: string | null;
  readonly row: number | null;
  readonly name: string;
  readonly organisation: string | null;
  readonly score: number;
  readonly explanation: readonly ScoreLine[];
}

/** What the entries of a row are made from. */
export interface PersonWrite {
  /** Record to register; null where the person is the same and says nothing new. */
  readonly recordId: string | null;
  readonly values: PersonValues;
  readonly merge: { readonly into: string; readonly score: number; readonly explanation: readonly ScoreLine[]; readonly chosen: Chosen; readonly decidedBy: 'import' | 'person' } | null;
  readonly distinguishedFrom: readonly string[];
  /** Organisation this row is the first to name. */
  readonly organisation: MatchedOrganisation | null;
  readonly role: { readonly personId: string; readonly organisationId: string; readonly position: string | null } | null;
}

export type RowState = 'new' | 'update' | 'same' | 'doubtful' | 'problem';

export interface PlannedPerson {
  readonly row: PersonRow;
  readonly state: RowState;
  readonly findings: readonly Finding[];
  readonly organisation: MatchedOrganisation | null;
  readonly candidates: readonly Candidate[];
  readonly changes: readonly Change[];
  readonly decision: Decision;
  /** Whether the row goes in, or has nothing left to say. */
  readonly ready: boolean;
  readonly write: PersonWrite | null;
}

export interface PersonPlanInput {
  readonly rows: readonly PersonRow[];
  readonly known: readonly KnownPerson[];
  readonly organisations: OrganisationMatcher;
  readonly decisions: ReadonlyMap<number, Decision>;
  readonly policy: Policy;
  readonly newId: () => string;
}

interface Target {
  /** Record that merges name: the canonical one, or the one an earlier row registers. */
  readonly id: string;
  /** Row of this file that registers the person; null for one of the registry. */
  readonly row: number | null;
  standing: PersonValues;
  /** What each of several records says; nothing where there is one, which is what stands. */
  records: readonly PersonValues[];
  /** Record whose value stands since an earlier row of this file, by field. */
  source: ReadonlyMap<ChoiceField, string>;
  readonly sourceOf: KnownPerson['sourceOf'] | null;
  readonly organisation: string | null;
  roles: ReadonlySet<string>;
}

interface Scored {
  readonly target: Target;
  readonly score: number;
  readonly explanation: readonly ScoreLine[];
}

const UNDECIDED: Decision = { decision: 'undecided', personId: null };
const CANDIDATES_MAX = 5;
const NO_SOURCE: ReadonlyMap<ChoiceField, string> = new Map();
const NO_ROLES: ReadonlySet<string> = new Set();
/** Rows indexed before others are let through. */
const ROWS_AT_ONCE = 1000;

/** Plans row by row, in order: later rows meet those that earlier ones register. */
export class PersonPlanner {
  private readonly input: Omit<PersonPlanInput, 'known'>;
  private readonly index = new BlockIndex();
  /** Records of the registry. What is compared is made again of them, and of the rows, where a second look is worth it. */
  private readonly knownRecords: KnownRecord[] = [];
  private readonly glances = new Glances();
  /** By record of the index: whom it is of; undefined for rows not planned yet or left out. */
  private readonly targets: (Target | undefined)[] = [];
  /** Whoever the registry has, by id. */
  private readonly byId = new Map<string, Target>();
  private readonly distinguished = new Set<string>();
  private readonly firstRow: number;
  private readonly organisationsWritten = new Set<string>();
  private at = 0;

  constructor({ known, ...input }: PersonPlanInput) {
    this.input = input;
    for (const person of known) this.addKnown(person);
    this.firstRow = this.knownRecords.length;
  }

  /** Indexes the rows; to be run to its end before the first is planned. Yields now and then, for others to be let through. */
  *begin(): Generator<void> {
    for (const [at, row] of this.input.rows.entries()) {
      this.addRecord(this.matchOfRow(row));
      if (at % ROWS_AT_ONCE === 0) yield;
    }
    this.index.sort();
  }

  /** Plans the next row of the list. */
  next(): PlannedPerson | null {
    const row = this.input.rows[this.at];
    if (row === undefined) return null;
    const record = this.firstRow + this.at;
    this.at += 1;
    return this.plan(row, record);
  }

  private plan(row: PersonRow, record: number): PlannedPerson {
    const decision = this.input.decisions.get(row.row) ?? UNDECIDED;
    const organisation = this.organisationOf(row);
    const base: PlannedPerson = {
      row, organisation, decision, findings: row.findings, candidates: NOTHING, changes: NOTHING, state: 'problem', ready: false, write: null,
    };
    if (row.findings.some(blocks)) return base;
    const { scored, holder } = this.compare(record);
    const candidates = scored.map(shown);
    const named = decision.decision === 'same' ? this.named(decision, scored, holder) : null;
    if (named === null && holder !== null) {
      const finding = { code: 'document-of-other' as const, field: 'document' as const, column: null, value: fullName(holder.standing.name) };
      const whose = shown({ target: holder, score: DOUBTFUL_SCORE_MIN, explanation: [] });
      return { ...base, candidates: [whose, ...candidates], findings: [...row.findings, finding] };
    }
    const found = this.recognise(scored);
    const doubtful = found === 'doubtful';
    // "New" stands against a record of the registry; it does not part the returns of somebody this file registered.
    const known = doubtful || (decision.decision === 'new' && found?.target.row === null) ? null : found;
    const sure = named ?? known;
    if (sure !== null) return this.planKnown({ ...base, candidates: doubtful ? candidates : [shown(sure)] }, record, sure, { doubtful, named: named !== null });
    // One that was named and is there no more leaves the row waiting, rather than registered anew.
    if (doubtful && (decision.decision === 'undecided' || decision.decision === 'same')) return { ...base, candidates, state: 'doubtful' };
    return this.planNew({ ...base, candidates: found === null ? NOTHING : candidates, state: doubtful ? 'doubtful' : 'new' }, record, scored);
  }

  private planNew(base: PlannedPerson, record: number, scored: readonly Scored[]): PlannedPerson {
    const { row, organisation, decision } = base;
    if (decision.decision === 'skip') return base;
    return { ...base, ready: true, write: this.register(row, record, organisation, decision.decision === 'new' ? scored : []) };
  }

  private planKnown(base: PlannedPerson, record: number, sure: Scored, how: { doubtful: boolean; named: boolean }): PlannedPerson {
    const { row, organisation, decision } = base;
    const changes = changesOf(row, sure.target.standing, sure.target.records, this.input.policy);
    const adds = changes.some(({ what }) => what !== 'kept') || this.newRole(sure.target, row, organisation) !== null;
    const state = how.doubtful ? 'doubtful' : adds ? 'update' : 'same';
    if (decision.decision === 'skip') return { ...base, changes, state };
    const write = this.attach(row, record, organisation, sure, changes, how.named ? 'person' : 'import');
    return { ...base, changes, state, ready: true, write };
  }

  /** Candidates worth asking about, best first, one per person; and who has the row's document under another name. */
  private compare(record: number): { scored: Scored[]; holder: Target | null } {
    /** Made for the first that is worth a second look: most rows meet nobody. */
    let own: Prepared | null = null;
    const best = new Map<string, Scored>();
    let holder: Target | null = null;
    for (const other of this.index.near(record)) {
      const target = this.targets[other];
      if (!this.glances.mayBeOne(record, other) || target === undefined) continue;
      own ??= prepare(this.matchAt(record));
      const theirs = prepare(this.matchAt(other));
      if (!couldBeOne(own, theirs)) continue;
      const { score, explanation } = askedByName(scorePair(own.record, theirs.record));
      if (holder === null && isOthersDocument(explanation)) holder = target;
      if (score < DOUBTFUL_SCORE_MIN || score <= (best.get(target.id)?.score ?? 0)) continue;
      best.set(target.id, { target, score, explanation });
    }
    const scored = [...best.values()].sort((a, b) => b.score - a.score).slice(0, CANDIDATES_MAX);
    const isSomebody = scored.some(({ score }) => score >= SURE_SCORE_MIN);
    return { scored, holder: isSomebody ? null : holder };
  }

  private recognise([best, second]: readonly Scored[]): Scored | null | 'doubtful' {
    if (best === undefined) return null;
    if (best.score < SURE_SCORE_MIN) return 'doubtful';
    if (second === undefined || second.score < SURE_SCORE_MIN) return best;
    // Somebody said in an earlier row that these are two: whoever comes back is the one that row registered.
    if (this.distinguished.has(pairOf(best.target, second.target))) return best.target.row === null ? second : best;
    return 'doubtful';
  }

  /** Whom a person named: a candidate, or anybody the import knows of. */
  private named({ personId, sameRow = null }: Decision, scored: readonly Scored[], holder: Target | null): Scored | null {
    const nobody = { score: 0, explanation: [] };
    if (sameRow !== null) return scored.find(({ target }) => target.row === sameRow) ?? null;
    if (personId === null) return scored[0] ?? (holder === null ? null : { target: holder, ...nobody });
    const target = this.byId.get(personId);
    if (target === undefined) return null;
    return scored.find((one) => one.target === target) ?? { target, ...nobody };
  }

  private register(row: PersonRow, record: number, organisation: MatchedOrganisation | null, others: readonly Scored[]): PersonWrite {
    const recordId = this.input.newId();
    const target: Target = {
      id: recordId,
      row: row.row,
      standing: row,
      records: NOTHING,
      source: NO_SOURCE,
      sourceOf: null,
      organisation: organisation?.name ?? null,
      roles: NO_ROLES,
    };
    this.targets[record] = target;
    for (const other of others) this.distinguished.add(pairOf(target, other.target)).add(pairOf(other.target, target));
    return {
      recordId,
      values: row,
      merge: null,
      distinguishedFrom: others.length === 0 ? NOTHING : others.map((other) => other.target.id),
      ...this.roleOf(target, row, organisation),
    };
  }

  /** null where the row says nothing that is not known already. */
  private attach(
    row: PersonRow,
    record: number,
    organisation: MatchedOrganisation | null,
    { target, score, explanation }: Scored,
    changes: readonly Change[],
    decidedBy: 'import' | 'person',
  ): PersonWrite | null {
    this.targets[record] = target;
    const role = this.roleOf(target, row, organisation);
    const values = recordValues(row, target.standing, changes);
    if (changes.every(({ what }) => what === 'kept')) {
      if (role.role === null) return null;
      return { recordId: null, values, merge: null, distinguishedFrom: NOTHING, ...role };
    }
    const recordId = this.input.newId();
    const sourceOf = (field: ChoiceField): string => target.source.get(field) ?? target.sourceOf?.(field) ?? target.id;
    const chosen = chosenBy(values, target.standing, changes, recordId, sourceOf);
    target.source = new Map([...target.source, ...choicesOf(chosen)]);
    target.records = [...(target.records.length === 0 ? [target.standing] : target.records), values];
    target.standing = valuesAfter(target.standing, row, changes);
    const merge = { into: target.id, score, explanation, chosen, decidedBy };
    return { recordId, values, merge, distinguishedFrom: NOTHING, ...role };
  }

  private roleOf(target: Target, row: PersonRow, organisation: MatchedOrganisation | null): Pick<PersonWrite, 'role' | 'organisation'> {
    const role = this.newRole(target, row, organisation);
    if (role === null || organisation === null) return { role: null, organisation: null };
    target.roles = new Set([...target.roles, roleKey(organisation.id, null), roleKey(organisation.id, row.position)]);
    const isFirst = organisation.isNew && !this.organisationsWritten.has(organisation.id);
    if (isFirst) this.organisationsWritten.add(organisation.id);
    return { role, organisation: isFirst ? organisation : null };
  }

  private newRole(target: Target, row: PersonRow, organisation: MatchedOrganisation | null): PersonWrite['role'] {
    if (organisation === null || target.roles.has(roleKey(organisation.id, row.position))) return null;
    return { personId: target.id, organisationId: organisation.id, position: row.position };
  }

  private organisationOf(row: PersonRow): MatchedOrganisation | null {
    return row.organisation === null ? null : this.input.organisations.match(row.organisation, null);
  }

  private addKnown(known: KnownPerson): void {
    const target: Target = {
      id: known.id,
      row: null,
      standing: known.standing,
      records: known.records.length === 1 ? NOTHING : known.records.map(({ values }) => values),
      source: NO_SOURCE,
      sourceOf: known.sourceOf,
      organisation: known.organisation,
      roles: known.roles,
    };
    this.byId.set(known.id, target);
    for (const record of known.records) {
      this.targets[this.knownRecords.length] = target;
      this.knownRecords.push(record);
      this.addRecord(matchOf(record.values, record.organisationIds));
    }
  }

  /** A record of the index as it is compared. */
  private matchAt(record: number): MatchRecord {
    const known = this.knownRecords[record];
    const row = this.input.rows[record - this.firstRow];
    if (known !== undefined) return matchOf(known.values, known.organisationIds);
    if (row === undefined) throw new Error('The index holds a record that neither the registry nor the file has.');
    return this.matchOfRow(row);
  }

  private matchOfRow(row: PersonRow): MatchRecord {
    const organisation = this.organisationOf(row);
    return matchOf(row, organisation === null ? NOTHING : [organisation.id]);
  }

  private addRecord(record: MatchRecord): void {
    const prepared = prepare(record);
    this.glances.add(prepared);
    this.index.add([...contactKeys(prepared), ...nameKeys(prepared)]);
  }
}

/** Whether two records have one document number under names that are not each other's. */
function isOthersDocument(explanation: readonly ScoreLine[]): boolean {
  const reasonOf = (field: string): string | undefined => explanation.find((line) => line.field === field)?.reason;
  return reasonOf('document') === 'same-number' && [reasonOf('givenNames'), reasonOf('surnames')].includes('different');
}

function pairOf(one: Target, other: Target): string {
  return `${one.id} ${other.id}`;
}

/** One form of a role, to tell whether it is on record. */
export function roleKey(organisationId: string, position: string | null): string {
  return `${organisationId} ${normaliseName(position ?? '')}`;
}

function shown({ target, score, explanation }: Scored): Candidate {
  const { id, row, standing, organisation } = target;
  return { id: row === null ? id : null, row, name: fullName(standing.name), organisation, score, explanation };
}

/** A record as matching reads it. */
export function matchOf(values: PersonValues, organisationKeys: readonly string[]): MatchRecord {
  return {
    givenNames: values.name.givenNames,
    surnames: surnamesOf(values.name),
    document: values.document,
    phone: values.phones[0]?.number ?? null,
    email: values.email,
    birthYear: values.birthYear,
    sex: values.sex,
    municipality: values.municipality,
    organisationKeys,
  };
}
