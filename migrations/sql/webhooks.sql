-- Scopes, addresses and rotation of API keys, and the webhooks with the log of their deliveries.

alter table api_keys
  -- [{recordType, actions}]; null is everything that the user may do.
  add column scopes jsonb,
  -- Networks that the key may be used from; empty is anywhere.
  add column allowed_ips cidr[] not null default '{}',
  add column replaces_id uuid references api_keys (id) on delete set null;

drop function key_principal(text, text, timestamptz);

-- The user behind an API key, the stamp of their rights and what the key narrows them to; null when the key is unknown,
-- revoked, expired, or used from an address that it isn't for.
create function key_principal(key_prefix text, key_hash text, at timestamptz, from_ip inet) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  entry record;
begin
  select k.id, k.user_id, k.last_used_at, k.scopes, p.stamp into entry
  from api_keys k join access_principals p on p.user_id = k.user_id
  where k.prefix = key_prefix and k.hash = key_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
    and (k.allowed_ips = '{}' or from_ip <<= any(k.allowed_ips));
  if not found then return null; end if;
  if entry.last_used_at is null or entry.last_used_at < at - interval '1 minute' then
    update api_keys set last_used_at = at where id = (select id from api_keys where id = entry.id for update skip locked);
  end if;
  return jsonb_build_object('keyId', entry.id, 'userId', entry.user_id, 'stamp', entry.stamp, 'scopes', entry.scopes);
end $$;
revoke all on function key_principal(text, text, timestamptz, inet) from public;
grant execute on function key_principal(text, text, timestamptz, inet) to peyvand_app;

create table webhooks (
  id uuid primary key,
  name text not null,
  url text not null,
  -- The integration user with whose rights the bodies are made.
  user_id uuid not null references users (id),
  -- [{recordType, actions, filter}]
  events jsonb not null,
  active boolean not null default true,
  -- failing | gone | userGone, when the server itself ended it.
  disabled_reason text,
  failing_since timestamptz(3),
  last_delivered_at timestamptz(3),
  secret text not null,
  previous_secret text,
  previous_until timestamptz(3),
  -- Everything in the log of changes up to here has become deliveries, or concerns this webhook not at all.
  position bigint not null,
  -- Taken by a run, or at rest after failures, until then.
  busy_by uuid,
  busy_until timestamptz(3),
  created_at timestamptz(3) not null,
  created_by uuid,
  updated_at timestamptz(3) not null
);

create table webhook_deliveries (
  -- The constant id of the event at this webhook.
  id uuid primary key,
  webhook_id uuid not null references webhooks (id) on delete cascade,
  -- Its place in the log of changes; null for a test.
  seq bigint,
  event text not null,
  record_type text,
  record_id uuid,
  -- waiting | delivered | failed | skipped
  state text not null,
  attempts integer not null default 0,
  next_at timestamptz(3),
  created_at timestamptz(3) not null,
  ended_at timestamptz(3),
  status integer,
  fault text,
  took_ms integer,
  request jsonb,
  answer text,
  unique (webhook_id, seq)
);
create index webhook_deliveries_waiting on webhook_deliveries (webhook_id, seq) where state = 'waiting';
create index webhook_deliveries_order on webhook_deliveries (webhook_id, record_id, seq) where state = 'waiting';
create index webhook_deliveries_log on webhook_deliveries (webhook_id, id desc);
create index webhook_deliveries_ended on webhook_deliveries (ended_at);
