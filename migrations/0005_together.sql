-- What people do together: group meetings and their places, who came, what was said of it, weekly series, waiting for a time,
-- reviews, connections, chat rooms, and what is reported.

-- Meetings a week apart, each at the same time on the wall clock of a zone. Each is a meeting by itself.
create table series (
  community_id uuid not null references communities (id),
  id uuid not null,
  kind text not null check (kind in ('booked', 'group')),
  zone text not null,
  weeks smallint not null check (weeks between 2 and 53),
  by_person uuid not null,
  created_at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, by_person) references people (community_id, id)
);
alter table meetings add series_id uuid;
alter table meetings add foreign key (community_id, series_id) references series (community_id, id);
create index meetings_of_series on meetings (community_id, series_id, starts_at) where series_id is not null;

-- A group meeting has seats; one of two people has none. A private one is for those who are invited.
alter table meetings add seats integer check (seats between 1 and 1000);
alter table meetings add description text not null default '' check (char_length(description) <= 4000);
-- Its type: what people have lived through.
alter table meetings add experience_id uuid;
alter table meetings add topic text not null default '' check (char_length(topic) <= 120);
alter table meetings add focus text not null default '' check (char_length(focus) <= 120);
-- Where it takes place online when that is not a room of ours.
alter table meetings add link text check (link ~ '^https://');
alter table meetings add foreign key (community_id, experience_id) references profile_options (community_id, id);
alter table meetings drop constraint meetings_check1;
alter table meetings add constraint meetings_of_something check (service_id is not null or private or seats is not null);
-- Of a group each registration is paid by itself.
alter table meetings add constraint meetings_group_state check (seats is null or state in ('final', 'cancelled'));
create index meetings_of_groups on meetings (community_id, starts_at, id) where seats is not null;

-- Who gives a group meeting beside its host.
create table co_hosts (
  community_id uuid not null,
  meeting_id uuid not null,
  person_id uuid not null,
  primary key (community_id, meeting_id, person_id),
  foreign key (community_id, meeting_id) references meetings (community_id, id) on delete cascade,
  foreign key (community_id, person_id) references people (community_id, id)
);
create index on co_hosts (community_id, person_id);

create table invitations (
  community_id uuid not null,
  meeting_id uuid not null,
  person_id uuid not null,
  by_person uuid not null,
  created_at timestamptz not null,
  primary key (community_id, meeting_id, person_id),
  foreign key (community_id, meeting_id) references meetings (community_id, id) on delete cascade,
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);
create index on invitations (community_id, person_id);

-- A registration of a group holds a numbered seat while it is offered, unpaid or sure; no number is held twice. Who waits has a turn.
alter table registrations drop constraint registrations_state_check;
alter table registrations add constraint registrations_state_check
  check (state in ('waiting', 'offered', 'unpaid', 'registered', 'cancelled'));
alter table registrations add seat integer check (seat > 0);
alter table registrations add turn integer;
alter table registrations add offered_until timestamptz;
alter table registrations add pay_by timestamptz;
alter table registrations add constraint registrations_offered check ((state = 'offered') = (offered_until is not null));
alter table registrations add constraint registrations_unpaid check ((state = 'unpaid') = (pay_by is not null));
alter table registrations add constraint registrations_waiting check ((state = 'waiting') = (turn is not null));
alter table registrations add constraint registrations_seated check (seat is null or state in ('offered', 'unpaid', 'registered'));
create unique index registrations_by_seat on registrations (community_id, meeting_id, seat) where seat is not null;
create unique index registrations_by_turn on registrations (community_id, meeting_id, turn) where turn is not null;
create index registrations_offered_until on registrations (community_id, offered_until) where offered_until is not null;
create index registrations_pay_by on registrations (community_id, pay_by) where pay_by is not null;

-- Who came. Empty: nobody said. By nobody: it followed from clicks, or from there being none.
alter table registrations add joined_at timestamptz;
alter table registrations add left_at timestamptz;
alter table registrations add attendance text check (attendance in ('attended', 'no_show'));
alter table registrations add attendance_by uuid;
alter table registrations add attendance_at timestamptz;
create index registrations_missed on registrations (community_id, person_id) where attendance = 'no_show';
create index registrations_joined on registrations (community_id, meeting_id) where joined_at is not null and attendance is null;

