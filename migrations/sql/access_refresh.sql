-- Recomputes access_principals for `only_users`, or for everybody when null.
create function access_refresh(only_users uuid[] default null) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- One at a time: each must see what the one before it has written.
  perform pg_advisory_xact_lock(hashtext('access_refresh'));
  delete from access_principals p where only_users is null or p.user_id = any(only_users);
  insert into access_principals (user_id, grants, field_levels, team_owner_ids, unit_id, unit_ids, stamp)
  with recursive
    people as (
      select u.id, u.org_unit_id, u.role_ids,
        array(select t.id from teams t where t.id = any(u.team_ids) and t.deleted_at is null) as team_ids
      from users u
      where u.active and u.deleted_at is null and (only_users is null or u.id = any(only_users))
    ),
    held as (
      select p.id as user_id, r.id as role_id, r.grants, r.fields
      from people p join roles r on r.id = any(p.role_ids) and r.deleted_at is null
    ),
    given as (
      select h.user_id, g."recordType" || '/' || g.action as key, jsonb_agg(distinct g.scope) as scopes
      from held h, jsonb_to_recordset(h.grants) as g("recordType" text, action text, scope text)
      where g.scope <> 'none'
      group by 1, 2
    ),
    -- The right to change a row in any way, for the policies of update.
    changing as (
      select h.user_id, g."recordType" || '/change' as key, jsonb_agg(distinct g.scope) as scopes
      from held h, jsonb_to_recordset(h.grants) as g("recordType" text, action text, scope text)
      where g.scope <> 'none' and g.action in ('edit', 'delete', 'restore', 'assign', 'bulkEdit')
      group by 1, 2
    ),
    grants as (
      select user_id, jsonb_object_agg(key, scopes) as grants
      from (select * from given union all select * from changing) every group by 1
    ),
    -- A field is limited only when every role that opens its type limits it; the widest level wins.
    opening as (
      select distinct h.user_id, h.role_id, h.fields, g."recordType" as record_type
      from held h, jsonb_to_recordset(h.grants) as g("recordType" text, action text, scope text)
      where g.scope <> 'none' and g.action in ('view', 'create', 'edit')
    ),
    limited as (
      select o.user_id, f."recordType" as record_type, f.field, o.role_id,
        array_position(array['hidden', 'masked', 'read', 'write'], f.level) as level
      from opening o, jsonb_to_recordset(o.fields) as f("recordType" text, field text, level text)
      where o.record_type in (f."recordType", '*')
    ),
    fields as (
      select user_id, jsonb_object_agg(record_type || '/' || field, level) as levels from (
        select l.user_id, l.record_type, l.field, (array['hidden', 'masked', 'read', 'write'])[max(l.level)] as level
        from limited l group by 1, 2, 3
        having count(distinct l.role_id) = (
          select count(distinct o.role_id) from opening o
          where o.user_id = l.user_id and o.record_type in (l.record_type, '*')
        )
      ) level where level <> 'write' group by 1
    ),
    below as (
      select p.id as user_id, p.org_unit_id as unit_id from people p where p.org_unit_id is not null
      union
      select b.user_id, u.id from below b join org_units u on u.parent_id = b.unit_id and u.deleted_at is null
    ),
    units as (select user_id, array_agg(unit_id) as unit_ids from below group by 1),
    mates as (
      select p.id as user_id, array_agg(distinct m.id) as ids
      from people p join users m on m.team_ids && p.team_ids and m.deleted_at is null
      where p.team_ids <> '{}' group by 1
    )
  select p.id, coalesce(g.grants, '{}'), coalesce(f.levels, '{}'), coalesce(m.ids, '{}'), p.org_unit_id,
    coalesce(u.unit_ids, '{}'), nextval('access_stamp')
  from people p
  left join grants g on g.user_id = p.id
  left join fields f on f.user_id = p.id
  left join units u on u.user_id = p.id
  left join mates m on m.user_id = p.id;
end $$;
