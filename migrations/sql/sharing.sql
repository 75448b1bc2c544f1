-- What happens to a record besides changes of its fields (it was shared, a masked value was uncovered, somebody looked at
-- the product as this user), written into its history. `detail` stands in "after" under a name that no column has.
create function note_access(of_type text, of_id uuid, what text, detail jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_table text;
  version integer;
begin
  select table_name into of_table from record_tables t where t.record_type = of_type;
  if what not in ('share', 'unshare', 'reveal', 'viewAs') or of_table is null then
    raise exception 'no note of % for %', what, of_type;
  end if;
  execute format('select version from %I where id = $1', of_table) into version using of_id;
  if version is null then return; end if;
  insert into changes (record_type, record_id, action, version, actor_id, source, operation_id, reason, after)
  values (of_type, of_id, what, version, app_user_id(), coalesce(nullif(current_setting('app.source', true), ''), 'system'),
    nullif(current_setting('app.operation_id', true), '')::uuid, nullif(current_setting('app.system', true), ''),
    jsonb_build_object('access', jsonb_strip_nulls(detail)));
end $$;

-- Records that are open to people and teams beyond owner, branch and role. A share opens a row and nothing else: what may
-- be done with it, and which of its fields are shown, is said by the roles of whoever it is shared with.
create table record_shares (
  id uuid primary key,
  record_type text not null,
  record_id uuid not null,
  user_id uuid,
  team_id uuid,
  level text not null check (level in ('view', 'edit')),
  -- A collaborator works on the record beside its owner.
  kind text not null check (kind in ('share', 'collaborator')),
  reason text collate "fa",
  ends_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  ended_at timestamptz(3),
  ended_by uuid,
  constraint record_shares_holder check ((user_id is null) <> (team_id is null)),
  constraint record_shares_collaborator check (kind <> 'collaborator' or (level = 'edit' and user_id is not null))
);
create unique index record_shares_user on record_shares (user_id, record_type, record_id) where ended_at is null and user_id is not null;
create unique index record_shares_team on record_shares (team_id, record_type, record_id) where ended_at is null and team_id is not null;
create index record_shares_record on record_shares (record_id);
alter table record_shares enable row level security;
alter table record_shares force row level security;
create policy record_shares_owner on record_shares to current_user using (true) with check (true);
create policy record_shares_view on record_shares for select to peyvand_app using (
  (select app_is_system()) or user_id = (select app_user_id()) or record_visible(record_type, record_id));
create policy record_shares_write on record_shares to peyvand_app
  using ((select app_is_system())) with check ((select app_is_system()));
grant select, insert, update, delete on record_shares to peyvand_app;

-- Records of a type that are shared with the caller, or with a team of theirs, and still open: all of them for 'view', those
-- that they may edit for 'change'. Nothing for whoever has no such right on the type at all.
create function app_shared_ids(of_type text, action text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
declare
  held access_principals;
  scopes jsonb;
  teams_held uuid[];
begin
  select * into held from access_principals p where p.user_id = app_user_id();
  if held.user_id is null then return '{}'; end if;
  scopes := coalesce(held.grants -> (of_type || '/' || action), '[]') || coalesce(held.grants -> ('*/' || action), '[]');
  if not scopes ?| array['own', 'team', 'branch', 'branchAndBelow', 'all'] then return '{}'; end if;
  teams_held := array(
    select t.id from teams t where t.deleted_at is null and t.id = any((select u.team_ids from users u where u.id = held.user_id)::uuid[]));
  return array(
    select s.record_id from record_shares s
    where s.user_id = held.user_id and s.record_type = of_type and s.ended_at is null
      and (s.ends_at is null or s.ends_at > now()) and (action = 'view' or s.level = 'edit')
    union
    select s.record_id from record_shares s
    where s.team_id = any(teams_held) and s.record_type = of_type and s.ended_at is null
      and (s.ends_at is null or s.ends_at > now()) and (action = 'view' or s.level = 'edit'));
end $$;

-- Whoever gains or loses a share has other rights from now on; the record's history tells of it.
create function record_shares_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update access_principals p set stamp = nextval('access_stamp')
  where p.user_id = new.user_id
    or (new.team_id is not null and p.user_id in (select u.id from users u where u.team_ids @> array[new.team_id]));
  perform note_access(new.record_type, new.record_id, case when new.ended_at is null then 'share' else 'unshare' end,
    jsonb_build_object('userId', new.user_id, 'teamId', new.team_id, 'level', new.level, 'kind', new.kind,
      'reason', new.reason, 'endsAt', new.ends_at));
  return null;
end $$;
create trigger record_shares_follow after insert or update on record_shares for each row execute function record_shares_follow();

-- Lets the shares of a record type open its rows. With a parent, whoever a parent is shared with sees the child as well.
create function open_to_shares(of_type text, of_table text, parent_type text default null, parent_column text default null)
returns void language plpgsql as $$
declare
  policy record;
  shared text;
begin
  for policy in select policyname, cmd, qual from pg_policies
    where schemaname = current_schema() and tablename = of_table and policyname in (of_table || '_view', of_table || '_change')
  loop
    shared := format('id in (select unnest(app_shared_ids(%L, %L)))', of_type, case policy.cmd when 'SELECT' then 'view' else 'change' end);
    if policy.cmd = 'SELECT' and parent_type is not null then
      shared := shared || format(' or %I in (select unnest(app_shared_ids(%L, %L)))', parent_column, parent_type, 'view');
    end if;
    execute format('alter policy %I on %I using (%s or %s)', policy.policyname, of_table, policy.qual, shared)
      || case policy.cmd when 'SELECT' then '' else format(' with check (%s or %s)', policy.qual, shared) end;
  end loop;
end $$;

select open_to_shares('account', 'accounts');
select open_to_shares('contact', 'contacts');
select open_to_shares('lead', 'leads');
select open_to_shares('opportunity', 'opportunities');
select open_to_shares('activity', 'activities', 'account', 'account_id');

alter policy opportunity_figures_view on opportunity_figures using (
  (select app_sees_all('opportunity', 'view'))
  or owner_id in (select unnest(app_owner_ids('opportunity', 'view')))
  or org_unit_id in (select unnest(app_unit_ids('opportunity', 'view')))
  or id in (select unnest(app_shared_ids('opportunity', 'view'))));

create or replace function opportunity_changeable(opportunity uuid) returns boolean language sql stable as $$
  select exists (
    select 1 from opportunities o where o.id = opportunity and (
      (select app_sees_all('opportunity', 'change'))
      or o.owner_id = any((select app_owner_ids('opportunity', 'change'))::uuid[])
      or o.org_unit_id = any((select app_unit_ids('opportunity', 'change'))::uuid[])
      or o.id = any((select app_shared_ids('opportunity', 'change'))::uuid[])))
$$;

-- Everything that decides what a user may do; null for one who is disabled, removed or unknown.
create or replace function principal_data(person_id uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'userId', u.id, 'username', u.username, 'fullName', u.full_name, 'orgUnitId', p.unit_id, 'roleIds', u.role_ids,
    'teamIds', u.team_ids, 'grants', p.grants, 'fieldLevels', p.field_levels, 'teamOwnerIds', p.team_owner_ids,
    'unitIds', p.unit_ids, 'stamp', p.stamp, 'sharedTypes', coalesce((
      select jsonb_agg(distinct s.record_type) from record_shares s
      where s.ended_at is null and (s.ends_at is null or s.ends_at > now())
        and (s.user_id = u.id or s.team_id = any(u.team_ids))), '[]'))
  from access_principals p join users u on u.id = p.user_id where p.user_id = person_id
$$;
