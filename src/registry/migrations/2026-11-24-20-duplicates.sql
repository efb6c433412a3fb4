-- Which records of organisations are one, keys under which they meet, and the queue of both.

-- Two records of organisations are one; the same as `identity` for people.
create table organisation_identity (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  record_a bigint not null,
  record_b bigint not null,
  -- Record whose kind stands; null: the first known one.
  chosen_kind bigint,
  primary key (programme_id, from_position)
);
create index organisation_identity_closed on organisation_identity (programme_id, to_position) where to_position is not null;
create index organisation_identity_a on organisation_identity (programme_id, record_a);
create index organisation_identity_b on organisation_identity (programme_id, record_b);

create index organisation_canonical on organisation (programme_id, canonical_id);

create table organisation_key (
  programme_id uuid not null,
  key text not null,
  organisation_id uuid not null,
  primary key (programme_id, key, organisation_id)
);
create index organisation_key_organisation on organisation_key (programme_id, organisation_id);

-- Possible duplicates of organisations: a cache like duplicate_pair.
create table organisation_pair (
  programme_id uuid not null,
  organisation_a uuid not null,
  organisation_b uuid not null,
  score smallint not null,
  explanation jsonb not null,
  decided text,
  decided_position bigint,
  changed_position bigint not null,
  primary key (programme_id, organisation_a, organisation_b)
);

-- "I don't know": the pair goes to the end of the queue for everybody.
alter table duplicate_pair add column postponed_at timestamptz;
alter table organisation_pair add column postponed_at timestamptz;
create index duplicate_pair_open on duplicate_pair
  (programme_id, (coalesce(postponed_at, '-infinity'::timestamptz)), (-score), person_a, person_b) where decided is null;
create index organisation_pair_open on organisation_pair
  (programme_id, (coalesce(postponed_at, '-infinity'::timestamptz)), (-score), organisation_a, organisation_b) where decided is null;

-- A look through the whole registry, under way or done: how far it is, and until when a server holds it.
create table duplicate_search (
  programme_id uuid not null,
  what text not null,
  state text not null,
  after_id uuid,
  looked_at integer not null,
  total integer not null,
  suggested integer not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  held_by uuid,
  held_until timestamptz,
  primary key (programme_id, what)
);

do $$
declare name text;
begin
  foreach name in array array['organisation_identity', 'organisation_key', 'organisation_pair', 'duplicate_search']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
