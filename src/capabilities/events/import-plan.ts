/**
 * What importing a list would do, row by row, and the entries it would write. Pure: the preview and the opening of an
 * import are the same plan. A row surely the same person but written otherwise gets a record and a merge of its own, so
 * that what the computer decided can be undone (docs/decisions/0004).
 */
import { OrganisationMatcher, type KnownOrganisation, type MatchedOrganisation } from '../../registry/organisation-matcher.ts';
import { standingOf } from '../../registry/import-review.ts';
import type { MatchRecord } from '../../registry/matching.ts';
import { ListEntries, type PlannedEntry, type PlanSession, type WrittenRow } from './attendance-entries.ts';
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
  /** Whether the row would go in now. */
  readonly ready: boolean;
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

const UNDECIDED: Decision = { decision: 'undecided', personId: null };

export function planImport(input: PlanInput): ImportPlan {
  const planner = new Planner(input);
  const rows = input.rows.map((row) => planner.plan(row));
  return { rows, entries: planner.written.entries, counts: countsOf(rows) };
}

function countsOf(rows: readonly PlannedRow[]): ImportPlan['counts'] {
  const counts = { new: 0, recognised: 0, doubtful: 0, problem: 0, skipped: 0, ready: 0 };
  for (const row of rows) {
    counts[standingInPlan(row)] += 1;
    if (row.ready) counts.ready += 1;
  }
  return counts;
}

/** How a row stands. Who came to no session is left out; a decision that names nobody there is leaves its row waiting. */
export function standingInPlan(planned: PlannedRow): PlannedRow['state'] | 'skipped' {
  if (planned.row.stays.length === 0 && planned.state !== 'problem') return 'skipped';
  const standing = standingOf(planned, 'recognised');
  return standing === 'skipped' || planned.ready ? standing : planned.state;
}

class Planner {
  readonly written: ListEntries;
  private readonly input: PlanInput;
  private readonly recognition: Recognition;
  private readonly organisations: OrganisationMatcher;

  constructor(input: PlanInput) {
    this.input = input;
    const people = new PeopleIndex(input.known);
    const ids = new Map(input.sessions.map(({ number, id }) => [number, id]));
    this.recognition = new Recognition({ ...input, people, sessionIdOf: (number) => ids.get(number) ?? null });
    this.written = new ListEntries({ ...input, people });
    this.organisations = new OrganisationMatcher(input.organisations, input.newId);
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
    const scored = this.recognition.candidates(row, record);
    const known = this.recognition.recognise(row, record, scored);
    const candidates = scored.map(({ person: _person, attaches: _attaches, ...candidate }) => candidate);
    const nothing = decision.decision === 'skip' || row.stays.length === 0;
    const answered = this.answers(decision, known, scored);
    if (answered && !nothing) this.writeDecided({ row, record, organisation }, decision, scored);
    else if (known !== 'doubtful' && !nothing) this.written.write({ row, record, organisation }, known, 'import');
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
      return names ? this.recognition.named(decision, scored) !== null : known === 'doubtful';
    }
    if (decision.decision !== 'new') return false;
    return known === 'doubtful' || (known !== null && known.person.row === null);
  }

  private writeDecided(said: WrittenRow, decision: Decision, scored: readonly Scored[]): void {
    const meant = decision.decision === 'same' ? (this.recognition.named(decision, scored) ?? scored[0] ?? null) : null;
    const made = this.written.write(said, meant, 'person');
    if (decision.decision === 'new') this.written.distinguish(said.row, made, scored);
  }
}
