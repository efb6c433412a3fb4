-- The schema as the migrations leave it on PostgreSQL 18.
-- Written by scripts/write-schema.mjs from the catalogue; a test fails when it differs.

create extension pg_trgm;
create extension unaccent;

create table age_groups_version (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  body jsonb not null,
  constraint age_groups_version_pkey PRIMARY KEY (programme_id, from_position)
);
CREATE INDEX age_groups_version_closed ON age_groups_version USING btree (programme_id, to_position) WHERE (to_position IS NOT NULL);
alter table age_groups_version enable row level security;
alter table age_groups_version force row level security;
create policy programme_isolation on age_groups_version using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on age_groups_version to digna_app;

create table app_account (
  id uuid not null,
  "userId" uuid not null,
  "accountId" text not null,
  "providerId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  "idToken" text,
  password text,
  "createdAt" timestamp with time zone default now() not null,
  "updatedAt" timestamp with time zone default now() not null,
  constraint app_account_pkey PRIMARY KEY (id),
  constraint "app_account_userId_fkey" FOREIGN KEY ("userId") REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE INDEX app_account_user ON app_account USING btree ("userId");
grant delete, insert, select, update on app_account to digna_app;

create table app_device (
  id uuid not null,
  user_id uuid not null,
  user_agent text not null,
  send_hash bytea not null,
  open_hash bytea not null,
  session_id uuid,
  made_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  unsent integer default 0 not null,
  refused integer default 0 not null,
  skew_ms bigint,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint app_device_pkey PRIMARY KEY (id),
  constraint app_device_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE,
  constraint app_device_refused_check CHECK ((refused >= 0)),
  constraint app_device_unsent_check CHECK ((unsent >= 0))
);
CREATE INDEX app_device_user ON app_device USING btree (user_id);
grant delete, insert, select, update on app_device to digna_app;

create table app_device_clock (
  device_id uuid not null,
  at timestamp with time zone not null,
  skew_ms bigint not null,
  constraint app_device_clock_pkey PRIMARY KEY (device_id, at, skew_ms),
  constraint app_device_clock_device_id_fkey FOREIGN KEY (device_id) REFERENCES app_device(id) ON DELETE CASCADE
);
grant delete, insert, select, update on app_device_clock to digna_app;

create table app_session (
  id uuid not null,
  "userId" uuid not null,
  token text not null,
  "expiresAt" timestamp with time zone not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamp with time zone default now() not null,
  "updatedAt" timestamp with time zone default now() not null,
  last_used_at timestamp with time zone,
  constraint app_session_pkey PRIMARY KEY (id),
  constraint app_session_token_key UNIQUE (token),
  constraint "app_session_userId_fkey" FOREIGN KEY ("userId") REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE INDEX app_session_user ON app_session USING btree ("userId");
grant delete, insert, select, update on app_session to digna_app;

create table app_two_factor (
  id uuid not null,
  "userId" uuid not null,
  secret text not null,
  "backupCodes" text not null,
  verified boolean default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamp with time zone,
  constraint app_two_factor_pkey PRIMARY KEY (id),
  constraint "app_two_factor_userId_key" UNIQUE ("userId"),
  constraint "app_two_factor_userId_fkey" FOREIGN KEY ("userId") REFERENCES app_user(id) ON DELETE CASCADE
);
grant delete, insert, select, update on app_two_factor to digna_app;

create table app_user (
  id uuid not null,
  name text not null,
  email text not null,
  "emailVerified" boolean default false not null,
  image text,
  "createdAt" timestamp with time zone default now() not null,
  "updatedAt" timestamp with time zone default now() not null,
  username text,
  "displayUsername" text,
  "twoFactorEnabled" boolean default false not null,
  uses_pin boolean default false not null,
  last_seen_at timestamp with time zone,
  constraint app_user_pkey PRIMARY KEY (id),
  constraint app_user_email_key UNIQUE (email),
  constraint app_user_username_key UNIQUE (username)
);
grant delete, insert, select, update on app_user to digna_app;

create table app_verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone default now() not null,
  "updatedAt" timestamp with time zone default now() not null,
  constraint app_verification_pkey PRIMARY KEY (id)
);
CREATE INDEX app_verification_identifier ON app_verification USING btree (identifier);
grant delete, insert, select, update on app_verification to digna_app;

create table attachment (
  programme_id uuid not null,
  sha256 bytea not null,
  size_bytes bigint not null,
  media_type text not null,
  file_name text not null,
  personal boolean default true not null,
  stored_at timestamp with time zone not null,
  constraint attachment_pkey PRIMARY KEY (programme_id, sha256)
);
alter table attachment enable row level security;
alter table attachment force row level security;
create policy programme_isolation on attachment using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant insert, select on attachment to digna_app;

create table attachment_use (
  programme_id uuid not null,
  entry_id uuid not null,
  sha256 bytea not null,
  constraint attachment_use_pkey PRIMARY KEY (programme_id, entry_id, sha256)
);
CREATE INDEX attachment_use_file ON attachment_use USING btree (programme_id, sha256);
alter table attachment_use enable row level security;
alter table attachment_use force row level security;
create policy programme_isolation on attachment_use using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant insert, select on attachment_use to digna_app;

create table batch (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  from_position bigint,
  to_position bigint,
  constraint batch_pkey PRIMARY KEY (programme_id, id),
  constraint batch_programme_id_number_key UNIQUE (programme_id, number)
);
CREATE INDEX batch_from ON batch USING btree (programme_id, from_position);
CREATE INDEX batch_to ON batch USING btree (programme_id, to_position);
alter table batch enable row level security;
alter table batch force row level security;
create policy programme_isolation on batch using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on batch to digna_app;

create table calendar_feed (
  programme_id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  language text not null,
  made_at timestamp with time zone not null,
  constraint calendar_feed_pkey PRIMARY KEY (programme_id, user_id),
  constraint calendar_feed_programme_id_token_hash_key UNIQUE (programme_id, token_hash),
  constraint calendar_feed_language_check CHECK ((language = ANY (ARRAY['es'::text, 'en'::text])))
);
alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;
create policy programme_isolation on calendar_feed using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on calendar_feed to digna_app;

create table certificate (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  leaf_id uuid not null,
  process_id uuid not null,
  person_id uuid not null,
  design_id uuid not null,
  certifies text not null,
  language text not null,
  series text not null,
  folio_number integer not null,
  code text not null,
  address text not null,
  minutes integer not null,
  process_title text not null,
  partner_name text,
  first_on date not null,
  last_on date not null,
  issued_on date not null,
  annulled_on date,
  changed_position bigint not null,
  person_number bigint,
  constraint certificate_pkey PRIMARY KEY (programme_id, id),
  constraint certificate_programme_id_number_key UNIQUE (programme_id, number),
  constraint certificate_programme_id_series_folio_number_key UNIQUE (programme_id, series, folio_number)
);
CREATE INDEX certificate_code ON certificate USING btree (programme_id, code);
CREATE INDEX certificate_person ON certificate USING btree (programme_id, person_id);
CREATE INDEX certificate_process ON certificate USING btree (programme_id, process_id);
alter table certificate enable row level security;
alter table certificate force row level security;
create policy programme_isolation on certificate using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on certificate to digna_app;

create table certificate_design (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  root_id uuid not null,
  leaf_id uuid not null,
  process_id uuid,
  body jsonb not null,
  signatories jsonb not null,
  constraint certificate_design_pkey PRIMARY KEY (programme_id, from_position)
);
CREATE INDEX certificate_design_process ON certificate_design USING btree (programme_id, process_id) WHERE (to_position IS NULL);
CREATE INDEX certificate_design_root ON certificate_design USING btree (programme_id, root_id);
alter table certificate_design enable row level security;
alter table certificate_design force row level security;
create policy programme_isolation on certificate_design using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on certificate_design to digna_app;

create table consent (
  programme_id uuid not null,
  entry_id uuid not null,
  person_id uuid not null,
  leaf_id uuid not null,
  batch_id uuid,
  purpose text not null,
  given boolean not null,
  stated_on date not null,
  withdrawn boolean default false not null,
  changed_position bigint not null,
  constraint consent_pkey PRIMARY KEY (programme_id, entry_id)
);
CREATE INDEX consent_person ON consent USING btree (programme_id, person_id, purpose, stated_on, changed_position);
alter table consent enable row level security;
alter table consent force row level security;
create policy programme_isolation on consent using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on consent to digna_app;

create table copy_key (
  programme_id uuid not null,
  id text not null,
  public_key bytea not null,
  private_key bytea not null,
  made_at timestamp with time zone not null,
  constraint copy_key_pkey PRIMARY KEY (programme_id, id)
);
alter table copy_key enable row level security;
alter table copy_key force row level security;
create policy programme_isolation on copy_key using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant insert, select on copy_key to digna_app;

create table counter (
  key bytea not null,
  until timestamp with time zone not null,
  count integer not null,
  constraint counter_pkey PRIMARY KEY (key)
);
CREATE INDEX counter_until ON counter USING btree (until);
grant delete, insert, select, update on counter to digna_app;

create table deliverable_version (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  root_id uuid not null,
  leaf_id uuid not null,
  kind text not null,
  occurred_on date not null,
  body jsonb not null,
  constraint deliverable_version_pkey PRIMARY KEY (programme_id, from_position)
);
CREATE INDEX deliverable_version_root ON deliverable_version USING btree (programme_id, root_id);
alter table deliverable_version enable row level security;
alter table deliverable_version force row level security;
create policy programme_isolation on deliverable_version using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on deliverable_version to digna_app;

create table disclosure (
  programme_id uuid not null,
  id uuid not null,
  person_id uuid,
  user_id uuid not null,
  disclosed_at timestamp with time zone not null,
  organisation_id uuid,
  entry_id uuid,
  constraint disclosure_pkey PRIMARY KEY (programme_id, id)
);
alter table disclosure enable row level security;
alter table disclosure force row level security;
create policy programme_isolation on disclosure using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant insert, select on disclosure to digna_app;

create table divergence (
  programme_id uuid not null,
  root_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  fields text[] not null,
  constraint divergence_pkey PRIMARY KEY (programme_id, root_id, from_position)
);
CREATE INDEX divergence_open ON divergence USING btree (programme_id, from_position) WHERE (to_position IS NULL);
alter table divergence enable row level security;
alter table divergence force row level security;
create policy programme_isolation on divergence using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on divergence to digna_app;

create table duplicate_pair (
  programme_id uuid not null,
  person_a uuid not null,
  person_b uuid not null,
  score smallint not null,
  explanation jsonb not null,
  decided text,
  decided_position bigint,
  changed_position bigint not null,
  postponed_at timestamp with time zone,
  constraint duplicate_pair_pkey PRIMARY KEY (programme_id, person_a, person_b)
);
CREATE INDEX duplicate_pair_open ON duplicate_pair USING btree (programme_id, COALESCE(postponed_at, '-infinity'::timestamp with time zone), ((- score)), person_a, person_b) WHERE (decided IS NULL);
alter table duplicate_pair enable row level security;
alter table duplicate_pair force row level security;
create policy programme_isolation on duplicate_pair using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on duplicate_pair to digna_app;

create table duplicate_search (
  programme_id uuid not null,
  what text not null,
  state text not null,
  after_id uuid,
  looked_at integer not null,
  total integer not null,
  suggested integer not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  held_by uuid,
  held_until timestamp with time zone,
  constraint duplicate_search_pkey PRIMARY KEY (programme_id, what)
);
alter table duplicate_search enable row level security;
alter table duplicate_search force row level security;
create policy programme_isolation on duplicate_search using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on duplicate_search to digna_app;

create table entry (
  programme_id uuid not null,
  id uuid not null,
  "position" bigint not null,
  kind text not null,
  schema_version smallint not null,
  occurred_on date not null,
  occurred_at timestamp with time zone,
  occurred_precision text not null,
  recorded_at timestamp with time zone not null,
  recorded_by uuid,
  via text not null,
  source_id text,
  device text,
  batch_id uuid,
  root_id uuid not null,
  supersedes uuid[] default '{}'::uuid[] not null,
  content_hash bytea not null,
  body text not null,
  recorded_for uuid,
  constraint entry_pkey PRIMARY KEY (programme_id, id),
  constraint entry_programme_id_position_key UNIQUE (programme_id, "position"),
  constraint entry_programme_id_via_source_id_key UNIQUE (programme_id, via, source_id),
  constraint entry_occurred_precision_check CHECK ((occurred_precision = ANY (ARRAY['day'::text, 'instant'::text]))),
  constraint entry_via_check CHECK ((via = ANY (ARRAY['web'::text, 'offline'::text, 'import'::text, 'openrosa'::text, 'cli'::text])))
);
CREATE INDEX entry_batch ON entry USING btree (programme_id, batch_id, "position") WHERE (batch_id IS NOT NULL);
CREATE INDEX entry_kind ON entry USING btree (programme_id, kind, "position");
CREATE INDEX entry_recorded ON entry USING btree (programme_id, recorded_at, "position");
CREATE INDEX entry_recorded_for ON entry USING btree (programme_id, recorded_for, "position") WHERE (recorded_for IS NOT NULL);
CREATE INDEX entry_root ON entry USING btree (programme_id, root_id, "position");
alter table entry enable row level security;
alter table entry force row level security;
create policy programme_isolation on entry using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant insert, select on entry to digna_app;

create table entry_private (
  programme_id uuid not null,
  entry_id uuid not null,
  part text not null,
  subject_id uuid not null,
  salt bytea not null,
  body text not null,
  constraint entry_private_pkey PRIMARY KEY (programme_id, entry_id, part)
);
CREATE INDEX entry_private_subject ON entry_private USING btree (programme_id, subject_id);
alter table entry_private enable row level security;
alter table entry_private force row level security;
create policy programme_isolation on entry_private using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select on entry_private to digna_app;

create table entry_ref (
  programme_id uuid not null,
  target uuid not null,
  role text not null,
  "position" bigint not null,
  constraint entry_ref_pkey PRIMARY KEY (programme_id, target, role, "position")
);
alter table entry_ref enable row level security;
alter table entry_ref force row level security;
create policy programme_isolation on entry_ref using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant insert, select on entry_ref to digna_app;

create table entry_waiting (
  programme_id uuid not null,
  missing_id uuid not null,
  entry_id uuid not null,
  root_id uuid not null,
  "position" bigint not null,
  until_position bigint,
  constraint entry_waiting_pkey PRIMARY KEY (programme_id, missing_id, entry_id)
);
CREATE INDEX entry_waiting_entry ON entry_waiting USING btree (programme_id, entry_id);
CREATE INDEX entry_waiting_root ON entry_waiting USING btree (programme_id, root_id);
alter table entry_waiting enable row level security;
alter table entry_waiting force row level security;
create policy programme_isolation on entry_waiting using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on entry_waiting to digna_app;

create table export (
  programme_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  exported_at timestamp with time zone not null,
  what text not null,
  format text not null,
  filter jsonb not null,
  line_count integer not null,
  with_personal boolean not null,
  constraint export_pkey PRIMARY KEY (programme_id, id)
);
alter table export enable row level security;
alter table export force row level security;
create policy programme_isolation on export using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant insert, select on export to digna_app;

create table fact (
  programme_id uuid not null,
  from_position bigint not null,
  ordinal smallint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  measure smallint not null,
  occurred_on date not null,
  person bigint,
  organisation bigint,
  activity bigint,
  occasion bigint,
  place integer,
  partner bigint,
  quantity double precision not null,
  constraint fact_pkey PRIMARY KEY (programme_id, from_position, ordinal)
);
CREATE INDEX fact_activity ON fact USING btree (programme_id, activity, measure);
CREATE INDEX fact_closed ON fact USING btree (programme_id, to_position) WHERE (to_position IS NOT NULL);
CREATE INDEX fact_occasion ON fact USING btree (programme_id, occasion, measure);
CREATE INDEX fact_organisation ON fact USING btree (programme_id, organisation, person, activity, batch) WHERE ((to_position IS NULL) AND (organisation IS NOT NULL));
CREATE INDEX fact_person ON fact USING btree (programme_id, person, measure);
alter table fact enable row level security;
alter table fact force row level security;
create policy programme_isolation on fact using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on fact to digna_app;

create table identity (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  record_a bigint not null,
  record_b bigint not null,
  chosen_sex bigint,
  chosen_birth_year bigint,
  chosen_place bigint,
  constraint identity_pkey PRIMARY KEY (programme_id, from_position)
);
CREATE INDEX identity_a ON identity USING btree (programme_id, record_a);
CREATE INDEX identity_b ON identity USING btree (programme_id, record_b);
CREATE INDEX identity_closed ON identity USING btree (programme_id, to_position) WHERE (to_position IS NOT NULL);
alter table identity enable row level security;
alter table identity force row level security;
create policy programme_isolation on identity using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on identity to digna_app;

create table import_columns (
  programme_id uuid not null,
  what text not null,
  headings text not null,
  fields jsonb not null,
  used_at timestamp with time zone not null,
  constraint import_columns_pkey PRIMARY KEY (programme_id, what, headings)
);
alter table import_columns enable row level security;
alter table import_columns force row level security;
create policy programme_isolation on import_columns using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on import_columns to digna_app;

create table import_draft (
  programme_id uuid not null,
  id uuid not null,
  process_id uuid,
  sha256 bytea not null,
  file_name text not null,
  size_bytes bigint not null,
  reading jsonb,
  decisions jsonb default '{}'::jsonb not null,
  stage text default 'ready'::text not null,
  batch_id uuid,
  claimed_at timestamp with time zone,
  counts jsonb,
  started_at timestamp with time zone not null,
  started_by uuid not null,
  what text not null,
  policy jsonb default '{}'::jsonb not null,
  constraint import_draft_pkey PRIMARY KEY (programme_id, id),
  constraint import_draft_of_process CHECK (((what = 'attendance'::text) = (process_id IS NOT NULL))),
  constraint import_draft_stage_check CHECK ((stage = ANY (ARRAY['ready'::text, 'writing'::text, 'open'::text, 'failed'::text, 'discarded'::text]))),
  constraint import_draft_what_check CHECK ((what = ANY (ARRAY['attendance'::text, 'people'::text, 'organisations'::text])))
);
alter table import_draft enable row level security;
alter table import_draft force row level security;
create policy programme_isolation on import_draft using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on import_draft to digna_app;

create table indicator_plan (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  batch bigint,
  kind text not null,
  indicator_id uuid not null,
  occurred_on date not null,
  body jsonb not null,
  constraint indicator_plan_pkey PRIMARY KEY (programme_id, from_position)
);
CREATE INDEX indicator_plan_indicator ON indicator_plan USING btree (programme_id, indicator_id);
alter table indicator_plan enable row level security;
alter table indicator_plan force row level security;
create policy programme_isolation on indicator_plan using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on indicator_plan to digna_app;

create table indicator_version (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  code text not null,
  body jsonb not null,
  constraint indicator_version_pkey PRIMARY KEY (programme_id, from_position)
);
alter table indicator_version enable row level security;
alter table indicator_version force row level security;
create policy programme_isolation on indicator_version using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on indicator_version to digna_app;

create table invitation (
  programme_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  role text not null,
  partner_id uuid,
  person_id uuid,
  invitee text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  used_by uuid,
  revoked_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (programme_id, id),
  constraint invitation_programme_id_token_hash_key UNIQUE (programme_id, token_hash)
);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy programme_isolation on invitation using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on invitation to digna_app;

create table ledger_head (
  programme_id uuid not null,
  "position" bigint default 0 not null,
  recorded_at timestamp with time zone default '2000-01-01 00:00:00+00'::timestamp with time zone not null,
  projection_epoch integer default 1 not null,
  projected_as text default ''::text not null,
  constraint ledger_head_pkey PRIMARY KEY (programme_id),
  constraint ledger_head_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
);
alter table ledger_head enable row level security;
alter table ledger_head force row level security;
create policy programme_isolation on ledger_head using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant insert, select, update on ledger_head to digna_app;

create table membership (
  user_id uuid not null,
  programme_id uuid not null,
  role text not null,
  person_id uuid,
  partner_id uuid,
  since timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint membership_pkey PRIMARY KEY (programme_id, user_id),
  constraint membership_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  constraint membership_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE,
  constraint membership_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'coordinator'::text, 'me-officer'::text, 'partner-coordinator'::text, 'expert-trainer'::text, 'trainer'::text, 'evaluator'::text, 'donor'::text, 'enterprise'::text, 'constituent'::text, 'participant'::text, 'mentor'::text, 'mentee'::text, 'buyer'::text])))
);
CREATE INDEX membership_user ON membership USING btree (user_id);
grant delete, insert, select, update on membership to digna_app;

