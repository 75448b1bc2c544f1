-- Who sees what, as Postgres itself knows it. The application role reads access_principals through these functions;
-- only access_refresh() writes it. Settings are transaction-local and set by the data door.

create table sessions (
  id uuid primary key,
  user_id uuid not null,
  created_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  revoked_reason text,
  user_agent text,
  ip text,
  -- How often the refresh token was exchanged; a token of an older generation is a used one.
  generation integer not null default 1,
  rotated_at timestamptz(3) not null default now()
);
create index sessions_user on sessions (user_id, created_at desc);

-- One row per active user: what all of their roles give together.
create table access_principals (
  user_id uuid primary key,
  -- {"account/view": ["own","branch"], "*/view": ["all"]}
  grants jsonb not null,
  -- {"contact/mobile": "hidden"}
  field_levels jsonb not null,
  team_owner_ids uuid[] not null,
  unit_id uuid,
  unit_ids uuid[] not null,
  stamp bigint not null
);
create sequence access_stamp;

create function app_user_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::uuid;

create function app_is_system() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.system', true), '') <> '';

create function app_scopes(record_type text, action text) returns jsonb language sql stable parallel safe
begin atomic
  select coalesce(p.grants -> (record_type || '/' || action), '[]') || coalesce(p.grants -> ('*/' || action), '[]')
  from access_principals p where p.user_id = app_user_id();
end;

create function app_sees_all(record_type text, action text) returns boolean language sql stable parallel safe
  return app_is_system() or coalesce(app_scopes(record_type, action) ? 'all', false);

create function app_may(record_type text, action text) returns boolean language sql stable parallel safe
  return app_is_system() or coalesce(app_scopes(record_type, action) ?| array['own','team','branch','branchAndBelow','all'], false);

-- In plpgsql, because a connection keeps their plans: row-level security of a record behind another one asks for each row.
create function app_owner_ids(record_type text, action text) returns uuid[] language plpgsql stable parallel safe as $$
declare
  held access_principals;
  scopes jsonb;
begin
  select * into held from access_principals p where p.user_id = app_user_id();
  scopes := coalesce(held.grants -> (record_type || '/' || action), '[]') || coalesce(held.grants -> ('*/' || action), '[]');
  -- One's own records stay within reach also when they belong to another branch.
  return case
    when held.user_id is null then null
    when scopes ? 'team' then held.team_owner_ids || held.user_id
    when scopes ?| array['own', 'branch', 'branchAndBelow'] then array[held.user_id]
    else '{}'::uuid[] end;
end $$;

create function app_unit_ids(record_type text, action text) returns uuid[] language plpgsql stable parallel safe as $$
declare
  held access_principals;
  scopes jsonb;
begin
  select * into held from access_principals p where p.user_id = app_user_id();
  scopes := coalesce(held.grants -> (record_type || '/' || action), '[]') || coalesce(held.grants -> ('*/' || action), '[]');
  return case
    when held.user_id is null then null
    when scopes ? 'branchAndBelow' then held.unit_ids
    when scopes ? 'branch' and held.unit_id is not null then array[held.unit_id]
    else '{}'::uuid[] end;
end $$;

-- Tables by record type, for rows that are "about" any record.
create table record_tables (record_type text primary key, table_name text not null unique);

-- Whether the caller sees the record; runs with the caller's rights, so row-level security of its table decides.
create function record_visible(record_type text, record_id uuid) returns boolean language plpgsql stable as $$
declare
  target text;
  found boolean;
begin
  if app_is_system() then return true; end if;
  select table_name into target from record_tables t where t.record_type = record_visible.record_type;
  if target is null or record_id is null then return false; end if;
  execute format('select exists (select 1 from %I where id = $1)', target) into found using record_id;
  return found;
end $$;
