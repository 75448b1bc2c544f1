import { Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import type { Principal } from '../access/principal.js';
import { ChangeLog } from '../changes/change-log.js';
import type { ChangeEntry } from '../changes/change-entry.js';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import { Problem } from '../errors/problem.js';
import { Outbound } from '../outbound/outbound.js';
import { OutboundError } from '../outbound/outbound-error.js';
import { recordTypes } from '../records/record-type.js';
import { SecretBox } from '../secrets/secret-box.js';
import { filterQuery } from './webhook-events.js';
import type { Attempt, WaitingDelivery, WebhookRow } from './webhook-row.js';

const TIMEOUT_MS = 10_000;
const MOST_ANSWER_BYTES = 64 * 1024;
const KEPT_ANSWER = 1_000;

/** What a body is sealed for: no other place opens the secret of a webhook. */
export function secretPurpose(webhookId: string): string {
  return `webhook/${webhookId}`;
}

/** Makes the bodies of webhooks with the rights of their users, signs them and sends them. */
@Injectable()
export class WebhookSender {
  constructor(
    private readonly door: DataDoor,
    private readonly log: ChangeLog,
    private readonly outbound: Outbound,
    private readonly secrets: SecretBox,
  ) {}

  /** One attempt at one event. What the user may not see, or the filter leaves out, is skipped. */
  async deliver(webhook: WebhookRow, delivery: WaitingDelivery, principal: Principal): Promise<Attempt> {
    const { id } = delivery;
    const nothing = { id, status: null, tookMs: 0, request: null, answer: null };
    let entry: ChangeEntry | undefined;
    try {
      entry = await this.entry(webhook, delivery, principal);
    } catch (error) {
      // The filter names a field that the user may not read any more, or that is gone.
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      return { ...nothing, outcome: 'skipped', fault: error.code };
    }
    if (!entry) return { ...nothing, outcome: 'skipped', fault: null };
    return this.send(webhook, id, { type: delivery.event, timestamp: entry.at, data: entry });
  }

  /** Sends a message of the standard. */
  async send(
    webhook: WebhookRow,
    id: string,
    message: { readonly type: string; readonly timestamp: string; readonly data: object },
  ): Promise<Attempt> {
    const body = JSON.stringify(message);
    const at = clock.now();
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Peyvand-Webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': this.secretsOf(webhook, at)
        .map((secret) => new Webhook(secret).sign(id, at, body))
        .join(' '),
    };
    const request = {
      headers: { ...headers, 'webhook-signature': 'v1,…' },
      body: { ...message, data: withoutValues(message.data) },
      bytes: Buffer.byteLength(body),
    };
    const began = performance.now();
    const took = () => Math.round(performance.now() - began);
    try {
      const answer = await this.outbound.request(webhook.url, {
        method: 'POST',
        headers,
        body,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MOST_ANSWER_BYTES,
      });
      const fine = answer.status >= 200 && answer.status < 300;
      return {
        id,
        outcome: fine ? 'delivered' : 'refused',
        status: answer.status,
        fault: fine ? null : 'webhook.answer',
        tookMs: took(),
        request,
        // Postgres keeps no NUL in a text.
        answer: answer.body.toString('utf8').replaceAll('\0', '').slice(0, KEPT_ANSWER),
      };
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      return { id, outcome: 'refused', status: null, fault: error.code, tookMs: took(), request, answer: null };
    }
  }

  /** The change as the webhook's user may know it now; undefined when they may not, or the filter leaves it out. */
  private entry(
    webhook: WebhookRow,
    { recordType, recordId, seq }: WaitingDelivery,
    principal: Principal,
  ): Promise<ChangeEntry | undefined> {
    return this.door.as(principal, async (uow) => {
      const type = recordTypes.find(recordType);
      const line = webhook.events.find((events) => events.recordType === recordType);
      if (!type || !line) return undefined;
      try {
        const entry = await this.log.change(uow, type, recordId, seq);
        if (!line.filter) return entry;
        const { text, values } = filterQuery(line.filter, type, recordId, principal);
        return (await uow.one(text, values)) ? entry : undefined;
      } catch (error) {
        if (error instanceof Problem && (error.status === 403 || error.status === 404)) return undefined;
        throw error;
      }
    });
  }

  private secretsOf({ id, secret, previousSecret, previousUntil }: WebhookRow, at: Date): string[] {
    const sealed =
      previousSecret && previousUntil && new Date(previousUntil) > at ? [secret, previousSecret] : [secret];
    return sealed.map((one) => this.secrets.unseal(secretPurpose(id), one));
  }
}

/** For the log of deliveries: which fields were sent, without what was in them. */
function withoutValues(data: object): object {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      ['before', 'after', 'detail'].includes(key) && value ? Object.keys(value as object) : value,
    ]),
  );
}
