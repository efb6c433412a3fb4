/** The figure of figures.bench.ts in bare SQL on an in-memory DuckDB, over the same facts: what the ratio is taken to. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Pool } from 'pg';

export interface BareFigure {
  readonly by: 'activity' | 'organisation';
  readonly days: readonly [from: number, to: number] | null;
  readonly sexes: readonly number[] | null;
  readonly departments: readonly number[] | null;
}

/** Copies the facts and people of a programme. Returns seconds taken and a connection. */
export async function copyToDuckDb(owner: Pool, programmeId: string): Promise<{ connection: DuckDBConnection; seconds: number }> {
  const started = performance.now();
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  await connection.run('create table fact (fact_from integer, person integer, organisation integer, activity integer, occasion integer, day integer, place integer, quantity integer)');
  await connection.run('create table person (person integer, sex utinyint)');
  await connection.run('create table organisation (organisation integer, kind utinyint)');
  await connection.run('create table held (activity integer, total integer)');
  const copy = async (table: string, sql: string, columns: number): Promise<void> => {
    const appender = await connection.createAppender(table);
    for (let after = 0; ; ) {
      const { rows } = await owner.query<number[]>({ text: `${sql} and from_position > $2 order by from_position limit 100000`, values: [programmeId, after], rowMode: 'array' });
      for (const row of rows) {
        for (let at = 0; at < columns; at += 1) appender.appendInteger(Number(row[at]));
        appender.endRow();
      }
      after = Number(rows.at(-1)?.[columns] ?? 0);
      if (rows.length < 100_000) break;
    }
    appender.closeSync();
  };
  await copy('fact', `select from_position, person, organisation, activity, occasion, occurred_on - date '1970-01-01', place, quantity, from_position from fact where programme_id = $1 and measure = 1`, 8);
  await connection.run('create table person_in (person integer, sex integer)');
  await copy('person_in', 'select person, sex, from_position from person_version where programme_id = $1', 2);
  await connection.run('insert into person select person, sex from person_in; drop table person_in');
  await connection.run('create table organisation_in (organisation integer, kind integer)');
  await copy('organisation_in', 'select organisation, kind, from_position from organisation_version where programme_id = $1', 2);
  await connection.run('insert into organisation select organisation, kind from organisation_in; drop table organisation_in');
  await connection.run('create table held_in (activity integer, quantity integer)');
  await copy('held_in', 'select activity, quantity, from_position from fact where programme_id = $1 and measure = 2', 2);
  await connection.run('insert into held select activity, sum(quantity) from held_in group by 1; drop table held_in');
  return { connection, seconds: (performance.now() - started) / 1000 };
}

/** People who reached 80 % of a process, by sex, kind, department and process or organisation: the rows of the table. */
export async function bareFigure(connection: DuckDBConnection, figure: BareFigure): Promise<number> {
  const filters = [
    figure.sexes === null ? '' : `and p.sex in (${figure.sexes.join(', ')})`,
    figure.departments === null ? '' : `and f.place in (${figure.departments.join(', ')})`,
    figure.days === null ? '' : `and a.day between ${figure.days[0]} and ${figure.days[1]}`,
  ];
  const reader = await connection.runAndReadAll(
    `with running as (
       select person, activity, day, sum(quantity) over (partition by person, activity order by day, occasion, fact_from) as reached from fact),
     attained as (
       select r.person, r.activity, min(r.day) as day from running r join held h on h.activity = r.activity
       where r.reached * 100 >= 80 * h.total group by 1, 2)
     select p.sex, coalesce(o.kind, 0) as kind, f.place, f.${figure.by}, count(distinct f.person) as people
     from attained a join fact f on f.person = a.person and f.activity = a.activity
     join person p on p.person = f.person left join organisation o on o.organisation = f.organisation
     where o.kind in (1, 2, 3) ${filters.join(' ')} group by 1, 2, 3, 4`,
  );
  return reader.currentRowCount;
}
