-- The log of changes: written by triggers in the transaction of the change, never by the application.
create table changes (
  seq bigint generated always as identity,
  -- Transaction of the change. The feed stops below the oldest running transaction, so it has no gaps.
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz(3) not null default now(),
  record_type text not null,
  record_id uuid not null,
  -- create | update | remove | restore | purge
  action text not null,
  version integer not null,
  actor_id uuid,
  -- web | api | import | job | system
  source text not null,
  operation_id uuid,
  -- Why the server acted past the caller's scope, when it did.
  reason text,
  before jsonb,
  after jsonb,
  primary key (at, seq)
) partition by range (at);
create index changes_feed on changes (xid, seq);
create index changes_record on changes (record_id, seq desc);
create index changes_operation on changes (operation_id) where operation_id is not null;
create table changes_default partition of changes default;

-- Makes the partition of each month from `from_month` for `months` months.
create function changes_partitions(from_month date, months integer) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first date;
begin
  for i in 0 .. months - 1 loop
    first := date_trunc('month', from_month) + make_interval(months => i);
    if to_regclass('changes_' || to_char(first, 'YYYYMM')) is null then
      execute format('create table %I partition of changes for values from (%L) to (%L)',
        'changes_' || to_char(first, 'YYYYMM'), first, first + interval '1 month');
    end if;
  end loop;
end $$;

create function change_fields(row_data jsonb) returns jsonb language sql immutable parallel safe
  return jsonb_strip_nulls(row_data - array['id', 'version', 'search_key', 'created_at', 'created_by', 'updated_at', 'updated_by']);

create function log_inserts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into changes (record_type, record_id, action, version, actor_id, source, operation_id, reason, after)
  select tg_argv[0], n.id, 'create', n.version, app_user_id(), coalesce(nullif(current_setting('app.source', true), ''), 'system'),
    nullif(current_setting('app.operation_id', true), '')::uuid, nullif(current_setting('app.system', true), ''),
    change_fields(to_jsonb(n))
  from new_rows n;
  return null;
end $$;

create function log_updates() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into changes (record_type, record_id, action, version, actor_id, source, operation_id, reason, before, after)
  select tg_argv[0], d.id,
    case when d.was_deleted is null and d.is_deleted is not null then 'remove'
         when d.was_deleted is not null and d.is_deleted is null then 'restore' else 'update' end,
    d.version, app_user_id(), coalesce(nullif(current_setting('app.source', true), ''), 'system'),
    nullif(current_setting('app.operation_id', true), '')::uuid, nullif(current_setting('app.system', true), ''),
    d.before, d.after
  from (
    select n.id, n.version, o.deleted_at as was_deleted, n.deleted_at as is_deleted,
      (select jsonb_object_agg(b.key, b.value) from jsonb_each(to_jsonb(o)) b
        where b.value is distinct from to_jsonb(n) -> b.key
          and b.key not in ('version', 'search_key', 'updated_at', 'updated_by')) as before,
      (select jsonb_object_agg(a.key, a.value) from jsonb_each(to_jsonb(n)) a
        where a.value is distinct from to_jsonb(o) -> a.key
          and a.key not in ('version', 'search_key', 'updated_at', 'updated_by')) as after
    from new_rows n join old_rows o on o.id = n.id
  ) d
  where d.after is not null;
  return null;
end $$;

create function log_deletes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into changes (record_type, record_id, action, version, actor_id, source, operation_id, reason, before)
  select tg_argv[0], o.id, 'purge', o.version, app_user_id(), coalesce(nullif(current_setting('app.source', true), ''), 'system'),
    nullif(current_setting('app.operation_id', true), '')::uuid, nullif(current_setting('app.system', true), ''), null
  from old_rows o;
  return null;
end $$;
