-- Who looked for a free time and found none. Nobody is named: `once` is a keyed hash of person, day and what was looked for, so that
-- reloads of one person count once; it goes when the day is over, and then no two rows have anything in common.
create table empty_searches (
  community_id uuid not null references communities (id),
  -- Random on purpose: ids of the usual kind tell when they were made.
  id uuid not null default gen_random_uuid(),
  -- The community's date.
  on_day date not null,
  once bytea,
  service_id uuid not null,
  format_id uuid not null,
  -- Empty: whoever is free.
  provider_id uuid,
  -- Somebody else took that very time: the hour of the week, from Monday 0:00 on the community's clock. Empty: there was none at all.
  wished_hour smallint check (wished_hour between 0 and 167),
  primary key (community_id, id),
  foreign key (community_id, service_id) references services (community_id, id) on delete cascade,
  foreign key (community_id, format_id) references formats (community_id, id) on delete cascade,
  foreign key (community_id, provider_id) references people (community_id, id) on delete set null (provider_id)
);
create unique index empty_searches_once on empty_searches (community_id, once) where once is not null;
create index empty_searches_by_day on empty_searches (community_id, on_day);

-- What the figures of a programme are counted from, a period at a time and from the index alone. Private meetings are not among it.
create index meetings_by_start on meetings (community_id, starts_at)
  include (ends_at, state, provider_id, service_id, format_id, seats, id) where not private;
create index support_requests_made on support_requests (community_id, created_at);
create index waits_made on waits (community_id, created_at);

select wall_off_communities();
