import type { WebhookEvents } from './webhook-events.js';

/** A webhook as its own machinery needs it. Secrets are sealed. */
export interface WebhookRow {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly userId: string;
  readonly events: readonly WebhookEvents[];
  readonly active: boolean;
  readonly failingSince: string | null;
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousUntil: string | null;
  readonly position: string;
}

export const WEBHOOK_COLUMNS = `id, name, url, user_id as "userId", events, active, failing_since as "failingSince", secret,
  previous_secret as "previousSecret", previous_until as "previousUntil", position`;

/** An event that waits to be sent to one webhook. */
export interface WaitingDelivery {
  /** Constant over all attempts: the `webhook-id` of the standard. */
  readonly id: string;
  readonly seq: string;
  readonly event: string;
  readonly recordType: string;
  readonly recordId: string;
  /** Attempts so far. */
  readonly attempts: number;
}

/** What came of one attempt. */
export interface Attempt {
  readonly id: string;
  readonly outcome: 'delivered' | 'refused' | 'skipped';
  readonly status: number | null;
  /** Code of what was in the way. */
  readonly fault: string | null;
  readonly tookMs: number;
  readonly request: object | null;
  readonly answer: string | null;
}
