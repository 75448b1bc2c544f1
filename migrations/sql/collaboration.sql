-- Working together: who sees what others do, who is told, and who is there now.

-- Those of `people` who see the record, each with their own rights. Rights of others can only be asked one by one.
create function people_who_see(record_type text, record_id uuid, people uuid[]) returns uuid[] language plpgsql volatile as $$
declare
  caller text := coalesce(current_setting('app.user_id', true), '');
  acting text := coalesce(current_setting('app.system', true), '');
  seeing uuid[] := '{}';
  person uuid;
begin
  perform set_config('app.system', '', true);
  foreach person in array people loop
    perform set_config('app.user_id', person::text, true);
    if record_visible(record_type, record_id) then seeing := seeing || person; end if;
  end loop;
  perform set_config('app.user_id', caller, true);
  perform set_config('app.system', acting, true);
  return seeing;
end $$;

-- Active people of some teams, whoever asks: whom a word to a team reaches.
create function people_of_teams(teams uuid[]) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(u.id order by u.id), '{}')
  from users u where u.team_ids && teams and u.deleted_at is null and u.active and u.kind = 'person'
$$;

create function app_role_ids() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select u.role_ids from users u where u.id = app_user_id()), '{}')
$$;

create function app_team_ids() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select u.team_ids from users u where u.id = app_user_id()), '{}')
$$;

-- What people wish to be told, and how. `kinds`: {"mentioned": {"inApp": true, "email": false}}.
create table notification_settings (
  user_id uuid primary key,
  kinds jsonb not null default '{}',
  -- Hour of the day in Tehran at which the daily summary goes out; null for none.
  digest_hour integer,
  -- Up to when the last summary told what there was.
  digested_at timestamptz(3)
);
alter table notification_settings enable row level security;
alter table notification_settings force row level security;
create policy notification_settings_owner on notification_settings to current_user using (true) with check (true);
create policy notification_settings_mine on notification_settings to peyvand_app
  using ((select app_is_system()) or user_id = (select app_user_id()))
  with check ((select app_is_system()) or user_id = (select app_user_id()));
grant select, insert, update, delete on notification_settings to peyvand_app;

alter table notifications
  add column times integer not null default 1,
  add column in_app boolean not null default true,
  add column mail_due boolean not null default false,
  add column mailed_at timestamptz(3);
-- Of equal ones that nobody has read yet the latest stays.
update notifications n set read_at = n.created_at
where n.read_at is null and n.about_id is not null and exists (
  select 1 from notifications later
  where later.user_id = n.user_id and later.kind = n.kind and later.about_id = n.about_id and later.read_at is null and later.id > n.id);
create unique index notifications_equal on notifications (user_id, kind, about_id) where read_at is null and about_id is not null and in_app;
create index notifications_mail on notifications (user_id, id) where mail_due and mailed_at is null;

-- Tells each of these people as they wish; equal unread news of one record become one that counts. Gives those whose
-- screens have something new.
create function notify_people(ids uuid[], people uuid[], told text, on_type text, on_id uuid, with_params jsonb, at timestamptz)
returns uuid[] language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  shown uuid[];
begin
  with wishes as (
    select n.id, n.user_id, coalesce((s.kinds -> told ->> 'inApp')::boolean, true) as in_app,
      coalesce((s.kinds -> told ->> 'email')::boolean, false) as email
    from unnest(ids, people) as n(id, user_id) left join notification_settings s on s.user_id = n.user_id
  ), kept as (
    insert into notifications as n (id, user_id, kind, about_type, about_id, params, created_at, created_by, in_app, mail_due)
    select w.id, w.user_id, told, on_type, on_id, with_params, at, app_user_id(), w.in_app, w.email
    from wishes w where w.in_app or w.email order by w.user_id
    on conflict (user_id, kind, about_id) where read_at is null and about_id is not null and in_app
    do update set id = excluded.id, params = excluded.params, created_at = excluded.created_at,
      created_by = excluded.created_by, times = n.times + 1, mail_due = n.mail_due or excluded.mail_due, mailed_at = null
    returning n.user_id, n.in_app
  )
  select coalesce(array_agg(k.user_id), '{}') into shown from kept k where k.in_app;
  return shown;
end $$;

-- Which of these sessions are still alive; one question for all open streams of a process.
create function living_sessions(session_ids uuid[], moment timestamptz) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_agg(s.id), '[]') from sessions s join access_principals p on p.user_id = s.user_id
  where s.id = any(session_ids) and s.revoked_at is null and s.expires_at > moment
$$;

-- Who has which record open. Nothing of it is worth keeping over a restart.
create unlogged table presence (
  record_type text not null,
  record_id uuid not null,
  user_id uuid not null,
  -- viewing | editing
  state text not null,
  fields text[] not null default '{}',
  seen_at timestamptz(3) not null,
  primary key (record_id, user_id)
);
create index presence_age on presence (seen_at);
alter table presence enable row level security;
alter table presence force row level security;
create policy presence_owner on presence to current_user using (true) with check (true);
create policy presence_view on presence for select to peyvand_app
  using ((select app_is_system()) or record_visible(record_type, record_id));
