-- The last ten digits of a telephone number without its inner line: however a caller's number is written, it is found by
-- them. Null for short lines.
create function phone_key(phone text) returns text language sql immutable parallel safe
  return case when length(regexp_replace(split_part(phone, ';', 1), '[^0-9]', '', 'g')) >= 10
    then right(regexp_replace(split_part(phone, ';', 1), '[^0-9]', '', 'g'), 10) end;

-- Tags in use, by record type: what is offered while a tag is typed, once somebody sees a record that carries it.
create table tag_names (
  record_type text not null,
  tag text not null,
  tag_key text not null generated always as (fa_key(tag)) stored,
  primary key (record_type, tag)
);
alter table tag_names enable row level security;
alter table tag_names force row level security;
create policy tag_names_owner on tag_names to current_user using (true) with check (true);
create policy tag_names_view on tag_names for select to peyvand_app
  using ((select app_is_system()) or (select app_user_id()) is not null);
grant select on tag_names to peyvand_app;

-- After each statement on a table with tags; sorted, so that two writers wait for each other in one order.
create function note_tags() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into tag_names (record_type, tag)
  select tg_argv[0], used.tag from (select distinct unnest(n.tags) as tag from new_rows n where n.tags <> '{}') used
  where not exists (select 1 from tag_names t where t.record_type = tg_argv[0] and t.tag = used.tag)
  order by used.tag
  on conflict do nothing;
  return null;
end $$;

-- Who follows which record.
create table follows (
  user_id uuid not null,
  record_type text not null,
  record_id uuid not null,
  created_at timestamptz(3) not null default now(),
  primary key (user_id, record_id)
);
create index follows_record on follows (record_id, created_at);
alter table follows enable row level security;
alter table follows force row level security;
create policy follows_owner on follows to current_user using (true) with check (true);
create policy follows_view on follows for select to peyvand_app
  using ((select app_is_system()) or user_id = (select app_user_id()) or record_visible(record_type, record_id));
create policy follows_create on follows for insert to peyvand_app
  with check (user_id = (select app_user_id()) and record_visible(record_type, record_id));
create policy follows_remove on follows for delete to peyvand_app
  using ((select app_is_system()) or user_id = (select app_user_id()));
grant select, insert, delete on follows to peyvand_app;
