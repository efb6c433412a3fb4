/**
 * What importing a list would do, row by row, and the entries it would write. Pure: the preview and the opening of an
 * import are the same plan. A row surely the same person but written otherwise gets a record and a merge of its own, so
 * that what the computer decided can be undone (docs/decisions/0004).
 */
import { MODALITIES, type attendanceRecorded } from './entries.ts';
import type { z } from 'zod';
import { contradicts, couldMatch, DOUBTFUL_SCORE_MIN, type MatchRecord, raised, scoreAtEntry, scorePair, SURE_SCORE_MIN } from '../../registry/matching.ts';
import type { ScoreLine } from '../../registry/entries.ts';
import { normaliseName } from '../../registry/names.ts';
import { MinutesCredit } from './attendance-credit.ts';
import type { AttendanceRow, Layout } from './attendance-file.ts';
import { OrganisationMatcher, type KnownOrganisation, type MatchedOrganisation } from '../../registry/organisation-matcher.ts';
import { PeopleIndex, type IndexedPerson } from './import-people.ts';

/** A record the registry already has. */
export interface KnownPerson {
  readonly id: string;
  readonly canonicalId: string;
  readonly name: string;
  readonly organisation: string | null;
  readonly record: MatchRecord;
}

export interface PlanSession {
  readonly id: string;
  readonly number: number;
  readonly heldOn: string;
  readonly durationMinutes: number;
  readonly modality: (typeof MODALITIES)[number];
  readonly department: string | null;
  readonly municipality: string | null;
}

export interface Decision {
  readonly decision: 'same' | 'new' | 'skip' | 'undecided';
  /** For `same`: the record meant; null takes the best candidate. */
  readonly personId: string | null;
  /** For `same`: the earlier row of this file whose person is meant; such a person has no id before the import is open. */
  readonly sameRow?: number | null;
}

export interface Candidate {
  readonly personId: string | null;
  readonly row: number | null;
  readonly name: string;
  readonly organisation: string | null;
  readonly score: number;
  readonly explanation: readonly ScoreLine[];
}

export interface PlannedRow {
  readonly row: AttendanceRow;
  readonly state: 'new' | 'recognised' | 'doubtful' | 'problem';
  readonly organisation: MatchedOrganisation | null;
  readonly candidates: readonly Candidate[];
  readonly decision: Decision;
  /** Whether the row would go in now. */
  readonly ready: boolean;
}

/** An entry to be: the server adds salts, the batch and the door. */
export interface PlannedEntry {
  readonly id: string;
  readonly kind: string;
  readonly occurredOn: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly private: Readonly<Record<string, unknown>>;
}

export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  readonly entries: readonly PlannedEntry[];
  readonly counts: { new: number; recognised: number; doubtful: number; problem: number; skipped: number; ready: number };
}

export interface PlanInput {
  readonly rows: readonly AttendanceRow[];
  readonly layout: Layout;
  readonly known: readonly KnownPerson[];
  readonly organisations: readonly KnownOrganisation[];
  /** By row number. */
  readonly decisions: ReadonlyMap<number, Decision>;
  readonly sessions: readonly PlanSession[];
  readonly processId: string;
  readonly newId: () => string;
  /** `off`: every spelling is a person of its own; for showing what matching is worth. */
  readonly matching: 'on' | 'off';
}

/** Longest name of a sheet or column the ledger takes. */
const SOURCE_TEXT_MAX = 100;

const UNDECIDED: Decision = { decision: 'undecided', personId: null };

export function planImport(input: PlanInput): ImportPlan {
  const planner = new Planner(input);
  const rows = input.rows.map((row) => planner.plan(row));
  return { rows, entries: planner.entries, counts: countsOf(rows) };
}

function countsOf(rows: readonly PlannedRow[]): ImportPlan['counts'] {
  const counts = { new: 0, recognised: 0, doubtful: 0, problem: 0, skipped: 0, ready: 0 };
  for (const { state, decision, ready, row } of rows) {
    if (decision.decision === 'skip' || (row.stays.length === 0 && state !== 'problem')) counts.skipped += 1;
    else counts[state] += 1;
    if (ready) counts.ready += 1;
  }
  return counts;
}

interface Scored extends Candidate {
  readonly person: IndexedPerson;
  /** Whether the row adds its stays to this very record, once it is sure. */
  readonly attaches: boolean;
}

class Planner {
  readonly entries: PlannedEntry[] = [];
  private readonly input: PlanInput;
  private readonly people: PeopleIndex;
  private readonly organisations: OrganisationMatcher;
  private readonly registeredOrganisations = new Set<string>();
  private readonly roles = new Set<string>();
  private readonly sessions: ReadonlyMap<number, PlanSession>;
  private readonly credit = new MinutesCredit();

