import { Injectable } from '@nestjs/common';
import type { ActivityListener } from '../../core/activities/activity-listeners.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { RecordValues } from '../../platform/records/record-rules.js';

interface About {
  readonly type: string;
  readonly id: string;
}

const TABLES: Readonly<Record<string, string>> = { opportunity: 'opportunities', lead: 'leads' };

/** Keeps on opportunities and leads when something was last done and what comes next, for boards and lists. */
@Injectable()
export class SalesActivityPulse implements ActivityListener {
  async activityChanged(
    uow: UnitOfWork,
    before: Readonly<RecordValues> | undefined,
    after: Readonly<RecordValues> | undefined,
  ): Promise<void> {
    const records = [before?.about, after?.about].filter((about): about is About => Boolean(about));
    const distinct = new Map(records.map((about) => [about.id, about]));
    for (const { type, id } of distinct.values()) {
      const table = TABLES[type];
      if (table) await this.refresh(uow, table, type, id);
    }
  }

  /** Whoever may write the activity need not be allowed to change the record; the version stays, so nobody's save is stale. */
  private async refresh(uow: UnitOfWork, table: string, type: string, id: string): Promise<void> {
    await uow.elevated('activity pulse', () =>
      uow.execute(
        `with pulse as (
           select max(v.done_at) as last_at, min(v.due_at) filter (where v.done_at is null) as next_at
           from activities v where v.about_id = $1 and v.about_type = $2 and v.deleted_at is null
         )
         update ${table} r set last_activity_at = p.last_at, next_step_at = p.next_at
         from pulse p where r.id = $1 and (r.last_activity_at, r.next_step_at) is distinct from (p.last_at, p.next_at)`,
        [id, type],
      ),
    );
  }
}
