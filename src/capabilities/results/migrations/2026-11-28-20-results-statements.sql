-- What the programme states about how it is run (workplan, risks, lessons, notes, assumptions, money), as it stood from one
-- position to another (projection).

create table results_statement (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  batch bigint,
  root_id uuid not null,
  leaf_id uuid not null,
  kind text not null,
  occurred_on date not null,
  body jsonb not null,
  primary key (programme_id, from_position)
);
create index results_statement_root on results_statement (programme_id, root_id);
create index results_statement_kind on results_statement (programme_id, kind);

alter table results_statement enable row level security;
alter table results_statement force row level security;
create policy programme_isolation on results_statement using
  (programme_id = nullif(current_setting('digna.programme', true), '')::uuid);
grant select, insert, update, delete on results_statement to digna_app;
