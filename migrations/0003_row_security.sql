-- Forced on every table with a community_id, so that a table added later and forgotten is found by the test that lists them.
do $$
declare t text;
begin
  for t in
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'community_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind = 'r'
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_community on %I using (community_id = current_community()) with check (community_id = current_community())', t);
  end loop;
end $$;

-- An account sees where it belongs, also before it chose a community: by its own rows, and by those that wait for its proven address.
create policy own_memberships on people for select using (
  account_id = nullif(current_setting('kith.account', true), '')::uuid
  or (account_id is null and email = (
    select a.email from accounts a
    where a.id = nullif(current_setting('kith.account', true), '')::uuid and a.email_verified
  ))
);
