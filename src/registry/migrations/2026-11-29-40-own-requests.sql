-- What people ask of what the programme holds about them, and what was answered (projection).

create table own_request (
  programme_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- `erasure` or `correction`.
  what text not null,
  requested_on date not null,
  requested_position bigint not null,
  -- Where the request was withdrawn.
  withdrawn boolean not null default false,
  answer_id uuid,
  -- `done` or `declined`; null: nobody answered yet.
  answer text,
  answered_on date,
  primary key (programme_id, id)
);
create index own_request_person on own_request (programme_id, person_id);

alter table own_request enable row level security;
alter table own_request force row level security;
create policy programme_isolation on own_request using
  (programme_id = nullif(current_setting('digna.programme', true), '')::uuid);
grant select, insert, update, delete on own_request to digna_app;
