-- Who uploaded a file, and for what: until an entry carries it, only they may read it.
create table upload (
  programme_id uuid not null,
  sha256 bytea not null,
  purpose text not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  primary key (programme_id, sha256, purpose, uploaded_by)
);

alter table upload enable row level security;
alter table upload force row level security;
create policy programme_isolation on upload using
  (programme_id = nullif(current_setting('digna.programme', true), '')::uuid);
grant select, insert on upload to digna_app;
