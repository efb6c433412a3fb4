-- Products delivered and totals declared, as they stood from one position to another (projection).

create table deliverable_version (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  root_id uuid not null,
  leaf_id uuid not null,
  kind text not null,
  occurred_on date not null,
  body jsonb not null,
  primary key (programme_id, from_position)
);
create index deliverable_version_root on deliverable_version (programme_id, root_id);

alter table deliverable_version enable row level security;
alter table deliverable_version force row level security;
create policy programme_isolation on deliverable_version using
  (programme_id = nullif(current_setting('digna.programme', true), '')::uuid);
grant select, insert, update, delete on deliverable_version to digna_app;
