/**
 * A programme's facts in memory, kept up with the ledger: before each answer the rows since the last position are
 * read, so an answer is never older than the ledger was when it was asked. A rebuild raises the epoch: read again whole.
 */
import type { Pool, PoolClient } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { readHead } from '../ledger/queries.ts';
import { Columns, OPEN, viewAt, type View } from './columns.ts';
import { ageGroupsSet } from '../registry/entries.ts';
import {
  readAgeGroups,
  readBatches,
  readEdges,
  readFacts,
  readOrganisationEdges,
  readOrganisations,
  readPeople,
  type FactRow,
} from './queries.ts';

/** Views of past positions kept at hand. */
const VIEWS_KEPT_MAX = 8;
/** Epoch before anything was read; the ledger's own begin at 1. */
const NOTHING_READ = -1;

export class FigureStore {
  columns = new Columns();
  position = 0;
  private epoch = NOTHING_READ;
  private readonly views = new Map<number, View>();
  private catchingUp: Promise<void> | null = null;
  private readonly pool: Pool;
  private readonly programmeId: string;

  constructor(pool: Pool, programmeId: string) {
    this.pool = pool;
    this.programmeId = programmeId;
  }

  /** Reads what the ledger has taken in since. Callers that come together share one reading. */
  async catchUp(): Promise<void> {
    // A reading under way may have begun before the caller's own entry was in: wait for it, then look again.
    if (this.catchingUp !== null) await this.catchingUp;
    this.catchingUp ??= this.readNew().finally(() => {
      this.catchingUp = null;
    });
    await this.catchingUp;
  }

  /** What was known at a position (of those already read). */
  viewAt(position: number): View {
    const known = this.views.get(position);
    if (known !== undefined) return known;
    const view = viewAt(this.columns, position);
    const oldest = this.views.size >= VIEWS_KEPT_MAX ? this.views.keys().next().value : undefined;
    if (oldest !== undefined) this.views.delete(oldest);
    this.views.set(position, view);
    return view;
  }

  private async readNew(): Promise<void> {
    await inProgramme(
      this.pool,
      this.programmeId,
      async (client) => {
        const head = await readHead(client, this.programmeId);
        const whole = head.epoch !== this.epoch;
        if (!whole && head.position === this.position) return;
        // Until the reading is whole, a reading that breaks off must be begun anew: rows could come in twice.
        this.epoch = NOTHING_READ;
        const columns = whole ? new Columns() : this.columns;
        await this.read(client, columns, whole ? 0 : this.position, head.position);
        this.columns = columns;
        this.position = head.position;
        this.epoch = head.epoch;
        this.views.clear();
      },
      { isolation: 'repeatable read', readOnly: true },
    );
  }

  private async read(client: PoolClient, columns: Columns, after: number, upTo: number): Promise<void> {
    for (const span of await readBatches(client, this.programmeId, upTo)) {
      const batch = columns.batches.intern(span.number);
      columns.batchFrom.set(batch, span.from ?? OPEN, OPEN);
      columns.batchTo.set(batch, span.to ?? OPEN, OPEN);
    }
    await readFacts(client, this.programmeId, after, upTo, (rows) => {
      for (const row of rows) if (row.from > after) addFact(columns, row);
      else closeFact(columns, row);
    });
    await this.readVersions(client, columns, after, upTo);
    await this.readUnions(client, columns, after, upTo);
  }

  /** What was known of people and organisations, and the ages counted by. */
  private async readVersions(client: PoolClient, columns: Columns, after: number, upTo: number): Promise<void> {
    const people = await readPeople(client, this.programmeId, after, upTo);
    addVersions(columns.personVersions, people, after, (row) => ({
      from: row.from,
      to: row.to ?? OPEN,
      batch: columns.batches.intern(row.batch ?? 0),
      person: columns.people.intern(row.person),
      sex: row.sex,
      birthYear: row.birthYear,
      born: row.bornFrom === null || row.bornTo === null ? null : { from: row.bornFrom, to: row.bornTo },
      place: row.place,
    }));
    const organisations = await readOrganisations(client, this.programmeId, after, upTo);
    addVersions(columns.organisationVersions, organisations, after, (row) => ({
      from: row.from,
      to: row.to ?? OPEN,
      batch: columns.batches.intern(row.batch ?? 0),
      organisation: columns.organisations.intern(row.organisation),
      kind: row.kind,
    }));
    const groups = await readAgeGroups(client, this.programmeId, after, upTo);
    addVersions(columns.ageGroupVersions, groups, after, (row) => ({
      from: row.from,
      to: row.to ?? OPEN,
      batch: columns.batches.intern(row.batch ?? 0),
      groups: ageGroupsSet.payload.parse(row.body),
    }));
  }

