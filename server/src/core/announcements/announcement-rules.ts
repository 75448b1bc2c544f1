import { Injectable } from '@nestjs/common';
import { clock } from '../../platform/context/clock.js';
import { LiveEvents } from '../../platform/notifications/live-events.js';
import type { RecordChange, RecordRules } from '../../platform/records/record-rules.js';

/** An announcement ends after it begins; those whom it is for hear at once that there is something to read. */
@Injectable()
export class AnnouncementRules implements RecordRules {
  constructor(private readonly live: LiveEvents) {}

  beforeSave({ after, fault }: RecordChange): void {
    after.fromAt ??= clock.now().toISOString();
    if (after.toAt && new Date(String(after.toAt)) <= new Date(String(after.fromAt)))
      fault('toAt', 'announcement.endBeforeStart');
  }

  async afterSave({ id, uow }: RecordChange): Promise<void> {
    const row = await uow.one<{ ids: string[] }>('select announcement_people($1) as ids', [id]);
    await this.live.publish(uow, row?.ids ?? [], { type: 'announcement', data: {} });
  }
}
