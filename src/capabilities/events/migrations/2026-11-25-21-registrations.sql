-- People registered for a process before it is held, as it stands now (projection).
create table registration (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  leaf_id uuid not null,
  process_id uuid not null,
  person_id uuid not null,
  organisation_id uuid,
  withdrawn boolean not null default false,
  changed_position bigint not null,
  primary key (programme_id, id),
  unique (programme_id, number)
);
create index registration_process on registration (programme_id, process_id);
create index registration_person on registration (programme_id, person_id);

do $$
declare name text;
begin
  foreach name in array array['registration']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
