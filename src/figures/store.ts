/**
 * A programme's facts in memory, kept up with the ledger: before each answer the rows since the last position are
 * read, so an answer is never older than the ledger was when it was asked. A rebuild raises the epoch: read again whole.
 */
import type { Pool, PoolClient } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { readHead } from '../ledger/queries.ts';
import { KeptAttainments } from './attainment.ts';
import { Columns } from './columns.ts';
import { OPEN } from './int-column.ts';
import { ageGroupsSet } from '../registry/entries.ts';
import {
  readAgeGroups,
  readBatches,
  readEdges,
  readFacts,
  readOrganisationEdges,
  readOrganisations,
  readPeople,
} from './queries.ts';
import { KeptFigures } from './kept-figures.ts';
import { Touched } from './touched.ts';
import { endVersion } from './version-rows.ts';
import { viewAt, type View } from './view.ts';

/** Views of past positions kept at hand. */
const VIEWS_KEPT_MAX = 8;
/** Facts that may stand unsorted before they are sorted: so many, or a share of those that are. */
const UNSORTED_MAX = 50_000;
const UNSORTED_SHARE = 8;
/** Epoch before anything was read; the ledger's own begin at 1. */
const NOTHING_READ = -1;
/** In memory: a statement that does not say. */
const UNSAID = -1;

export class FigureStore {
  columns = new Columns();
  position = 0;
  /** Figures worked out from these facts. */
  kept: KeptFigures;
  /** The same of who attained what. */
  attainments: KeptAttainments;
  private touched = new Touched();
  private epoch = NOTHING_READ;
  private readonly views = new Map<number, View>();
  /** The view of everything read, or one since which nothing was said that a view depends on. */
  private latest: View | null = null;
  /** Position at which something was last said that a view depends on: of people, organisations, ages, imports. */
  private saidAt = 0;
  private catchingUp: Promise<void> | null = null;
  private readonly pool: Pool;
  private readonly programmeId: string;

  private readonly sortedFrom: number;

  constructor(pool: Pool, programmeId: string, sortedFrom: number = UNSORTED_MAX) {
    this.pool = pool;
    this.programmeId = programmeId;
    this.sortedFrom = sortedFrom;
    this.kept = this.keeps(KeptFigures);
    this.attainments = this.keeps(KeptAttainments);
  }

  /** Something kept that was worked out from the facts at hand. */
  private keeps<Kept>(Made: new (columns: Columns, touched: Touched, viewAt: (position: number) => View) => Kept): Kept {
    return new Made(this.columns, this.touched, (position) => this.viewAt(position));
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
    const latest = position >= this.saidAt ? this.latestView() : null;
    const view = latest === null ? viewAt(this.columns, position) : { ...latest, position };
    const oldest = this.views.size >= VIEWS_KEPT_MAX ? this.views.keys().next().value : undefined;
    if (oldest !== undefined) this.views.delete(oldest);
    this.views.set(position, view);
    return view;
  }

