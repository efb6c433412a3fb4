/** The entries that one row of a list of attendance becomes: who is registered, merged, and was there for how long. Pure. */
import type { z } from 'zod';
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

export interface EntriesInput {
  readonly people: PeopleIndex;
  readonly sessions: readonly PlanSession[];
  readonly processId: string;
  readonly newId: () => string;
}

/** A row that goes in, as it was read. */
export interface WrittenRow {
  readonly row: AttendanceRow;
  readonly record: MatchRecord;
  readonly organisation: MatchedOrganisation | null;
}

/** Longest name of a sheet or column the ledger takes. */
const SOURCE_TEXT_MAX = 100;

export class ListEntries {
  readonly entries: PlannedEntry[] = [];
  private readonly input: EntriesInput;
  private readonly people: PeopleIndex;
  private readonly sessions: ReadonlyMap<number, PlanSession>;
  private readonly registeredOrganisations = new Set<string>();
  private readonly roles = new Set<string>();
  private readonly credit = new MinutesCredit();

  constructor(input: EntriesInput) {
    this.input = input;
    this.people = input.people;
    this.sessions = new Map(input.sessions.map((session) => [session.number, session]));
  }

  /** Writes what a row says; returns the id of the record its stays name. */
  write({ row, record, organisation }: WrittenRow, known: Scored | null, decidedBy: 'import' | 'person'): string {
    this.registerOrganisation(organisation, row);
    const attaches = known !== null && decidedBy === 'import' && known.attaches;
    const personId = attaches ? known.person.id : this.registerPerson(row, record, organisation);
    if (attaches) this.people.addStays(known.person, row.stays);
    else if (known !== null) this.merge(row, personId, known, decidedBy);
    this.recordRole(row, personId, organisation);
    for (const stay of row.stays) this.recordStay(row, stay, personId, organisation);
    return personId;
  }

  /** Says that a record is none of those it was taken for. */
  distinguish(row: AttendanceRow, personId: string, others: readonly Scored[]): void {
    for (const { person } of others) {
      this.people.distinguish(personId, person);
      this.add('registry.people-distinguished', this.firstDay(row), { personIds: [personId, person.id] });
    }
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
