-- History of an opportunity through its stages; a row when it is made, moved, won, lost or reopened.
create table opportunity_stage_moves (
  id bigint generated always as identity primary key,
  opportunity_id uuid not null references opportunities (id) on delete cascade,
  from_stage_id uuid,
  to_stage_id uuid not null,
  from_status text,
  to_status text not null,
  at timestamptz(3) not null,
  by uuid,
  amount bigint
);
create index opportunity_stage_moves_opportunity on opportunity_stage_moves (opportunity_id, at, id);
create index opportunity_stage_moves_stage on opportunity_stage_moves (to_stage_id, at);
alter table opportunity_stage_moves enable row level security;
alter table opportunity_stage_moves force row level security;
create policy opportunity_stage_moves_owner on opportunity_stage_moves to current_user using (true) with check (true);
create policy opportunity_stage_moves_view on opportunity_stage_moves for select to peyvand_app using (
  (select app_sees_all('opportunity', 'view')) or exists (select 1 from opportunities o where o.id = opportunity_id));
grant select on opportunity_stage_moves to peyvand_app;

-- Written by the database, so that no way of moving an opportunity can forget it.
create function log_stage_entries() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into opportunity_stage_moves (opportunity_id, to_stage_id, to_status, at, by, amount)
  select n.id, n.stage_id, 'open', n.stage_entered_at, n.created_by, n.amount from new_rows n;
  insert into opportunity_stage_moves (opportunity_id, from_stage_id, to_stage_id, from_status, to_status, at, by, amount)
  select n.id, n.stage_id, n.stage_id, 'open', n.status, n.closed_at, n.created_by, n.amount
  from new_rows n where n.status <> 'open';
  return null;
end $$;

create function log_stage_moves() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into opportunity_stage_moves (opportunity_id, from_stage_id, to_stage_id, from_status, to_status, at, by, amount)
  select n.id, o.stage_id, n.stage_id, o.status, n.status,
    case when n.status = o.status then n.stage_entered_at when n.status = 'open' then n.updated_at else n.closed_at end,
    n.updated_by, n.amount
  from new_rows n join old_rows o on o.id = n.id
  where n.stage_id <> o.stage_id or n.status <> o.status;
  return null;
end $$;

create trigger opportunities_stage_entries after insert on opportunities referencing new table as new_rows
  for each statement execute function log_stage_entries();
create trigger opportunities_stage_moves after update on opportunities referencing old table as old_rows new table as new_rows
  for each statement execute function log_stage_moves();

-- Lines belong to their opportunity: whoever sees it sees them, whoever may change it may change them.
drop policy opportunity_lines_view on opportunity_lines;
drop policy opportunity_lines_create on opportunity_lines;
drop policy opportunity_lines_change on opportunity_lines;
create policy opportunity_lines_view on opportunity_lines for select to peyvand_app using (
  (select app_sees_all('opportunity', 'view')) or exists (select 1 from opportunities o where o.id = opportunity_id));
create function opportunity_changeable(opportunity uuid) returns boolean language sql stable as $$
  select exists (
    select 1 from opportunities o where o.id = opportunity and (
      (select app_sees_all('opportunity', 'change'))
      or o.owner_id = any((select app_owner_ids('opportunity', 'change'))::uuid[])
      or o.org_unit_id = any((select app_unit_ids('opportunity', 'change'))::uuid[])))
$$;
create policy opportunity_lines_create on opportunity_lines for insert to peyvand_app
  with check ((select app_may('opportunityLine', 'create')) and opportunity_changeable(opportunity_id));
create policy opportunity_lines_change on opportunity_lines for update to peyvand_app
  using (opportunity_changeable(opportunity_id)) with check (opportunity_changeable(opportunity_id));

-- Whose turn it is in a rule of assignment. The row is locked until the end of the transaction, so two leads that come
-- at once go to different people, and a lead that is not kept gives its turn back.
create table assignment_turns (
  rule_id uuid primary key references assignment_rules (id) on delete cascade,
  turn bigint not null
);
alter table assignment_turns enable row level security;
alter table assignment_turns force row level security;
create policy assignment_turns_owner on assignment_turns to current_user using (true) with check (true);
create policy assignment_turns_app on assignment_turns for select to peyvand_app using ((select app_is_system()));
grant select on assignment_turns to peyvand_app;

-- Takes the next turn, from 0, and holds it until the end of the transaction.
create function take_assignment_turn(rule uuid) returns bigint
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into assignment_turns as t (rule_id, turn) values (rule, 0)
  on conflict (rule_id) do update set turn = t.turn + 1 returning turn
$$;

-- The people of a rule who still work here, in the order of the rule, with their branches: also those whom the caller
-- may not see, since the rule and not the caller chooses.
create function assignable_people(people uuid[]) returns table (id uuid, org_unit_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.org_unit_id from unnest(people) with ordinality as listed (person, place)
  join users u on u.id = listed.person where u.active and u.deleted_at is null order by listed.place
$$;