-- What happened to a registration, by whom and when.
create table registration_events (
  community_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  person_id uuid not null,
  kind text not null,
  by_person uuid,
  detail jsonb not null default '{}',
  at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, meeting_id) references meetings (community_id, id) on delete cascade
);
create index on registration_events (community_id, meeting_id, person_id);

-- What is asked when a meeting is booked, and what is asked when it is over.
alter table questions add purpose text not null default 'booking' check (purpose in ('booking', 'feedback'));

create table feedback (
  community_id uuid not null,
  meeting_id uuid not null,
  person_id uuid not null,
  -- [{question, label, answer: [...]}, ...] as they were asked.
  answers jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (community_id, meeting_id, person_id),
  foreign key (community_id, meeting_id, person_id) references registrations (community_id, meeting_id, person_id) on delete cascade
);

-- What somebody who gives a meeting writes down for themself alone.
create table session_notes (
  community_id uuid not null,
  meeting_id uuid not null,
  person_id uuid not null,
  text text not null check (char_length(text) <= 8000),
  version integer not null default 1,
  changed_at timestamptz not null,
  primary key (community_id, meeting_id, person_id),
  foreign key (community_id, meeting_id) references meetings (community_id, id) on delete cascade,
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);

-- Somebody waits until a time becomes free. When one does, it is held for the first of them until the offer ends.
create table waits (
  community_id uuid not null references communities (id),
  id uuid not null,
  person_id uuid not null,
  format_id uuid not null,
  service_id uuid not null,
  -- Empty: whoever is free.
  provider_id uuid,
  from_at timestamptz not null,
  until_at timestamptz not null check (from_at < until_at),
  state text not null default 'waiting' check (state in ('waiting', 'offered', 'booked', 'ended')),
  created_at timestamptz not null,
  offered_provider_id uuid,
  offered_location_id uuid,
  -- The start of the time that is held.
  offered_at timestamptz,
  offered_until timestamptz,
  meeting_id uuid,
  primary key (community_id, id),
  check ((state = 'offered') = (offered_until is not null)),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade,
  foreign key (community_id, format_id) references formats (community_id, id),
  foreign key (community_id, service_id) references services (community_id, id)
);
create index waits_open on waits (community_id, created_at, id) where state = 'waiting';
create index waits_of_person on waits (community_id, person_id);
create index waits_offered on waits (community_id, offered_until) where offered_until is not null;

alter table occupancy add wait_id uuid;
alter table occupancy add foreign key (community_id, wait_id) references waits (community_id, id) on delete cascade;
alter table occupancy drop constraint occupancy_check1;
alter table occupancy add constraint occupancy_of_one check (num_nonnulls(meeting_id, proposal_id, wait_id) = 1);
-- Whether a hold is for the one who asks is answered from the index alone as well.
alter table occupancy drop constraint occupancy_pkey;
alter table occupancy add primary key (community_id, person_id, ends_at) include (starts_at, meeting_id, wait_id);
create index occupancy_of_wait on occupancy (community_id, wait_id) where wait_id is not null;

-- Stars and words about a provider from somebody who met them. Nobody sees it, nor that it exists, until it is published together
-- with those of others. Without an author: the one who wrote it is gone, and so are the words.
create table reviews (
  community_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  author_id uuid,
  stars smallint not null check (stars between 1 and 5),
  text text not null default '' check (char_length(text) <= 2000),
  -- Picks the name it is shown under.
  alias integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  editable_until timestamptz not null,
  published_at timestamptz,
  reply text not null default '' check (char_length(reply) <= 2000),
  replied_at timestamptz,
  -- Its words are shown no more.
  hidden_at timestamptz,
  hidden_by uuid,
  primary key (community_id, id),
  foreign key (community_id, provider_id) references providers (community_id, person_id),
  foreign key (community_id, author_id) references people (community_id, id)
);
create unique index reviews_once on reviews (community_id, provider_id, author_id) where author_id is not null;
create index reviews_published on reviews (community_id, provider_id, published_at) where published_at is not null;
create index reviews_waiting on reviews (community_id, editable_until) where published_at is null;

