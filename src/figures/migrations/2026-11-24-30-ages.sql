-- Ages: a person's birth year, or the years a stated band leaves open; and the ages a programme counts by.

alter table person_version add column born_from smallint, add column born_to smallint;

create table age_groups_version (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  body jsonb not null,
  primary key (programme_id, from_position)
);
create index age_groups_version_closed on age_groups_version (programme_id, to_position) where to_position is not null;

do $$
declare name text;
begin
  foreach name in array array['age_groups_version']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
