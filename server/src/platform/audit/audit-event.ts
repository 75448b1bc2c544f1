import { type ChangeSource, currentContext } from '../context/request-context.js';
import type { UnitOfWork } from '../database/unit-of-work.js';

/** Something that an administrator may have to answer for. */
export interface AuditEvent {
  /** `<area>.<what>` in camelCase: `record.revealed`, `access.viewedAs`, `audit.exported`. */
  readonly event: string;
  readonly recordType?: string;
  readonly recordId?: string;
  /** Names, ids and figures; never a password, a code or a key. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Who did it, when the server writes in their name (somebody who failed to sign in). */
  readonly actorId?: string | null;
  readonly ip?: string;
  readonly userAgent?: string;
  /** Instant, when it is written later; and the request that it happened in. */
  readonly at?: string;
  readonly operationId?: string;
  readonly source?: ChangeSource;
}

/** Adds events in the transaction of what they tell of: both are kept, or none. */
export async function noteEvents(uow: UnitOfWork, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const context = currentContext();
  const rows = events.map(({ event, recordType, recordId, details = {}, actorId, ip, userAgent, ...from }) => ({
    event,
    record_type: recordType ?? null,
    record_id: recordId ?? null,
    details,
    // Only the server may write in the name of somebody else; row-level security says so once more.
    actor_id: uow.principal.isSystem ? (actorId ?? null) : uow.principal.userId,
    ip: ip ?? context?.ip ?? null,
    user_agent: userAgent?.slice(0, 300) ?? null,
    at: from.at ?? null,
    operation_id: from.operationId ?? context?.operationId ?? null,
    source: from.source ?? context?.source ?? 'system',
  }));
  await uow.execute(
    `insert into audit_log (at, event, actor_id, ip, user_agent, record_type, record_id, operation_id, source, details)
     select coalesce(e.at, clock_timestamp()), e.event, e.actor_id, e.ip, e.user_agent, e.record_type, e.record_id, e.operation_id, e.source, e.details
     from json_to_recordset($1::json) as e(at timestamptz, event text, actor_id uuid, ip text, user_agent text, record_type text, record_id uuid,
       operation_id uuid, source text, details jsonb)`,
    [JSON.stringify(rows)],
  );
}
