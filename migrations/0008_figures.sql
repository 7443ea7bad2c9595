-- What the figures of those who give meetings are counted from, so that years of them are counted in milliseconds. All of it follows
-- from meetings, co_hosts, registrations and feedback, is written by the triggers below in the same transaction, whoever writes there, and can
-- be made anew at any time by `rebuild_figures`.

-- One row per meeting and person who gives it, as its host or beside them. The included columns answer from the index alone.
create table given_meetings (
  community_id uuid not null,
  meeting_id uuid not null,
  person_id uuid not null,
  host boolean not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null,
  -- Whether it is a group meeting.
  grouped boolean not null,
  -- Sure places, and of those the ones of whom it is said that they came or did not.
  registered integer not null default 0,
  attended integer not null default 0,
  no_show integer not null default 0,
  -- How many said something of it afterwards.
  feedback integer not null default 0,
  primary key (community_id, meeting_id, person_id),
  foreign key (community_id, meeting_id) references meetings (community_id, id) on delete cascade,
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);
create index given_meetings_of_person on given_meetings (community_id, person_id, starts_at, meeting_id)
  include (ends_at, state, grouped, host, registered, attended, no_show, feedback);

-- One row per person who gives meetings and person who came to at least one of them.
create table encounters (
  community_id uuid not null,
  provider_id uuid not null,
  person_id uuid not null,
  -- To how many they came, and when the first of them began.
  attended integer not null check (attended > 0),
  first_at timestamptz not null,
  primary key (community_id, provider_id, person_id) include (attended, first_at),
  foreign key (community_id, provider_id) references people (community_id, id) on delete cascade,
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);
create index on encounters (community_id, person_id);

-- What the list of meetings is searched for, in small letters: to make them of 50,000 meetings takes longer than all the rest.
alter table meetings add said text not null generated always as (lower(name || ' ' || topic || ' ' || focus)) stored;

select wall_off_communities();

-- Counts the places of these meetings. Their rows are held first: what the count looks at afterwards is what stands then.
create function count_places(community uuid, meetings uuid[]) returns void language plpgsql as $$
begin
  perform from given_meetings g where g.community_id = community and g.meeting_id = any(meetings)
    order by g.meeting_id, g.person_id for update;
  update given_meetings g set registered = c.registered, attended = c.attended, no_show = c.no_show
  from (
    select w.id, count(r.person_id) as registered, count(*) filter (where r.attendance = 'attended') as attended,
      count(*) filter (where r.attendance = 'no_show') as no_show
    from unnest(meetings) as w (id)
    left join registrations r on r.community_id = community and r.meeting_id = w.id and r.state = 'registered'
    group by w.id) c
  where g.community_id = community and g.meeting_id = c.id
    and (g.registered, g.attended, g.no_show) is distinct from (c.registered, c.attended, c.no_show);
end $$;

-- The same for what was said of them.
create function count_feedback(community uuid, meetings uuid[]) returns void language plpgsql as $$
begin
  perform from given_meetings g where g.community_id = community and g.meeting_id = any(meetings)
    order by g.meeting_id, g.person_id for update;
  update given_meetings g set feedback = c.said
  from (
    select w.id, count(b.person_id) as said
    from unnest(meetings) as w (id) left join feedback b on b.community_id = community and b.meeting_id = w.id
    group by w.id) c
  where g.community_id = community and g.meeting_id = c.id and g.feedback <> c.said;
end $$;

-- Counts how often these people came to those who give. Whoever counts for the same giver waits, so that neither overlooks the other.
create function count_encounters(community uuid, givers uuid[], people uuid[]) returns void language plpgsql as $$
declare
  giver uuid;
begin
  for giver in select distinct g from unnest(givers) as g order by g loop
    perform pg_advisory_xact_lock(hashtextextended(giver::text, 1));
  end loop;
  with came as (
    select g.person_id as provider_id, r.person_id, count(*) as attended, min(g.starts_at) as first_at
    from registrations r cross join lateral (
      -- `offset 0`: asked for each of the places of these people, and not by reading all that the givers ever gave.
      select k.person_id, k.starts_at from given_meetings k
      where k.community_id = community and k.meeting_id = r.meeting_id and k.person_id = any(givers) offset 0) g
    where r.community_id = community and r.person_id = any(people) and r.state = 'registered' and r.attendance = 'attended'
    group by g.person_id, r.person_id),
  gone as (
    delete from encounters e where e.community_id = community and e.provider_id = any(givers) and e.person_id = any(people)
      and not exists (select from came c where c.provider_id = e.provider_id and c.person_id = e.person_id))
  insert into encounters as e (community_id, provider_id, person_id, attended, first_at)
  select community, c.provider_id, c.person_id, c.attended, c.first_at from came c
  on conflict (community_id, provider_id, person_id) do update set attended = excluded.attended, first_at = excluded.first_at
    where (e.attended, e.first_at) is distinct from (excluded.attended, excluded.first_at);
