-- What is planned of indicators: targets, and who follows them up from which baseline. Versions by position, as figures have them.

create table indicator_plan (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  batch bigint,
  kind text not null,
  indicator_id uuid not null,
  occurred_on date not null,
  body jsonb not null,
  primary key (programme_id, from_position)
);
create index indicator_plan_indicator on indicator_plan (programme_id, indicator_id);

do $$
declare name text;
begin
  foreach name in array array['indicator_plan']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
