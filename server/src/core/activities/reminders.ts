import { Injectable, type OnModuleInit } from '@nestjs/common';
import { clock } from '../../platform/context/clock.js';
import { DataDoor } from '../../platform/database/data-door.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { NotificationService } from '../../platform/notifications/notification.service.js';

const JOB = 'activity.reminders';
const BATCH = 500;

interface Due {
  readonly id: string;
  readonly ownerId: string | null;
  readonly subject: string;
  readonly type: string;
  readonly dueAt: string | null;
}

/** Reminds the assignees of open activities, once each, within a minute of the time they asked for. */
@Injectable()
export class Reminders implements OnModuleInit {
  constructor(
    private readonly door: DataDoor,
    private readonly jobs: JobQueue,
    private readonly notifications: NotificationService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(JOB, {}, () => this.remind());
    this.jobs.schedule(JOB, 1);
  }

  /** Gives every reminder that is due. What one run has taken, another one at the same time leaves alone. */
  async remind(): Promise<void> {
    while ((await this.batch()) === BATCH);
  }

  private batch(): Promise<number> {
    return this.door.asSystem('activity reminders', async (uow) => {
      const due = await uow.query<Due>(
        `update activities v set reminded_at = $1
         where v.id in (
           select id from activities where reminder_at <= $1 and reminded_at is null and done_at is null and reminder_at is not null
             and deleted_at is null order by reminder_at limit ${BATCH} for update skip locked)
         returning v.id, v.owner_id as "ownerId", v.subject, v.type, v.due_at as "dueAt"`,
        [clock.now()],
      );
      for (const { id, ownerId, ...params } of due)
        if (ownerId)
          await this.notifications.notify(uow, {
            userIds: [ownerId],
            kind: 'reminder',
            about: { type: 'activity', id },
            params,
            self: true,
          });
      return due.length;
    });
  }
}
