-- Copies that people took of what is theirs: who and when, so that nobody else takes one unseen.
create table own_copies (
  community_id uuid not null references communities (id),
  id uuid not null,
  person_id uuid not null,
  asked_at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, person_id) references people (community_id, id) on delete cascade
);
create index on own_copies (community_id, person_id, asked_at);

-- Whole lists and files of many people's are looked at, too: such a look is at no one record, and says which list or file it was.
alter table staff_looks alter record_id drop not null;
alter table staff_looks add what text check (char_length(what) between 1 and 40);
alter table staff_looks drop constraint staff_looks_kind_check;
alter table staff_looks add constraint staff_looks_kind_check
  check (kind in ('meeting', 'request', 'proposal', 'payment', 'room', 'report', 'list', 'file'));
alter table staff_looks add constraint staff_looks_at_one check (num_nonnulls(record_id, what) = 1);
create index on staff_looks (community_id, at, id);
create index on staff_looks (community_id, person_id, at);

select wall_off_communities();
