-- Who is calling: the few functions that answer before there is a principal. They run as the owner of the schema and
-- are reached only by DataDoor.authenticate.

-- A user is their own owner: "own" reaches one's own account, and nobody can hand an account over.
create function users_own_themselves() returns trigger language plpgsql as $$
begin
  new.owner_id := new.id;
  return new;
end $$;
create trigger users_own_themselves before insert or update on users for each row execute function users_own_themselves();

-- Failed sign-ins by key (account, address, both together) since the window opened.
create table sign_in_limits (
  key text primary key,
  failures integer not null,
  resets_at timestamptz(3) not null
);
create index sign_in_limits_age on sign_in_limits (resets_at);

-- Everything that decides what a user may do; null for one who is disabled, removed or unknown.
create function principal_data(person_id uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'userId', u.id, 'username', u.username, 'fullName', u.full_name, 'orgUnitId', p.unit_id, 'roleIds', u.role_ids,
    'teamIds', u.team_ids, 'grants', p.grants, 'fieldLevels', p.field_levels, 'teamOwnerIds', p.team_owner_ids,
    'unitIds', p.unit_ids, 'stamp', p.stamp)
  from access_principals p join users u on u.id = p.user_id where p.user_id = person_id
$$;

-- The stamp of the user's rights when the session is alive, else null. Notes at most once a minute that it was used.
create function session_principal(session_id uuid, person_id uuid, at timestamptz) returns bigint
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  rights bigint;
  seen timestamptz;
begin
  select p.stamp, s.last_seen_at into rights, seen
  from sessions s join access_principals p on p.user_id = s.user_id
  where s.id = session_id and s.user_id = person_id and s.revoked_at is null and s.expires_at > at;
  if seen < at - interval '1 minute' then
    update sessions set last_seen_at = at
    where id = (select id from sessions where id = session_id for update skip locked);
  end if;
  return rights;
end $$;

-- The user behind an API key and the stamp of their rights; null when the key is unknown, revoked or expired.
create function key_principal(key_prefix text, key_hash text, at timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  entry record;
begin
  select k.id, k.user_id, k.last_used_at, p.stamp into entry
  from api_keys k join access_principals p on p.user_id = k.user_id
  where k.prefix = key_prefix and k.hash = key_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at);
  if not found then return null; end if;
  if entry.last_used_at is null or entry.last_used_at < at - interval '1 minute' then
    update api_keys set last_used_at = at where id = (select id from api_keys where id = entry.id for update skip locked);
  end if;
  return jsonb_build_object('userId', entry.user_id, 'stamp', entry.stamp);
end $$;

-- Whether somebody is left who may do everything; asked after each change of rights, under the lock of access_refresh.
create function administrators_left() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1 from access_principals p join users u on u.id = p.user_id
    where u.kind = 'person' and p.grants -> '*/edit' ? 'all' and p.grants -> '*/create' ? 'all' and p.grants -> '*/view' ? 'all'
  )
$$;

create function app_teammate_ids() returns uuid[] language sql stable parallel safe
begin atomic
  select p.team_owner_ids from access_principals p where p.user_id = app_user_id();
end;

-- People of a team, as far as the caller sees them; reads as a column: `select t.members from teams t`.
create function members(team teams) returns uuid[] language sql stable parallel safe as $$
  select coalesce(array_agg(u.id order by u.id), '{}') from users u where u.team_ids @> array[team.id] and u.deleted_at is null
$$;

-- Settings are not records; their changes are kept under an id made of the key.
create function log_setting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into changes (record_type, record_id, action, version, actor_id, source, operation_id, reason, before, after)
  values ('setting', md5('setting/' || new.key)::uuid, case tg_op when 'INSERT' then 'create' else 'update' end, new.version,
    app_user_id(), coalesce(nullif(current_setting('app.source', true), ''), 'system'),
    nullif(current_setting('app.operation_id', true), '')::uuid, nullif(current_setting('app.system', true), ''),
    case tg_op when 'UPDATE' then jsonb_build_object(new.key, old.value) end, jsonb_build_object(new.key, new.value));
  return null;
end $$;
