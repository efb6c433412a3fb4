-- What is stated of organisations: their own entry as it stands, and what imports say of them on top of it. The row of
-- an organisation in the lists is made from these.
create table organisation_statement (
  programme_id uuid not null,
  -- First entry of the statement; for an organisation's own entry, its id.
  entry_id uuid not null,
  organisation_id uuid not null,
  leaf_id uuid not null,
  batch_id uuid,
  root_position bigint not null,
  -- Position from which it is said.
  stated_position bigint not null,
  body jsonb not null,
  contact jsonb,
  withdrawn boolean not null default false,
  changed_position bigint not null,
  primary key (programme_id, entry_id)
);
create index organisation_statement_of on organisation_statement (programme_id, organisation_id);
create index organisation_statement_batch on organisation_statement (programme_id, batch_id) where batch_id is not null;

-- What a rebuild would give for organisations registered before.
alter table organisation no force row level security;
insert into organisation_statement (programme_id, entry_id, organisation_id, leaf_id, batch_id, root_position,
    stated_position, body, contact, withdrawn, changed_position)
  select programme_id, id, id, leaf_id, batch_id, registered_position, changed_position, jsonb_build_object('name', name,
    'acronym', acronym, 'organisationKind', organisation_kind, 'department', department, 'municipality', municipality,
    'taxNumber', tax_number, 'sector', sector, 'valueChain', value_chain, 'formalStatus', formal_status,
    'membersWomen', members_women, 'membersMen', members_men, 'membersUnknown', members_unknown, 'exports', exports),
    contact, withdrawn, changed_position
  from organisation;
alter table organisation force row level security;

-- Imports of people and organisations being prepared or written: drafts, not entries.
create table registry_import (
  programme_id uuid not null,
  id uuid not null,
  what text not null check (what in ('people', 'organisations')),
  sha256 bytea not null,
  file_name text not null,
  size_bytes bigint not null,
  -- How the file is read, whether its values fill or replace, and what was decided row by row.
  reading jsonb,
  policy jsonb not null default '{}',
  decisions jsonb not null default '{}',
  stage text not null default 'ready' check (stage in ('ready', 'writing', 'open', 'failed', 'discarded')),
  batch_id uuid,
  -- While it is written: when its writer last gave a sign of life.
  claimed_at timestamptz,
  -- How many rows of each state went in, once it is open.
  counts jsonb,
  started_at timestamptz not null,
  started_by uuid not null,
  primary key (programme_id, id)
);

-- What the columns of a file were taken for the last time, by its headings; for the next file with the same ones.
create table import_columns (
  programme_id uuid not null,
  what text not null,
  headings text not null,
  fields jsonb not null,
  used_at timestamptz not null,
  primary key (programme_id, what, headings)
);

do $$
declare name text;
begin
  foreach name in array array['organisation_statement', 'registry_import', 'import_columns']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
