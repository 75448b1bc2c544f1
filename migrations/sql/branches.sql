-- Branches within reach of a right on teams, roles or branches themselves. These have no owner, so "own" and "team" go as far
-- as one's own branch.
create function app_branch_ids(of_type text, action text) returns uuid[] language plpgsql stable parallel safe as $$
declare
  held access_principals;
  scopes jsonb;
begin
  select * into held from access_principals p where p.user_id = app_user_id();
  scopes := coalesce(held.grants -> (of_type || '/' || action), '[]') || coalesce(held.grants -> ('*/' || action), '[]');
  return case
    when scopes ? 'branchAndBelow' then held.unit_ids
    when scopes ?| array['own', 'team', 'branch'] and held.unit_id is not null then array[held.unit_id]
    else '{}'::uuid[] end;
end $$;

-- What a branch has made for itself is seen and changed there; what belongs to no branch is the company's, for all to see.
alter policy teams_view on teams using ((select app_sees_all('team', 'view'))
  or ((select app_may('team', 'view')) and (org_unit_id is null or org_unit_id in (select unnest(app_branch_ids('team', 'view'))))));
alter policy teams_create on teams with check ((select app_sees_all('team', 'create'))
  or org_unit_id in (select unnest(app_branch_ids('team', 'create'))));
alter policy teams_change on teams using ((select app_sees_all('team', 'change'))
  or org_unit_id in (select unnest(app_branch_ids('team', 'change')))) with check ((select app_sees_all('team', 'change'))
  or org_unit_id in (select unnest(app_branch_ids('team', 'change'))));
alter policy roles_view on roles using ((select app_sees_all('role', 'view'))
  or ((select app_may('role', 'view')) and (org_unit_id is null or org_unit_id in (select unnest(app_branch_ids('role', 'view'))))));
alter policy roles_create on roles with check ((select app_sees_all('role', 'create'))
  or org_unit_id in (select unnest(app_branch_ids('role', 'create'))));
alter policy roles_change on roles using ((select app_sees_all('role', 'change'))
  or org_unit_id in (select unnest(app_branch_ids('role', 'change')))) with check ((select app_sees_all('role', 'change'))
  or org_unit_id in (select unnest(app_branch_ids('role', 'change'))));
-- A branch is seen by whoever made it also before their rights follow the tree.
alter policy org_units_view on org_units using ((select app_sees_all('orgUnit', 'view'))
  or ((select app_may('orgUnit', 'view')) and (id in (select unnest(app_branch_ids('orgUnit', 'view'))) or created_by = (select app_user_id()))));
alter policy org_units_create on org_units with check ((select app_sees_all('orgUnit', 'create'))
  or parent_id in (select unnest(app_branch_ids('orgUnit', 'create'))));
alter policy org_units_change on org_units using ((select app_sees_all('orgUnit', 'change'))
  or id in (select unnest(app_branch_ids('orgUnit', 'change')))) with check ((select app_sees_all('orgUnit', 'change'))
  or id in (select unnest(app_branch_ids('orgUnit', 'change'))));
