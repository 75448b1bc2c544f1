import { Injectable } from '@nestjs/common';
import { noteEvents } from '../audit/audit-event.js';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import { Problem } from '../errors/problem.js';
import { readPage } from '../http/page-query.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../records/keyset.js';
import { newId } from '../records/new-id.js';
import { WebhookSender } from './webhook-sender.js';
import type { DeliveryList, DeliveryView, ReplayBody } from './webhooks.dto.js';
import { WebhooksService } from './webhooks.service.js';

const COLUMNS = `id, event, record_type as "recordType", record_id as "recordId", state, attempts, next_at as "nextAt",
  created_at as "createdAt", ended_at as "endedAt", status, fault, took_ms as "tookMs", request, answer`;
export const DELIVERY_STATES = ['waiting', 'delivered', 'failed', 'skipped'] as const;
const TEST_EVENT = 'webhook.test';
const MOST_REPLAYED = 10_000;

/** The log of deliveries of a webhook, and sending again. */
@Injectable()
export class WebhookDeliveries {
  constructor(
    private readonly door: DataDoor,
    private readonly webhooks: WebhooksService,
    private readonly sender: WebhookSender,
  ) {}

  /** The latest first. @throws Problem 400, 403, 404 */
  list(id: string, query: { state?: string; limit?: string; cursor?: string }): Promise<DeliveryList> {
    const { limit, cursor } = readPage(query.limit, query.cursor, 200);
    const state = query.state || null;
    if (state !== null && !(DELIVERY_STATES as readonly string[]).includes(state))
      throw Problem.invalid('query.invalid', [{ path: 'state', code: 'field.notAChoice' }]);
    return this.door.read(async (uow) => {
      await this.webhooks.one(uow, id);
      const fingerprint = listFingerprint(['webhook-deliveries', id, state]);
      const below = cursor === undefined ? null : decodeCursor(cursor, fingerprint, 0).id;
      const rows = await uow.elevated('deliveries of a webhook', () =>
        uow.query<DeliveryView>(
          `select ${COLUMNS} from webhook_deliveries
           where webhook_id = $1 and ($2::uuid is null or id < $2) and ($3::text is null or state = $3)
           order by id desc limit $4`,
          [id, below, state, limit + 1],
        ),
      );
      const data = rows.slice(0, limit);
      const last = data.at(-1);
      const more = rows.length > limit && last !== undefined;
      return { data, nextCursor: more ? encodeCursor(fingerprint, { id: last.id, values: [] }) : null };
    });
  }

  /** Has deliveries that ended sent again, with the ids they had. @throws Problem 400, 403, 404 */
  replay(id: string, { deliveryIds, from, to }: ReplayBody): Promise<number> {
    if ((deliveryIds === undefined) === (from === undefined && to === undefined))
      throw Problem.invalid('body.invalid', [{ path: 'deliveryIds', code: 'webhook.replayWhat' }]);
    return this.door.write(async (uow) => {
      const { name } = await this.webhooks.one(uow, id);
      const replayed = await uow.elevated('deliveries of a webhook', () =>
        uow.execute(
          `update webhook_deliveries set state = 'waiting', attempts = 0, next_at = $2, ended_at = null, fault = null
           where id in (select id from webhook_deliveries
             where webhook_id = $1 and seq is not null and state <> 'waiting' and ($3::uuid[] is null or id = any($3))
               and ($4::timestamptz is null or created_at >= $4) and ($5::timestamptz is null or created_at < $5)
             order by id limit ${MOST_REPLAYED})`,
          [id, clock.now(), deliveryIds ?? null, from ?? null, to ?? null],
        ),
      );
      await noteEvents(uow, [{ event: 'webhook.replayed', details: { webhookId: id, name, deliveries: replayed } }]);
      return replayed;
    });
  }

  /** Sends an event without a record at once, also when the webhook is switched off, and keeps it in the log. */
  async test(id: string): Promise<DeliveryView> {
    const webhook = await this.door.read((uow) => this.webhooks.one(uow, id));
    const at = clock.now();
    const message = { type: TEST_EVENT, timestamp: at.toISOString(), data: { webhookId: id } };
    const { outcome, ...sent } = await this.sender.send(webhook, newId(), message);
    return this.door.write((uow) =>
      uow.elevated('deliveries of a webhook', async () => {
        const row = await uow.one<DeliveryView>(
          `insert into webhook_deliveries (id, webhook_id, event, state, attempts, created_at, ended_at, status, fault, took_ms, request, answer)
           values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11) returning ${COLUMNS}`,
          [
            sent.id,
            id,
            TEST_EVENT,
            outcome === 'delivered' ? 'delivered' : 'failed',
            at,
            clock.now(),
            sent.status,
            sent.fault,
            sent.tookMs,
            JSON.stringify(sent.request),
            sent.answer,
          ],
        );
        return row as DeliveryView;
      }),
    );
  }
}
