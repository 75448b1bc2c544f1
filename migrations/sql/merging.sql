-- Merging records and taking it back, and what is known of records that may be one.

-- What a merge moved, row by row, so that it can be taken back exactly: `before` and `after` of one field of one record.
-- `field` is `*` for a record that went into the recycle bin because the target has its like already.
create table merge_moves (
  operation_id uuid not null,
  id bigint generated always as identity,
  -- chosen: a field of the target; child: a link to it; removed; follow; share; alias
  kind text not null,
  record_type text not null,
  record_id uuid not null,
  field text not null,
  before jsonb,
  after jsonb,
  primary key (operation_id, id)
);
create index merge_moves_record on merge_moves (operation_id, record_type, field, record_id);

-- Which record another one went into, as long as the merge stands.
create table record_merges (
  operation_id uuid not null,
  record_type text not null,
  from_id uuid not null,
  into_id uuid not null,
  merged_at timestamptz(3) not null default now(),
  undone_at timestamptz(3),
  primary key (operation_id, from_id)
);
create index record_merges_from on record_merges (from_id) where undone_at is null;
create index record_merges_into on record_merges (into_id) where undone_at is null;

-- Ids in other systems by which a record is still known after it took others in.
create table record_aliases (
  record_type text not null,
  external_id text collate "fa" not null,
  record_id uuid not null,
  operation_id uuid not null,
  primary key (operation_id, external_id)
);
create index record_aliases_find on record_aliases (record_type, external_id);
create index record_aliases_record on record_aliases (record_id);

-- Searches of the old data of a type for records that may be one.
create table duplicate_scans (
  id uuid primary key,
  record_type text not null,
  -- running | done | failed
  status text not null,
  done integer not null default 0,
  total integer not null default 0,
  problem text,
  created_at timestamptz(3) not null,
  created_by uuid,
  finished_at timestamptz(3)
);
create index duplicate_scans_latest on duplicate_scans (record_type, created_at desc);

-- The records of each group, one row each: whoever doesn't see a record doesn't see that it is in a group.
create table duplicate_members (
  group_id uuid not null,
  record_type text not null,
  record_id uuid not null,
  primary key (group_id, record_id)
);
create index duplicate_members_type on duplicate_members (record_type, group_id);
create index duplicate_members_record on duplicate_members (record_id);

-- Pairs of which somebody has said that they are not one; the lower id first.
create table not_duplicates (
  low_id uuid not null,
  high_id uuid not null,
  record_type text not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  primary key (low_id, high_id)
);
create index not_duplicates_high on not_duplicates (high_id);

do $$
declare
  of_table text;
begin
  foreach of_table in array array['merge_moves', 'record_merges', 'record_aliases', 'duplicate_scans', 'duplicate_members', 'not_duplicates'] loop
    execute format('alter table %I enable row level security', of_table);
    execute format('alter table %I force row level security', of_table);
    execute format('create policy %I on %I to current_user using (true) with check (true)', of_table || '_owner', of_table);
    execute format('grant select, insert, update, delete on %I to peyvand_app', of_table);
  end loop;
end $$;
create policy merge_moves_system on merge_moves to peyvand_app using ((select app_is_system())) with check ((select app_is_system()));
create policy record_merges_system on record_merges to peyvand_app using ((select app_is_system())) with check ((select app_is_system()));
create policy record_aliases_view on record_aliases for select to peyvand_app
  using ((select app_is_system()) or record_visible(record_type, record_id));
create policy record_aliases_write on record_aliases to peyvand_app using ((select app_is_system())) with check ((select app_is_system()));
create policy duplicate_scans_view on duplicate_scans for select to peyvand_app
  using ((select app_is_system()) or (select app_may(record_type, 'delete')));
create policy duplicate_scans_write on duplicate_scans to peyvand_app using ((select app_is_system())) with check ((select app_is_system()));
create policy duplicate_members_view on duplicate_members for select to peyvand_app
  using ((select app_is_system()) or record_visible(record_type, record_id));
create policy duplicate_members_write on duplicate_members to peyvand_app using ((select app_is_system())) with check ((select app_is_system()));
create policy not_duplicates_view on not_duplicates for select to peyvand_app
  using ((select app_is_system()) or (record_visible(record_type, low_id) and record_visible(record_type, high_id)));
create policy not_duplicates_create on not_duplicates for insert to peyvand_app
  with check ((select app_is_system()) or (record_visible(record_type, low_id) and record_visible(record_type, high_id)));
create policy not_duplicates_remove on not_duplicates for delete to peyvand_app using ((select app_is_system()));

-- Whoever follows a record follows the one that it went into.
create policy follows_merge on follows for insert to peyvand_app with check ((select app_is_system()));

create or replace function log_access(of_type text, of_id uuid, what text, detail jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_table text;
  version integer;
begin
  select table_name into of_table from record_tables t where t.record_type = of_type;
  if what not in ('share', 'unshare', 'reveal', 'viewAs', 'merge', 'unmerge') or of_table is null then
    raise exception 'no note of % for %', what, of_type;
  end if;
  execute format('select version from %I where id = $1', of_table) into version using of_id;
  if version is null then return; end if;
  insert into changes (record_type, record_id, action, version, actor_id, source, operation_id, reason, after)
  values (of_type, of_id, what, version, app_user_id(), coalesce(nullif(current_setting('app.source', true), ''), 'system'),
    nullif(current_setting('app.operation_id', true), '')::uuid, nullif(current_setting('app.system', true), ''),
    jsonb_build_object('access', jsonb_strip_nulls(detail)));
end $$;

-- A merge and its undo are in the audit log as operations; the history of the record is all that they are told besides.
create or replace function note_access(of_type text, of_id uuid, what text, detail jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform log_access(of_type, of_id, what, detail);
  if what in ('merge', 'unmerge') then return; end if;
  perform audit_note('access.' || case what when 'share' then 'shared' when 'unshare' then 'unshared' when 'reveal' then 'revealed' else 'viewedAs' end,
    null, of_type, of_id, detail);
end $$;
