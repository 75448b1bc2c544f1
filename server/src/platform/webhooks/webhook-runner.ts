import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { principalFrom, type PrincipalRow } from '../access/principal-data.js';
import { noteEvents } from '../audit/audit-event.js';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import { JobQueue } from '../jobs/job-queue.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { NotificationService } from '../notifications/notification.service.js';
import { newId } from '../records/new-id.js';
import { WebhookQueue } from './webhook-queue.js';
import type { WebhookRow } from './webhook-row.js';
import { WebhookSender } from './webhook-sender.js';

const RUN = 'webhooks.run';
const SWEEP = 'webhooks.sweep';
const LOOK_MS = 2_000;
/** After so long a run lets others have their turn. */
const TURN_MS = 20_000;
const DAY_MS = 24 * 60 * 60_000;
const FAILING_DAYS = 3;
const KEPT_DAYS = 30;

export type DisabledReason = 'failing' | 'gone' | 'userGone';

/** Sends what waits, webhook by webhook; one that hangs or fails delays only itself. */
@Injectable()
export class WebhookRunner {
  private looking = false;

  constructor(
    private readonly door: DataDoor,
    private readonly jobs: JobQueue,
    private readonly queue: WebhookQueue,
    private readonly sender: WebhookSender,
    private readonly notifications: NotificationService,
  ) {
    jobs.handle<{ webhookId: string }>(RUN, { concurrency: 4, timeoutSeconds: 120 }, ({ webhookId }, { signal }) =>
      this.run(webhookId, signal),
    );
    jobs.handle(SWEEP, {}, async () => void (await queue.sweep(new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS))));
    jobs.schedule(SWEEP, '25 3 * * *');
  }

  /** Asks for a run of each webhook that has something to send. */
  @Interval(LOOK_MS)
  async look(): Promise<void> {
    if (JobsModule.workElsewhere || this.looking) return;
    this.looking = true;
    try {
      for (const { id } of await this.queue.idle()) await this.ask(id);
    } catch {
      // The next look makes up for it.
    } finally {
      this.looking = false;
    }
  }

  /** Sends what is due until nothing is, the turn is over, or nothing comes through. */
  async run(id: string, signal: AbortSignal): Promise<void> {
    const run = newId();
    const until = performance.now() + TURN_MS;
    while (!signal.aborted && performance.now() < until) {
      const taken = await this.queue.take(id, run);
      if (!taken || taken.deliveries.length === 0) break;
      const { webhook, deliveries } = taken;
      const row = await this.door.authenticate<PrincipalRow>('principal', [webhook.userId]);
      if (!row) return this.disable(webhook, 'userGone');
      const principal = principalFrom(row, 'apiKey', null);
      const attempts = await Promise.all(deliveries.map((one) => this.sender.deliver(webhook, one, principal)));
      await this.queue.settle(id, attempts);
      if (attempts.some(({ status }) => status === 410)) return this.disable(webhook, 'gone');
      if (attempts.some(({ outcome }) => outcome === 'delivered')) continue;
      if (attempts.every(({ outcome }) => outcome === 'skipped')) continue;
      const since = webhook.failingSince && new Date(webhook.failingSince).getTime();
      if (since && clock.now().getTime() - since > FAILING_DAYS * DAY_MS) return this.disable(webhook, 'failing');
      break;
    }
    await this.queue.release(id, run);
  }

  private ask(webhookId: string): Promise<unknown> {
    return this.door.asSystem('run of a webhook', (uow) =>
      this.jobs.enqueue(uow, RUN, { webhookId }, { singletonKey: webhookId, retryLimit: 0 }),
    );
  }

  /** Switches a webhook off and tells whoever may do everything. What waits goes on waiting. */
  private disable({ id, name }: WebhookRow, reason: DisabledReason): Promise<void> {
    return this.door.asSystem('a webhook that is switched off', async (uow) => {
      const changed = await uow.execute(
        'update webhooks set active = false, disabled_reason = $2, busy_by = null, busy_until = null where id = $1 and active',
        [id, reason],
      );
      if (changed === 0) return;
      await noteEvents(uow, [{ event: 'webhook.disabled', details: { webhookId: id, name, reason } }]);
      const admins = await uow.query<{ id: string }>(
        `select p.user_id as id from access_principals p join users u on u.id = p.user_id
         where u.kind = 'person' and u.active and u.deleted_at is null and p.grants -> '*/edit' ? 'all'`,
      );
      await this.notifications.notify(uow, {
        userIds: admins.map((admin) => admin.id),
        kind: 'webhookDisabled',
        params: { name, reason },
      });
    });
  }
}
