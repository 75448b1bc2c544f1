create index opportunity_figures_owner on opportunity_figures (owner_id);
create index opportunity_figures_org_unit on opportunity_figures (org_unit_id);
create index opportunity_figures_day on opportunity_figures (day);
create index opportunity_figures_engaged_on on opportunity_figures (engaged_on);
create index opportunity_figures_lost_to on opportunity_figures (closed_on) include (lost_to_id, amount, pipeline_id, owner_id, org_unit_id)
  where lost_to_id is not null and status = 'lost';
create index opportunity_figures_running on opportunity_figures (pipeline_id, running_stage_id, running_since)
  include (owner_id, org_unit_id, engaged_on) where running_since is not null;

-- Lists by the time of closing, of all and of one status.
create index opportunities_closed_at on opportunities (closed_at, id);
create index opportunities_status_closed_at on opportunities (status, closed_at, id);
-- Everything that decides whether an open opportunity is about to be forgotten: counted without a look at the rows.
create index opportunities_attention on opportunities (next_step_at, id)
  include (owner_id, org_unit_id, created_at, last_activity_at, stage_id, stage_entered_at)
  where status = 'open' and deleted_at is null;

-- Who attends is known for each of thousands of people: with the usual sample the planner takes everybody to attend much.
alter table activities alter column attendee_user_ids set statistics 500;
analyze activities (attendee_user_ids);

-- Index-only scans need pages that are known to be clean; a fifth of a million rows is too long to wait for that.
alter table opportunities set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
alter table opportunity_figures set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- How many living records of a type there are, for whoever sees them all: from the narrowest index, as no policy asks for columns.
create function count_living(record_type text) returns bigint
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  target text;
  counted bigint;
begin
  if not app_sees_all(record_type, 'view') then
    raise insufficient_privilege using message = 'only for those who see every record';
  end if;
  select table_name into strict target from record_tables t where t.record_type = count_living.record_type;
  execute format('select (select count(*) from %1$I) - (select count(*) from %1$I where deleted_at is not null)', target) into counted;
  return counted;
end $$;
