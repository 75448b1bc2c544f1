-- Activities follow owner and branch of their account: once for all accounts that a statement moves. A statement for each
-- account would run the triggers of activities as often, and taking a branch over would take minutes.
drop trigger activities_follow_reach on accounts;
create or replace function activities_follow_reach() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_nestloop = off as $$
declare
  moved uuid[];
begin
  select array_agg(n.id) into moved from new_rows n join old_rows o on o.id = n.id
  where (n.owner_id, n.org_unit_id) is distinct from (o.owner_id, o.org_unit_id);
  if moved is null then
    return null;
  end if;
  update activities a set parent_owner_id = n.owner_id, parent_org_unit_id = n.org_unit_id
  from unnest(moved) as m (id) join new_rows n on n.id = m.id
  where a.account_id = m.id and a.account_id = any(moved);
  return null;
end $$;
create trigger activities_follow_reach after update on accounts referencing old table as old_rows new table as new_rows
  for each statement execute function activities_follow_reach();

-- A plan is kept from the first statement of a session. One that was made for a single row compares each old row with each new
-- one, which takes minutes for twenty thousand; this way they are hashed.
alter function log_updates() set enable_nestloop = off;

-- Foreign keys that are asked when what they point to goes for good: without an index each row that goes reads the whole table.
create index opportunities_lost_to on opportunities (lost_to_id) where lost_to_id is not null;
create index opportunities_product on opportunities (product_id) where product_id is not null;
create index opportunity_lines_product on opportunity_lines (product_id) where product_id is not null;
create index leads_converted_account on leads (converted_account_id) where converted_account_id is not null;
create index leads_converted_contact on leads (converted_contact_id) where converted_contact_id is not null;
create index leads_converted_opportunity on leads (converted_opportunity_id) where converted_opportunity_id is not null;
