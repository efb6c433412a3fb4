-- The ledger. Entries only grow: the application's role may neither update nor delete them.
-- A thing (person, organisation, process ...) is known by the id of the entry that introduced it, and, in narrow
-- tables, by that entry's position.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

create table ledger_head (
  programme_id uuid primary key references programme (id),
  position bigint not null default 0,
  recorded_at timestamptz not null default '2000-01-01T00:00:00Z',
  -- Raised by a rebuild: whoever holds a copy of a projection reads it again whole.
  projection_epoch integer not null default 1
);

create table entry (
  programme_id uuid not null,
  id uuid not null,
  position bigint not null,
  kind text not null,
  schema_version smallint not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_precision text not null check (occurred_precision in ('day', 'instant')),
  recorded_at timestamptz not null,
  recorded_by uuid,
  via text not null check (via in ('web', 'offline', 'import', 'openrosa', 'cli')),
  source_id text,
  device text,
  batch_id uuid,
  root_id uuid not null,
  supersedes uuid[] not null default '{}',
  content_hash bytea not null,
  body text not null,
  primary key (programme_id, id),
  unique (programme_id, position),
  unique (programme_id, via, source_id)
);
create index entry_kind on entry (programme_id, kind, position);
create index entry_root on entry (programme_id, root_id, position);
create index entry_batch on entry (programme_id, batch_id, position) where batch_id is not null;
create index entry_recorded on entry (programme_id, recorded_at, position);

create table entry_ref (
  programme_id uuid not null,
  target uuid not null,
  role text not null,
  position bigint not null,
  primary key (programme_id, target, role, position)
);

create table entry_private (
  programme_id uuid not null,
  entry_id uuid not null,
  part text not null,
  subject_id uuid not null,
  salt bytea not null,
  body text not null,
  primary key (programme_id, entry_id, part)
);
create index entry_private_subject on entry_private (programme_id, subject_id);

create table attachment (
  programme_id uuid not null,
  sha256 bytea not null,
  size_bytes bigint not null,
  media_type text not null,
  file_name text not null,
  -- Treated as personal unless marked otherwise.
  personal boolean not null default true,
  stored_at timestamptz not null,
  primary key (programme_id, sha256)
);

create table attachment_use (
  programme_id uuid not null,
  entry_id uuid not null,
  sha256 bytea not null,
  primary key (programme_id, entry_id, sha256)
);
create index attachment_use_file on attachment_use (programme_id, sha256);

-- An import: its entries count while from_position <= P < to_position. `number` is the position of its first entry.
create table batch (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  from_position bigint,
  to_position bigint,
  primary key (programme_id, id),
  unique (programme_id, number)
);
create index batch_from on batch (programme_id, from_position);
create index batch_to on batch (programme_id, to_position);

create table seal (
  programme_id uuid not null,
  number bigint not null,
  from_position bigint not null,
  to_position bigint not null,
  tree_root bytea not null,
  previous_head bytea,
  head bytea not null,
  key_id text not null,
  signature bytea not null,
  sealed_at timestamptz not null,
  primary key (programme_id, number)
);

create table snapshot_row (
  programme_id uuid not null,
  scope text not null,
  collection text not null,
  row_id uuid not null,
  changed_position bigint not null,
  deleted boolean not null default false,
  body text,
  primary key (programme_id, scope, collection, row_id)
);
create index snapshot_row_changed on snapshot_row (programme_id, scope, collection, changed_position);

do $$
declare name text;
begin
  foreach name in array array['ledger_head', 'entry', 'entry_ref', 'entry_private', 'attachment', 'attachment_use',
    'batch', 'seal', 'snapshot_row']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
  end loop;
end $$;

grant select, insert, update on ledger_head to digna_app;
grant select, insert on entry, entry_ref, attachment, attachment_use, seal to digna_app;
grant select, insert, delete on entry_private to digna_app;
grant select, insert, update, delete on batch, snapshot_row to digna_app;
