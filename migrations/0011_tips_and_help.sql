-- Advice for those who give support, a page for each topic. A page that came with the project and that nobody has changed has no text
-- of its own: it shows the project's, in the words of today.
create table tips (
  community_id uuid not null references communities (id),
  id uuid not null,
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  -- Which of the project's pages it began as.
  starter text,
  title text check (char_length(title) between 1 and 120),
  summary text check (char_length(summary) <= 240),
  body text check (char_length(body) <= 30000),
  position integer not null,
  -- Hidden: only coordinators find it.
  hidden_at timestamptz,
  -- Grows with every change of its text: who changes it has seen the one before.
  version integer not null default 1 check (version > 0),
  changed_at timestamptz,
  changed_by uuid,
  primary key (community_id, id),
  unique (community_id, slug),
  unique (community_id, starter),
  check (num_nonnulls(starter, body) > 0),
  check ((title is null) = (body is null) and (summary is null) = (body is null)),
  foreign key (community_id, changed_by) references people (community_id, id) on delete set null (changed_by)
);

-- How many questions a community has been asked: the next one is called by the next number, and no number comes twice.
alter table communities add help_number integer not null default 0;

-- What somebody asks the people who run their community, and what they answer.
create table help_questions (
  community_id uuid not null references communities (id),
  id uuid not null,
  number integer not null check (number > 0),
  person_id uuid not null,
  -- As they wrote it into the form.
  name text not null check (char_length(name) <= 200),
  email text not null check (char_length(email) <= 254),
  phone text not null check (char_length(phone) <= 60),
  browser text not null check (char_length(browser) <= 120),
  device text not null check (char_length(device) <= 120),
  state text not null default 'open' check (state in ('open', 'answered')),
  created_at timestamptz not null,
  -- When somebody last wrote in it, and how many times they have.
  wrote_at timestamptz not null,
  messages integer not null default 0,
  primary key (community_id, id),
  unique (community_id, number),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);
create index help_waiting on help_questions (community_id, state, wrote_at);
create index help_of_person on help_questions (community_id, person_id, number);

create table help_messages (
  community_id uuid not null,
  question_id uuid not null,
  number integer not null check (number > 0),
  author_id uuid not null,
  -- Written by those who answer.
  answer boolean not null,
  text text not null check (char_length(text) between 1 and 5000),
  created_at timestamptz not null,
  primary key (community_id, question_id, number),
  foreign key (community_id, question_id) references help_questions (community_id, id) on delete cascade
);

-- A picture made anew from what was sent, with nothing in it but what can be seen. Until its message is taken it belongs to none.
create table help_screenshots (
  community_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  question_id uuid,
  number integer,
  content bytea not null,
  width integer not null,
  height integer not null,
  created_at timestamptz not null,
  primary key (community_id, id),
  unique (community_id, question_id, number),
  check ((question_id is null) = (number is null)),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade,
  foreign key (community_id, question_id, number) references help_messages (community_id, question_id, number) on delete cascade
);
create index on help_screenshots (community_id, person_id);
create index on help_screenshots (community_id, created_at);

select wall_off_communities();