end $$;

-- The same for everybody who came to one of these meetings and everybody who gives one of them.
create function count_encounters_at(community uuid, meetings uuid[]) returns void language plpgsql as $$
declare
  givers uuid[];
  people uuid[];
begin
  people := array(select distinct r.person_id from registrations r
    where r.community_id = community and r.meeting_id = any(meetings) and r.attendance = 'attended');
  if cardinality(people) = 0 then return; end if;
  givers := array(select distinct g.person_id from given_meetings g where g.community_id = community and g.meeting_id = any(meetings));
  perform count_encounters(community, givers, people);
end $$;

-- Writes down who gives these meetings.
create function write_given(community uuid, meetings uuid[]) returns void language plpgsql as $$
begin
  insert into given_meetings (community_id, meeting_id, person_id, host, starts_at, ends_at, state, grouped)
  select community, m.id, w.person_id, w.person_id = m.provider_id, m.starts_at, m.ends_at, m.state, m.seats is not null
  from meetings m cross join lateral (
    select m.provider_id as person_id
    union select h.person_id from co_hosts h where h.community_id = community and h.meeting_id = m.id) w
  where m.community_id = community and m.id = any(meetings)
  on conflict do nothing;
end $$;

-- Makes all figures of a community anew from what they follow from; nothing else is written there meanwhile.
-- Tables that were just filled are thought to be empty: loops over them would take hours.
create function rebuild_figures(community uuid) returns void language plpgsql set enable_nestloop = off as $$
begin
  lock table given_meetings, encounters in share row exclusive mode;
  delete from given_meetings where community_id = community;
  delete from encounters where community_id = community;
  with givers as (
    select m.id, m.provider_id as person_id, true as host from meetings m where m.community_id = community
    union all select h.meeting_id, h.person_id, false from co_hosts h where h.community_id = community),
  places as (
    select r.meeting_id, count(*) as registered, count(*) filter (where r.attendance = 'attended') as attended,
      count(*) filter (where r.attendance = 'no_show') as no_show
    from registrations r where r.community_id = community and r.state = 'registered' group by r.meeting_id),
  said as (
    select b.meeting_id, count(*) as feedback from feedback b where b.community_id = community group by b.meeting_id)
  insert into given_meetings
    (community_id, meeting_id, person_id, host, starts_at, ends_at, state, grouped, registered, attended, no_show, feedback)
  select community, m.id, g.person_id, g.host, m.starts_at, m.ends_at, m.state, m.seats is not null,
    coalesce(p.registered, 0), coalesce(p.attended, 0), coalesce(p.no_show, 0), coalesce(s.feedback, 0)
  from meetings m join givers g on g.id = m.id left join places p on p.meeting_id = m.id left join said s on s.meeting_id = m.id
  where m.community_id = community;
  with givers as (
    select m.id, m.provider_id as person_id, m.starts_at from meetings m where m.community_id = community
    union all select h.meeting_id, h.person_id, m.starts_at from co_hosts h
      join meetings m on m.community_id = community and m.id = h.meeting_id where h.community_id = community)
  insert into encounters (community_id, provider_id, person_id, attended, first_at)
  select community, g.person_id, r.person_id, count(*), min(g.starts_at)
  from registrations r join givers g on g.id = r.meeting_id
  where r.community_id = community and r.state = 'registered' and r.attendance = 'attended'
  group by g.person_id, r.person_id;
end $$;

create function meetings_planned() returns trigger language plpgsql as $$
declare
  own record;
begin
  for own in select community_id as id, array_agg(id) as meetings from fresh group by community_id loop
    perform write_given(own.id, own.meetings);
    -- Only the statement that writes a meeting can have written places in it already.
    if exists (select from registrations r where r.community_id = own.id and r.meeting_id = any(own.meetings)) then
      perform count_places(own.id, own.meetings);
      perform count_encounters_at(own.id, own.meetings);
    end if;
  end loop;
  return null;
end $$;
create trigger figures_of_planned after insert on meetings
  referencing new table as fresh for each statement execute function meetings_planned();

create function meetings_changed() returns trigger language plpgsql as $$
declare
  own record;
