-- Everything a community owns. Every primary key begins with community_id, every foreign key carries it, and row-level
-- security is forced, so that a statement without a community sees and changes nothing.

create function current_community() returns uuid language sql stable
  as $$ select nullif(current_setting('kith.community', true), '')::uuid $$;

create table people (
  community_id uuid not null references communities (id),
  id uuid not null,
  account_id uuid references accounts (id) on delete set null,
  email text not null check (email = lower(email)),
  first_name text not null default '',
  last_name text not null default '',
  sso_id text,
  roles text[] not null default '{}' check (roles <@ array['member', 'provider', 'coordinator']),
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, email)
);
create unique index people_account on people (community_id, account_id) where account_id is not null;
create index people_of_account on people (account_id) where account_id is not null;
create index people_by_email on people (email);

create table providers (
  community_id uuid not null,
  person_id uuid not null,
  zone text not null,
  bio text not null default '',
  buffer_before integer not null default 0 check (buffer_before between 0 and 240),
  buffer_after integer not null default 0 check (buffer_after between 0 and 240),
  notice_minutes integer check (notice_minutes between 0 and 43200),
  weekly_cap_minutes integer check (weekly_cap_minutes between 0 and 10080),
  paused_at timestamptz,
  locked_at timestamptz,
  primary key (community_id, person_id),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);

create table services (
  community_id uuid not null references communities (id),
  id uuid not null,
  code text not null,
  code_key text not null,
  subject text not null,
  number text not null default '',
  name text not null default '',
  description text not null default '',
  owner_id uuid,
  generic boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, code_key),
  foreign key (community_id, owner_id) references people (community_id, id) on delete set null (owner_id)
);
create index services_of_owner on services (community_id, owner_id) where owner_id is not null;

-- What a coordinator wrote: codes, prefixes (CHEM*) and codes of services that do not exist yet. The truth.
create table listed_codes (
  community_id uuid not null,
  provider_id uuid not null,
  code_key text not null,
  code text not null,
  position integer not null default 0,
  primary key (community_id, provider_id, code_key),
  foreign key (community_id, provider_id) references providers (community_id, person_id) on delete cascade
);

-- What follows from listed_codes and services; written in the same transaction as either.
create table certifications (
  community_id uuid not null,
  provider_id uuid not null,
  service_id uuid not null,
  primary key (community_id, provider_id, service_id),
  foreign key (community_id, provider_id) references providers (community_id, person_id) on delete cascade,
  foreign key (community_id, service_id) references services (community_id, id) on delete cascade
);
create index on certifications (community_id, service_id);

-- One row per member and code; service_id is empty while no service has that code.
create table enrollments (
  community_id uuid not null,
  person_id uuid not null,
  code_key text not null,
  code text not null,
  service_id uuid,
  source text not null default 'file' check (source in ('file', 'own')),
  position bigint generated always as identity,
  primary key (community_id, person_id, code_key),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade,
  foreign key (community_id, service_id) references services (community_id, id) on delete set null (service_id)
);
create index on enrollments (community_id, service_id);

create table formats (
  community_id uuid not null references communities (id),
  id uuid not null,
  name text not null,
  description text not null default '',
  minutes integer not null check (minutes between 5 and 480),
  ways text[] not null check (cardinality(ways) > 0 and ways <@ array['in_person', 'online', 'phone', 'chat']),
  size text not null default 'one_to_one' check (size in ('one_to_one', 'group')),
  rhythm text not null default 'single' check (rhythm in ('single', 'weekly')),
  position integer not null default 0,
  archived_at timestamptz,
  primary key (community_id, id)
);

create table questions (
  community_id uuid not null,
  id uuid not null,
  format_id uuid not null,
  position integer not null default 0,
  kind text not null check (kind in ('short', 'long', 'choice', 'checklist', 'url')),
  label text not null,
  help text not null default '',
  options text[] not null default '{}',
  required boolean not null default false,
  archived_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, format_id) references formats (community_id, id) on delete cascade
);
create index on questions (community_id, format_id);

create table locations (
  community_id uuid not null references communities (id),
  id uuid not null,
  name text not null,
  way text not null check (way in ('in_person', 'online', 'phone', 'chat')),
  details text not null default '',
  capacity integer check (capacity > 0),
  -- Weekly opening in the community's zone: [[day (0 Sunday), start, end], ...] in minutes; null = always open.
  opening jsonb,
  position integer not null default 0,
  archived_at timestamptz,
  primary key (community_id, id)
);

