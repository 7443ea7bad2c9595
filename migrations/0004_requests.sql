-- The second way in: support requests, proposals, the meetings agreed on, their payment, and how people hear of it.

-- Lists that a coordinator edits and people choose from.
create table profile_options (
  community_id uuid not null references communities (id),
  id uuid not null,
  list text not null check (list in ('experience', 'gender')),
  name text not null check (char_length(name) between 1 and 80),
  position integer not null default 0,
  archived_at timestamptz,
  primary key (community_id, id)
);
create unique index profile_options_by_name on profile_options (community_id, list, lower(name)) where archived_at is null;

-- What a provider told about themself so that requests that fit come first.
alter table providers add gender_id uuid;
alter table providers add foreign key (community_id, gender_id) references profile_options (community_id, id);
create table provider_experiences (
  community_id uuid not null,
  provider_id uuid not null,
  option_id uuid not null,
  primary key (community_id, provider_id, option_id),
  foreign key (community_id, provider_id) references providers (community_id, person_id) on delete cascade,
  foreign key (community_id, option_id) references profile_options (community_id, id) on delete cascade
);

-- Neutral subjects, titles and sender in everything that leaves the installation, and a way to leave the page quickly.
alter table people add discreet boolean not null default false;

create table support_requests (
  community_id uuid not null references communities (id),
  id uuid not null,
  member_id uuid not null,
  subject text not null check (char_length(subject) between 1 and 120),
  description text not null check (char_length(description) between 1 and 4000),
  flexible boolean not null default false,
  -- Wished times. Disjoint by type; entered on the wall clock of the zone beside.
  windows tstzmultirange not null default '{}',
  zone text not null,
  time_note text not null default '' check (char_length(time_note) <= 300),
  gender_id uuid,
  age smallint check (age between 10 and 120),
  state text not null default 'open' check (state in ('open', 'accepted', 'closed', 'expired')),
  version integer not null default 1,
  -- By when somebody should have answered; empty once somebody has, or the audience was widened.
  answer_by timestamptz,
  widened_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, member_id) references people (community_id, id) on delete cascade,
  foreign key (community_id, gender_id) references profile_options (community_id, id)
);
create index support_requests_open on support_requests (community_id, created_at desc, id desc) where state = 'open';
create index on support_requests (community_id, member_id, created_at);
create index support_requests_answer_by on support_requests (community_id, answer_by) where answer_by is not null and state = 'open';
create index support_requests_expiring on support_requests (community_id, expires_at) where state = 'open';

create table request_experiences (
  community_id uuid not null,
  request_id uuid not null,
  option_id uuid not null,
  primary key (community_id, request_id, option_id),
  foreign key (community_id, request_id) references support_requests (community_id, id) on delete cascade,
  foreign key (community_id, option_id) references profile_options (community_id, id) on delete cascade
);
create index on request_experiences (community_id, option_id);

create table proposals (
  community_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  provider_id uuid not null,
  text text not null check (char_length(text) between 1 and 4000),
  format_id uuid not null,
  location_id uuid,
  minutes integer not null check (minutes between 5 and 480),
  -- In minor units of the currency.
  price bigint not null default 0 check (price >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  state text not null default 'open' check (state in ('open', 'withdrawn', 'declined', 'accepted', 'not_chosen')),
  version integer not null default 1,
  -- Until when the offered times are held for the member.
  held_until timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  settled_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, request_id) references support_requests (community_id, id) on delete cascade,
  foreign key (community_id, provider_id) references providers (community_id, person_id),
  foreign key (community_id, format_id) references formats (community_id, id),
  foreign key (community_id, location_id) references locations (community_id, id)
);
-- One live proposal per provider and request; one accepted proposal per request, whoever clicks first.
create unique index proposals_live on proposals (community_id, request_id, provider_id) where state in ('open', 'accepted');
create unique index proposals_accepted on proposals (community_id, request_id) where state = 'accepted';
create index on proposals (community_id, request_id, created_at);
create index on proposals (community_id, provider_id, created_at);
create index proposals_holding on proposals (community_id, held_until) where held_until is not null;

-- One to three times that a proposal offers. While held, each has its row in occupancy too.
create table proposal_times (
  community_id uuid not null,
  proposal_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (starts_at < ends_at),
  primary key (community_id, proposal_id, starts_at),
  foreign key (community_id, proposal_id) references proposals (community_id, id) on delete cascade
);

-- What happened to a request and its proposals, by whom and when.
create table request_events (
  community_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  proposal_id uuid,
  kind text not null,
  by_person uuid,
  detail jsonb not null default '{}',
  at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, request_id) references support_requests (community_id, id) on delete cascade,
  foreign key (community_id, proposal_id) references proposals (community_id, id) on delete cascade
);
create index on request_events (community_id, request_id);

-- A meeting agreed on in a proposal: of no service, and nobody's business but its two people's. Unpaid, it holds its time
-- until pay_by.
alter table meetings alter service_id drop not null;
alter table meetings add private boolean not null default false;
alter table meetings add proposal_id uuid;
alter table meetings add name text not null default '';
alter table meetings add price bigint not null default 0 check (price >= 0);
alter table meetings add currency text check (currency ~ '^[A-Z]{3}$');
alter table meetings add pay_by timestamptz;
alter table meetings add check (service_id is not null or private);
alter table meetings add check (price = 0 or currency is not null);
alter table meetings drop constraint meetings_state_check;
alter table meetings add constraint meetings_state_check check (state in ('pending', 'unpaid', 'final', 'cancelled'));
alter table meetings add check ((state = 'unpaid') = (pay_by is not null));
alter table meetings add foreign key (community_id, proposal_id) references proposals (community_id, id);
create index meetings_of_proposal on meetings (community_id, proposal_id) where proposal_id is not null;
create index meetings_unpaid on meetings (community_id, pay_by) where pay_by is not null;

