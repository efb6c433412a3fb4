-- Addresses under which calendars read the reminders of one member. Only the digest of the token is kept.

create table calendar_feed (
  programme_id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  -- `es` or `en`: a calendar tells nobody which language its owner reads.
  language text not null check (language in ('es', 'en')),
  made_at timestamptz not null,
  primary key (programme_id, user_id),
  unique (programme_id, token_hash)
);

alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;
create policy programme_isolation on calendar_feed using
  (programme_id = nullif(current_setting('digna.programme', true), '')::uuid);
grant select, insert, update, delete on calendar_feed to digna_app;
