-- In which programme the paper with a code is, and of what kind it is. Read by whoever holds the paper, before any
-- programme is known: like the memberships it stands outside row-level security, and holds nothing but the way there.
create table verification (
  programme_id uuid not null,
  code text not null,
  kind text not null,
  subject_id uuid not null,
  primary key (programme_id, code)
);
create index verification_code on verification (code);
grant select, insert on verification to digna_app;