create table name_word (
  programme_id uuid not null,
  word text collate "C" not null,
  sound text collate "C" not null,
  people integer not null,
  constraint name_word_pkey PRIMARY KEY (programme_id, word)
);
CREATE INDEX name_word_sound ON name_word USING btree (programme_id, sound);
alter table name_word enable row level security;
alter table name_word force row level security;
create policy programme_isolation on name_word using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on name_word to digna_app;

create table organisation (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  canonical_id uuid not null,
  leaf_id uuid not null,
  batch_id uuid,
  name text not null,
  acronym text,
  search text not null,
  organisation_kind text not null,
  department text,
  municipality text,
  tax_number text,
  withdrawn boolean default false not null,
  registered_position bigint not null,
  changed_position bigint not null,
  sector text,
  value_chain text,
  formal_status text,
  members_women integer,
  members_men integer,
  members_unknown integer,
  exports text,
  contact jsonb,
  sort_name text collate "C" default ''::text not null,
  constraint organisation_pkey PRIMARY KEY (programme_id, id),
  constraint organisation_programme_id_number_key UNIQUE (programme_id, number)
);
CREATE INDEX organisation_apart ON organisation USING btree (programme_id, id) WHERE ((canonical_id <> id) OR withdrawn);
CREATE INDEX organisation_canonical ON organisation USING btree (programme_id, canonical_id);
alter table organisation enable row level security;
alter table organisation force row level security;
create policy programme_isolation on organisation using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on organisation to digna_app;

