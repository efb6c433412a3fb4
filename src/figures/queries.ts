/** SQL of the figures: writing what entries yield, reading it into memory. */
import type { PoolClient } from 'pg';
import type { Yielded } from './fact.ts';

export async function insertFacts(client: PoolClient, programmeId: string, yielded: readonly Yielded[]): Promise<void> {
  const rows = yielded.flatMap(({ entry, yield: { facts = [] } }) =>
    facts.map((fact, ordinal) => ({ ...fact, ordinal, from: entry.position, batch: entry.batch })),
  );
  if (rows.length === 0) return;
  await client.query({
    name: 'insert-facts',
    text: `insert into fact (programme_id, from_position, ordinal, batch, measure, occurred_on, person, organisation,
        activity, occasion, place, partner, quantity)
      select $1, * from unnest($2::bigint[], $3::smallint[], $4::bigint[], $5::smallint[], $6::date[], $7::bigint[],
        $8::bigint[], $9::bigint[], $10::bigint[], $11::integer[], $12::bigint[], $13::double precision[])`,
    values: [
      programmeId,
      rows.map((row) => row.from),
      rows.map((row) => row.ordinal),
      rows.map((row) => row.batch),
      rows.map((row) => row.measure),
      rows.map((row) => row.occurredOn),
      rows.map((row) => row.person),
      rows.map((row) => row.organisation),
      rows.map((row) => row.activity),
      rows.map((row) => row.occasion),
      rows.map((row) => row.place),
      rows.map((row) => row.partner),
      rows.map((row) => row.quantity),
    ],
  });
}

export async function insertPeople(client: PoolClient, programmeId: string, yielded: readonly Yielded[]): Promise<void> {
  const rows = yielded.flatMap(({ entry, yield: { person } }) => (person === undefined ? [] : [{ entry, person }]));
  if (rows.length === 0) return;
  await client.query({
    name: 'insert-person-versions',
    text: `insert into person_version (programme_id, from_position, batch, person, sex, birth_year, born_from, born_to, place)
      select $1, * from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::smallint[], $6::smallint[], $7::smallint[],
        $8::smallint[], $9::integer[])`,
    values: [
      programmeId,
      rows.map((row) => row.entry.position),
      rows.map((row) => row.entry.batch),
      rows.map((row) => row.entry.rootPosition),
      rows.map((row) => row.person.sex),
      rows.map((row) => row.person.birthYear),
      rows.map((row) => row.person.born?.from ?? null),
      rows.map((row) => row.person.born?.to ?? null),
      rows.map((row) => row.person.place),
    ],
  });
}

export async function insertOrganisations(client: PoolClient, programmeId: string, yielded: readonly Yielded[]): Promise<void> {
  const rows = yielded.flatMap(({ entry, yield: { organisation } }) =>
    organisation === undefined ? [] : [{ entry, organisation }],
  );
  if (rows.length === 0) return;
  await client.query(
    `insert into organisation_version (programme_id, from_position, batch, organisation, kind, place, sector)
     select $1, * from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::smallint[], $6::integer[], $7::smallint[])`,
    [
      programmeId,
      rows.map((row) => row.entry.position),
      rows.map((row) => row.entry.batch),
      rows.map((row) => row.organisation.of ?? row.entry.rootPosition),
      rows.map((row) => row.organisation.kind),
      rows.map((row) => row.organisation.place),
      rows.map((row) => row.organisation.sector),
    ],
  );
}

export async function insertEdges(client: PoolClient, programmeId: string, yielded: readonly Yielded[]): Promise<void> {
  const rows = yielded.flatMap(({ entry, yield: { edge } }) => (edge === undefined ? [] : [{ entry, edge }]));
  if (rows.length === 0) return;
  await client.query(
    `insert into identity (programme_id, from_position, batch, record_a, record_b, chosen_sex, chosen_birth_year,
       chosen_place)
     select $1, * from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
       $8::bigint[])`,
    [
      programmeId,
      rows.map((row) => row.entry.position),
      rows.map((row) => row.entry.batch),
      rows.map((row) => row.edge.recordA),
      rows.map((row) => row.edge.recordB),
      rows.map((row) => row.edge.chosenSex),
      rows.map((row) => row.edge.chosenBirthYear),
      rows.map((row) => row.edge.chosenPlace),
    ],
  );
}

export async function insertOrganisationEdges(client: PoolClient, programmeId: string, yielded: readonly Yielded[]): Promise<void> {
  const rows = yielded.flatMap(({ entry, yield: { organisationEdge } }) =>
    organisationEdge === undefined ? [] : [{ entry, edge: organisationEdge }],
  );
  if (rows.length === 0) return;
  await client.query(
    `insert into organisation_identity (programme_id, from_position, batch, record_a, record_b, chosen_kind, chosen_sector)
     select $1, * from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])`,
    [
      programmeId,
      rows.map((row) => row.entry.position),
      rows.map((row) => row.entry.batch),
      rows.map((row) => row.edge.recordA),
      rows.map((row) => row.edge.recordB),
      rows.map((row) => row.edge.chosenKind),
      rows.map((row) => row.edge.chosenSector),
    ],
  );
}