  constructor(input: PlanInput) {
    this.input = input;
    this.people = new PeopleIndex(input.known);
    this.organisations = new OrganisationMatcher(input.organisations, input.newId);
    this.sessions = new Map(input.sessions.map((session) => [session.number, session]));
    // All rows first: the kind of a new organisation may stand in a later row than its name.
    for (const { organisation, organisationKind } of input.rows) {
      if (organisation !== null) this.organisations.match(organisation, organisationKind);
    }
  }

  plan(row: AttendanceRow): PlannedRow {
    const decision = this.input.decisions.get(row.row) ?? UNDECIDED;
    const organisation = row.organisation === null ? null : this.organisations.match(row.organisation, row.organisationKind);
    if (row.problems.length > 0) {
      return { row, state: 'problem', organisation, candidates: [], decision, ready: false };
    }
    const record = recordOf(row, organisation);
    const scored = this.input.matching === 'on' ? this.candidates(row, record) : this.sameSpelling(record);
    const known = this.recognise(row, record, scored);
    const candidates = scored.map(({ person: _person, attaches: _attaches, ...candidate }) => candidate);
    const nothing = decision.decision === 'skip' || row.stays.length === 0;
    const answered = this.answers(decision, known, scored);
    if (answered && !nothing) this.writeDecided(row, record, organisation, decision, scored);
    else if (known !== 'doubtful' && !nothing) this.write(row, record, organisation, known, 'import');
    const state = known === 'doubtful' ? known : known === null ? 'new' : 'recognised';
    const shown = known === null ? [] : known === 'doubtful' ? candidates : candidates.slice(0, 1);
    const ready = !nothing && (answered || known !== 'doubtful');
    return { row, state, organisation, candidates: shown, decision, ready };
  }

  /**
   * Whether a person's word takes the place of what was found. "New" stands against a record of the registry; it does
   * not part the returns of somebody whom an earlier row of this list registered.
   */
  private answers(decision: Decision, known: Scored | null | 'doubtful', scored: readonly Scored[]): boolean {
    if (decision.decision === 'same') {
      // A record named that is there no more: the row waits, rather than go to somebody else.
      const names = decision.personId !== null || (decision.sameRow ?? null) !== null;
      return names ? this.named(decision, scored) !== null : known === 'doubtful';
    }
    if (decision.decision !== 'new') return false;
    return known === 'doubtful' || (known !== null && known.person.row === null);
  }

  /** The record a person named: a candidate, or anybody the import knows of. */
  private named({ personId, sameRow = null }: Decision, scored: readonly Scored[]): Scored | null {
    if (sameRow !== null) {
      const offered = scored.find((one) => one.row === sameRow);
      return offered === undefined ? null : { ...offered, attaches: false };
    }
    const person = personId === null ? null : this.people.find(personId);
    if (person === null) return null;
    const offered = scored.find((one) => this.people.canonical(one.person) === this.people.canonical(person));
    const { row, name, organisation } = person;
    const attaches = false;
    return { person, attaches, personId, row, name, organisation, score: offered?.score ?? 0, explanation: offered?.explanation ?? [] };
  }

  /** Candidates worth asking about, best first, one per person. */
  private candidates(row: AttendanceRow, record: MatchRecord): Scored[] {
    const best = new Map<string, Scored>();
    const nameKey = this.people.nameKey(record);
    const sessionKeys = row.stays.flatMap((stay) => this.sessions.get(stay.sessionNumber)?.id ?? []);
    const present = { ...record, sessionKeys };
    for (const person of this.people.near(record)) {
      if (!couldMatch(record, person.record)) continue;
      // Written the same, it may be another list of the same session; otherwise one session on both speaks for two people.
      const pair = scoreAtEntry(nameKey === person.nameKey ? record : present, person.record);
      const returns = nameKey === person.nameKey && this.sameInFile(row, person, pair.explanation);
      const { score: listed, explanation } = returns ? raised(pair, SURE_SCORE_MIN, 'same-in-list') : pair;
      if (listed < DOUBTFUL_SCORE_MIN) continue;
      const key = this.people.canonical(person);
      const before = best.get(key);
      const attaches = listed >= SURE_SCORE_MIN && this.saysNothingNew(record, person);
      const better = before === undefined || (attaches === before.attaches ? listed > before.score : attaches);
      if (better) {
        best.set(key, {
          person,
          attaches,
          personId: person.row === null ? person.id : null,
          row: person.row,
          name: person.name,
          organisation: person.organisation,
          score: listed,
          explanation,
        });
      }
    }
    return [...best.values()].sort((a, b) => b.score - a.score).slice(0, 5);
  }

