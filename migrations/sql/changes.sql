-- The log of changes: written by triggers in the transaction of the change, never by the application.
create sequence changes_seq;

-- The next number of the log. Before its first number a transaction holds a lock that tells how far the log had come, so
-- that a reader knows below which number nothing can appear any more (changes_complete).
create function changes_next() returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if coalesce(current_setting('app.log_open', true), '') = '' then
    perform pg_advisory_xact_lock_shared(1886806380, ((select last_value from changes_seq) >> 4)::integer);
    perform set_config('app.log_open', 'on', true);
  end if;
  return nextval('changes_seq');
end $$;

-- The last number up to which the log is complete: every transaction that took a lower number has ended. Each of its
-- statements must see the newest state, so it is volatile and asks in this order: end of the log, then open writers.
create function changes_complete() returns bigint language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  reached bigint;
  open_from bigint;
begin
  select last_value into reached from changes_seq;
  select min(objid::bigint) << 4 into open_from from pg_locks
  where locktype = 'advisory' and objsubid = 2 and classid = 1886806380::oid
    and database = (select oid from pg_database where datname = current_database());
  return least(reached, open_from);
end $$;

create table changes (
  -- Rises with each change; for one record in the order of its versions.
  seq bigint not null default changes_next(),
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
create index changes_feed on changes (seq);
create index changes_record on changes (record_id, seq desc);
create index changes_operation on changes (operation_id) where operation_id is not null;
create table changes_default partition of changes default;

-- What the next `rows` rows of the log are about, whoever may see them: a reader who sees little finds in one look at each
-- table, and not row by row, which of them to read. Gives ids alone; the rows themselves stay behind their policy.
create function changes_window(after_seq bigint, until_seq bigint, rows integer)
returns table (seq bigint, record_type text, record_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.seq, c.record_type, c.record_id from changes c where c.seq > after_seq and c.seq <= until_seq order by c.seq limit rows
$$;

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

-- What the log leaves out of a row: it has these itself, or they say nothing.
create function change_fields(row_data jsonb) returns jsonb language sql immutable parallel safe
  return row_data - array['id', 'version', 'search_key', 'parent_owner_id', 'parent_org_unit_id', 'created_at', 'created_by', 'updated_at', 'updated_by'];

create function changed_fields(row_data jsonb, other jsonb) returns jsonb language sql immutable parallel safe
  return (select jsonb_object_agg(f.key, f.value) from jsonb_each(row_data) f where f.value is distinct from other -> f.key);

create function log_inserts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into changes (record_type, record_id, action, version, actor_id, source, operation_id, reason, after)
  select tg_argv[0], n.id, 'create', n.version, app_user_id(), coalesce(nullif(current_setting('app.source', true), ''), 'system'),
    nullif(current_setting('app.operation_id', true), '')::uuid, nullif(current_setting('app.system', true), ''),
    jsonb_strip_nulls(change_fields(to_jsonb(n)))
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
      changed_fields(j.was, j.becomes) as before, changed_fields(j.becomes, j.was) as after
    from new_rows n join old_rows o on o.id = n.id
    -- `offset 0` keeps the rows from being turned into JSON again for each use.
    cross join lateral (select change_fields(to_jsonb(o)) as was, change_fields(to_jsonb(n)) as becomes offset 0) j
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
