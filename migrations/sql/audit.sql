-- The audit log: who signed in, looked, took out, shared, changed the set-up, and what was done in bulk. Rows are only added:
-- the application may insert and select, and nothing else (grants and policies stand at the end).
create table audit_log (
  id bigint generated always as identity primary key,
  -- Time of the event itself, not of the beginning of its transaction.
  at timestamptz(3) not null default clock_timestamp(),
  -- <area>.<what>: auth.signedIn, export.started, role.changed, record.viewed, …
  event text not null,
  actor_id uuid,
  ip text,
  user_agent text,
  record_type text,
  record_id uuid,
  operation_id uuid,
  -- web | api | import | job | system
  source text not null,
  details jsonb not null default '{}'
);
create index audit_log_at on audit_log (at desc, id desc);
create index audit_log_actor on audit_log (actor_id, at desc, id desc);
create index audit_log_record on audit_log (record_id, at desc, id desc) where record_id is not null;
create index audit_log_event on audit_log (event, at desc, id desc);

-- The chain over the log. `position` has no gaps; `hash` covers the hash before it and the whole entry, so that nobody can
-- change, take out or slip in an entry without all later hashes telling. Written by audit_seal alone, behind the writers:
-- they never wait for each other.
create table audit_seals (
  position bigint primary key,
  entry_id bigint not null unique,
  hash bytea not null,
  sealed_at timestamptz(3) not null default clock_timestamp()
);

-- Entries that wait for their seal.
create table audit_tail (entry_id bigint primary key);

create function audit_append() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into audit_tail (entry_id) select n.id from new_rows n;
  return null;
end $$;
create trigger audit_log_append after insert on audit_log referencing new table as new_rows
  for each statement execute function audit_append();

-- The bytes of an entry that its hash covers, the same on every server.
create function audit_bytes(e audit_log) returns bytea language sql stable parallel safe
  return convert_to(jsonb_build_array(e.id, (extract(epoch from e.at) * 1000)::bigint, e.event, e.actor_id, e.ip, e.user_agent,
    e.record_type, e.record_id, e.operation_id, e.source, e.details)::text, 'UTF8');

-- Seals up to `most` waiting entries, in the order in which they became visible. One at a time; gives how many it sealed.
create function audit_seal(most integer) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  place bigint;
  head bytea;
  entry audit_log;
  sealed integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('audit_seal'));
  select s.position, s.hash into place, head from audit_seals s order by s.position desc limit 1;
  place := coalesce(place, 0);
  head := coalesce(head, ''::bytea);
  for entry in
    select l.* from audit_tail t join audit_log l on l.id = t.entry_id order by t.entry_id limit most
  loop
    place := place + 1;
    head := sha256(head || audit_bytes(entry));
    insert into audit_seals (position, entry_id, hash) values (place, entry.id, head);
    delete from audit_tail where entry_id = entry.id;
    sealed := sealed + 1;
  end loop;
  return sealed;
end $$;

