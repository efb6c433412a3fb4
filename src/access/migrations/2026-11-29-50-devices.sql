-- The phones people work on: each person on each phone has a row, with two secrets of which only digests are kept. One sends what its
-- person wrote, whoever holds the phone; the other opens a session, and lies on the phone behind the person's PIN.

create table app_device (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  user_agent text not null,
  send_hash bytea not null,
  open_hash bytea not null,
  -- The session it was given last: gone with the next one, and with the device.
  session_id uuid,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  -- As the phone said when it was last seen.
  unsent integer not null default 0 check (unsent >= 0),
  refused integer not null default 0 check (refused >= 0),
  -- The phone's clock less the server's.
  skew_ms bigint,
  ended_at timestamptz,
  ended_by uuid
);
create index app_device_user on app_device (user_id);

-- Each time a phone's clock was found to be off by another amount than before.
create table app_device_clock (
  device_id uuid not null references app_device (id) on delete cascade,
  at timestamptz not null,
  skew_ms bigint not null,
  primary key (device_id, at, skew_ms)
);

grant select, insert, update, delete on app_device, app_device_clock to digna_app;