-- What somebody wants its coordinators alone to know after a meeting.
create table review_notes (
  community_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  author_id uuid not null,
  text text not null check (char_length(text) between 1 and 2000),
  created_at timestamptz not null,
  seen_at timestamptz,
  seen_by uuid,
  primary key (community_id, id),
  foreign key (community_id, provider_id) references providers (community_id, person_id),
  foreign key (community_id, author_id) references people (community_id, id) on delete cascade
);
create index on review_notes (community_id, created_at);

create table connections (
  community_id uuid not null,
  id uuid not null,
  asker_id uuid not null,
  other_id uuid not null check (other_id <> asker_id),
  state text not null default 'asked' check (state in ('asked', 'accepted', 'declined', 'ended')),
  note text not null default '' check (char_length(note) <= 500),
  asked_at timestamptz not null,
  settled_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, asker_id) references people (community_id, id) on delete cascade,
  foreign key (community_id, other_id) references people (community_id, id) on delete cascade
);
-- Two people are connected, or asked to be, once, whoever asked.
create unique index connections_of_two on connections (community_id, least(asker_id, other_id), greatest(asker_id, other_id))
  where state in ('asked', 'accepted');
create index on connections (community_id, asker_id);
create index on connections (community_id, other_id);

-- Supporter Information, and whom a provider hopes to reach.
alter table profile_options drop constraint profile_options_list_check;
alter table profile_options add constraint profile_options_list_check
  check (list in ('experience', 'gender', 'language', 'ethnicity', 'region'));
alter table providers add greeting text not null default '' check (char_length(greeting) <= 300);
alter table providers add qualification text not null default '' check (char_length(qualification) <= 1000);
alter table providers add ages_from smallint check (ages_from between 10 and 120);
alter table providers add ages_to smallint check (ages_to between 10 and 120);
alter table providers add check (ages_from <= ages_to);
-- Whether the directory shows them.
alter table providers add in_directory boolean not null default true;
-- Whether their gender stands on their page and can be searched for. Who told it before there was a page told it to coordinators alone.
alter table providers add gender_shown boolean not null default false;
create table provider_languages (
  community_id uuid not null,
  provider_id uuid not null,
  option_id uuid not null,
  primary key (community_id, provider_id, option_id),
  foreign key (community_id, provider_id) references providers (community_id, person_id) on delete cascade,
  foreign key (community_id, option_id) references profile_options (community_id, id) on delete cascade
);
create table provider_audience (
  community_id uuid not null,
  provider_id uuid not null,
  ages text[] not null default '{}'
    check (ages <@ array['under_18', '18_24', '25_34', '35_44', '45_54', '55_64', '65_up']),
  -- Ids of profile_options of the lists gender, ethnicity, region and experience.
  options uuid[] not null default '{}',
  note text not null default '' check (char_length(note) <= 500),
  primary key (community_id, provider_id),
  foreign key (community_id, provider_id) references providers (community_id, person_id) on delete cascade
);

-- Somebody wants to become a provider.
create table applications (
  community_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  about text not null check (char_length(about) between 1 and 4000),
  qualification text not null default '' check (char_length(qualification) <= 1000),
  experiences uuid[] not null default '{}',
  languages uuid[] not null default '{}',
  zone text not null,
  state text not null default 'open' check (state in ('open', 'approved', 'declined', 'withdrawn')),
  answer text not null default '' check (char_length(answer) <= 1000),
  created_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  primary key (community_id, id),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);
create unique index applications_open on applications (community_id, person_id) where state = 'open';
create index on applications (community_id, created_at);

create table rooms (
  community_id uuid not null references communities (id),
  id uuid not null,
  name text not null check (char_length(name) between 1 and 80),
  about text not null default '' check (char_length(about) <= 1000),
  private boolean not null default false,
  -- When it can be written in, in the community's zone: [[day (0 Sunday), start, end], ...] in minutes; null = always.
  hours jsonb,
  by_person uuid not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  version integer not null default 1,
  primary key (community_id, id),
  foreign key (community_id, by_person) references people (community_id, id)
);
create unique index rooms_by_name on rooms (community_id, lower(name)) where archived_at is null;

