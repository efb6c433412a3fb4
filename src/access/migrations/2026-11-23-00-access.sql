-- Who may sign in, and to which programme. These tables stand outside row-level security: they are read before
-- the programme of a request is known. Column names of the sign-in tables are those the sign-in library asks for.

do $$ begin
  if not exists (select from pg_roles where rolname = 'digna_app') then create role digna_app nologin; end if;
end $$;

create table programme (
  id uuid primary key,
  code text not null unique,
  name text not null,
  time_zone text not null default 'America/La_Paz',
  demonstration boolean not null default false,
  created_at timestamptz not null default now()
);

create table app_user (
  id uuid primary key,
  name text not null,
  -- An internal placeholder, never shown: people without e-mail sign in too.
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  username text unique,
  "displayUsername" text
);

create table app_session (
  id uuid primary key,
  "userId" uuid not null references app_user (id) on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index app_session_user on app_session ("userId");

create table app_account (
  id uuid primary key,
  "userId" uuid not null references app_user (id) on delete cascade,
  "accountId" text not null,
  "providerId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  "idToken" text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index app_account_user on app_account ("userId");

create table app_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index app_verification_identifier on app_verification (identifier);

create table membership (
  user_id uuid not null references app_user (id) on delete cascade,
  programme_id uuid not null references programme (id),
  role text not null check (role in ('administrator', 'coordinator', 'me-officer', 'donor')),
  person_id uuid,
  primary key (programme_id, user_id)
);
create index membership_user on membership (user_id);

grant select, insert, update on programme to digna_app;
grant select, insert, update, delete on app_user, app_session, app_account, app_verification, membership to digna_app;
