import type { Client } from 'pg';
import { isSample, SAMPLE_OPERATION } from './sample-ids.js';

const TABLES = {
  account: 'accounts',
  contact: 'contacts',
  accountContact: 'account_contacts',
  note: 'notes',
  lead: 'leads',
} as const;

const CREATED = (type: string, table: string) =>
  `select t.created_at as at, '${type}' as type, t.id, 'create' as action, 1 as version, t.created_by as actor, null::jsonb as before,
     jsonb_strip_nulls(change_fields(to_jsonb(t))) as after
   from ${table} t where ${isSample('t.id')}`;

/** An activity is made open and finished later. */
const ACTIVITIES = `
  select t.created_at, 'activity', t.id, 'create', 1, t.created_by, null::jsonb,
    jsonb_strip_nulls(change_fields(to_jsonb(t)) || '{"done_at": null, "outcome": null, "minutes": null}')
  from activities t where ${isSample('t.id')}
  union all
  select t.done_at, 'activity', t.id, 'update', 2, t.updated_by, jsonb_build_object('done_at', null, 'outcome', null),
    jsonb_build_object('done_at', t.done_at, 'outcome', t.outcome)
  from activities t where t.done_at is not null and ${isSample('t.id')}`;

/** An opportunity is made in its first stage, and each move is a change. */
const OPPORTUNITIES = `
  select m.at, 'opportunity', m.opportunity_id, case m.place when 1 then 'create' else 'update' end, m.place, m.by,
    case when m.place > 1 then jsonb_build_object('stage_id', m.from_stage_id, 'status', m.from_status) end,
    case when m.place > 1 then jsonb_build_object('stage_id', m.to_stage_id, 'status', m.to_status)
      else jsonb_strip_nulls(change_fields(to_jsonb(o)) || jsonb_build_object('stage_id', m.to_stage_id, 'status', 'open',
        'closed_on', null, 'closed_at', null, 'loss_reason_id', null, 'loss_note', null, 'lost_to_id', null, 'won_reason', null)) end
  from (
    select m.*, row_number() over (partition by opportunity_id order by at, id)::integer as place
    from opportunity_stage_moves m where ${isSample('m.opportunity_id')}
  ) m join opportunities o on o.id = m.opportunity_id`;

/**
 * Writes what the log of changes would hold had the sample's people worked through all that time. The entries carry
 * {@link SAMPLE_OPERATION}, so they can be told from what people really did.
 */
export async function writeHistory(client: Client): Promise<void> {
  const created = Object.entries(TABLES).map(([type, table]) => CREATED(type, table));
  await client.query(
    `insert into changes (at, record_type, record_id, action, version, actor_id, source, operation_id, before, after)
     select at, type, id, action, version, actor, 'web', '${SAMPLE_OPERATION}', before, after
     from (${[...created, ACTIVITIES, OPPORTUNITIES].join(' union all ')}) history (at, type, id, action, version, actor, before, after)
     order by at, version`,
  );
}