create policy presence_enter on presence for insert to peyvand_app
  with check (user_id = (select app_user_id()) and record_visible(record_type, record_id));
create policy presence_move on presence for update to peyvand_app
  using (user_id = (select app_user_id())) with check (user_id = (select app_user_id()) and record_visible(record_type, record_id));
create policy presence_leave on presence for delete to peyvand_app
  using ((select app_is_system()) or user_id = (select app_user_id()));
grant select, insert, update, delete on presence to peyvand_app;

-- What people think of a note in one sign.
create table note_reactions (
  note_id uuid not null references notes (id) on delete cascade,
  user_id uuid not null,
  reaction text not null,
  created_at timestamptz(3) not null default now(),
  primary key (note_id, user_id, reaction)
);
alter table note_reactions enable row level security;
alter table note_reactions force row level security;
create policy note_reactions_owner on note_reactions to current_user using (true) with check (true);
create policy note_reactions_view on note_reactions for select to peyvand_app
  using ((select app_is_system()) or exists (select 1 from notes n where n.id = note_id));
create policy note_reactions_give on note_reactions for insert to peyvand_app
  with check (user_id = (select app_user_id()) and exists (select 1 from notes n where n.id = note_id and n.deleted_at is null));
create policy note_reactions_take_back on note_reactions for delete to peyvand_app
  using ((select app_is_system()) or user_id = (select app_user_id()));
grant select, insert, delete on note_reactions to peyvand_app;

-- Up to which message each person has read each conversation.
create table conversation_reads (
  user_id uuid not null,
  conversation_id uuid not null references conversations (id) on delete cascade,
  read_at timestamptz(3) not null,
  primary key (user_id, conversation_id)
);
alter table conversation_reads enable row level security;
alter table conversation_reads force row level security;
create policy conversation_reads_owner on conversation_reads to current_user using (true) with check (true);
create policy conversation_reads_mine on conversation_reads to peyvand_app
  using ((select app_is_system()) or user_id = (select app_user_id()))
  with check (user_id = (select app_user_id()) and exists (select 1 from conversations c where c.id = conversation_id));
grant select, insert, update, delete on conversation_reads to peyvand_app;

-- The people of a team are those of its conversation.
create function conversations_follow_teams() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched uuid[];
begin
  select coalesce(array_agg(team), '{}') into touched from new_rows n, unnest(n.team_ids) team;
  if tg_op = 'UPDATE' then
    touched := touched || (select coalesce(array_agg(team), '{}') from old_rows o, unnest(o.team_ids) team);
  end if;
  update conversations c set member_ids = people_of_teams(array[c.team_id]), version = c.version + 1, updated_at = now()
  where c.team_id = any(touched) and c.member_ids is distinct from people_of_teams(array[c.team_id]);
  return null;
end $$;

-- Which announcements the caller is meant to read now.
create function announcements_for_me(moment timestamptz) returns setof announcements
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive me as (
    select u.role_ids, u.org_unit_id from access_principals p join users u on u.id = p.user_id
    where p.user_id = app_user_id() and u.kind = 'person'
  ), units as (
    select o.id, o.parent_id from org_units o join me on me.org_unit_id = o.id
    union
    select o.id, o.parent_id from org_units o join units u on u.parent_id = o.id
  )
  select a.* from announcements a, me
  where a.deleted_at is null and coalesce(a.from_at, a.created_at) <= moment and (a.to_at is null or a.to_at > moment)
    and ((a.role_ids = '{}' and a.org_unit_ids = '{}') or a.role_ids && me.role_ids
      or a.org_unit_ids && coalesce((select array_agg(u.id) from units u), '{}'))
$$;

-- Whom an announcement is for.
create function announcement_people(announcement_id uuid) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive said as (
    select a.role_ids, a.org_unit_ids from announcements a where a.id = announcement_id
  ), units as (
    select o.id from org_units o, said where o.id = any(said.org_unit_ids)
    union
    select o.id from org_units o join units u on o.parent_id = u.id
  )
  select coalesce(array_agg(u.id order by u.id), '{}')
  from users u, said where u.kind = 'person' and u.active and u.deleted_at is null
    and ((said.role_ids = '{}' and said.org_unit_ids = '{}') or u.role_ids && said.role_ids
      or u.org_unit_id in (select id from units))
$$;

-- Who has read which announcement.
create table announcement_reads (
  announcement_id uuid not null references announcements (id) on delete cascade,
  user_id uuid not null,
  read_at timestamptz(3) not null,
  primary key (announcement_id, user_id)
);
alter table announcement_reads enable row level security;
alter table announcement_reads force row level security;
create policy announcement_reads_owner on announcement_reads to current_user using (true) with check (true);
create policy announcement_reads_view on announcement_reads for select to peyvand_app
  using ((select app_is_system()) or user_id = (select app_user_id()) or exists (select 1 from announcements a where a.id = announcement_id));
create policy announcement_reads_give on announcement_reads for insert to peyvand_app
  with check (user_id = (select app_user_id()) and announcement_id in (select a.id from announcements_for_me(now()) a));
create policy announcement_reads_purge on announcement_reads for delete to peyvand_app using ((select app_is_system()));
grant select, insert, delete on announcement_reads to peyvand_app;
