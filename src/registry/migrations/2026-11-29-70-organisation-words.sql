-- What organisations are found by, and in which order: as of people, `like` and trigrams use no index under row-level
-- security, plain `=`, `<`, `>` of text do. A server that finds lists of an earlier version makes them again, and fills this.

alter table organisation_line drop column search;
-- Words of names and acronyms of all records; tax numbers as words, and their digits forwards, and backwards behind a `<`.
alter table organisation_line add column words text[] not null default '{}';
alter table organisation_line alter column words drop default;

create table organisation_word (
  programme_id uuid not null,
  word text collate "C" not null,
  sort_name text collate "C" not null,
  organisation_id uuid not null,
  primary key (programme_id, word, sort_name, organisation_id)
);

-- Every word an organisation is found by, how it sounds (numbers do not: ''), and how many organisations bear it.
create table organisation_term (
  programme_id uuid not null,
  word text collate "C" not null,
  sound text collate "C" not null,
  organisations integer not null,
  primary key (programme_id, word)
);
create index organisation_term_sound on organisation_term (programme_id, sound);

create index organisation_line_place on organisation_line (programme_id, coalesce(department, ''), coalesce(municipality, ''), sort_name, id);
create index organisation_line_department on organisation_line (programme_id, department, sort_name, id);
create index organisation_line_municipality on organisation_line (programme_id, municipality, sort_name, id);
create index organisation_line_sector on organisation_line (programme_id, sector collate "C", sort_name, id);
create index organisation_line_registered on organisation_line (programme_id, registered_position, id);

do $$
declare name text;
begin
  foreach name in array array['organisation_word', 'organisation_term']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
