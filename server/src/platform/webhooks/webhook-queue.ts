import { Injectable } from '@nestjs/common';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { EVENT_ACTIONS } from './webhook-events.js';
import { type Attempt, WEBHOOK_COLUMNS, type WaitingDelivery, type WebhookRow } from './webhook-row.js';

/** Seconds to wait after each failed attempt; together with the first attempt they make ten over 24 hours. */
const BACKOFF_SECONDS = [5, 30, 300, 1_800, 3_600, 7_200, 14_400, 21_600, 36_000];
/** Longer than one batch takes at the worst, so that only a run that died is taken for dead. */
const LEASE_MS = 30_000;
const REST_MS = 10_000;
/** Rows of the log that one transaction looks through. */
const WINDOW = 2_000;
const BATCH = 8;

/** Turns the log of changes into deliveries, and keeps what came of each. */
@Injectable()
export class WebhookQueue {
  constructor(private readonly door: DataDoor) {}

  /** Webhooks with something to do that nobody works on. */
  idle(): Promise<{ id: string }[]> {
    return this.door.asSystem('webhooks with something to send', async (uow) => {
      const any = await uow.queryKept('select 1 from webhooks where active limit 1');
      if (any.length === 0) return [];
      const reached = await complete(uow);
      return uow.query<{ id: string }>(
        `select w.id from webhooks w where w.active and (w.busy_until is null or w.busy_until <= $1)
           and (w.position < $2 or exists (
             select 1 from webhook_deliveries d where d.webhook_id = w.id and d.state = 'waiting' and d.next_at <= $1))`,
        [clock.now(), reached],
      );
    });
  }

  /**
   * Takes a webhook for `run` and gives the next events that may be sent now, of each record the oldest alone. Undefined
   * when another run has it, or it is switched off.
   */
  take(id: string, run: string): Promise<{ webhook: WebhookRow; deliveries: WaitingDelivery[] } | undefined> {
    return this.door.asSystem('next events of a webhook', async (uow) => {
      const now = clock.now();
      const webhook = await uow.one<WebhookRow>(
        `update webhooks set busy_by = $2, busy_until = $3
         where id = $1 and active and (busy_until is null or busy_until <= $4 or busy_by = $2) returning ${WEBHOOK_COLUMNS}`,
        [id, run, new Date(now.getTime() + LEASE_MS), now],
      );
      if (!webhook) return undefined;
      let deliveries = await this.due(uow, id, now);
      let { position } = webhook;
      const reached = await complete(uow);
      while (deliveries.length < BATCH && BigInt(position) < BigInt(reached)) {
        position = await this.collect(uow, webhook, position, reached);
        deliveries = await this.due(uow, id, now);
      }
      return { webhook, deliveries };
    });
  }

  /** Keeps what came of a batch. The webhook rests for a while when nothing came through. */
  settle(id: string, attempts: readonly Attempt[]): Promise<void> {
    return this.door.asSystem('outcome of a webhook', async (uow) => {
      const now = clock.now();
      // First of all, as whoever removes it does: two who wait for each other would both get nowhere.
      await uow.execute('select 1 from webhooks where id = $1 for update', [id]);
      for (const attempt of attempts) await this.note(uow, attempt, now);
      const delivered = attempts.some(({ outcome }) => outcome === 'delivered');
      const refused = attempts.some(({ outcome }) => outcome === 'refused');
      if (delivered)
        await uow.execute('update webhooks set last_delivered_at = $2, failing_since = null where id = $1', [id, now]);
      else if (refused)
        await uow.execute(
          'update webhooks set failing_since = coalesce(failing_since, $2), busy_by = null, busy_until = $3 where id = $1',
          [id, now, new Date(now.getTime() + REST_MS)],
        );
    });
  }

  /** Lets the webhook go; one that rests goes on resting. */
  release(id: string, run: string): Promise<number> {
    return this.door.asSystem('end of a run of a webhook', (uow) =>
      uow.execute('update webhooks set busy_by = null, busy_until = null where id = $1 and busy_by = $2', [id, run]),
    );
  }

  /** Forgets deliveries that ended before. */
  sweep(before: Date): Promise<number> {
    return this.door.asSystem('old deliveries of webhooks', (uow) =>
      uow.execute('delete from webhook_deliveries where ended_at < $1', [before]),
    );
  }

  private due(uow: UnitOfWork, id: string, now: Date): Promise<WaitingDelivery[]> {
    return uow.query<WaitingDelivery>(
      `select d.id, d.seq, d.event, d.record_type as "recordType", d.record_id as "recordId", d.attempts
       from webhook_deliveries d
       where d.webhook_id = $1 and d.state = 'waiting' and d.next_at <= $2 and not exists (
         select 1 from webhook_deliveries e
         where e.webhook_id = d.webhook_id and e.record_id = d.record_id and e.seq < d.seq and e.state = 'waiting')
       order by d.seq limit ${BATCH}`,
      [id, now],
    );
  }

  /** Turns a window of the log into deliveries, in the transaction that moves the position: each is made once. */
  private async collect(uow: UnitOfWork, webhook: WebhookRow, position: string, reached: string): Promise<string> {
    const wanted = webhook.events.flatMap(({ recordType, actions }) =>
      actions.map((name) => ({ type: recordType, action: EVENT_ACTIONS[name], event: `${recordType}.${name}` })),
    );
    const row = await uow.one<{ last: string | null; rows: number }>(
      `with looked as (
         select c.seq, c.record_type, c.record_id, c.action from changes c
         where c.seq > $2 and c.seq <= $3 order by c.seq limit ${WINDOW}
       ), made as (
         insert into webhook_deliveries (id, webhook_id, seq, event, record_type, record_id, state, next_at, created_at)
         select uuidv7(), $1, l.seq, w.event, l.record_type, l.record_id, 'waiting', $4, $4
         from looked l join jsonb_to_recordset($5::jsonb) as w(type text, action text, event text)
           on w.type = l.record_type and w.action = l.action
         order by l.seq
         on conflict (webhook_id, seq) do nothing
       )
       select max(seq) as last, count(*)::int as rows from looked`,
      [webhook.id, position, reached, clock.now(), JSON.stringify(wanted)],
    );
    const next = row && row.rows === WINDOW ? (row.last as string) : reached;
    await uow.execute('update webhooks set position = $2 where id = $1', [webhook.id, next]);
    return next;
  }

  private async note(uow: UnitOfWork, attempt: Attempt, now: Date): Promise<void> {
    const { id, outcome, status, fault, tookMs, request, answer } = attempt;
    const delays = `(array[${BACKOFF_SECONDS.join(',')}])[attempts + 1]`;
    await uow.execute(
      `update webhook_deliveries set
         attempts = attempts + case when $2 = 'skipped' then 0 else 1 end,
         state = case when $2 <> 'refused' then $2 when attempts >= ${BACKOFF_SECONDS.length} then 'failed' else 'waiting' end,
         next_at = case when $2 = 'refused' then $3::timestamptz + make_interval(secs => ${delays}) end,
         ended_at = case when $2 <> 'refused' or attempts >= ${BACKOFF_SECONDS.length} then $3::timestamptz end,
         status = $4, fault = $5, took_ms = $6, request = $7, answer = $8
       where id = $1 and state = 'waiting'`,
      [id, outcome, now, status, fault, tookMs, request ? JSON.stringify(request) : null, answer],
    );
  }
}

/** Everything in the log up to here has been committed. */
export async function complete(uow: UnitOfWork): Promise<string> {
  const row = await uow.one<{ n: string | null }>('select changes_complete() as n');
  return row?.n ?? '0';
}
