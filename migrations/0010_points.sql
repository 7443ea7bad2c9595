-- What somebody who gives meetings wants to reach next, picked from the rules of points. The points themselves are stored nowhere:
-- they follow from what stands elsewhere.
create table point_goals (
  community_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- A rule of src/features/points/rules.ts, and how often it is to be met.
  rule text not null,
  target integer not null check (target between 1 and 1000),
  chosen_at timestamptz not null,
  -- When it was first seen that it is reached.
  done_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);
create index on point_goals (community_id, person_id, chosen_at);
create unique index point_goals_open on point_goals (community_id, person_id, rule) where done_at is null;

-- In which weeks somebody wrote in a room, and whether somebody writes notes, without reading what others wrote.
create index messages_of_author on messages (community_id, thread_id, author_id, created_at) where removed_at is null;
create index session_notes_of_person on session_notes (community_id, person_id) where text <> '';

select wall_off_communities();
