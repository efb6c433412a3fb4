-- What figures are computed from: projections, narrow and disposable. Keys of things are positions of the entries
-- that introduced them; a row begins at the position of the entry that yields it (so from_position names that entry).
-- closed_because: 1 corrected, 2 withdrawn. batch: number of the import the entry belongs to.

create table fact (
  programme_id uuid not null,
  from_position bigint not null,
  ordinal smallint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  measure smallint not null,
  occurred_on date not null,
  person bigint,
  organisation bigint,
  activity bigint,
  -- The one session, visit or lesson within the activity.
  occasion bigint,
  -- INE code: a department (1 to 9) or a municipality (six digits).
  place integer,
  partner bigint,
  quantity bigint not null,
  primary key (programme_id, from_position, ordinal)
);
create index fact_closed on fact (programme_id, to_position) where to_position is not null;
create index fact_person on fact (programme_id, person, measure);
create index fact_occasion on fact (programme_id, occasion, measure);
create index fact_activity on fact (programme_id, activity, measure);

create table person_version (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  person bigint not null,
  -- 0 unknown, 1 woman, 2 man, 3 other, 4 not stated.
  sex smallint not null,
  birth_year smallint,
  place integer,
  primary key (programme_id, from_position)
);
create index person_version_closed on person_version (programme_id, to_position) where to_position is not null;

create table organisation_version (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  organisation bigint not null,
  kind smallint not null,
  place integer,
  primary key (programme_id, from_position)
);
create index organisation_version_closed on organisation_version (programme_id, to_position) where to_position is not null;

-- Two records are one. The canonical record of a component is the smallest id in it, computed at a position.
create table identity (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  record_a bigint not null,
  record_b bigint not null,
  -- Record whose value stands, per attribute that figures use; null: the first known value.
  chosen_sex bigint,
  chosen_birth_year bigint,
  chosen_place bigint,
  primary key (programme_id, from_position)
);
create index identity_closed on identity (programme_id, to_position) where to_position is not null;
create index identity_a on identity (programme_id, record_a);
create index identity_b on identity (programme_id, record_b);

create table indicator_version (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  code text not null,
  body jsonb not null,
  primary key (programme_id, from_position)
);

do $$
declare name text;
begin
  foreach name in array array['fact', 'person_version', 'organisation_version', 'identity', 'indicator_version']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
