-- How much of what a community begins with this one was given, so that what is new reaches those that exist, once.
alter table communities add start_edition integer not null default 0;
