-- Parts of the set-up that only administrators see. `secrets` are sealed with a key that is not in the database.
create table setting_areas (
  name text primary key,
  value jsonb not null default '{}',
  secrets jsonb not null default '{}',
  version integer not null default 1,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);

-- The log of changes tells the values, and of the secrets only which have changed.
create function log_setting_area() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  old_value jsonb := case tg_op when 'UPDATE' then old.value else '{}' end;
  old_secrets jsonb := case tg_op when 'UPDATE' then old.secrets else '{}' end;
  renewed jsonb;
begin
  select coalesce(jsonb_agg(key order by key), '[]') into renewed
  from (select key from jsonb_each(old_secrets) union select key from jsonb_each(new.secrets)) keys
  where old_secrets -> key is distinct from new.secrets -> key;
  if tg_op = 'UPDATE' and old.value = new.value and renewed = '[]' then return null; end if;
  insert into changes (record_type, record_id, action, version, actor_id, source, operation_id, reason, before, after)
  values ('setting', md5('setting/' || new.name)::uuid, case tg_op when 'INSERT' then 'create' else 'update' end, new.version,
    app_user_id(), coalesce(nullif(current_setting('app.source', true), ''), 'system'),
    nullif(current_setting('app.operation_id', true), '')::uuid, nullif(current_setting('app.system', true), ''),
    case tg_op when 'UPDATE' then jsonb_build_object(new.name, old.value) end,
    jsonb_build_object(new.name, new.value || case when renewed = '[]' then '{}' else jsonb_build_object('secretsChanged', renewed) end));
  return null;
end $$;
create trigger setting_areas_log after insert or update on setting_areas for each row execute function log_setting_area();

-- One row per message. The content is sealed, because links that open something travel in it, and goes with the sending.
create table mail_outbox (
  id uuid primary key,
  kind text not null,
  user_id uuid references users (id),
  address text not null,
  subject text not null,
  content text,
  state text not null default 'pending' check (state in ('pending', 'claimed', 'sent', 'failed', 'unknown')),
  attempts integer not null default 0,
  created_at timestamptz(3) not null default now(),
  next_attempt_at timestamptz(3) not null default now(),
  claimed_at timestamptz(3),
  ended_at timestamptz(3),
  fault text
);
create index mail_outbox_open on mail_outbox (next_attempt_at) where state in ('pending', 'claimed');
create index mail_outbox_age on mail_outbox (created_at);

-- What happened at the door. Rows are added and never changed; old ones go by the function below alone.
create table sign_in_log (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null default now(),
  event text not null,
  method text,
  reason text,
  user_id uuid,
  username text not null,
  actor_id uuid,
  ip text,
  user_agent text
);
create index sign_in_log_time on sign_in_log (at, id);
create index sign_in_log_of_user on sign_in_log (user_id, at) where user_id is not null;
create index sign_in_log_of_name on sign_in_log (username, at);

-- Forgets what is older than so many days, never less than thirty; gives how many rows went.
create function sign_in_log_forget(kept_days integer) returns bigint
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  gone bigint;
begin
  if kept_days is null or kept_days < 30 then raise exception 'the sign-in log is kept for at least 30 days'; end if;
  delete from sign_in_log where at < now() - make_interval(days => kept_days);
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Something that opens one step once: the rest of a sign-in, the choice of a password. Only the hash is kept.
create table one_time_tickets (
  hash text primary key,
  purpose text not null,
  user_id uuid references users (id),
  data jsonb not null default '{}',
  attempts integer not null default 0,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  expires_at timestamptz(3) not null
);
create index one_time_tickets_of_user on one_time_tickets (user_id, purpose);
create index one_time_tickets_age on one_time_tickets (expires_at);

alter table user_secrets add column must_change boolean not null default false;
create table password_history (
  user_id uuid not null references users (id),
  password_hash text not null,
  replaced_at timestamptz(3) not null,
  primary key (user_id, replaced_at)
);

-- The second step: a sealed secret, and the last time step whose code was used, so that a code works once.
create table two_step (
  user_id uuid primary key references users (id),
  secret text not null,
  created_at timestamptz(3) not null default now(),
  confirmed_at timestamptz(3),
  last_step bigint not null default 0
);
create table recovery_codes (
  user_id uuid not null references users (id),
  hash text not null,
  used_at timestamptz(3),
  primary key (user_id, hash)
);
alter table roles add column requires_two_factor boolean not null default false;

-- Who somebody is in a directory or at a provider; `subject` is what never changes there.
create table user_identities (
  source text not null check (source in ('ldap', 'oidc')),
  subject text not null,
  user_id uuid not null references users (id),
  name text not null,
  linked_at timestamptz(3) not null default now(),
  seen_at timestamptz(3) not null default now(),
  -- Set while the directory does not know them any more: they were disabled for that, and come back with it.
  left_at timestamptz(3),
  primary key (source, subject),
  unique (source, user_id)
);
create index user_identities_of_user on user_identities (user_id);

-- Each comparison with the directory, and what it changed.
create table directory_runs (
  id uuid primary key,
  began_at timestamptz(3) not null,
  ended_at timestamptz(3),
  fault text,
  seen integer not null default 0,
  changes jsonb not null default '[]'
);
create index directory_runs_time on directory_runs (began_at);
