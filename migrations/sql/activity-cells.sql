-- Finished activities added up by everything that decides who sees them, but for their maker and guests, and by Jalali month.
create table activity_cells (
  owner_id uuid not null,
  org_unit_id uuid,
  parent_owner_id uuid,
  parent_org_unit_id uuid,
  of_account boolean not null,
  -- First day of the Jalali month in Tehran.
  month date not null,
  count bigint not null
);
alter table activity_cells enable row level security;
alter table activity_cells force row level security;
create policy activity_cells_owner on activity_cells to current_user using (true) with check (true);
create policy activity_cells_view on activity_cells for select to peyvand_app using (
  (select app_sees_all('activity', 'view'))
  or owner_id in (select unnest(app_owner_ids('activity', 'view')))
  or org_unit_id in (select unnest(app_unit_ids('activity', 'view')))
  or (of_account and (select app_sees_all('account', 'view')))
  or parent_owner_id in (select unnest(app_owner_ids('account', 'view')))
  or parent_org_unit_id in (select unnest(app_unit_ids('account', 'view'))));
grant select on activity_cells to peyvand_app;

create function jalali_month_of(at timestamptz) returns date language sql stable parallel safe
  return coalesce((select d.date - (d.jd - 1) from dim_date d where d.date = (at at time zone 'Asia/Tehran')::date),
    (at at time zone 'Asia/Tehran')::date);

-- As with opportunity_cells, rows are only ever added, and fold_activity_cells() puts those of one cell together.
create function keep_activity_cells() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'DELETE' then
    insert into activity_cells
    select n.owner_id, n.org_unit_id, n.parent_owner_id, n.parent_org_unit_id, n.account_id is not null, jalali_month_of(n.done_at), 1
    from new_rows n where n.done_at is not null and n.deleted_at is null and n.owner_id is not null;
  end if;
  if tg_op <> 'INSERT' then
    insert into activity_cells
    select o.owner_id, o.org_unit_id, o.parent_owner_id, o.parent_org_unit_id, o.account_id is not null, jalali_month_of(o.done_at), -1
    from old_rows o where o.done_at is not null and o.deleted_at is null and o.owner_id is not null;
  end if;
  return null;
end $$;

-- An update that leaves a cell alone (a reminder that was given) adds nothing.
create function move_activity_cells() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into activity_cells
  select c.owner_id, c.org_unit_id, c.parent_owner_id, c.parent_org_unit_id, c.of_account, jalali_month_of(c.done_at), sum(c.n)
  from (
    select n.owner_id, n.org_unit_id, n.parent_owner_id, n.parent_org_unit_id, n.account_id is not null as of_account, n.done_at, 1 as n
    from new_rows n where n.done_at is not null and n.deleted_at is null and n.owner_id is not null
    union all
    select o.owner_id, o.org_unit_id, o.parent_owner_id, o.parent_org_unit_id, o.account_id is not null, o.done_at, -1
    from old_rows o where o.done_at is not null and o.deleted_at is null and o.owner_id is not null
  ) c group by 1, 2, 3, 4, 5, c.done_at having sum(c.n) <> 0;
  return null;
end $$;

create trigger activities_cells_insert after insert on activities referencing new table as new_rows
  for each statement execute function keep_activity_cells();
create trigger activities_cells_update after update on activities referencing old table as old_rows new table as new_rows
  for each statement execute function move_activity_cells();
create trigger activities_cells_delete after delete on activities referencing old table as old_rows
  for each statement execute function keep_activity_cells();

create function fold_activity_cells() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not pg_try_advisory_xact_lock(hashtext('activity_cells')) then return; end if;
  with twins as (
    select owner_id, org_unit_id, parent_owner_id, parent_org_unit_id, of_account, month, sum(count) as count, array_agg(ctid) as places
    from activity_cells group by 1, 2, 3, 4, 5, 6 having count(*) > 1
  ), gone as (
    delete from activity_cells c using (select unnest(places) as place from twins) t where c.ctid = t.place
  )
  insert into activity_cells
  select owner_id, org_unit_id, parent_owner_id, parent_org_unit_id, of_account, month, count from twins where count <> 0;
end $$;

-- For whoever writes activities while triggers rest, in the same transaction.
create function rebuild_activity_cells() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('activity_cells'));
  lock table activities in share row exclusive mode;
  truncate activity_cells;
  insert into activity_cells
  select a.owner_id, a.org_unit_id, a.parent_owner_id, a.parent_org_unit_id, a.of_account, coalesce(d.date - (d.jd - 1), a.day), sum(a.n)
  from (
    select owner_id, org_unit_id, parent_owner_id, parent_org_unit_id, account_id is not null as of_account,
      (done_at at time zone 'Asia/Tehran')::date as day, count(*) as n
    from activities where done_at is not null and deleted_at is null and owner_id is not null group by 1, 2, 3, 4, 5, 6
  ) a left join dim_date d on d.date = a.day group by 1, 2, 3, 4, 5, 6;
  analyze activity_cells;
end $$;
revoke execute on function rebuild_activity_cells() from public;

-- Finished activities of each owner in whole Jalali months, of what the caller sees: cells in scope, and the activities that
-- they see only because they made them or are guests. Null is open.
create function finished_activities(first_day date, last_day date) returns table (owner_id uuid, count bigint)
language sql stable as $$
  select c.owner_id, sum(c.count)::bigint from (
    select a.owner_id, a.count from activity_cells a
    where (first_day is null or a.month >= first_day) and (last_day is null or a.month <= last_day)
    union all
    select t.owner_id, 1 from activities t
    where (t.created_by = (select app_user_id()) or t.attendee_user_ids @> array[(select app_user_id())])
      and t.done_at is not null and t.deleted_at is null and t.owner_id is not null
      and (first_day is null or t.done_at >= first_day::timestamp at time zone 'Asia/Tehran')
      and (last_day is null or t.done_at < (last_day + 1)::timestamp at time zone 'Asia/Tehran')
      and ((select app_sees_all('activity', 'view'))
        or t.owner_id in (select unnest(app_owner_ids('activity', 'view')))
        or t.org_unit_id in (select unnest(app_unit_ids('activity', 'view')))
        or (t.account_id is not null and (select app_sees_all('account', 'view')))
        or t.parent_owner_id in (select unnest(app_owner_ids('account', 'view')))
        or t.parent_org_unit_id in (select unnest(app_unit_ids('account', 'view')))) is not true
  ) c group by c.owner_id having sum(c.count) <> 0
$$;

select rebuild_activity_cells();