create table weekly_hours (
  community_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  day smallint not null check (day between 0 and 6),
  start_minute smallint not null check (start_minute between 0 and 1439),
  end_minute smallint not null check (end_minute between 1 and 1440),
  from_date date,
  until_date date,
  service_id uuid,
  format_id uuid,
  location_id uuid,
  primary key (community_id, id),
  check (start_minute < end_minute),
  check (from_date is null or until_date is null or from_date <= until_date),
  foreign key (community_id, provider_id) references providers (community_id, person_id) on delete cascade,
  foreign key (community_id, service_id) references services (community_id, id) on delete cascade,
  foreign key (community_id, format_id) references formats (community_id, id) on delete cascade,
  foreign key (community_id, location_id) references locations (community_id, id) on delete cascade
);
create index on weekly_hours (community_id, provider_id);

-- Other hours on some dates; no ranges = the days off. Ranges are [start, end, start, end, ...] in minutes of the local day.
create table hour_exceptions (
  community_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  from_date date not null,
  until_date date not null,
  ranges smallint[] not null default '{}',
  note text not null default '',
  primary key (community_id, id),
  check (from_date <= until_date),
  check (cardinality(ranges) % 2 = 0),
  foreign key (community_id, provider_id) references providers (community_id, person_id) on delete cascade
);
create index on hour_exceptions (community_id, provider_id);

create table closings (
  community_id uuid not null references communities (id),
  id uuid not null,
  name text not null,
  from_date date not null,
  until_date date not null,
  primary key (community_id, id),
  check (from_date <= until_date)
);

create table meetings (
  community_id uuid not null references communities (id),
  id uuid not null,
  service_id uuid not null,
  format_id uuid not null,
  provider_id uuid not null,
  location_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (starts_at < ends_at),
  state text not null check (state in ('pending', 'final', 'cancelled')),
  version integer not null default 1,
  room text,
  booked_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  foreign key (community_id, service_id) references services (community_id, id),
  foreign key (community_id, format_id) references formats (community_id, id),
  foreign key (community_id, provider_id) references providers (community_id, person_id),
  foreign key (community_id, location_id) references locations (community_id, id)
);
-- The included columns let free times be answered from the index alone, for hundreds of providers at once.
create index meetings_of_provider on meetings (community_id, provider_id, starts_at) include (ends_at, state, id);
create index meetings_at_location on meetings (community_id, location_id, ends_at)
  where state <> 'cancelled' and location_id is not null;

create table registrations (
  community_id uuid not null,
  meeting_id uuid not null,
  person_id uuid not null,
  state text not null default 'registered' check (state in ('registered', 'cancelled')),
  created_at timestamptz not null default now(),
  primary key (community_id, meeting_id, person_id),
  foreign key (community_id, meeting_id) references meetings (community_id, id) on delete cascade,
  foreign key (community_id, person_id) references people (community_id, id)
);
create index on registrations (community_id, person_id);

create table answers (
  community_id uuid not null,
  meeting_id uuid not null,
  question_id uuid not null,
  position smallint not null,
  label text not null,
  answer text[] not null,
  primary key (community_id, meeting_id, question_id),
  foreign key (community_id, meeting_id) references meetings (community_id, id) on delete cascade
);

-- What happened to a meeting, by whom and when: booked, confirmed, moved, cancelled.
create table meeting_events (
  community_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  kind text not null,
  by_person uuid,
  detail jsonb not null default '{}',
  at timestamptz not null default now(),
  primary key (community_id, id),
  foreign key (community_id, meeting_id) references meetings (community_id, id) on delete cascade
);
create index on meeting_events (community_id, meeting_id);

-- One row per person and active meeting: the one guard against every double booking, of host and of guest.
-- Start and end are plain columns because range operators are not leakproof: behind row-level security no index is used for them.
create table occupancy (
  community_id uuid not null,
  person_id uuid not null,
  meeting_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (starts_at < ends_at),
  primary key (community_id, meeting_id, person_id),
  foreign key (community_id, meeting_id) references meetings (community_id, id) on delete cascade,
  exclude using gist (community_id with =, person_id with =, tstzrange(starts_at, ends_at, '[)') with &&)
);
create index on occupancy (community_id, person_id, ends_at) include (starts_at, meeting_id);

