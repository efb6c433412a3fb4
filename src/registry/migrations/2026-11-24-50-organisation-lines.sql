-- One row for each organisation as lists show it, all its records together: the values a merge chose, else the first
-- known. A server that finds lists of an earlier version makes them again, and fills this.

create table organisation_line (
  programme_id uuid not null,
  -- Canonical id.
  id uuid not null,
  -- The first record that is shown: the one a list leads to.
  record_id uuid not null,
  sort_name text collate "C" not null,
  -- Names, acronyms and tax numbers of all records.
  search text not null,
  name text not null,
  acronym text,
  organisation_kind text not null,
  department text,
  municipality text,
  tax_number text,
  sector text,
  value_chain text,
  formal_status text,
  members_women integer,
  members_men integer,
  members_unknown integer,
  exports text,
  record_count integer not null,
  registered_position bigint not null,
  primary key (programme_id, id)
);
create index organisation_line_name on organisation_line (programme_id, sort_name, id);
create index organisation_line_kind on organisation_line (programme_id, organisation_kind, sort_name, id);

-- Lists no longer look into these.
drop index organisation_search;
drop index organisation_name;
drop index organisation_kind;

alter table organisation_line enable row level security;
alter table organisation_line force row level security;
create policy programme_isolation on organisation_line using
  (programme_id = nullif(current_setting('digna.programme', true), '')::uuid);
grant select, insert, update, delete on organisation_line to digna_app;
