-- Waits until nobody else decides about the times of these persons or places, until the end of the transaction. Keys are taken
-- in one fixed order, so that two bookings that share several of them never wait for each other in a circle. At a place that
-- takes any number nobody is a rival.
create function lock_times(keys uuid[]) returns void language plpgsql as $$
declare
  rival uuid;
begin
  for rival in
    select key from unnest(keys) as key
    where key is not null and not exists (select from locations where id = key and capacity is null) order by key
  loop
    perform pg_advisory_xact_lock(hashtextextended(rival::text, 0));
  end loop;
end $$;

-- The same, but false and without any lock when the person has something in the span: at once, or after waiting for somebody who
-- took it meanwhile. What an exception ends lets go of its locks, so a whole queue of losers is gone as soon as one has won.
create function lock_free_times(keys uuid[], person uuid, starts timestamptz, ends timestamptz) returns boolean
  language plpgsql as $$
begin
  if exists (select from occupancy o where o.person_id = person and o.ends_at > starts and o.starts_at < ends) then
    return false;
  end if;
  perform lock_times(keys);
  if exists (select from occupancy o where o.person_id = person and o.ends_at > starts and o.starts_at < ends) then
    raise exception using errcode = 'KTIME';
  end if;
  return true;
exception
  when sqlstate 'KTIME' then
    return false;
end $$;
