-- Corrections that did not see each other, and corrections that came before what they correct. Projections.

-- A thing whose last versions were written apart, while from_position <= P < to_position. `fields` are those in
-- conflict (the earliest counts until somebody decides); empty where the changes touch different fields and merge.
create table divergence (
  programme_id uuid not null,
  root_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  fields text[] not null,
  primary key (programme_id, root_id, from_position)
);
create index divergence_open on divergence (programme_id, from_position) where to_position is null;

-- Entries that came before what they have seen: one row for each version that was not in. They wait while
-- until_position is null; the row stays, because a thing whose versions came out of order is always folded whole.
create table entry_waiting (
  programme_id uuid not null,
  missing_id uuid not null,
  entry_id uuid not null,
  root_id uuid not null,
  position bigint not null,
  until_position bigint,
  primary key (programme_id, missing_id, entry_id)
);
create index entry_waiting_entry on entry_waiting (programme_id, entry_id);
create index entry_waiting_root on entry_waiting (programme_id, root_id);

do $$
declare name text;
begin
  foreach name in array array['divergence', 'entry_waiting']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
