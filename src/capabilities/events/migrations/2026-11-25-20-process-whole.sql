-- A process says how and where it is held, who pays and for how many there is room; organisations are invited to it.
-- The server makes these rows again when it finds that projections were made another way.
alter table process add column modality text;
alter table process add column department text;
alter table process add column municipality text;
alter table process add column venue text;
alter table process add column funder_id uuid;
alter table process add column funder_source text;
alter table process add column capacity integer;

create table process_invitation (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  leaf_id uuid not null,
  process_id uuid not null,
  organisation_id uuid not null,
  quota smallint not null,
  women_goal_percent smallint,
  withdrawn boolean not null default false,
  changed_position bigint not null,
  primary key (programme_id, id),
  unique (programme_id, number)
);
create index process_invitation_process on process_invitation (programme_id, process_id);

do $$
declare name text;
begin
  foreach name in array array['process_invitation']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
