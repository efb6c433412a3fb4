-- One row for each person as lists show them (all their records together), and the words and numbers they are found
-- by. Under row-level security only leakproof comparisons may use an index: plain `=`, `<`, `>` of text do, `like`,
-- arrays and trigrams do not. So words are rows of a table, in the order in which people are listed.

create table person_line (
  programme_id uuid not null,
  -- Canonical id.
  id uuid not null,
  sort_name text collate "C" not null,
  -- Words of the names under any spelling; digits of documents and phones; e-mails.
  words text[] not null,
  numbers text[] not null,
  sex text not null,
  -- Years in which the person may have been born; 0 unknown.
  born_from smallint not null,
  born_to smallint not null,
  -- INE codes, '' unknown.
  department text collate "C" not null,
  municipality text collate "C" not null,
  record_count integer not null,
  registered_position bigint not null,
  primary key (programme_id, id)
);
create index person_line_name on person_line (programme_id, sort_name, id);
create index person_line_born on person_line (programme_id, born_from, sort_name, id);
create index person_line_place on person_line (programme_id, department, municipality, sort_name, id);
create index person_line_municipality on person_line (programme_id, municipality, sort_name, id);
create index person_line_department on person_line (programme_id, department, sort_name, id);
create index person_line_sex on person_line (programme_id, sex, sort_name, id);
create index person_line_registered on person_line (programme_id, registered_position, id);

create table person_word (
  programme_id uuid not null,
  word text collate "C" not null,
  sort_name text collate "C" not null,
  person_id uuid not null,
  primary key (programme_id, word, sort_name, person_id)
);

-- Digits forwards, and backwards behind a `<`, so that a document is found by how it begins or ends.
create table person_number (
  programme_id uuid not null,
  number text collate "C" not null,
  person_id uuid not null,
  primary key (programme_id, number, person_id)
);

-- Every word that names somebody, how it sounds, and how many people bear it.
create table name_word (
  programme_id uuid not null,
  word text collate "C" not null,
  sound text collate "C" not null,
  people integer not null,
  primary key (programme_id, word)
);
create index name_word_sound on name_word (programme_id, sound);

-- Lists no longer look into these.
drop index person_search;
drop index person_order;
alter table person drop column search;

do $$
declare name text;
begin
  foreach name in array array['person_line', 'person_word', 'person_number', 'name_word']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;

-- Organisations in order, and what was taken out of the house as a file: by whom, when, what it was narrowed to.
alter table organisation add column sort_name text collate "C" not null default '';
alter table organisation no force row level security;
update organisation set sort_name = lower(unaccent(name));
alter table organisation force row level security;
create index organisation_name on organisation (programme_id, sort_name, id);
create index organisation_kind on organisation (programme_id, organisation_kind, sort_name, id);

create table export (
  programme_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  exported_at timestamptz not null,
  -- `people` or `organisations`.
  what text not null,
  format text not null,
  -- Filter and order as asked for; what was typed in the search is not kept: it may be a name.
  filter jsonb not null,
  line_count integer not null,
  with_personal boolean not null,
  primary key (programme_id, id)
);
alter table disclosure add column organisation_id uuid;
alter table disclosure alter column person_id drop not null;

do $$
declare name text;
begin
  foreach name in array array['export']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert on %I to digna_app', name);
  end loop;
end $$;
