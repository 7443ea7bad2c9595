-- What belongs to the installation: communities, accounts and how they sign in.
-- These tables are read before a community is known; everything else lies behind row-level security.

create extension if not exists btree_gist;

create table communities (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  zone text not null,
  words jsonb not null default '{}',
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);
alter table communities enable row level security;
alter table communities force row level security;
create policy readable on communities for select using (true);
create policy own_community on communities for update
  using (id = nullif(current_setting('kith.community', true), '')::uuid);
create policy founded on communities for insert
  with check (id = nullif(current_setting('kith.community', true), '')::uuid);

create table accounts (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  name text not null default '',
  image text,
  zone text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id uuid primary key,
  account_id uuid not null references accounts (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on sessions (account_id);

-- One row for each way in: a password, later a passkey or the institution's sign-on.
create table credentials (
  id uuid primary key,
  account_id uuid not null references accounts (id) on delete cascade,
  provider text not null,
  provider_account text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider, provider_account)
);
create index on credentials (account_id);

create table verifications (
  -- Not a uuid: better-auth reserves a row by a name of its own making.
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on verifications (identifier);

-- Counters of rate-limiter-flexible; unlogged, since losing them forgives and nothing more.
create unlogged table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

-- Mail that belongs to no community: sign-in links, password resets.
create table account_mails (
  id uuid primary key,
  to_address text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  attempts integer not null default 0,
  last_error text,
  message_id text not null unique,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);

-- One row: what every process of this installation must agree on. The secret signs cookies when the environment gives none.
create table installation (
  one boolean primary key default true check (one),
  secret text not null default replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
  demo boolean not null default false,
  created_at timestamptz not null default now()
);
insert into installation default values;