  /** Which records are one. */
  private async readUnions(client: PoolClient, columns: Columns, after: number, upTo: number): Promise<void> {
    const organisationEdges = await readOrganisationEdges(client, this.programmeId, after, upTo);
    addVersions(columns.organisationEdges, organisationEdges, after, (row) => ({
      from: row.from,
      to: row.to ?? OPEN,
      batch: columns.batches.intern(row.batch ?? 0),
      a: columns.organisations.intern(row.a),
      b: columns.organisations.intern(row.b),
      aId: row.aId,
      bId: row.bId,
      chosenKind: row.chosenKind === null ? null : columns.organisations.intern(row.chosenKind),
    }));
    const edges = await readEdges(client, this.programmeId, after, upTo);
    addVersions(columns.edges, edges, after, (row) => ({
      from: row.from,
      to: row.to ?? OPEN,
      batch: columns.batches.intern(row.batch ?? 0),
      a: columns.people.intern(row.a),
      b: columns.people.intern(row.b),
      aId: row.aId,
      bId: row.bId,
      chosenSex: row.chosenSex === null ? null : columns.people.intern(row.chosenSex),
      chosenBirthYear: row.chosenBirthYear === null ? null : columns.people.intern(row.chosenBirthYear),
      chosenPlace: row.chosenPlace === null ? null : columns.people.intern(row.chosenPlace),
    }));
  }
}

/** Appends a fact row to the columns. */
export function addFact(columns: Columns, row: FactRow): void {
  const fact = columns.length;
  const person = columns.people.intern(row.person);
  columns.from.push(row.from);
  columns.ordinal.push(row.ordinal);
  columns.to.push(row.to ?? OPEN);
  columns.because.push(row.because ?? 0);
  columns.batch.push(columns.batches.intern(row.batch ?? 0));
  columns.day.push(row.day);
  columns.person.push(person);
  columns.organisation.push(columns.organisations.intern(row.organisation));
  columns.activity.push(columns.activities.intern(row.activity));
  columns.occasion.push(columns.occasions.intern(row.occasion));
  columns.place.push(row.place ?? 0);
  columns.quantity.push(row.quantity);
  const index = columns.indexOf(row.measure);
  if (person < 0) {
    index.withoutPerson.push(fact);
    columns.previous.push(-1);
  } else {
    columns.previous.push(person < index.heads.length ? index.heads.at(person) : -1);
    index.heads.set(person, fact, -1);
  }
}

/** Ends a fact that was read before. */
function closeFact(columns: Columns, row: FactRow): void {
  const first = factFrom(columns, row.from);
  if (first < 0) throw new Error('A fact ended that was never read.');
  columns.to.set(first + row.ordinal, row.to ?? OPEN, OPEN);
  columns.because.set(first + row.ordinal, row.because ?? 0, 0);
}

function addVersions<Row extends { from: number; to: number | null }, Version extends { from: number; to: number }>(
  versions: Version[],
  rows: readonly Row[],
  after: number,
  make: (row: Row) => Version,
): void {
  for (const row of rows) {
    if (row.from > after) {
      versions.push(make(row));
      continue;
    }
    endVersion(versions, row.from, row.to ?? OPEN);
  }
}

/** Ends the version that began at a position; versions stand in order of position. */
export function endVersion(versions: readonly { readonly from: number; to: number }[], from: number, to: number): void {
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((versions[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const version = versions[low];
  if (version !== undefined && version.from === from) version.to = to;
}

/** First fact that began at a position, or -1. */
export function factFrom(columns: Columns, from: number): number {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (columns.from.at(middle) < from) low = middle + 1;
    else high = middle;
  }
  return low < columns.length && columns.from.at(low) === from ? low : -1;
}
