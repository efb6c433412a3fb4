-- Keys under which records meet are numbers: a fifth of the size of their texts, and most of what an import writes is keys.
-- The server makes their rows again when it finds that projections were made another way.
drop table person_key;
create table person_key (
  programme_id uuid not null,
  key integer not null,
  person_id uuid not null,
  primary key (programme_id, key, person_id)
);

drop table organisation_key;
create table organisation_key (
  programme_id uuid not null,
  key integer not null,
  organisation_id uuid not null,
  primary key (programme_id, key, organisation_id)
);
create index organisation_key_organisation on organisation_key (programme_id, organisation_id);

do $$
declare name text;
begin
  foreach name in array array['person_key', 'organisation_key']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