create table organisation_identity (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  record_a bigint not null,
  record_b bigint not null,
  chosen_kind bigint,
  chosen_sector bigint,
  constraint organisation_identity_pkey PRIMARY KEY (programme_id, from_position)
);
CREATE INDEX organisation_identity_a ON organisation_identity USING btree (programme_id, record_a);
CREATE INDEX organisation_identity_b ON organisation_identity USING btree (programme_id, record_b);
CREATE INDEX organisation_identity_closed ON organisation_identity USING btree (programme_id, to_position) WHERE (to_position IS NOT NULL);
alter table organisation_identity enable row level security;
alter table organisation_identity force row level security;
create policy programme_isolation on organisation_identity using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on organisation_identity to digna_app;

create table organisation_key (
  programme_id uuid not null,
  key integer not null,
  organisation_id uuid not null,
  constraint organisation_key_pkey PRIMARY KEY (programme_id, key, organisation_id)
);
CREATE INDEX organisation_key_organisation ON organisation_key USING btree (programme_id, organisation_id);
alter table organisation_key enable row level security;
alter table organisation_key force row level security;
create policy programme_isolation on organisation_key using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on organisation_key to digna_app;

create table organisation_line (
  programme_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  sort_name text collate "C" not null,
  name text not null,
  acronym text,
  organisation_kind text not null,
  department text,
  municipality text,
  tax_number text,
  sector text,
  value_chain text,
  formal_status text,
  members_women integer,
  members_men integer,
  members_unknown integer,
  exports text,
  record_count integer not null,
  registered_position bigint not null,
  words text[] not null,
  constraint organisation_line_pkey PRIMARY KEY (programme_id, id)
);
CREATE INDEX organisation_line_department ON organisation_line USING btree (programme_id, department, sort_name, id);
CREATE INDEX organisation_line_kind ON organisation_line USING btree (programme_id, organisation_kind, sort_name, id);
CREATE INDEX organisation_line_municipality ON organisation_line USING btree (programme_id, municipality, sort_name, id);
CREATE INDEX organisation_line_name ON organisation_line USING btree (programme_id, sort_name, id);
CREATE INDEX organisation_line_place ON organisation_line USING btree (programme_id, (
CASE
    WHEN (department IS NULL) THEN ''::text
    ELSE department
END), (
CASE
    WHEN (municipality IS NULL) THEN ''::text
    ELSE municipality
END), sort_name, id);
CREATE INDEX organisation_line_registered ON organisation_line USING btree (programme_id, registered_position, id);
CREATE INDEX organisation_line_sector ON organisation_line USING btree (programme_id, sector COLLATE "C", sort_name, id);
alter table organisation_line enable row level security;
alter table organisation_line force row level security;
create policy programme_isolation on organisation_line using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on organisation_line to digna_app;

