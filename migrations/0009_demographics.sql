-- What somebody tells of themself so that they are counted. Nobody reads it of anybody; it is counted together with that of others.
create table demographics (
  community_id uuid not null,
  person_id uuid not null,
  age text check (age in ('under_18', '18_24', '25_34', '35_44', '45_54', '55_64', '65_up')),
  gender_id uuid,
  ethnicity_id uuid,
  region_id uuid,
  -- Whether they want to be counted in what is seen of whom providers reach.
  counted boolean not null default false,
  -- Since when it has been as it is: it is counted from the next month on.
  changed_at timestamptz not null,
  primary key (community_id, person_id),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade,
  foreign key (community_id, gender_id) references profile_options (community_id, id),
  foreign key (community_id, ethnicity_id) references profile_options (community_id, id),
  foreign key (community_id, region_id) references profile_options (community_id, id)
);

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
