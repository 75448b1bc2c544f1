import { Injectable } from '@nestjs/common';
import { currentContext } from '../../platform/context/request-context.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotificationService } from '../../platform/notifications/notification.service.js';
import type { RecordValues } from '../../platform/records/record-rules.js';

/** Tells people of work that others give them. */
@Injectable()
export class ActivityNotices {
  constructor(private readonly notifications: NotificationService) {}

  async tell(
    uow: UnitOfWork,
    id: string,
    before: Readonly<RecordValues> | undefined,
    after: Readonly<RecordValues>,
  ): Promise<void> {
    // What an import brings is no news, what is done needs nobody any more, and of much at once a job tells in one sentence.
    const source = currentContext()?.source;
    if (after.doneAt || uow.principal.isSystem || source === 'import' || source === 'job') return;
    const notice = {
      about: { type: 'activity', id },
      params: { subject: after.subject, type: after.type, dueAt: after.dueAt ?? null },
    };
    if (typeof after.ownerId === 'string' && after.ownerId !== before?.ownerId)
      await this.notifications.notify(uow, { ...notice, userIds: [after.ownerId], kind: 'assigned' });
    const known = new Set((before?.attendeeUserIds ?? []) as string[]);
    const invited = ((after.attendeeUserIds ?? []) as string[]).filter(
      (user) => !known.has(user) && user !== after.ownerId,
    );
    if (invited.length > 0) await this.notifications.notify(uow, { ...notice, userIds: invited, kind: 'invited' });
  }
}