create table organisation_pair (
  programme_id uuid not null,
  organisation_a uuid not null,
  organisation_b uuid not null,
  score smallint not null,
  explanation jsonb not null,
  decided text,
  decided_position bigint,
  changed_position bigint not null,
  postponed_at timestamp with time zone,
  constraint organisation_pair_pkey PRIMARY KEY (programme_id, organisation_a, organisation_b)
);
CREATE INDEX organisation_pair_open ON organisation_pair USING btree (programme_id, COALESCE(postponed_at, '-infinity'::timestamp with time zone), ((- score)), organisation_a, organisation_b) WHERE (decided IS NULL);
alter table organisation_pair enable row level security;
alter table organisation_pair force row level security;
create policy programme_isolation on organisation_pair using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on organisation_pair to digna_app;

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
  annual_sales bigint,
  equity bigint,
  currency text,
  basis text not null,
  withdrawn boolean default false not null,
  changed_position bigint not null,
  constraint organisation_size_pkey PRIMARY KEY (programme_id, entry_id)
);
CREATE INDEX organisation_size_latest ON organisation_size USING btree (programme_id, organisation_id, sized_on, changed_position);
alter table organisation_size enable row level security;
alter table organisation_size force row level security;
create policy programme_isolation on organisation_size using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on organisation_size to digna_app;

