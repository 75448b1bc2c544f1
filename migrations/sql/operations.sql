-- What was done to many records at once, and what is going on: one row per import, bulk edit, bulk delete, merge,
-- reassignment, handover and undo. Its id is the operation id of all its changes, by which it is taken back as one.
create table operations (
  id uuid primary key,
  kind text not null,
  -- running | done | failed | cancelled | undoing | undone
  status text not null,
  -- Who began it.
  owner_id uuid not null,
  -- Null when it is about several types.
  record_type text,
  -- The user who is handed over, the operation that is undone.
  about_type text,
  about_id uuid,
  -- What it is called for people, when there is a name: the file of an import, the reason of a handover.
  title text,
  params jsonb not null default '{}',
  -- Rows that it was to go through when it began, and how far it is.
  total integer not null default 0,
  done integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  -- Where a run that was cut off goes on.
  state jsonb not null default '{}',
  -- Code of the problem that ended it.
  problem text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  finished_at timestamptz(3),
  undo_until timestamptz(3) not null,
  undone_at timestamptz(3),
  undone_by uuid,
  undo_total integer not null default 0,
  undo_done integer not null default 0,
  undone integer not null default 0,
  kept integer not null default 0
);
create index operations_latest on operations (created_at desc, id desc);
create index operations_owner on operations (owner_id, created_at desc, id desc);

-- Rows that an operation (`run`) or its undo (`undo`) left as they are, and why. Not all of a large one that fails throughout.
create table operation_faults (
  operation_id uuid not null references operations (id),
  id bigint generated always as identity,
  phase text not null,
  record_type text not null,
  record_id uuid not null,
  -- changedSince | readonly | refused
  reason text not null,
  fields text[] not null default '{}',
  problem jsonb,
  primary key (operation_id, id)
);

-- What kind of operation some changes belong to, for the history of a record: it says why, and no more.
create function operation_kinds(ids uuid[]) returns table (id uuid, kind text, title text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.kind, case o.kind when 'handover' then o.title end from operations o where o.id = any(ids)
$$;

create function audit_operation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform audit_note('operation.started', new.owner_id, new.record_type, null, jsonb_build_object('operationId', new.id, 'kind', new.kind, 'title', new.title,
      'aboutType', new.about_type, 'aboutId', new.about_id, 'total', new.total, 'params', new.params));
  elsif old.status is distinct from new.status then
    perform audit_note('operation.' || new.status, coalesce(case when new.status in ('undoing', 'undone') then new.undone_by end, new.owner_id), new.record_type, null,
      jsonb_build_object('operationId', new.id, 'kind', new.kind, 'changed', new.changed, 'refused', new.refused, 'undone', new.undone, 'kept', new.kept));
  end if;
  return null;
end $$;
create trigger operations_audit after insert or update on operations for each row execute function audit_operation();

-- An import is an operation as well; its own record says how it stands.
create function operation_of_import() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- Imports that are being set up are no operations yet.
  state text := case new.status when 'mapping' then null else new.status end;
begin
  if state is null then return null; end if;
  insert into operations as o (id, kind, status, owner_id, record_type, about_type, about_id, title, total, created_at, updated_at, undo_until)
  values (new.id, 'import', state, coalesce(app_user_id(), new.owner_id), new.record_type, 'import', new.id, new.name, new.total_rows,
    clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '30 days')
  on conflict (id) do update set status = excluded.status, updated_at = excluded.updated_at, problem = new.problem,
    done = coalesce(new.created_rows + new.updated_rows + new.unchanged_rows + new.failed_rows, o.done),
    changed = coalesce(new.created_rows + new.updated_rows, o.changed), unchanged = coalesce(new.unchanged_rows, o.unchanged),
    refused = coalesce(new.failed_rows, o.refused), finished_at = new.finished_at,
    undone_by = case when excluded.status = 'undoing' then app_user_id() else o.undone_by end,
    undone_at = case when excluded.status = 'undone' then clock_timestamp() else o.undone_at end,
    undone = coalesce((new.undo ->> 'undone')::integer, o.undone), kept = coalesce((new.undo ->> 'kept')::integer, o.kept);
  return null;
end $$;
create trigger imports_operation after insert or update on imports for each row execute function operation_of_import();

alter table operations enable row level security;
alter table operations force row level security;
create policy operations_owner on operations to current_user using (true) with check (true);
create policy operations_app on operations to peyvand_app
  using ((select app_is_system()) or owner_id = (select app_user_id()) or (select app_sees_all('audit', 'edit')))
  with check ((select app_is_system()) or owner_id = (select app_user_id()) or (select app_sees_all('audit', 'edit')));
alter table operation_faults enable row level security;
alter table operation_faults force row level security;
create policy operation_faults_owner on operation_faults to current_user using (true) with check (true);
create policy operation_faults_app on operation_faults to peyvand_app
  using ((select app_is_system()) or exists (select 1 from operations o where o.id = operation_id))
  with check ((select app_is_system()) or exists (select 1 from operations o where o.id = operation_id));
grant select, insert, update on operations to peyvand_app;
grant select, insert on operation_faults to peyvand_app;
revoke execute on function audit_operation(), operation_of_import() from public;
revoke execute on function operation_kinds(uuid[]) from public;
grant execute on function operation_kinds(uuid[]) to peyvand_app;
