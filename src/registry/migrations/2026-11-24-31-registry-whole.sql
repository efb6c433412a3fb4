-- People and organisations as lists really describe them: names apart, several phones, age bands, what people say of
-- themselves; sectors, members, sizes and the rules that class them; consents by purpose.

alter table person
  add column paternal text,
  add column maternal text,
  add column married text,
  add column birth_date date,
  add column phones jsonb not null default '[]',
  add column band_from smallint,
  add column band_to smallint,
  add column band_stated_on date,
  add column indigenous text,
  add column disability text,
  add column languages text[] not null default '{}';

-- What a rebuild would give for people registered before: their one phone, by kind.
alter table person no force row level security;
update person set phones = jsonb_build_array(jsonb_build_object('kind',
    case when regexp_replace(regexp_replace(phone, '\D', '', 'g'), '^(00)?591', '') ~ '^0?[234]\d{6,7}$'
      then 'landline' else 'mobile' end, 'number', phone))
  where phone is not null and phone <> '';
alter table person force row level security;

alter table organisation
  add column sector text,
  add column value_chain text,
  add column formal_status text,
  add column members_women integer,
  add column members_men integer,
  add column members_unknown integer,
  add column exports text,
  add column contact jsonb;

create table organisation_size (
  programme_id uuid not null,
  entry_id uuid not null,
  organisation_id uuid not null,
  leaf_id uuid not null,
  batch_id uuid,
  sized_on date not null,
  workers_women integer,
  workers_men integer,
  workers_unknown integer,
  -- Amounts in minor units.
  annual_sales bigint,
  equity bigint,
  currency text,
  basis text not null,
  withdrawn boolean not null default false,
  changed_position bigint not null,
  primary key (programme_id, entry_id)
);
create index organisation_size_latest on organisation_size (programme_id, organisation_id, sized_on, changed_position);

create table size_rule (
  programme_id uuid not null,
  entry_id uuid not null,
  leaf_id uuid not null,
  batch_id uuid,
  in_force_from date not null,
  body jsonb not null,
  withdrawn boolean not null default false,
  changed_position bigint not null,
  primary key (programme_id, entry_id)
);

-- Nothing wrote consents before. The latest statement of a purpose stands.
drop table consent;
create table consent (
  programme_id uuid not null,
  entry_id uuid not null,
  person_id uuid not null,
  leaf_id uuid not null,
  batch_id uuid,
  purpose text not null,
  given boolean not null,
  stated_on date not null,
  withdrawn boolean not null default false,
  changed_position bigint not null,
  primary key (programme_id, entry_id)
);
create index consent_person on consent (programme_id, person_id, purpose, stated_on, changed_position);

alter table role add column leaf_id uuid;
alter table role no force row level security;
alter table entry no force row level security;
update role r set leaf_id = (select e.id from entry e where e.programme_id = r.programme_id and e.root_id = r.entry_id
  order by e.position desc limit 1);
alter table role force row level security;
alter table entry force row level security;
alter table role alter column leaf_id set not null;

do $$
declare name text;
begin
  foreach name in array array['organisation_size', 'size_rule', 'consent']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy programme_isolation on %I using '
      '(programme_id = nullif(current_setting(''digna.programme'', true), '''')::uuid)', name);
    execute format('grant select, insert, update, delete on %I to digna_app', name);
  end loop;
end $$;