export async function insertIndicators(client: PoolClient, programmeId: string, yielded: readonly Yielded[]): Promise<void> {
  for (const { entry, yield: { indicator } } of yielded) {
    if (indicator === undefined) continue;
    await client.query(
      'insert into indicator_version (programme_id, from_position, batch, code, body) values ($1, $2, $3, $4, $5)',
      [programmeId, entry.position, entry.batch, indicator.code, indicator],
    );
  }
}

export async function insertAgeGroups(client: PoolClient, programmeId: string, yielded: readonly Yielded[]): Promise<void> {
  for (const { entry, yield: { ageGroups } } of yielded) {
    if (ageGroups === undefined) continue;
    await client.query(
      'insert into age_groups_version (programme_id, from_position, batch, body) values ($1, $2, $3, $4)',
      [programmeId, entry.position, entry.batch, ageGroups],
    );
  }
}

export interface Closing {
  readonly from: number;
  readonly to: number;
  readonly because: 1 | 2;
}

const VERSIONED = [
  'fact', 'person_version', 'organisation_version', 'identity', 'organisation_identity', 'indicator_version',
  'age_groups_version',
] as const;
export type VersionedTable = (typeof VERSIONED)[number];

/** Ends what superseded versions said. */
export async function closeRows(client: PoolClient, programmeId: string, closings: readonly Closing[]): Promise<void> {
  if (closings.length === 0) return;
  for (const table of VERSIONED) {
    await client.query(
      `update ${table} t set to_position = c.to_position, closed_because = c.because
       from unnest($2::bigint[], $3::bigint[], $4::smallint[]) as c(from_position, to_position, because)
       where t.programme_id = $1 and t.from_position = c.from_position`,
      [programmeId, closings.map((it) => it.from), closings.map((it) => it.to), closings.map((it) => it.because)],
    );
  }
}

export interface FactRow {
  from: number;
  ordinal: number;
  to: number | null;
  because: number | null;
  batch: number | null;
  measure: number;
  day: number;
  person: number | null;
  organisation: number | null;
  activity: number | null;
  occasion: number | null;
  place: number | null;
  partner: number | null;
  quantity: number;
}

/** Rows that began in (after, upTo], or ended there having begun before. In order of position. */
const CHANGED = `programme_id = $1 and ((from_position > $2 and from_position <= $3)
  or (to_position > $2 and to_position <= $3 and from_position <= $2))`;

