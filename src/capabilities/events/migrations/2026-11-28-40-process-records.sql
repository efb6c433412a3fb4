-- What is noted beside a process (tests, satisfaction, follow-up, speakers, materials), as it stood from one position to
-- another (projection).

create table process_record (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  root_id uuid not null,
  -- Position of its first version: the order in which things were noted.
  number bigint not null,
  leaf_id uuid not null,
  kind text not null,
  process_id uuid not null,
  session_id uuid,
  person_id uuid,
  occurred_on date not null,
  body jsonb not null,
  -- Names, comments and descriptions: what identifies people, apart from the body.
  private_parts jsonb not null,
  primary key (programme_id, from_position)
);
create index process_record_root on process_record (programme_id, root_id);
create index process_record_process on process_record (programme_id, process_id, kind);
create index process_record_person on process_record (programme_id, person_id);

alter table process_record enable row level security;
alter table process_record force row level security;
create policy programme_isolation on process_record using
  (programme_id = nullif(current_setting('digna.programme', true), '')::uuid);
grant select, insert, update, delete on process_record to digna_app;