begin
  for own in
    select n.community_id as id, array_agg(n.id) as meetings
    from fresh n join stale o on o.community_id = n.community_id and o.id = n.id
    where (n.starts_at, n.ends_at, n.state, n.seats is null) is distinct from (o.starts_at, o.ends_at, o.state, o.seats is null)
    group by n.community_id
  loop
    update given_meetings g set starts_at = n.starts_at, ends_at = n.ends_at, state = n.state, grouped = n.seats is not null
    from fresh n
    where g.community_id = own.id and g.meeting_id = any(own.meetings) and n.community_id = g.community_id and n.id = g.meeting_id;
    perform count_encounters_at(own.id, own.meetings);
  end loop;
  return null;
end $$;
create trigger figures_of_changed after update on meetings
  referencing old table as stale new table as fresh for each statement execute function meetings_changed();

create function co_hosts_joined() returns trigger language plpgsql as $$
declare
  own record;
begin
  for own in select community_id as id, array_agg(distinct meeting_id) as meetings from fresh group by community_id loop
    perform write_given(own.id, own.meetings);
    perform count_places(own.id, own.meetings);
    perform count_feedback(own.id, own.meetings);
    perform count_encounters_at(own.id, own.meetings);
  end loop;
  return null;
end $$;
create trigger figures_of_co_hosts after insert on co_hosts
  referencing new table as fresh for each statement execute function co_hosts_joined();

create function co_hosts_left() returns trigger language plpgsql as $$
declare
  own record;
begin
  for own in
    select community_id as id, array_agg(distinct person_id) as givers, array_agg(distinct meeting_id) as meetings
    from stale group by community_id
  loop
    delete from given_meetings g using stale o
    where g.community_id = own.id and o.community_id = g.community_id and o.meeting_id = g.meeting_id and o.person_id = g.person_id
      and not g.host;
    perform count_encounters(own.id, own.givers, array(select distinct r.person_id from registrations r
      where r.community_id = own.id and r.meeting_id = any(own.meetings) and r.attendance = 'attended'));
  end loop;
  return null;
end $$;
create trigger figures_without_co_hosts after delete on co_hosts
  referencing old table as stale for each statement execute function co_hosts_left();

-- Counts anew after places changed, and for those of whom it changed that they came.
create function count_again(community uuid, meetings uuid[], people uuid[]) returns void language plpgsql as $$
begin
  perform count_places(community, meetings);
  if people is not null then
    perform count_encounters(community,
      array(select distinct g.person_id from given_meetings g where g.community_id = community and g.meeting_id = any(meetings)),
      people);
  end if;
end $$;

create function places_taken() returns trigger language plpgsql as $$
begin
  perform count_again(community_id, array_agg(distinct meeting_id),
    array_agg(distinct person_id) filter (where attendance = 'attended'))
  from fresh where state = 'registered' group by community_id;
  return null;
end $$;
create trigger figures_of_places after insert on registrations
  referencing new table as fresh for each statement execute function places_taken();

create function places_changed() returns trigger language plpgsql as $$
begin
  perform count_again(n.community_id, array_agg(distinct n.meeting_id),
    array_agg(distinct n.person_id) filter (where 'attended' in (n.attendance, o.attendance)))
  from fresh n join stale o using (community_id, meeting_id, person_id)
  where 'registered' in (n.state, o.state) and (n.state, n.attendance) is distinct from (o.state, o.attendance)
  group by n.community_id;
  return null;
end $$;
create trigger figures_of_changed_places after update on registrations
  referencing old table as stale new table as fresh for each statement execute function places_changed();

create function places_gone() returns trigger language plpgsql as $$
begin
  perform count_again(community_id, array_agg(distinct meeting_id),
    array_agg(distinct person_id) filter (where attendance = 'attended'))
  from stale where state = 'registered' group by community_id;
  return null;
end $$;
create trigger figures_without_places after delete on registrations
  referencing old table as stale for each statement execute function places_gone();

create function feedback_given() returns trigger language plpgsql as $$
begin
  perform count_feedback(community_id, array_agg(distinct meeting_id)) from fresh group by community_id;
  return null;
end $$;
create trigger figures_of_feedback after insert on feedback
  referencing new table as fresh for each statement execute function feedback_given();

create function feedback_gone() returns trigger language plpgsql as $$
begin
  perform count_feedback(community_id, array_agg(distinct meeting_id)) from stale group by community_id;
  return null;
end $$;
create trigger figures_without_feedback after delete on feedback
  referencing old table as stale for each statement execute function feedback_gone();

-- What stands already.
do $$
declare
  own record;
begin
  for own in select id from communities loop
    perform set_config('kith.community', own.id::text, true);
    perform rebuild_figures(own.id);
  end loop;
end $$;
