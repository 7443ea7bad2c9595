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

select wall_off_communities();
