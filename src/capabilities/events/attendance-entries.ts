/**
 * What one row of a list of attendance writes, who is registered, merged, and was there for how long, and the entries that
 * this becomes. Entries are made while they are written: those of a long list at once would fill the memory. Pure.
 */
import type { z } from 'zod';
import type { ScoreLine } from '../../registry/entries.ts';
import type { MatchRecord } from '../../registry/matching.ts';
import { normaliseName } from '../../registry/names.ts';
import type { MatchedOrganisation } from '../../registry/organisation-matcher.ts';
import { MinutesCredit } from './attendance-credit.ts';
import type { AttendanceRow } from './attendance-file.ts';
import type { Scored } from './attendance-recognition.ts';
import type { attendanceRecorded, MODALITIES } from './entries.ts';
import type { PeopleIndex } from './import-people.ts';

export interface PlanSession {
  readonly id: string;
  readonly number: number;
  readonly heldOn: string;
  readonly durationMinutes: number;
  readonly modality: (typeof MODALITIES)[number];
  readonly department: string | null;
  readonly municipality: string | null;
}

/** An entry to be: the server adds salts, the batch and the door. */
export interface PlannedEntry {
  readonly id: string;
  readonly kind: string;
  readonly occurredOn: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly private: Readonly<Record<string, unknown>>;
}

export interface WritesInput {
  readonly people: PeopleIndex;
  readonly sessions: readonly PlanSession[];
  readonly newId: () => string;
}

/** A row that goes in, as it was read. */
export interface ReadRow {
  readonly row: AttendanceRow;
  readonly record: MatchRecord;
  readonly organisation: MatchedOrganisation | null;
}

/** What the entries of a row are made from. */
export interface RowWrite {
  /** Record that its stays name. */
  readonly personId: string;
  /** Whether the row registers that record. */
  readonly registers: boolean;
  /** Whether the name as written is another than the record's. */
  readonly writtenOtherwise: boolean;
  readonly merge: {
    readonly into: string;
    readonly score: number;
    readonly explanation: readonly ScoreLine[];
    readonly decidedBy: 'import' | 'person';
  } | null;
  readonly distinguishedFrom: readonly string[];
  /** Whether it is the first row that names its organisation, which is new; the first that says its position there. */
  readonly organisationIsFirst: boolean;
  readonly positionIsFirst: boolean;
  /** Minutes of each of its stays, that nobody be in a session twice at once; null where the process has no such session. */
  readonly minutes: readonly (number | null)[];
}

/** Keeps what the rows of one list write, in their order. */
export class ListWrites {
  private readonly input: WritesInput;
  private readonly people: PeopleIndex;
  private readonly sessions: ReadonlyMap<number, PlanSession>;
  private readonly registeredOrganisations = new Set<string>();
  private readonly roles = new Set<string>();
  private readonly credit = new MinutesCredit();

  constructor(input: WritesInput) {
    this.input = input;
    this.people = input.people;
    this.sessions = sessionsByNumber(input.sessions);
  }

  /** What a row writes. `others`: whom a person said it is none of. */
  write(said: ReadRow, known: Scored | null, decidedBy: 'import' | 'person', others: readonly Scored[] = []): RowWrite {
    const { row, organisation } = said;
    const attaches = known !== null && decidedBy === 'import' && known.attaches;
    const personId = attaches ? known.person.id : this.register(said);
    if (attaches) this.people.addStays(known.person, row.stays);
    else if (known !== null) this.people.unite(personId, known.person);
    for (const { person } of others) this.people.distinguish(personId, person);
    const written = asWritten(row);
    return {
      personId,
      registers: !attaches,
      writtenOtherwise: written !== '' && written !== this.people.nameOf(personId),
      merge: attaches || known === null ? null : { into: known.person.id, score: known.score, explanation: known.explanation, decidedBy },
      distinguishedFrom: others.map(({ person }) => person.id),
      organisationIsFirst: organisation !== null && organisation.isNew && isFirst(this.registeredOrganisations, organisation.id),
      positionIsFirst:
        row.position !== null && organisation !== null && isFirst(this.roles, `${personId} ${organisation.id} ${normaliseName(row.position)}`),
      minutes: row.stays.map((stay) => {
        const session = this.sessions.get(stay.sessionNumber);
        return session === undefined ? null : this.credit.credit(this.people.canonicalId(personId), stay, session.durationMinutes);
      }),
    };
  }

  private register({ row, record, organisation }: ReadRow): string {
    const id = this.input.newId();
    const name = `${row.givenNames} ${row.surnames}`.trim();
    this.people.add({ id, row: row.row, name, organisation: organisation?.name ?? null, record, stays: row.stays });
    return id;
  }
}

function isFirst(met: Set<string>, key: string): boolean {
  if (met.has(key)) return false;
  met.add(key);
  return true;
}

