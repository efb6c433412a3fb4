-- The key to which phones seal copies of what they have not sent (ECDH on P-256). The private half opens them for their author or for
-- whoever manages users.

create table copy_key (
  programme_id uuid not null,
  -- First half of the SHA-256 of the public key, hex.
  id text not null,
  public_key bytea not null,
  private_key bytea not null,
  made_at timestamptz not null,
  primary key (programme_id, id)
);

alter table copy_key enable row level security;
alter table copy_key force row level security;
create policy programme_isolation on copy_key using
  (programme_id = nullif(current_setting('digna.programme', true), '')::uuid);
grant select, insert on copy_key to digna_app;