  /** What is known since anything was last said of people or organisations. */
  private latestView(): View {
    const { columns, latest } = this;
    const isWhole = latest?.canonical.length === columns.people.size && latest.organisationKind.length === columns.organisations.size;
    if (latest !== null && isWhole && latest.position >= this.saidAt) return latest;
    this.latest = viewAt(columns, this.position);
    return this.latest;
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
        if (whole) this.touched = new Touched();
        await this.read(client, columns, whole ? 0 : this.position, head.position);
        this.columns = columns;
        this.position = head.position;
        this.epoch = head.epoch;
        if (!whole) return;
        this.views.clear();
        this.latest = null;
        this.kept = this.keeps(KeptFigures);
        this.attainments = this.keeps(KeptAttainments);
      },
      { isolation: 'repeatable read', readOnly: true },
    );
  }

  /** Whether so many facts stand in order of arrival that sorting them pays. */
  private isUnsorted({ length, sorted }: Columns): boolean {
    return length - sorted > Math.max(this.sortedFrom, sorted / UNSORTED_SHARE);
  }

  /** Something was said that anybody's part in a figure may depend on. */
  private saysOfAnybody(row: { readonly from: number | null; readonly to: number | null }, upTo: number): void {
    this.says(row);
    this.touched.ofAnybody(upTo);
  }

  private says({ from, to }: { readonly from: number | null; readonly to: number | null }): void {
    this.saidAt = Math.max(this.saidAt, from ?? 0, to ?? 0);
  }

  private async read(client: PoolClient, columns: Columns, after: number, upTo: number): Promise<void> {
    for (const span of await readBatches(client, this.programmeId, upTo)) {
      this.says(span);
      if (Math.max(span.from ?? 0, span.to ?? 0) > after) this.touched.ofAnybody(upTo);
      columns.span(columns.batches.intern(span.number), span.from ?? OPEN, span.to ?? OPEN);
    }
    await readFacts(client, this.programmeId, after, upTo, (rows) => {
      for (const row of rows) {
        // Who runs an activity is said by a fact.
        if (row.partner !== null) this.saysOfAnybody(row, upTo);
        if (row.person === null) this.touched.ofNobody(row.measure, upTo);
        else if (after > 0) this.touched.ofPerson(columns.people.intern(row.person), upTo);
        if (row.from > after) columns.add(row);
        else columns.end(row.from, row.to ?? OPEN, row.because ?? 0, row.ordinal);
      }
    });
    if (this.isUnsorted(columns)) columns.sort();
    await this.readVersions(client, columns, after, upTo);
    await this.readUnions(client, columns, after, upTo);
  }

  /** What was known of people and organisations, and the ages counted by. */
  private async readVersions(client: PoolClient, columns: Columns, after: number, upTo: number): Promise<void> {
    const people = await readPeople(client, this.programmeId, after, upTo);
    for (const row of people) {
      this.says(row);
      if (after > 0) this.touched.ofPerson(columns.people.intern(row.person), upTo);
      if (row.from <= after) {
        columns.personVersions.end(row.from, row.to ?? OPEN);
        continue;
      }
      columns.personVersions.push({
        from: row.from,
        to: row.to ?? OPEN,
        batch: columns.batches.intern(row.batch ?? 0),
        person: columns.people.intern(row.person),
        sex: row.sex,
        birthYear: row.birthYear,
        born: row.bornFrom === null || row.bornTo === null ? null : { from: row.bornFrom, to: row.bornTo },
      });
    }
    const organisations = await readOrganisations(client, this.programmeId, after, upTo);
    for (const row of organisations) this.saysOfAnybody(row, upTo);
    addVersions(columns.organisationVersions, organisations, after, (row) => ({
      from: row.from,
      to: row.to ?? OPEN,
      batch: columns.batches.intern(row.batch ?? 0),
      organisation: columns.organisations.intern(row.organisation),
      isOwn: row.isOwn,
      kind: row.kind ?? UNSAID,
      sector: row.sector ?? UNSAID,
    }));
    const groups = await readAgeGroups(client, this.programmeId, after, upTo);
    for (const row of groups) this.saysOfAnybody(row, upTo);
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
    for (const row of organisationEdges) this.saysOfAnybody(row, upTo);
    addVersions(columns.organisationEdges, organisationEdges, after, (row) => ({
      from: row.from,
      to: row.to ?? OPEN,
      batch: columns.batches.intern(row.batch ?? 0),
      a: columns.organisations.intern(row.a),
      b: columns.organisations.intern(row.b),
      aId: row.aId,
      bId: row.bId,
      chosenKind: row.chosenKind === null ? null : columns.organisations.intern(row.chosenKind),
      chosenSector: row.chosenSector === null ? null : columns.organisations.intern(row.chosenSector),
    }));
    const edges = await readEdges(client, this.programmeId, after, upTo);
    for (const row of edges) this.saysOfAnybody(row, upTo);
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
