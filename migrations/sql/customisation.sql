-- Columns and tables that the company adds. The application role owns nothing: it asks these functions, which take names
-- and words of closed lists alone, never SQL, and answer only the system context of the data door
-- (docs/decisions/0008-customisation.md).

-- The search key of custom fields is no change of the record either.
create or replace function change_fields(row_data jsonb) returns jsonb language sql immutable parallel safe
  return row_data - array['id', 'version', 'search_key', 'custom_search', 'parent_owner_id', 'parent_org_unit_id', 'created_at', 'created_by', 'updated_at', 'updated_by'];

create function custom_guard() returns void language plpgsql stable as $$
begin
  if not app_is_system() then
    raise exception 'columns are made in the system context alone' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- The table of a record type. Only tables of the registry are ever altered.
create function custom_target(of_type text) returns text language plpgsql stable as $$
declare
  target text;
begin
  select t.table_name into target from record_tables t where t.record_type = of_type;
  if target is null then
    raise exception 'no record type %', of_type using errcode = 'invalid_parameter_value';
  end if;
  return target;
end $$;

-- `fleetSize` is `c_fleet_size`.
create function custom_column(field text) returns text language plpgsql immutable as $$
declare
  snake text := 'c_' || lower(regexp_replace(field, '([A-Z])', '_\1', 'g') collate "C");
begin
  if (field collate "C") !~ '^[a-z][A-Za-z0-9]{0,39}$' or length(snake) > 55 then
    raise exception 'no name of a field: %', field using errcode = 'invalid_parameter_value';
  end if;
  return snake;
end $$;

-- The closed list of column types, by the name of the field type.
create function custom_column_type(kind text) returns text language sql immutable
  return case kind
    when 'text' then 'text collate "fa"' when 'longText' then 'text' when 'integer' then 'integer'
    when 'decimal' then 'numeric(20,4)' when 'percent' then 'numeric(5,2)' when 'money' then 'bigint'
    when 'date' then 'date' when 'instant' then 'timestamptz(3)' when 'choice' then 'text' when 'multiChoice' then 'text[]'
    when 'boolean' then 'boolean' when 'link' then 'uuid' when 'phone' then 'text' when 'email' then 'text'
    when 'url' then 'text' when 'nationalId' then 'text' when 'legalId' then 'text' when 'postalCode' then 'text' end;

create function custom_index(target text, col text) returns text language sql immutable
  return 'cx_' || left(target, 24) || '_' || substr(md5(target || '.' || col), 1, 16);

-- Runs a change of a table. A change that has to wait for a long reader makes every writer wait behind it: so it gives up
-- after a moment, lets them pass and tries again, and fails in the end rather than hold the company up.
create function custom_patiently(statement text) returns void language plpgsql as $$
declare
  usual text := current_setting('lock_timeout');
begin
  for attempt in 1 .. 40 loop
    begin
      perform set_config('lock_timeout', '150ms', true);
      execute statement;
      perform set_config('lock_timeout', usual, true);
      return;
    exception when lock_not_available or deadlock_detected then
      if attempt = 40 then raise; end if;
    end;
    perform pg_sleep(0.1);
  end loop;
end $$;

