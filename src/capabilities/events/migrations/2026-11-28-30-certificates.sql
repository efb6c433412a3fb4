-- How certificates look, as it stood from one position to another, and certificates issued (projections).
create table certificate_design (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  root_id uuid not null,
  leaf_id uuid not null,
  -- null: of every process that has none of its own.
  process_id uuid,
  body jsonb not null,
  signatories jsonb not null,
  primary key (programme_id, from_position)
);
create index certificate_design_root on certificate_design (programme_id, root_id);
create index certificate_design_process on certificate_design (programme_id, process_id) where to_position is null;

create table certificate (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  leaf_id uuid not null,
  process_id uuid not null,
  person_id uuid not null,
  design_id uuid not null,
  certifies text not null,
  language text not null,
  -- The folio: numbers of a series follow from the order of the entries, without gaps.
  series text not null,
  folio_number integer not null,
  code text not null,
  address text not null,
  minutes integer not null,
  process_title text not null,
  partner_name text,
  first_on date not null,
  last_on date not null,
  issued_on date not null,
  annulled_on date,
  changed_position bigint not null,
  primary key (programme_id, id),
  unique (programme_id, number),
  unique (programme_id, series, folio_number)
);
create index certificate_process on certificate (programme_id, process_id);
create index certificate_person on certificate (programme_id, person_id);
create index certificate_code on certificate (programme_id, code);

do $$
declare name text;
begin
  foreach name in array array['certificate_design', 'certificate']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