create table room_members (
  community_id uuid not null,
  room_id uuid not null,
  person_id uuid not null,
  -- What the others call them there.
  name text not null check (char_length(name) between 1 and 40),
  role text not null default 'member' check (role in ('member', 'moderator')),
  state text not null default 'in' check (state in ('invited', 'in', 'left', 'removed')),
  muted_until timestamptz,
  joined_at timestamptz,
  -- Names them to the others of the room: a person's id would say who they are elsewhere.
  handle uuid not null default gen_random_uuid(),
  primary key (community_id, room_id, person_id),
  unique (community_id, room_id, handle),
  foreign key (community_id, room_id) references rooms (community_id, id) on delete cascade,
  foreign key (community_id, person_id) references people (community_id, id)
);
create index on room_members (community_id, person_id);
create unique index room_members_by_name on room_members (community_id, room_id, lower(name)) where state = 'in';

create table room_events (
  community_id uuid not null,
  id uuid not null,
  room_id uuid not null,
  person_id uuid,
  kind text not null,
  by_person uuid,
  detail jsonb not null default '{}',
  at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, room_id) references rooms (community_id, id) on delete cascade
);
create index on room_events (community_id, room_id, at);

-- What is written in a room is a thread as well. A moderator takes away the words of a message, not its number.
alter table threads add room_id uuid;
alter table threads add unique (community_id, room_id);
alter table threads add foreign key (community_id, room_id) references rooms (community_id, id) on delete cascade;
alter table threads drop constraint threads_check;
alter table threads add constraint threads_of_one check (num_nonnulls(meeting_id, proposal_id, room_id) = 1);
alter table messages add removed_at timestamptz;
alter table messages add removed_by uuid;
alter table messages drop constraint messages_text_check;
alter table messages add constraint messages_said
  check (char_length(text) <= 5000 and (text <> '' or removed_at is not null));

-- Which word stands in which message of a room. Behind row-level security no index is used for the operators of full text search,
-- since they are not leakproof; comparing words is.
create table message_words (
  community_id uuid not null,
  thread_id uuid not null,
  word text collate "C" not null,
  number integer not null,
  primary key (community_id, thread_id, word, number),
  foreign key (community_id, thread_id, number) references messages (community_id, thread_id, number) on delete cascade
);

-- Who was known by a name in a room alone when they were blocked stays known by it alone.
alter table blocks add known_as text not null default '';

-- Who has been here lately: in the community, not on which of its pages.
alter table people add shows_presence boolean not null default true;
create table presence (
  community_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  primary key (community_id, person_id),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);

-- What somebody found wrong, with the evidence as it was. Who reported is shown to nobody.
create table reports (
  community_id uuid not null references communities (id),
  id uuid not null,
  reporter_id uuid not null,
  about_id uuid,
  kind text not null check (kind in ('person', 'meeting', 'proposal', 'message', 'file', 'review', 'room')),
  record_id uuid not null,
  reason text not null check (reason in ('danger', 'harassment', 'unwelcome', 'spam', 'other')),
  words text not null default '' check (char_length(words) <= 2000),
  evidence jsonb not null,
  -- What was in a reported file.
  content bytea,
  state text not null default 'open' check (state in ('open', 'settled')),
  -- What is answered to the reporter.
  answer text not null default '' check (char_length(answer) <= 1000),
  created_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  primary key (community_id, id),
  foreign key (community_id, reporter_id) references people (community_id, id) on delete cascade
);
create index reports_open on reports (community_id, created_at) where state = 'open';
create index on reports (community_id, about_id);

alter table staff_looks drop constraint staff_looks_kind_check;
alter table staff_looks add constraint staff_looks_kind_check
  check (kind in ('meeting', 'request', 'proposal', 'payment', 'room', 'report'));

-- Forced on every table with a community_id that has no policy yet, as in 0003; a migration that makes tables ends with it.
create function wall_off_communities() returns void language plpgsql as $$
declare t text;
begin
  for t in
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'community_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind = 'r' and not c.relrowsecurity
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_community on %I using (community_id = current_community()) with check (community_id = current_community())', t);
  end loop;
end $$;
select wall_off_communities();
