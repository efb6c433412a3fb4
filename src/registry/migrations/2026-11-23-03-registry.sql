-- Who exists: projections of the registry's entries, for lists and search. Each row is a record as it stands now;
-- the records of one person share canonical_id.

create table person (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  canonical_id uuid not null,
  leaf_id uuid not null,
  batch_id uuid,
  given_names text not null,
  surnames text not null,
  -- Names, document and phones without accents, lower case: what search looks into.
  search text not null,
  document_number text,
  document_complement text,
  document_issued_in text,
  phone text,
  email text,
  sex text,
  birth_year smallint,
  department text,
  municipality text,
  withdrawn boolean not null default false,
  registered_position bigint not null,
  changed_position bigint not null,
  primary key (programme_id, id),
  unique (programme_id, number)
);
create index person_canonical on person (programme_id, canonical_id);
create index person_search on person using gin (search gin_trgm_ops);
create index person_order on person (programme_id, surnames, given_names, id);

-- Keys under which records that may be one person meet.
create table person_key (
  programme_id uuid not null,
  key text not null,
  person_id uuid not null,
  primary key (programme_id, key, person_id)
);
create index person_key_person on person_key (programme_id, person_id);

create table organisation (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  canonical_id uuid not null,
  leaf_id uuid not null,
  batch_id uuid,
  name text not null,
  acronym text,
  search text not null,
  organisation_kind text not null,
  department text,
  municipality text,
  tax_number text,
  withdrawn boolean not null default false,
  registered_position bigint not null,
  changed_position bigint not null,
  primary key (programme_id, id),
  unique (programme_id, number)
);
create index organisation_search on organisation using gin (search gin_trgm_ops);

create table role (
  programme_id uuid not null,
  entry_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  batch_id uuid,
  position_title text,
  from_on date,
  to_on date,
  withdrawn boolean not null default false,
  changed_position bigint not null,
  primary key (programme_id, entry_id)
);
create index role_person on role (programme_id, person_id);
create index role_organisation on role (programme_id, organisation_id);

create table consent (
  programme_id uuid not null,
  person_id uuid not null,
  purpose text not null,
  given boolean not null,
  stated_on date not null,
  changed_position bigint not null,
  primary key (programme_id, person_id, purpose)
);

-- Possible duplicates: a cache, not entries. `decided`: null open, `same` or `different` by an entry.
create table duplicate_pair (
  programme_id uuid not null,
  person_a uuid not null,
  person_b uuid not null,
  score smallint not null,
  explanation jsonb not null,
  decided text,
  decided_position bigint,
  changed_position bigint not null,
  primary key (programme_id, person_a, person_b)
);

-- Who saw a document or phone number in full, and when. Not an entry: it says nothing of the programme's work.
create table disclosure (
  programme_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  user_id uuid not null,
  disclosed_at timestamptz not null,
  primary key (programme_id, id)
);

do $$
declare name text;
begin
  foreach name in array array['person', 'person_key', 'organisation', 'role', 'consent', 'duplicate_pair', 'disclosure']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
revoke update, delete on disclosure from digna_app;
