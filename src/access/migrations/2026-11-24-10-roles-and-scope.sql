-- Roles of everybody in a programme, the partner a member is narrowed to, invitations, and what sign-in remembers.

alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check check (role in ('administrator', 'coordinator',
  'me-officer', 'partner-coordinator', 'expert-trainer', 'trainer', 'evaluator', 'donor', 'enterprise', 'constituent',
  'participant', 'mentor', 'mentee', 'buyer'));
-- An organisation of the registry: the member sees and writes only its processes. null: the whole programme.
alter table membership add column partner_id uuid;
alter table membership add column since timestamptz not null default now();
-- Kept when it ends, so that it can be given back and so that who had it is known.
alter table membership add column ended_at timestamptz;
alter table membership add column ended_by uuid;

alter table programme add column second_factor_required boolean not null default false;
-- How people reach whoever coordinates: shown to members who have no other page.
alter table programme add column contact_name text;
alter table programme add column contact_phone text;
alter table programme add column contact_email text;

alter table app_user add column "twoFactorEnabled" boolean not null default false;
-- The secret is six digits: for people without e-mail who are not staff. Its attempts are limited harder.
alter table app_user add column uses_pin boolean not null default false;
alter table app_user add column last_seen_at timestamptz;
alter table app_session add column last_used_at timestamptz;

-- Column names are those the sign-in library asks for.
create table app_two_factor (
  id uuid primary key,
  "userId" uuid not null unique references app_user (id) on delete cascade,
  secret text not null,
  "backupCodes" text not null,
  verified boolean default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamptz
);

-- How much was tried lately, by keyed digest of account and address. A bucket drains with time.
create table sign_in_bucket (
  key bytea primary key,
  kind text not null check (kind in ('pair', 'account', 'address', 'known')),
  level double precision not null,
  at timestamptz not null
);

-- Links with which a user makes a new password. Only the digest of the token is kept.
create table password_link (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  token_hash bytea not null unique,
  made_by uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_link_user on password_link (user_id);

-- Invitations to a programme. Only the digest of the token is kept.
create table invitation (
  programme_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  role text not null,
  partner_id uuid,
  -- Record of the registry that the new member is.
  person_id uuid,
  -- For whom it is, in the words of whoever invites.
  invitee text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid,
  revoked_at timestamptz,
  primary key (programme_id, id),
  unique (programme_id, token_hash)
);

alter table invitation enable row level security;
alter table invitation force row level security;
create policy programme_isolation on invitation using
  (programme_id = nullif(current_setting('digna.programme', true), '')::uuid);

grant select, insert, update, delete on app_two_factor, sign_in_bucket, password_link, invitation to digna_app;

-- The partner for which whoever recorded an entry was acting: rights are judged as they stood then.
alter table entry add column recorded_for uuid;
create index entry_recorded_for on entry (programme_id, recorded_for, position) where recorded_for is not null;
