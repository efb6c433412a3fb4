-- Processes and sessions as they stand now (projections), and imports being prepared (drafts, not entries).

create table process (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  leaf_id uuid not null,
  code text not null,
  title text not null,
  topic text,
  format text not null,
  threshold_percent smallint not null,
  partner_id uuid,
  withdrawn boolean not null default false,
  changed_position bigint not null,
  primary key (programme_id, id),
  unique (programme_id, number)
);

create table session (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  leaf_id uuid not null,
  process_id uuid not null,
  session_number smallint not null,
  title text,
  held_on date not null,
  duration_minutes smallint not null,
  modality text not null,
  department text,
  municipality text,
  withdrawn boolean not null default false,
  changed_position bigint not null,
  primary key (programme_id, id),
  unique (programme_id, number)
);
create index session_process on session (programme_id, process_id);

create table import_draft (
  programme_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  sha256 bytea not null,
  file_name text not null,
  size_bytes bigint not null,
  -- How the file is read (sheet, header row, columns, session) and what was decided row by row.
  reading jsonb,
  decisions jsonb not null default '{}',
  stage text not null default 'ready' check (stage in ('ready', 'writing', 'open', 'failed', 'discarded')),
  batch_id uuid,
  -- While it is written: when its writer last gave a sign of life. A writer silent for minutes is gone.
  claimed_at timestamptz,
  -- How many rows of each state went in, once it is open.
  counts jsonb,
  started_at timestamptz not null,
  started_by uuid not null,
  primary key (programme_id, id)
);

do $$
declare name text;
begin
  foreach name in array array['process', 'session', 'import_draft']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