  /**
   * Within one file the same name, with nothing that contradicts, is one participant who came back: in another session,
   * or again in the same one where the file lists joins. A second line of the same session of a typed list is not, nor
   * a second line of a list that has a column per session: there everybody stands once.
   */
  private sameInFile(row: AttendanceRow, person: IndexedPerson, explanation: readonly ScoreLine[]): boolean {
    if (this.input.layout === 'wide-list') return false;
    if (person.row === null || contradicts(explanation)) return false;
    const joins = this.listsJoins();
    return row.stays.every((stay) => {
      const same = person.stays.filter((other) => other.sessionNumber === stay.sessionNumber);
      if (same.length === 0) return true;
      return joins && !same.some((other) => overlaps(stay, other));
    });
  }

  private sameSpelling(record: MatchRecord): Scored[] {
    return this.people
      .near(record)
      .filter((person) => person.nameKey === this.people.nameKey(record))
      .filter((person) => !contradicts(scorePair(record, person.record).explanation))
      .slice(0, 1)
      .map((person) => ({
        person,
        attaches: true,
        personId: person.row === null ? person.id : null,
        row: person.row,
        name: person.name,
        organisation: person.organisation,
        score: SURE_SCORE_MIN,
        explanation: [{ field: 'rule', points: SURE_SCORE_MIN, reason: 'same-spelling' }],
      }));
  }

  /** Who a row is for sure; null for somebody new; `doubtful` where a person must say. */
  private recognise(row: AttendanceRow, record: MatchRecord, scored: readonly Scored[]): Scored | null | 'doubtful' {
    const [best, second] = scored;
    if (best === undefined) return null;
    if (best.score < SURE_SCORE_MIN) return 'doubtful';
    if (second !== undefined && second.score >= SURE_SCORE_MIN) {
      if (!this.people.areDistinguished(best.person, second.person)) return 'doubtful';
      // Somebody said "new" in an earlier row: whoever comes back under that name is that new person.
      return best.person.row === null ? second : best;
    }
    if (this.input.matching === 'on' && this.repeats(row, record, best.person)) return 'doubtful';
    return this.inTwoPlaces(row, record, best.person) ? 'doubtful' : best;
  }

  /** A second line of one name in one session of a list that does not tell joinings apart. */
  private repeats(row: AttendanceRow, record: MatchRecord, person: IndexedPerson): boolean {
    if (this.listsJoins() || person.nameKey !== this.people.nameKey(record)) return false;
    return row.stays.some((stay) => person.stays.some((other) => other.sessionNumber === stay.sessionNumber));
  }

  private listsJoins(): boolean {
    return this.input.layout === 'zoom-joins' || this.input.layout === 'zoom-report';
  }

  /** In one session at the same time under two addresses: two people, or one with two devices. A person must say. */
  private inTwoPlaces(row: AttendanceRow, record: MatchRecord, person: IndexedPerson): boolean {
    if (person.row === null || !this.input.layout.startsWith('zoom')) return false;
    if (record.email !== null && record.email === person.record.email) return false;
    return row.stays.some((stay) =>
      person.stays.some((other) => other.sessionNumber === stay.sessionNumber && overlaps(stay, other)),
    );
  }

  private writeDecided(
    row: AttendanceRow,
    record: MatchRecord,
    organisation: MatchedOrganisation | null,
    decision: Decision,
    scored: readonly Scored[],
  ): void {
    const meant = decision.decision === 'same' ? (this.named(decision, scored) ?? scored[0] ?? null) : null;
    const made = this.write(row, record, organisation, meant, 'person');
    if (decision.decision !== 'new') return;
    for (const { person } of scored) {
      this.people.distinguish(made, person);
      this.add('registry.people-distinguished', this.firstDay(row), { personIds: [made, person.id] });
    }
  }

  /** Writes what a row says; returns the id of the record its stays name. */
  private write(
    row: AttendanceRow,
    record: MatchRecord,
    organisation: MatchedOrganisation | null,
    known: Scored | null,
    decidedBy: 'import' | 'person',
  ): string {
    this.registerOrganisation(organisation, row);
    const attaches = known !== null && decidedBy === 'import' && known.attaches;
    const personId = attaches ? known.person.id : this.registerPerson(row, record, organisation);
    if (attaches) this.people.addStays(known.person, row.stays);
    else if (known !== null) this.merge(row, personId, known, decidedBy);
    this.recordRole(row, personId, organisation);
    for (const stay of row.stays) this.recordStay(row, stay, personId, organisation);
    return personId;
  }

  /**
   * Written the same, and nothing stated that the record lacks: a sex first said in a later list must not be lost, so
   * such a row gets a record of its own.
   */
  private saysNothingNew(record: MatchRecord, person: IndexedPerson): boolean {
    if (person.nameKey !== this.people.nameKey(record)) return false;
    const stated = ['sex', 'birthYear', 'document'] as const;
    return stated.every((field) => record[field] === null || person.record[field] !== null);
  }

