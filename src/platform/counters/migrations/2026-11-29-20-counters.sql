-- How often something was done within a span of time, by a keyed digest of what, who and when: nobody can be told from it.
create table counter (
  key bytea primary key,
  until timestamptz not null,
  count integer not null
);
create index counter_until on counter (until);

grant select, insert, update, delete on counter to digna_app;