-- A time is taken by a meeting or held by a proposal. Nobody is in two places, so a person and an end name a row.
alter table occupancy drop constraint occupancy_pkey;
alter table occupancy alter meeting_id drop not null;
alter table occupancy add proposal_id uuid;
alter table occupancy add foreign key (community_id, proposal_id) references proposals (community_id, id) on delete cascade;
alter table occupancy add check (num_nonnulls(meeting_id, proposal_id) = 1);
drop index occupancy_community_id_person_id_ends_at_starts_at_meeting__idx;
alter table occupancy add primary key (community_id, person_id, ends_at) include (starts_at, meeting_id);
create index occupancy_of_meeting on occupancy (community_id, meeting_id) where meeting_id is not null;
create index occupancy_of_proposal on occupancy (community_id, proposal_id) where proposal_id is not null;

-- What two people write to each other belongs to a meeting, or to the proposal that brought them together.
alter table threads alter meeting_id drop not null;
alter table threads add proposal_id uuid;
alter table threads add unique (community_id, proposal_id);
alter table threads add foreign key (community_id, proposal_id) references proposals (community_id, id) on delete cascade;
alter table threads add check (num_nonnulls(meeting_id, proposal_id) = 1);

-- Who looked at what is private although it is not theirs.
create table staff_looks (
  community_id uuid not null references communities (id),
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('meeting', 'request', 'proposal', 'payment')),
  record_id uuid not null,
  at timestamptz not null,
  primary key (community_id, id)
);
create index on staff_looks (community_id, kind, record_id);

-- What is owed for a meeting and what became of it. Each stamp is a fact that never goes away, so the order in which they
-- become known does not matter.
create table payments (
  community_id uuid not null references communities (id),
  id uuid not null,
  meeting_id uuid not null,
  payer_id uuid not null,
  method text not null check (method in ('card', 'desk')),
  -- What the payer says at the desk, and what stands on a receipt.
  reference text not null,
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  session_id text,
  session_url text,
  session_ends_at timestamptz,
  intent_id text,
  paid_at timestamptz,
  fee bigint,
  recorded_by uuid,
  refund_wanted_at timestamptz,
  refund_amount bigint check (refund_amount between 0 and amount),
  refund_reason text,
  refund_id text,
  refunded_at timestamptz,
  -- The payment service could not give it back: somebody has to do it in another way.
  refund_failed_at timestamptz,
  -- Nothing can be paid here any more: another payment came first, or the meeting is off.
  ended_at timestamptz,
  created_at timestamptz not null,
  primary key (community_id, id),
  unique (community_id, reference),
  foreign key (community_id, meeting_id) references meetings (community_id, id),
  foreign key (community_id, payer_id) references people (community_id, id)
);
create unique index payments_by_session on payments (community_id, session_id) where session_id is not null;
create index on payments (community_id, meeting_id);
create index payments_by_intent on payments (community_id, intent_id) where intent_id is not null;
create index payments_paid on payments (community_id, paid_at) where paid_at is not null;

create table payment_events (
  community_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  kind text not null,
  by_person uuid,
  detail jsonb not null default '{}',
  at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, payment_id) references payments (community_id, id) on delete cascade
);
create index on payment_events (community_id, payment_id);

-- Every notice of the payment service that was taken, by its own id: it sends some twice.
create table payment_notices (
  community_id uuid not null references communities (id),
  id text not null,
  kind text not null,
  payment_id uuid not null,
  made_at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (community_id, id)
);

-- What a person is told in the app. The words are made when it is read: a key of the language files, and what goes into it.
create table notifications (
  community_id uuid not null references communities (id),
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  once text not null,
  message text not null,
  detail jsonb not null default '{}',
  path text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (community_id, id),
  unique (community_id, person_id, once),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);
create index notifications_of_person on notifications (community_id, person_id, id);
create index notifications_unread on notifications (community_id, person_id) where read_at is null;

-- Such a letter names nobody and nothing, its sender included.
alter table mails add discreet boolean not null default false;

-- Who was reminded: everybody in a meeting, once of the day before and once of the hour before each time it was given.
create table reminders (
  community_id uuid not null,
  meeting_id uuid not null,
  starts_at timestamptz not null,
  which text not null check (which in ('day', 'hour')),
  at timestamptz not null,
  primary key (community_id, meeting_id, starts_at, which),
  foreign key (community_id, meeting_id) references meetings (community_id, id) on delete cascade
);
create index meetings_to_remind_of on meetings (community_id, starts_at) where state = 'final';

-- What somebody does not want to be told, or not in that way; without a row everything is told.
create table notification_choices (
  community_id uuid not null,
  person_id uuid not null,
  kind text not null,
  bell boolean not null,
  mail boolean not null,
  primary key (community_id, person_id, kind),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);

-- Neither of the two meets the other anywhere, whoever asked for it.
create table blocks (
  community_id uuid not null,
  person_id uuid not null,
  blocked_id uuid not null,
  at timestamptz not null,
  primary key (community_id, person_id, blocked_id),
  check (person_id <> blocked_id),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade,
  foreign key (community_id, blocked_id) references people (community_id, id) on delete cascade
);
create index on blocks (community_id, blocked_id, person_id);

-- As in 0003, for every table that has no policy yet.
do $$
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