  private registerOrganisation(organisation: MatchedOrganisation | null, row: AttendanceRow): void {
    if (organisation === null || !organisation.isNew || this.registeredOrganisations.has(organisation.id)) return;
    this.registeredOrganisations.add(organisation.id);
    this.add(
      'registry.organisation-registered',
      this.firstDay(row),
      {
        name: organisation.name,
        acronym: null,
        organisationKind: organisation.organisationKind,
        department: null,
        municipality: null,
        taxNumber: null,
      },
      {},
      organisation.id,
    );
  }

  private registerPerson(row: AttendanceRow, record: MatchRecord, organisation: MatchedOrganisation | null): string {
    const { sex, birthYear, department, municipality, document, phone, email } = row;
    const id = this.add(
      'registry.person-registered',
      this.firstDay(row),
      { sex, birthYear, department, municipality },
      {
        name: { givenNames: row.givenNames, surnames: row.surnames },
        ...(document === null ? {} : { document }),
        ...(phone === null && email === null ? {} : { contact: { phone, email } }),
      },
    );
    const name = `${row.givenNames} ${row.surnames}`.trim();
    this.people.add({ id, row: row.row, name, organisation: organisation?.name ?? null, record, stays: row.stays });
    return id;
  }

  private merge(row: AttendanceRow, personId: string, known: Scored, decidedBy: 'import' | 'person'): void {
    this.people.unite(personId, known.person);
    this.add('registry.people-merged', this.firstDay(row), {
      personIds: [known.person.id, personId],
      score: known.score,
      explanation: [...known.explanation],
      chosen: {},
      decidedBy,
    });
  }

  private recordRole(row: AttendanceRow, personId: string, organisation: MatchedOrganisation | null): void {
    if (row.position === null || organisation === null) return;
    const key = `${personId} ${organisation.id} ${normaliseName(row.position)}`;
    if (this.roles.has(key)) return;
    this.roles.add(key);
    const payload = { personId, organisationId: organisation.id, from: null, to: null };
    this.add('registry.role-recorded', this.firstDay(row), payload, { position: row.position });
  }

  private recordStay(
    row: AttendanceRow,
    stay: AttendanceRow['stays'][number],
    personId: string,
    organisation: MatchedOrganisation | null,
  ): void {
    const session = this.sessions.get(stay.sessionNumber);
    if (session === undefined) return;
    const own = { department: row.department, municipality: row.municipality };
    const there = { department: session.department, municipality: session.municipality };
    const place = session.modality === 'on-site' || (session.modality === 'mixed' && own.department === null) ? there : own;
    const payload: z.output<typeof attendanceRecorded.payload> = {
      processId: this.input.processId,
      sessionId: session.id,
      personId,
      organisationId: organisation?.id ?? null,
      durationMinutes: this.credit.credit(this.people.canonicalId(personId), stay, session.durationMinutes),
      ...place,
      sourceRow: row.row,
    };
    const written = row.nameAsWritten.trim().slice(0, 240);
    const registered = this.people.nameOf(personId);
    const cut = (text: string | null): string | null => text?.slice(0, SOURCE_TEXT_MAX) ?? null;
    this.add('events.attendance-recorded', session.heldOn, payload, {
      listPlace: { sheet: cut(row.sheet), column: cut(stay.column) },
      ...(written === registered || written === '' ? {} : { asWritten: written }),
    });
  }

  private firstDay(row: AttendanceRow): string {
    const first = row.stays.map((stay) => this.sessions.get(stay.sessionNumber)?.heldOn ?? '').filter((day) => day !== '').sort()[0];
    return first ?? this.input.sessions[0]?.heldOn ?? '2000-01-01';
  }

  private add(
    kind: string,
    occurredOn: string,
    payload: Readonly<Record<string, unknown>>,
    values: Readonly<Record<string, unknown>> = {},
    id: string = this.input.newId(),
  ): string {
    this.entries.push({ id, kind, occurredOn, payload, private: values });
    return id;
  }
}

function recordOf(row: AttendanceRow, organisation: MatchedOrganisation | null): MatchRecord {
  const { givenNames, surnames, document, phone, email, birthYear, sex, municipality } = row;
  return {
    givenNames,
    surnames,
    document,
    phone,
    email,
    birthYear,
    sex,
    municipality,
    organisationKeys: organisation === null ? [] : [organisation.id],
  };
}

/** Whether two stays of which the file gives the times were at the same time. */
function overlaps(one: AttendanceRow['stays'][number], other: AttendanceRow['stays'][number]): boolean {
  if (one.from === null || one.to === null || other.from === null || other.to === null) return false;
  return one.from < other.to && other.from < one.to;
}
