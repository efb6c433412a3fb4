-- Imports being prepared or written stand in one table, whatever they bring.
alter table import_draft
  add column what text not null default 'attendance' check (what in ('attendance', 'people', 'organisations')),
  -- Whether the values of a file of the registry fill or replace, by field.
  add column policy jsonb not null default '{}',
  -- Process the attendance is of; people and organisations are of the whole programme.
  alter column process_id drop not null;
alter table import_draft
  alter column what drop default,
  add constraint import_draft_of_process check ((what = 'attendance') = (process_id is not null));

alter table import_draft no force row level security;
alter table registry_import no force row level security;
insert into import_draft (programme_id, id, what, sha256, file_name, size_bytes, reading, policy, decisions, stage, batch_id,
    claimed_at, counts, started_at, started_by)
  select programme_id, id, what, sha256, file_name, size_bytes, reading, policy, decisions, stage, batch_id,
    claimed_at, counts, started_at, started_by
  from registry_import;
drop table registry_import;
alter table import_draft force row level security;