-- What is wrong with the places (`after_position`, `after_position` + `most`] of the chain:
-- `changed` an entry that is not what was sealed; `removed` one that is gone; `broken` a seal that is gone or was made anew.
create function audit_verify(after_position bigint, most integer)
returns table (fault text, place bigint, entry_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with part as (
    select s.position, s.entry_id, s.hash, lag(s.position) over w as before_position, lag(s.hash) over w as before_hash
    from audit_seals s where s.position >= after_position and s.position <= after_position + most
    window w as (order by s.position)
  )
  select case
      when l.id is null then 'removed'
      when p.position > 1 and p.before_position is distinct from p.position - 1 then 'broken'
      else 'changed' end, p.position, p.entry_id
  from part p left join audit_log l on l.id = p.entry_id
  where p.position > after_position
    and (l.id is null or (p.position > 1 and p.before_position is distinct from p.position - 1)
      or p.hash is distinct from sha256(coalesce(p.before_hash, ''::bytea) || audit_bytes(l)))
  order by p.position
$$;

-- What is wrong outside of the chain: `inserted` an entry that neither has a seal nor waits for one (nobody can write one so
-- through the product), `removed` one that was to be sealed and is gone.
create function audit_strays(most integer)
returns table (fault text, place bigint, entry_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  (select 'inserted', null::bigint, l.id from audit_log l
    where not exists (select 1 from audit_seals s where s.entry_id = l.id)
      and not exists (select 1 from audit_tail t where t.entry_id = l.id)
    order by l.id limit most)
  union all
  (select 'removed', null::bigint, t.entry_id from audit_tail t
    where not exists (select 1 from audit_log l where l.id = t.entry_id) order by t.entry_id limit most)
$$;

-- How far the chain is: its last place and hash, and what waits.
create function audit_head(out place bigint, out hash text, out waiting bigint, out sealed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.position, encode(s.hash, 'hex'), (select count(*) from audit_tail), s.sealed_at
  from (select 1) one left join lateral (select * from audit_seals order by position desc limit 1) s on true
$$;

-- The hash that stands at a place, to hold it against one that was noted elsewhere.
create function audit_hash_at(at_position bigint) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select encode(s.hash, 'hex') from audit_seals s where s.position = at_position
$$;

-- Notes an event with what the transaction says of its caller.
create function audit_note(event text, actor uuid, record_type text, record_id uuid, details jsonb, ip text default null, user_agent text default null)
returns void language sql volatile security definer set search_path = public, pg_temp as $$
  insert into audit_log (event, actor_id, ip, user_agent, record_type, record_id, operation_id, source, details)
  values (event, coalesce(actor, app_user_id()), coalesce(ip, nullif(current_setting('app.ip', true), '')), user_agent, record_type, record_id,
    nullif(current_setting('app.operation_id', true), '')::uuid, coalesce(nullif(current_setting('app.source', true), ''), 'system'),
    coalesce(jsonb_strip_nulls(details), '{}'))
$$;

-- Sessions tell of signing in and out, whichever way a person signed in.
create function audit_session() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform audit_note('auth.signedIn', new.user_id, 'user', new.user_id, jsonb_build_object('sessionId', new.id), new.ip, new.user_agent);
  elsif old.revoked_at is null and new.revoked_at is not null then
    perform audit_note(case new.revoked_reason when 'signedOut' then 'auth.signedOut' else 'auth.sessionEnded' end,
      case new.revoked_reason when 'signedOut' then new.user_id else app_user_id() end, 'user', new.user_id,
      jsonb_build_object('sessionId', new.id, 'reason', new.revoked_reason));
  end if;
  return null;
end $$;
create trigger sessions_audit after insert or update of revoked_at on sessions for each row execute function audit_session();

create function audit_export() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform audit_note('export.started', new.user_id, new.record_type, null,
      jsonb_build_object('exportId', new.id, 'format', new.format, 'query', new.query, 'columns', to_jsonb(new.columns)));
  elsif old.finished_at is null and new.finished_at is not null then
    perform audit_note('export.finished', new.user_id, new.record_type, null,
      jsonb_build_object('exportId', new.id, 'format', new.format, 'rows', new.rows));
  end if;
  return null;
end $$;
create trigger exports_audit after insert or update on exports for each row execute function audit_export();

create function audit_api_key() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform audit_note('apiKey.created', null, 'user', new.user_id, jsonb_build_object('keyId', new.id, 'name', new.name, 'expiresAt', new.expires_at));
  elsif old.revoked_at is null and new.revoked_at is not null then
    perform audit_note('apiKey.revoked', null, 'user', new.user_id, jsonb_build_object('keyId', new.id, 'name', new.name));
  end if;
  return null;
end $$;
create trigger api_keys_audit after insert or update on api_keys for each row execute function audit_api_key();

create function audit_password() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' or old.password_hash is distinct from new.password_hash then
    perform audit_note('user.passwordChanged', null, 'user', new.user_id, '{}');
  end if;
  return null;
end $$;
create trigger user_secrets_audit after insert or update on user_secrets for each row execute function audit_password();

create function audit_setting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform audit_note('setting.changed', null, null, null,
    jsonb_build_object('setting', new.key, 'before', case tg_op when 'UPDATE' then old.value end, 'after', new.value));
  return null;
end $$;
create trigger settings_audit after insert or update on settings for each row when (new.key <> 'setup') execute function audit_setting();

-- Changes of what people may do: users, roles, teams and branches, with the values before and after.
create function audit_rights() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was jsonb := case tg_op when 'UPDATE' then change_fields(to_jsonb(old)) else '{}' end;
  becomes jsonb := change_fields(to_jsonb(new));
begin
  if tg_op = 'INSERT' then
    perform audit_note(tg_argv[0] || '.created', null, tg_argv[0], new.id, jsonb_build_object('after', jsonb_strip_nulls(becomes)));
  elsif was is distinct from becomes then
    perform audit_note(tg_argv[0] || case
        when old.deleted_at is null and new.deleted_at is not null then '.removed'
        when old.deleted_at is not null and new.deleted_at is null then '.restored' else '.changed' end,
      null, tg_argv[0], new.id, jsonb_build_object('before', changed_fields(was, becomes), 'after', changed_fields(becomes, was)));
  end if;
  return null;
end $$;
create trigger users_audit after insert or update on users for each row execute function audit_rights('user');
create trigger roles_audit after insert or update on roles for each row execute function audit_rights('role');
create trigger teams_audit after insert or update on teams for each row execute function audit_rights('team');
create trigger org_units_audit after insert or update on org_units for each row execute function audit_rights('orgUnit');

alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy audit_log_owner on audit_log to current_user using (true) with check (true);
create policy audit_log_view on audit_log for select to peyvand_app
  using ((select app_is_system()) or (select app_sees_all('audit', 'edit')));
create policy audit_log_add on audit_log for insert to peyvand_app
  with check ((select app_is_system()) or actor_id = (select app_user_id()));
alter table audit_seals enable row level security;
alter table audit_seals force row level security;
create policy audit_seals_owner on audit_seals to current_user using (true) with check (true);
alter table audit_tail enable row level security;
alter table audit_tail force row level security;
create policy audit_tail_owner on audit_tail to current_user using (true) with check (true);
grant select, insert on audit_log to peyvand_app;
revoke execute on function audit_seal(integer), audit_verify(bigint, integer), audit_strays(integer), audit_head(), audit_hash_at(bigint),
  audit_note(text, uuid, text, uuid, jsonb, text, text), audit_append(), audit_session(), audit_export(), audit_api_key(), audit_password(),
  audit_setting(), audit_rights() from public;
grant execute on function audit_seal(integer), audit_verify(bigint, integer), audit_strays(integer), audit_head(), audit_hash_at(bigint) to peyvand_app;

-- What happened at the door besides a session that began or ended: failures, locks, second steps, one-time links.
create function audit_sign_in() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.event not in ('signedIn', 'signedOut') then
    perform audit_note('auth.' || new.event, coalesce(new.actor_id, new.user_id), case when new.user_id is not null then 'user' end, new.user_id,
      jsonb_build_object('username', new.username, 'method', new.method, 'reason', new.reason), new.ip, new.user_agent);
  end if;
  return null;
end $$;
create trigger sign_in_log_audit after insert on sign_in_log for each row execute function audit_sign_in();

-- Areas of settings whose secrets are sealed: the values, and never the secrets.
create function audit_setting_area() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform audit_note('setting.changed', null, null, null, jsonb_build_object('setting', new.name,
    'before', case tg_op when 'UPDATE' then old.value end, 'after', new.value,
    'secretsChanged', case tg_op when 'UPDATE' then old.secrets is distinct from new.secrets else new.secrets <> '{}' end));
  return null;
end $$;
create trigger setting_areas_audit after insert or update on setting_areas for each row execute function audit_setting_area();
revoke execute on function audit_sign_in(), audit_setting_area() from public;

-- What the history of a record tells besides its fields (shared, uncovered, looked at as) is told by the audit log as well.
alter function note_access(text, uuid, text, jsonb) rename to log_access;
create function note_access(of_type text, of_id uuid, what text, detail jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform log_access(of_type, of_id, what, detail);
  perform audit_note('access.' || case what when 'share' then 'shared' when 'unshare' then 'unshared' when 'reveal' then 'revealed' else 'viewedAs' end,
    null, of_type, of_id, detail);
end $$;