-- What the people of a meeting write to each other and share: readable by them alone. A message and a file take the thread's next
-- number, so that "seen up to here" is a number and not a time. Who writes is held by the meeting, as its provider or registered.
create table threads (
  community_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  last_number integer not null,
  primary key (community_id, id),
  unique (community_id, meeting_id),
  foreign key (community_id, meeting_id) references meetings (community_id, id) on delete cascade
);

create table messages (
  community_id uuid not null,
  thread_id uuid not null,
  number integer not null,
  author_id uuid not null,
  text text not null check (char_length(text) between 1 and 5000),
  created_at timestamptz not null,
  primary key (community_id, thread_id, number),
  foreign key (community_id, thread_id) references threads (community_id, id) on delete cascade
);

create table files (
  community_id uuid not null,
  id uuid not null,
  thread_id uuid not null,
  number integer not null,
  shared_by uuid not null,
  name text not null,
  -- Found in the content, never taken from the browser.
  type text not null,
  size integer not null check (size between 1 and 10485760),
  sha256 bytea not null,
  content bytea not null check (length(content) = size),
  created_at timestamptz not null,
  primary key (community_id, id),
  unique (community_id, thread_id, number),
  foreign key (community_id, thread_id) references threads (community_id, id) on delete cascade
);
-- Most kinds of files are compressed already.
alter table files alter column content set storage external;

-- The number up to which somebody has seen a thread.
create table thread_readers (
  community_id uuid not null,
  thread_id uuid not null,
  person_id uuid not null,
  seen integer not null,
  primary key (community_id, thread_id, person_id),
  foreign key (community_id, thread_id) references threads (community_id, id) on delete cascade
);

-- What a member has filled in and not yet sent. Found through its writer, emptied when booked, gone after a day.
create table booking_drafts (
  community_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  format_id uuid not null,
  service_id uuid not null,
  answers jsonb not null,
  meeting_id uuid,
  updated_at timestamptz not null default now(),
  primary key (community_id, id),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);

-- A key a form carries: the second click finds the first one's answer.
create table idempotency_keys (
  community_id uuid not null,
  key text not null,
  person_id uuid,
  action text not null,
  outcome jsonb,
  created_at timestamptz not null default now(),
  primary key (community_id, key)
);

create table mails (
  community_id uuid not null references communities (id),
  id uuid not null,
  person_id uuid,
  kind text not null,
  to_address text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  calendar text,
  calendar_method text,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  attempts integer not null default 0,
  last_error text,
  message_id text not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (community_id, id),
  unique (community_id, message_id)
);
create index on mails (community_id, created_at);

-- One upload: the file as it came, what it would do, and what became of it.
create table imports (
  community_id uuid not null references communities (id),
  id uuid not null,
  kind text not null check (kind in ('services', 'providers', 'enrollment')),
  mode text not null check (mode in ('replace', 'merge')),
  file_name text not null,
  file bytea not null,
  by_person uuid not null,
  state text not null check (state in ('reading', 'review', 'applying', 'applied', 'undoing', 'undone', 'failed', 'discarded')),
  progress real not null default 0,
  review jsonb,
  failure text,
  created_at timestamptz not null default now(),
  applied_by uuid,
  applied_at timestamptz,
  undone_by uuid,
  undone_at timestamptz,
  primary key (community_id, id)
);
create index on imports (community_id, created_at);
-- Read in pieces, which only what is stored uncompressed and out of line allows cheaply.
alter table imports alter column file set storage external;

-- The lists of an import (what it adds, changes and removes, its findings, the rows as they were before) in numbered
-- pieces of compressed JSON: one piece is read for one page of a list, however long the list is.
create table import_parts (
  community_id uuid not null,
  import_id uuid not null,
  part text not null,
  number integer not null,
  content bytea not null,
  primary key (community_id, import_id, part, number),
  foreign key (community_id, import_id) references imports (community_id, id) on delete cascade
);
alter table import_parts alter column content set storage external;

-- After a large import: until the tables' statistics know of its rows, every plan takes a community for one row. Only their owner
-- may refresh them, so the app's role asks for it here.
create function refresh_statistics() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze people;
  analyze providers;
  analyze services;
  analyze listed_codes;
  analyze certifications;
  analyze enrollments;
end $$;