function sessionsByNumber(sessions: readonly PlanSession[]): ReadonlyMap<number, PlanSession> {
  return new Map(sessions.map((session) => [session.number, session]));
}

/** Longest name, and longest name of a sheet or column, the ledger takes. */
const WRITTEN_MAX = 240;
const SOURCE_TEXT_MAX = 100;

function asWritten({ nameAsWritten }: AttendanceRow): string {
  return nameAsWritten.trim().slice(0, WRITTEN_MAX);
}

export interface EntriesInput {
  readonly sessions: readonly PlanSession[];
  readonly processId: string;
  readonly newId: () => string;
}

/** Makes the entries of rows. */
export class ListEntries {
  private readonly input: EntriesInput;
  private readonly sessions: ReadonlyMap<number, PlanSession>;

  constructor(input: EntriesInput) {
    this.input = input;
    this.sessions = sessionsByNumber(input.sessions);
  }

  /** The entries of a row, in the order in which the ledger takes them. */
  *of(row: AttendanceRow, organisation: MatchedOrganisation | null, write: RowWrite): Generator<PlannedEntry> {
    const day = this.firstDay(row);
    const { personId, merge } = write;
    if (write.organisationIsFirst && organisation !== null) yield organisationEntry(organisation, day);
    if (write.registers) yield personEntry(personId, row, day);
    if (merge !== null) {
      const { into, score, explanation, decidedBy } = merge;
      yield this.entry('registry.people-merged', day, { personIds: [into, personId], score, explanation: [...explanation], chosen: {}, decidedBy });
    }
    if (write.positionIsFirst && organisation !== null) {
      const payload = { personId, organisationId: organisation.id, from: null, to: null };
      yield this.entry('registry.role-recorded', day, payload, { position: row.position });
    }
    for (const [at, minutes] of write.minutes.entries()) {
      const stay = row.stays[at];
      const session = stay === undefined ? undefined : this.sessions.get(stay.sessionNumber);
      if (stay !== undefined && session !== undefined && minutes !== null) yield this.stay(row, { stay, session, minutes }, organisation, write);
    }
    for (const other of write.distinguishedFrom) yield this.entry('registry.people-distinguished', day, { personIds: [personId, other] });
  }

  private stay(
    row: AttendanceRow,
    { stay, session, minutes }: { stay: AttendanceRow['stays'][number]; session: PlanSession; minutes: number },
    organisation: MatchedOrganisation | null,
    { personId, writtenOtherwise }: RowWrite,
  ): PlannedEntry {
    const own = { department: row.department, municipality: row.municipality };
    const there = { department: session.department, municipality: session.municipality };
    const place = session.modality === 'on-site' || (session.modality === 'mixed' && own.department === null) ? there : own;
    const payload: z.output<typeof attendanceRecorded.payload> = {
      processId: this.input.processId,
      sessionId: session.id,
      personId,
      organisationId: organisation?.id ?? null,
      durationMinutes: minutes,
      ...place,
      sourceRow: row.row,
    };
    const cut = (text: string | null): string | null => text?.slice(0, SOURCE_TEXT_MAX) ?? null;
    return this.entry('events.attendance-recorded', session.heldOn, payload, {
      listPlace: { sheet: cut(row.sheet), column: cut(stay.column) },
      ...(writtenOtherwise ? { asWritten: asWritten(row) } : {}),
    });
  }

  private firstDay(row: AttendanceRow): string {
    const first = row.stays.map((stay) => this.sessions.get(stay.sessionNumber)?.heldOn ?? '').filter((day) => day !== '').sort()[0];
    return first ?? this.input.sessions[0]?.heldOn ?? '2000-01-01';
  }

  private entry(
    kind: string,
    occurredOn: string,
    payload: Readonly<Record<string, unknown>>,
    values: Readonly<Record<string, unknown>> = {},
  ): PlannedEntry {
    return { id: this.input.newId(), kind, occurredOn, payload, private: values };
  }
}

function organisationEntry({ id, name, organisationKind }: MatchedOrganisation, occurredOn: string): PlannedEntry {
  const payload = { name, acronym: null, organisationKind, department: null, municipality: null, taxNumber: null };
  return { id, kind: 'registry.organisation-registered', occurredOn, payload, private: {} };
}

function personEntry(id: string, row: AttendanceRow, occurredOn: string): PlannedEntry {
  const { sex, birthYear, department, municipality, document, phone, email } = row;
  return {
    id,
    kind: 'registry.person-registered',
    occurredOn,
    payload: { sex, birthYear, department, municipality },
    private: {
      name: { givenNames: row.givenNames, surnames: row.surnames },
      ...(document === null ? {} : { document }),
      ...(phone === null && email === null ? {} : { contact: { phone, email } }),
    },
  };
}