create function custom_column_add(of_type text, field text, kind text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  sql_type text := custom_column_type(kind);
begin
  perform custom_guard();
  if sql_type is null then raise exception 'no column type %', kind using errcode = 'invalid_parameter_value'; end if;
  -- Without a default and nullable: Postgres notes it in the catalogue and reads no row.
  perform custom_patiently(format('alter table %I add column if not exists %I %s', custom_target(of_type), custom_column(field), sql_type));
end $$;

create function custom_column_drop(of_type text, field text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform custom_guard();
  perform custom_patiently(format('alter table %I drop column if exists %I', custom_target(of_type), custom_column(field)));
end $$;

-- Makes or drops the index of a column: in keyset order, or over the members of a list.
create function custom_column_index(of_type text, field text, wanted boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  target text := custom_target(of_type);
  col text := custom_column(field);
  is_list boolean;
begin
  perform custom_guard();
  if not wanted then
    perform custom_patiently(format('drop index if exists %I', custom_index(target, col)));
    return;
  end if;
  select a.atttypid = 'text[]'::regtype into is_list from pg_attribute a
  where a.attrelid = to_regclass(format('%I', target)) and a.attname = col and not a.attisdropped;
  perform custom_patiently(format(case when is_list then 'create index if not exists %I on %I using gin (%I)'
    else 'create index if not exists %I on %I (%I, id)' end, custom_index(target, col), target, col));
end $$;

-- The words of the searchable custom fields of a type, in a column beside `search_key` that a trigger keeps.
create function custom_search_set(of_type text, fields text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  target text := custom_target(of_type);
  name text := left(custom_target(of_type), 40) || '_custom_search';
  columns text[];
  words text;
begin
  perform custom_guard();
  select array_agg(custom_column(f) order by f) into columns from unnest(fields) f;
  perform custom_patiently(format('alter table %I add column if not exists custom_search text', target));
  perform custom_patiently(format('drop trigger if exists %I on %I', name, target));
  if columns is null then
    execute format('update %I set custom_search = null where custom_search is not null', target);
    return;
  end if;
  select string_agg(format('coalesce(new.%I, '''')', c), ' || '' '' || ') into words from unnest(columns) c;
  execute format('create or replace function %I() returns trigger language plpgsql as $body$ begin new.custom_search := fa_search(%s); return new; end $body$', name, words);
  perform custom_patiently(format('create trigger %I before insert or update of %s on %I for each row execute function %I()',
    name, (select string_agg(format('%I', c), ', ') from unnest(columns) c), target, name));
  execute format('update %I set custom_search = fa_search(%s) where %s', target, replace(words, 'new.', ''),
    (select string_agg(format('%I is not null', c), ' or ') from unnest(columns) c));
  perform custom_patiently(format('create index if not exists %I on %I using gin (custom_search gin_trgm_ops)', custom_index(target, 'custom_search'), target));
end $$;

-- Running numbers of auto-number fields. Without gaps they are counted in a row that each writer holds until its end;
-- otherwise by a sequence, which nobody waits for.
create table custom_counters (field_id uuid primary key, last bigint not null);
alter table custom_counters enable row level security;
alter table custom_counters force row level security;
create policy custom_counters_owner on custom_counters to current_user using (true) with check (true);

create function custom_counter_add(field_id uuid, first bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform custom_guard();
  insert into custom_counters (field_id, last) values (field_id, first - 1) on conflict do nothing;
  execute format('create sequence if not exists %I minvalue 0 start with %s', 'custom_seq_' || replace(field_id::text, '-', ''), greatest(first, 0));
end $$;

create function custom_number_next(of_field uuid, gapless boolean) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  taken bigint;
begin
  if not gapless then return nextval(format('%I', 'custom_seq_' || replace(of_field::text, '-', ''))::regclass); end if;
  update custom_counters c set last = c.last + 1 where c.field_id = of_field returning c.last into taken;
  return taken;
end $$;

-- Every process draws its lists from the definitions: it is told when they change.
create function registry_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('peyvand_registry', '');
  return null;
end $$;

revoke execute on function custom_patiently(text) from public;
revoke execute on function custom_column_add(text, text, text), custom_column_drop(text, text), custom_column_index(text, text, boolean),
  custom_search_set(text, text[]), custom_counter_add(uuid, bigint), custom_number_next(uuid, boolean) from public;
grant execute on function custom_column_add(text, text, text), custom_column_drop(text, text), custom_column_index(text, text, boolean),
  custom_search_set(text, text[]), custom_counter_add(uuid, bigint), custom_number_next(uuid, boolean) to peyvand_app;

-- The table of a record type that the company adds: the same columns, keys, policies and triggers as the product's own
-- (migrations/support/record-table.ts). Visibility is `owned` or `shared`. Gives the name of the table.
create function custom_table_create(of_type text, visibility text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  target text := 'x_' || substr(custom_column(of_type), 3);
  statement text;
  statements text[];
begin
  perform custom_guard();
  if visibility not in ('owned', 'shared') then
    raise exception 'no visibility %', visibility using errcode = 'invalid_parameter_value';
  end if;
  -- %1$I is the table, %2$L the record type.
  statements := array[
    'create table %1$I (id uuid primary key, version integer not null default 1, created_at timestamptz(3) not null default now(),
       created_by uuid, updated_at timestamptz(3) not null default now(), updated_by uuid, owner_id uuid, org_unit_id uuid,
       custom jsonb not null default ''{}'', external_id text collate "fa", deleted_at timestamptz(3), deleted_by uuid,
       name text collate "fa" not null, tags text[] not null default ''{}'',
       search_key text generated always as (fa_search(coalesce(name, ''''))) stored)',
    'create index on %1$I (external_id) where external_id is not null',
    'create index on %1$I (created_at, id)',
    'create index on %1$I (updated_at, id)',
    'create index on %1$I (deleted_at, id) where deleted_at is not null',
    'create index on %1$I (name, id)',
    'create index on %1$I using gin (tags)',
    'create index on %1$I using gin (search_key gin_trgm_ops)',
    'alter table %1$I enable row level security',
    'alter table %1$I force row level security',
    'create policy %3$I on %1$I to current_user using (true) with check (true)',
    'create policy %7$I on %1$I for delete to peyvand_app using ((select app_is_system()))',
    'grant select, insert, update, delete on %1$I to peyvand_app',
    'create trigger tags_insert after insert on %1$I referencing new table as new_rows for each statement execute function note_tags(%2$L)',
    'create trigger tags_update after update on %1$I referencing new table as new_rows for each statement execute function note_tags(%2$L)',
    'create trigger log_inserts after insert on %1$I referencing new table as new_rows for each statement execute function log_inserts(%2$L)',
    'create trigger log_updates after update on %1$I referencing old table as old_rows new table as new_rows for each statement execute function log_updates(%2$L)',
    'create trigger log_deletes after delete on %1$I referencing old table as old_rows for each statement execute function log_deletes(%2$L)',
    'insert into record_tables (record_type, table_name) values (%2$L, %1$L)'];
  if visibility = 'shared' then
    statements := statements || array[
      'create policy %4$I on %1$I for select to peyvand_app using ((select app_may(%2$L, ''view'')))',
      'create policy %5$I on %1$I for insert to peyvand_app with check ((select app_may(%2$L, ''create'')))',
      'create policy %6$I on %1$I for update to peyvand_app using ((select app_may(%2$L, ''change''))) with check ((select app_may(%2$L, ''change'')))'];
  else
    statements := statements || array[
      'create index on %1$I (owner_id, id)',
      'create index on %1$I (org_unit_id, id)',
      'create policy %4$I on %1$I for select to peyvand_app using ((select app_sees_all(%2$L, ''view''))
         or owner_id in (select unnest(app_owner_ids(%2$L, ''view''))) or org_unit_id in (select unnest(app_unit_ids(%2$L, ''view''))))',
      'create policy %5$I on %1$I for insert to peyvand_app with check ((select app_sees_all(%2$L, ''create''))
         or owner_id in (select unnest(app_owner_ids(%2$L, ''create''))) or org_unit_id in (select unnest(app_unit_ids(%2$L, ''create''))))',
      'create policy %6$I on %1$I for update to peyvand_app using ((select app_sees_all(%2$L, ''change''))
         or owner_id in (select unnest(app_owner_ids(%2$L, ''change''))) or org_unit_id in (select unnest(app_unit_ids(%2$L, ''change''))))
       with check ((select app_sees_all(%2$L, ''change''))
         or owner_id in (select unnest(app_owner_ids(%2$L, ''change''))) or org_unit_id in (select unnest(app_unit_ids(%2$L, ''change''))))'];
  end if;
  foreach statement in array statements loop
    execute format(statement, target, of_type, target || '_owner', target || '_view', target || '_create', target || '_change', target || '_purge');
  end loop;
  if visibility = 'owned' then perform open_to_shares(of_type, target); end if;
  return target;
end $$;

-- Drops the table of a record type that the company has removed, with all that it holds. The product's own are out of reach.
create function custom_table_drop(of_type text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  target text := custom_target(of_type);
begin
  perform custom_guard();
  if target not like 'x\_%' then
    raise exception 'not a table of the company: %', target using errcode = 'invalid_parameter_value';
  end if;
  perform custom_patiently(format('drop table %I', target));
  delete from record_tables t where t.record_type = of_type;
end $$;

revoke execute on function custom_table_create(text, text), custom_table_drop(text) from public;
grant execute on function custom_table_create(text, text), custom_table_drop(text) to peyvand_app;
