/**
 * What importing a list would do, row by row, and what its entries are made from. Pure: the preview and the opening of an
 * import are the same plan. A row surely the same person but written otherwise gets a record and a merge of its own, so
 * that what the computer decided can be undone (docs/decisions/0004).
 */
import { OrganisationMatcher, type KnownOrganisation, type MatchedOrganisation } from '../../registry/organisation-matcher.ts';
import { standingOf } from '../../registry/import-review.ts';
import type { MatchRecord } from '../../registry/matching.ts';
import { ListWrites, type PlanSession, type ReadRow, type RowWrite } from './attendance-entries.ts';
import type { AttendanceRow, Layout } from './attendance-file.ts';
import { Recognition, recordOf, type Candidate, type Decision, type Scored } from './attendance-recognition.ts';
import { PeopleIndex } from './import-people.ts';

/** A record the registry already has. */
export interface KnownPerson {
  readonly id: string;
  readonly canonicalId: string;
  readonly name: string;
  readonly organisation: string | null;
  readonly record: MatchRecord;
}

export interface PlannedRow {
  readonly row: AttendanceRow;
  readonly state: 'new' | 'recognised' | 'doubtful' | 'problem';
  readonly organisation: MatchedOrganisation | null;
  readonly candidates: readonly Candidate[];
  readonly decision: Decision;
  /** What would be written now; null for a row that would not go in. */
  readonly write: RowWrite | null;
}

export interface PlanCounts {
  new: number;
  recognised: number;
  doubtful: number;
  problem: number;
  skipped: number;
  ready: number;
}

export interface PlanInput {
  readonly rows: readonly AttendanceRow[];
  readonly layout: Layout;
  readonly known: readonly KnownPerson[];
  readonly organisations: readonly KnownOrganisation[];
  /** By row number. */
  readonly decisions: ReadonlyMap<number, Decision>;
  readonly sessions: readonly PlanSession[];
  readonly newId: () => string;
  /** `off`: every spelling is a person of its own; for showing what matching is worth. */
  readonly matching: 'on' | 'off';
}

const UNDECIDED: Decision = { decision: 'undecided', personId: null };
/** Most rows have none: one for all keeps a long list small. */
const NOBODY: readonly Candidate[] = [];
/** Rows indexed before others are let through. */
const ROWS_AT_ONCE = 1000;

export function countsOf(rows: readonly PlannedRow[]): PlanCounts {
  const counts = { new: 0, recognised: 0, doubtful: 0, problem: 0, skipped: 0, ready: 0 };
  for (const row of rows) {
    counts[standingInPlan(row)] += 1;
    if (row.write !== null) counts.ready += 1;
  }
  return counts;
}

/** How a row stands. Who came to no session is left out; a decision that names nobody there is leaves its row waiting. */
export function standingInPlan(planned: PlannedRow): PlannedRow['state'] | 'skipped' {
  if (planned.row.stays.length === 0 && planned.state !== 'problem') return 'skipped';
  const standing = standingOf(planned, 'recognised');
  return standing === 'skipped' || planned.write !== null ? standing : planned.state;
}

/** Plans row by row, in order: later rows meet those that earlier ones register. */
export class ListPlanner {
  private readonly input: PlanInput;
  private readonly people: PeopleIndex;
  private readonly written: ListWrites;
  private readonly recognition: Recognition;
  private readonly organisations: OrganisationMatcher;
  /** Of each row, in order. */
  private readonly read: (ReadRow | null)[] = [];
  private at = 0;

  constructor(input: PlanInput) {
    this.input = input;
    this.people = new PeopleIndex(input.known);
    const ids = new Map(input.sessions.map(({ number, id }) => [number, id]));
    this.recognition = new Recognition({ ...input, people: this.people, sessionIdOf: (number) => ids.get(number) ?? null });
    this.written = new ListWrites({ ...input, people: this.people });
    this.organisations = new OrganisationMatcher(input.organisations, input.newId);
  }

  /**
   * Takes in all rows, to be run to its end before the first is planned: the kind of a new organisation may stand in a
   * later row than its name. Yields now and then, for others to be let through.
   */
  *begin(): Generator<void> {
    for (const [at, row] of this.input.rows.entries()) {
      const organisation = row.organisation === null ? null : this.organisations.match(row.organisation, row.organisationKind);
      const record = recordOf(row, organisation);
      this.people.expect(record);
      this.read.push({ row, record, organisation });
      if (at % ROWS_AT_ONCE === 0) yield;
    }
    this.people.sort();
  }

  /** Plans the next row of the list; null after the last. */
  next(): PlannedRow | null {
    const said = this.read[this.at] ?? null;
    if (said === null) return null;
    // A row that is planned is needed no more, nor is its record, unless it registers somebody: long lists repeat.
    this.read[this.at] = null;
    this.at += 1;
    const planned = this.plan(said);
    if (planned.write?.registers !== true) this.people.forget(said.record);
    return planned;
  }

  private plan(said: ReadRow): PlannedRow {
    const { row, record, organisation } = said;
    const decision = this.input.decisions.get(row.row) ?? UNDECIDED;
    if (row.problems.length > 0) return { row, state: 'problem', organisation, candidates: NOBODY, decision, write: null };
    const scored = this.recognition.candidates(row, record, decision.decision === 'undecided');
    const known = this.recognition.recognise(row, record, scored);
    const state = known === 'doubtful' ? known : known === null ? 'new' : 'recognised';
    const shown = known === null ? [] : known === 'doubtful' ? scored : scored.slice(0, 1);
    const candidates = shown.length === 0 ? NOBODY : shown.map(({ person: _person, attaches: _attaches, ...candidate }) => candidate);
    return { row, state, organisation, candidates, decision, write: this.write(said, decision, known, scored) };
  }

  private write(said: ReadRow, decision: Decision, known: Scored | null | 'doubtful', scored: readonly Scored[]): RowWrite | null {
    if (decision.decision === 'skip' || said.row.stays.length === 0) return null;
    if (this.answers(decision, known, scored)) return this.writeDecided(said, decision, scored);
    if (known === 'doubtful') return null;
    const write = this.written.write(said, known, 'import');
    if (decision.decision === 'undecided') this.recognition.remember(said.record, write.personId);
    return write;
  }

  /**
   * Whether a person's word takes the place of what was found. "New" stands against a record of the registry; it does
   * not part the returns of somebody whom an earlier row of this list registered.
   */
  private answers(decision: Decision, known: Scored | null | 'doubtful', scored: readonly Scored[]): boolean {
    if (decision.decision === 'same') {
      // A record named that is there no more: the row waits, rather than go to somebody else.
      const names = decision.personId !== null || (decision.sameRow ?? null) !== null;
      return names ? this.recognition.named(decision, scored) !== null : known === 'doubtful';
    }
    if (decision.decision !== 'new') return false;
    return known === 'doubtful' || (known !== null && known.person.row === null);
  }

  private writeDecided(said: ReadRow, decision: Decision, scored: readonly Scored[]): RowWrite {
    const meant = decision.decision === 'same' ? (this.recognition.named(decision, scored) ?? scored[0] ?? null) : null;
    return this.written.write(said, meant, 'person', decision.decision === 'new' ? scored : []);
  }
}