create table organisation_statement (
  programme_id uuid not null,
  entry_id uuid not null,
  organisation_id uuid not null,
  leaf_id uuid not null,
  batch_id uuid,
  root_position bigint not null,
  stated_position bigint not null,
  body jsonb not null,
  contact jsonb,
  withdrawn boolean default false not null,
  changed_position bigint not null,
  constraint organisation_statement_pkey PRIMARY KEY (programme_id, entry_id)
);
CREATE INDEX organisation_statement_batch ON organisation_statement USING btree (programme_id, batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX organisation_statement_of ON organisation_statement USING btree (programme_id, organisation_id);
alter table organisation_statement enable row level security;
alter table organisation_statement force row level security;
create policy programme_isolation on organisation_statement using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on organisation_statement to digna_app;

create table organisation_term (
  programme_id uuid not null,
  word text collate "C" not null,
  sound text collate "C" not null,
  organisations integer not null,
  constraint organisation_term_pkey PRIMARY KEY (programme_id, word)
);
CREATE INDEX organisation_term_sound ON organisation_term USING btree (programme_id, sound);
alter table organisation_term enable row level security;
alter table organisation_term force row level security;
create policy programme_isolation on organisation_term using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on organisation_term to digna_app;

create table organisation_version (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  organisation bigint not null,
  kind smallint,
  place integer,
  sector smallint,
  constraint organisation_version_pkey PRIMARY KEY (programme_id, from_position)
);
CREATE INDEX organisation_version_closed ON organisation_version USING btree (programme_id, to_position) WHERE (to_position IS NOT NULL);
alter table organisation_version enable row level security;
alter table organisation_version force row level security;
create policy programme_isolation on organisation_version using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on organisation_version to digna_app;

create table organisation_word (
  programme_id uuid not null,
  word text collate "C" not null,
  sort_name text collate "C" not null,
  organisation_id uuid not null,
  constraint organisation_word_pkey PRIMARY KEY (programme_id, word, sort_name, organisation_id)
);
alter table organisation_word enable row level security;
alter table organisation_word force row level security;
create policy programme_isolation on organisation_word using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on organisation_word to digna_app;

create table own_request (
  programme_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  what text not null,
  requested_on date not null,
  requested_position bigint not null,
  withdrawn boolean default false not null,
  answer_id uuid,
  answer text,
  answered_on date,
  constraint own_request_pkey PRIMARY KEY (programme_id, id)
);
CREATE INDEX own_request_person ON own_request USING btree (programme_id, person_id);
alter table own_request enable row level security;
alter table own_request force row level security;
create policy programme_isolation on own_request using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on own_request to digna_app;

create table password_link (
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint password_link_pkey PRIMARY KEY (id),
  constraint password_link_token_hash_key UNIQUE (token_hash),
  constraint password_link_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE INDEX password_link_user ON password_link USING btree (user_id);
grant delete, insert, select, update on password_link to digna_app;

create table person (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  canonical_id uuid not null,
  leaf_id uuid not null,
  batch_id uuid,
  given_names text not null,
  surnames text not null,
  document_number text,
  document_complement text,
  document_issued_in text,
  phone text,
  email text,
  sex text,
  birth_year smallint,
  department text,
  municipality text,
  withdrawn boolean default false not null,
  registered_position bigint not null,
  changed_position bigint not null,
  paternal text,
  maternal text,
  married text,
  birth_date date,
  phones jsonb default '[]'::jsonb not null,
  band_from smallint,
  band_to smallint,
  band_stated_on date,
  indigenous text,
  disability text,
  languages text[] default '{}'::text[] not null,
  constraint person_pkey PRIMARY KEY (programme_id, id),
  constraint person_programme_id_number_key UNIQUE (programme_id, number)
);
CREATE INDEX person_apart ON person USING btree (programme_id, id) WHERE ((canonical_id <> id) OR withdrawn);
CREATE INDEX person_badge ON person USING btree (programme_id, ((((('x'::text || "right"((id)::text, 12)))::bit(48))::bigint % '27512614111'::bigint)));
CREATE INDEX person_canonical ON person USING btree (programme_id, canonical_id) INCLUDE (id, number);
CREATE INDEX person_joined ON person USING btree (programme_id, number) INCLUDE (canonical_id) WHERE (canonical_id <> id);
CREATE INDEX person_nameless ON person USING btree (programme_id, number) WHERE ((id = canonical_id) AND (TRIM(BOTH FROM (given_names || surnames)) = ''::text));
alter table person enable row level security;
alter table person force row level security;
create policy programme_isolation on person using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on person to digna_app;

create table person_key (
  programme_id uuid not null,
  key integer not null,
  person_id uuid not null,
  constraint person_key_pkey PRIMARY KEY (programme_id, key, person_id)
);
alter table person_key enable row level security;
alter table person_key force row level security;
create policy programme_isolation on person_key using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on person_key to digna_app;

create table person_line (
  programme_id uuid not null,
  id uuid not null,
  sort_name text collate "C" not null,
  words text[] not null,
  numbers text[] not null,
  sex text not null,
  born_from smallint not null,
  born_to smallint not null,
  department text collate "C" not null,
  municipality text collate "C" not null,
  record_count integer not null,
  registered_position bigint not null,
  constraint person_line_pkey PRIMARY KEY (programme_id, id)
);
CREATE INDEX person_line_born ON person_line USING btree (programme_id, born_from, sort_name, id);
CREATE INDEX person_line_department ON person_line USING btree (programme_id, department, sort_name, id);
CREATE INDEX person_line_municipality ON person_line USING btree (programme_id, municipality, sort_name, id);
CREATE INDEX person_line_name ON person_line USING btree (programme_id, sort_name, id);
CREATE INDEX person_line_place ON person_line USING btree (programme_id, department, municipality, sort_name, id);
CREATE INDEX person_line_registered ON person_line USING btree (programme_id, registered_position, id);
CREATE INDEX person_line_sex ON person_line USING btree (programme_id, sex, sort_name, id);
alter table person_line enable row level security;
alter table person_line force row level security;
create policy programme_isolation on person_line using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on person_line to digna_app;

create table person_number (
  programme_id uuid not null,
  number text collate "C" not null,
  person_id uuid not null,
  constraint person_number_pkey PRIMARY KEY (programme_id, number, person_id)
);
alter table person_number enable row level security;
alter table person_number force row level security;
create policy programme_isolation on person_number using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on person_number to digna_app;

create table person_version (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  closed_because smallint,
  batch bigint,
  person bigint not null,
  sex smallint not null,
  birth_year smallint,
  place integer,
  born_from smallint,
  born_to smallint,
  constraint person_version_pkey PRIMARY KEY (programme_id, from_position)
);
CREATE INDEX person_version_closed ON person_version USING btree (programme_id, to_position) WHERE (to_position IS NOT NULL);
alter table person_version enable row level security;
alter table person_version force row level security;
create policy programme_isolation on person_version using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on person_version to digna_app;

create table person_word (
  programme_id uuid not null,
  word text collate "C" not null,
  sort_name text collate "C" not null,
  person_id uuid not null,
  constraint person_word_pkey PRIMARY KEY (programme_id, word, sort_name, person_id)
);
alter table person_word enable row level security;
alter table person_word force row level security;
create policy programme_isolation on person_word using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on person_word to digna_app;

create table process (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  leaf_id uuid not null,
  code text not null,
  title text not null,
  topic text,
  format text not null,
  threshold_percent smallint not null,
  partner_id uuid,
  withdrawn boolean default false not null,
  changed_position bigint not null,
  modality text,
  department text,
  municipality text,
  venue text,
  funder_id uuid,
  funder_source text,
  capacity integer,
  constraint process_pkey PRIMARY KEY (programme_id, id),
  constraint process_programme_id_number_key UNIQUE (programme_id, number)
);
alter table process enable row level security;
alter table process force row level security;
create policy programme_isolation on process using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on process to digna_app;

create table process_invitation (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  leaf_id uuid not null,
  process_id uuid not null,
  organisation_id uuid not null,
  quota smallint not null,
  women_goal_percent smallint,
  withdrawn boolean default false not null,
  changed_position bigint not null,
  constraint process_invitation_pkey PRIMARY KEY (programme_id, id),
  constraint process_invitation_programme_id_number_key UNIQUE (programme_id, number)
);
CREATE INDEX process_invitation_process ON process_invitation USING btree (programme_id, process_id);
alter table process_invitation enable row level security;
alter table process_invitation force row level security;
create policy programme_isolation on process_invitation using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on process_invitation to digna_app;

create table process_record (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  root_id uuid not null,
  number bigint not null,
  leaf_id uuid not null,
  kind text not null,
  process_id uuid not null,
  session_id uuid,
  person_id uuid,
  occurred_on date not null,
  body jsonb not null,
  private_parts jsonb not null,
  person_number bigint,
  constraint process_record_pkey PRIMARY KEY (programme_id, from_position)
);
CREATE INDEX process_record_person ON process_record USING btree (programme_id, person_id);
CREATE INDEX process_record_process ON process_record USING btree (programme_id, process_id, kind);
CREATE INDEX process_record_root ON process_record USING btree (programme_id, root_id);
CREATE INDEX process_record_standing ON process_record USING btree (programme_id, kind) WHERE (to_position IS NULL);
alter table process_record enable row level security;
alter table process_record force row level security;
create policy programme_isolation on process_record using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on process_record to digna_app;

create table programme (
  id uuid not null,
  code text not null,
  name text not null,
  time_zone text default 'America/La_Paz'::text not null,
  demonstration boolean default false not null,
  created_at timestamp with time zone default now() not null,
  second_factor_required boolean default false not null,
  contact_name text,
  contact_phone text,
  contact_email text,
  constraint programme_pkey PRIMARY KEY (id),
  constraint programme_code_key UNIQUE (code)
);
grant insert, select, update on programme to digna_app;

create table registration (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  leaf_id uuid not null,
  process_id uuid not null,
  person_id uuid not null,
  organisation_id uuid,
  withdrawn boolean default false not null,
  changed_position bigint not null,
  constraint registration_pkey PRIMARY KEY (programme_id, id),
  constraint registration_programme_id_number_key UNIQUE (programme_id, number)
);
CREATE INDEX registration_person ON registration USING btree (programme_id, person_id);
CREATE INDEX registration_process ON registration USING btree (programme_id, process_id);
alter table registration enable row level security;
alter table registration force row level security;
create policy programme_isolation on registration using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on registration to digna_app;

create table results_statement (
  programme_id uuid not null,
  from_position bigint not null,
  to_position bigint,
  batch bigint,
  root_id uuid not null,
  leaf_id uuid not null,
  kind text not null,
  occurred_on date not null,
  body jsonb not null,
  constraint results_statement_pkey PRIMARY KEY (programme_id, from_position)
);
CREATE INDEX results_statement_kind ON results_statement USING btree (programme_id, kind);
CREATE INDEX results_statement_root ON results_statement USING btree (programme_id, root_id);
alter table results_statement enable row level security;
alter table results_statement force row level security;
create policy programme_isolation on results_statement using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on results_statement to digna_app;

create table role (
  programme_id uuid not null,
  entry_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  batch_id uuid,
  position_title text,
  from_on date,
  to_on date,
  withdrawn boolean default false not null,
  changed_position bigint not null,
  leaf_id uuid not null,
  constraint role_pkey PRIMARY KEY (programme_id, entry_id)
);
CREATE INDEX role_organisation ON role USING btree (programme_id, organisation_id);
CREATE INDEX role_person ON role USING btree (programme_id, person_id);
alter table role enable row level security;
alter table role force row level security;
create policy programme_isolation on role using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on role to digna_app;

create table schema_migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default clock_timestamp() not null,
  constraint schema_migration_pkey PRIMARY KEY (name)
);

create table seal (
  programme_id uuid not null,
  number bigint not null,
  from_position bigint not null,
  to_position bigint not null,
  tree_root bytea not null,
  previous_head bytea,
  head bytea not null,
  key_id text not null,
  signature bytea not null,
  sealed_at timestamp with time zone not null,
  constraint seal_pkey PRIMARY KEY (programme_id, number)
);
alter table seal enable row level security;
alter table seal force row level security;
create policy programme_isolation on seal using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant insert, select on seal to digna_app;

create table session (
  programme_id uuid not null,
  id uuid not null,
  number bigint not null,
  leaf_id uuid not null,
  process_id uuid not null,
  session_number smallint not null,
  title text,
  held_on date not null,
  duration_minutes smallint not null,
  modality text not null,
  department text,
  municipality text,
  withdrawn boolean default false not null,
  changed_position bigint not null,
  starts_at text,
  constraint session_pkey PRIMARY KEY (programme_id, id),
  constraint session_programme_id_number_key UNIQUE (programme_id, number)
);
CREATE INDEX session_process ON session USING btree (programme_id, process_id);
alter table session enable row level security;
alter table session force row level security;
create policy programme_isolation on session using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on session to digna_app;

create table sign_in_bucket (
  key bytea not null,
  kind text not null,
  level double precision not null,
  at timestamp with time zone not null,
  constraint sign_in_bucket_pkey PRIMARY KEY (key),
  constraint sign_in_bucket_kind_check CHECK ((kind = ANY (ARRAY['pair'::text, 'account'::text, 'address'::text, 'known'::text])))
);
grant delete, insert, select, update on sign_in_bucket to digna_app;

create table size_rule (
  programme_id uuid not null,
  entry_id uuid not null,
  leaf_id uuid not null,
  batch_id uuid,
  in_force_from date not null,
  body jsonb not null,
  withdrawn boolean default false not null,
  changed_position bigint not null,
  constraint size_rule_pkey PRIMARY KEY (programme_id, entry_id)
);
alter table size_rule enable row level security;
alter table size_rule force row level security;
create policy programme_isolation on size_rule using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant delete, insert, select, update on size_rule to digna_app;

create table upload (
  programme_id uuid not null,
  sha256 bytea not null,
  purpose text not null,
  uploaded_by uuid not null,
  uploaded_at timestamp with time zone not null,
  constraint upload_pkey PRIMARY KEY (programme_id, sha256, purpose, uploaded_by)
);
alter table upload enable row level security;
alter table upload force row level security;
create policy programme_isolation on upload using (programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid) with check (programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"));
grant insert, select on upload to digna_app;

create table verification (
  programme_id uuid not null,
  code text not null,
  kind text not null,
  subject_id uuid not null,
  constraint verification_pkey PRIMARY KEY (programme_id, code)
);
CREATE INDEX verification_code ON verification USING btree (code);
grant insert, select on verification to digna_app;

CREATE OR REPLACE FUNCTION public.digna_analyse()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare name text;
begin
  foreach name in array array['entry', 'entry_private', 'entry_ref', 'fact', 'batch', 'person', 'person_line', 'organisation', 'organisation_line',
    'process', 'session', 'registration', 'process_record', 'identity']
  loop
    if to_regclass('public.' || name) is not null then execute format('analyze public.%I', name); end if;
  end loop;
end $function$
;

grant execute on function digna_analyse() to digna_app;