/** Reads facts in pages by position, so that a million rows never stand in memory as objects at once. */
export async function readFacts(
  client: PoolClient,
  programmeId: string,
  after: number,
  upTo: number,
  onRows: (rows: readonly FactRow[]) => void,
): Promise<void> {
  const columns = `from_position as "from", ordinal, case when to_position <= $3 then to_position end as "to",
    case when to_position <= $3 then closed_because end as because, batch, measure,
    occurred_on - date '1970-01-01' as day, person, organisation, activity, occasion, place, partner, quantity`;
  const closed = await client.query<FactRow>(
    `select ${columns} from fact
     where programme_id = $1 and to_position > $2 and to_position <= $3 and from_position <= $2`,
    [programmeId, after, upTo],
  );
  onRows(closed.rows);
  for (let from = after; from < upTo; ) {
    const { rows } = await client.query<FactRow>(
      `select ${columns} from fact where programme_id = $1 and from_position > $2 and from_position <= $3
       order by from_position, ordinal limit 20000`,
      [programmeId, from, upTo],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    // A page may end within one entry's facts: that entry is read again whole with the next page.
    const whole = rows.length < 20_000 ? rows : rows.filter((row) => row.from < last.from);
    onRows(whole);
    from = whole.at(-1)?.from ?? upTo;
    if (rows.length < 20_000) return;
  }
}

export interface PersonRow {
  from: number;
  to: number | null;
  batch: number | null;
  person: number;
  sex: number;
  birthYear: number | null;
  bornFrom: number | null;
  bornTo: number | null;
  place: number | null;
}

export async function readPeople(client: PoolClient, programmeId: string, after: number, upTo: number): Promise<PersonRow[]> {
  const { rows } = await client.query<PersonRow>(
    `select from_position as "from", case when to_position <= $3 then to_position end as "to", batch, person, sex,
       birth_year as "birthYear", born_from as "bornFrom", born_to as "bornTo", place
     from person_version where ${CHANGED} order by from_position`,
    [programmeId, after, upTo],
  );
  return rows;
}

export interface AgeGroupsRow {
  from: number;
  to: number | null;
  batch: number | null;
  body: unknown;
}

export async function readAgeGroups(client: PoolClient, programmeId: string, after: number, upTo: number): Promise<AgeGroupsRow[]> {
  const { rows } = await client.query<AgeGroupsRow>(
    `select from_position as "from", case when to_position <= $3 then to_position end as "to", batch, body
     from age_groups_version where ${CHANGED} order by from_position`,
    [programmeId, after, upTo],
  );
  return rows;
}

export interface OrganisationRow {
  from: number;
  to: number | null;
  batch: number | null;
  organisation: number;
  isOwn: boolean;
  kind: number | null;
  sector: number | null;
}

export async function readOrganisations(client: PoolClient, programmeId: string, after: number, upTo: number): Promise<OrganisationRow[]> {
  const { rows } = await client.query<OrganisationRow>(
    `select from_position as "from", case when to_position <= $3 then to_position end as "to", batch, organisation, kind,
       sector, exists (select from entry s join entry o on o.programme_id = s.programme_id and o.id = s.root_id
         where s.programme_id = v.programme_id and s.position = v.from_position and o.position = v.organisation) as "isOwn"
     from organisation_version v where ${CHANGED} order by from_position`,
    [programmeId, after, upTo],
  );
  return rows;
}

export interface EdgeRow {
  from: number;
  to: number | null;
  batch: number | null;
  a: number;
  b: number;
  aId: string;
  bId: string;
  chosenSex: number | null;
  chosenBirthYear: number | null;
  chosenPlace: number | null;
}

export async function readEdges(client: PoolClient, programmeId: string, after: number, upTo: number): Promise<EdgeRow[]> {
  const { rows } = await client.query<EdgeRow>(
    `select i.from_position as "from", case when i.to_position <= $3 then i.to_position end as "to", i.batch,
       i.record_a as a, i.record_b as b, ea.id as "aId", eb.id as "bId", i.chosen_sex as "chosenSex",
       i.chosen_birth_year as "chosenBirthYear", i.chosen_place as "chosenPlace"
     from identity i
     join entry ea on ea.programme_id = i.programme_id and ea.position = i.record_a
     join entry eb on eb.programme_id = i.programme_id and eb.position = i.record_b
     where i.programme_id = $1 and ((i.from_position > $2 and i.from_position <= $3)
       or (i.to_position > $2 and i.to_position <= $3 and i.from_position <= $2))
     order by i.from_position`,
    [programmeId, after, upTo],
  );
  return rows;
}

export interface OrganisationEdgeRow {
  from: number;
  to: number | null;
  batch: number | null;
  a: number;
  b: number;
  aId: string;
  bId: string;
  chosenKind: number | null;
  chosenSector: number | null;
}

export async function readOrganisationEdges(
  client: PoolClient,
  programmeId: string,
  after: number,
  upTo: number,
): Promise<OrganisationEdgeRow[]> {
  const { rows } = await client.query<OrganisationEdgeRow>(
    `select i.from_position as "from", case when i.to_position <= $3 then i.to_position end as "to", i.batch,
       i.record_a as a, i.record_b as b, ea.id as "aId", eb.id as "bId", i.chosen_kind as "chosenKind",
       i.chosen_sector as "chosenSector"
     from organisation_identity i
     join entry ea on ea.programme_id = i.programme_id and ea.position = i.record_a
     join entry eb on eb.programme_id = i.programme_id and eb.position = i.record_b
     where i.programme_id = $1 and ((i.from_position > $2 and i.from_position <= $3)
       or (i.to_position > $2 and i.to_position <= $3 and i.from_position <= $2))
     order by i.from_position`,
    [programmeId, after, upTo],
  );
  return rows;
}

export interface BatchSpan {
  number: number;
  from: number | null;
  to: number | null;
}

export async function readBatches(client: PoolClient, programmeId: string, upTo: number): Promise<BatchSpan[]> {
  const { rows } = await client.query<BatchSpan>(
    `select number, case when from_position <= $2 then from_position end as "from",
       case when to_position <= $2 then to_position end as "to"
     from batch where programme_id = $1`,
    [programmeId, upTo],
  );
  return rows;
}

export interface IndicatorRow {
  from: number;
  /** The entry that first defined it. */
  id: string;
  code: string;
  body: unknown;
  recordedAt: Date;
}

/** Definitions in force at a position, by code. Of two entries that define one code, the later counts. */
export async function readIndicators(client: PoolClient, programmeId: string, position: number): Promise<IndicatorRow[]> {
  const { rows } = await client.query<IndicatorRow>(
    `select distinct on (i.code) i.from_position as "from", i.code, i.body, e.recorded_at as "recordedAt", e.root_id as "id"
     from indicator_version i join entry e on e.programme_id = i.programme_id and e.position = i.from_position
     left join batch b on b.programme_id = i.programme_id and b.number = i.batch
     where i.programme_id = $1 and i.from_position <= $2 and (i.to_position is null or i.to_position > $2)
       and (i.batch is null or (b.from_position <= $2 and (b.to_position is null or b.to_position > $2)))
     order by i.code, i.from_position desc`,
    [programmeId, position],
  );
  return rows;
}
