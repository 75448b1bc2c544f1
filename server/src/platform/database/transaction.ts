import { Logger } from '@nestjs/common';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { RightsChanged } from '../context/pending-proof.js';
import { isDeadConnection } from '../errors/database-problem.js';
import { readAlone, send, sendFirst, takeConnection, type TransactionSettings } from './enter.js';

/** Dead connections in a row that one caller puts up with: as many as the pool can hold. */
export const MOST_STALE = 16;

/** What lasts beyond its statement, and so needs a transaction around it. */
const LASTING = /\b(?:set_config|set|savepoint|advisory\w*|pg_advisory\w*|for (?:no key )?(?:update|share)|cursor)\b/i;

const log = new Logger('DataDoor');

/**
 * One transaction of the data door, on one pooled connection. It takes the connection when there is something to ask:
 * `begin`, the settings and the first statement travel together. Of a reader, the first statement stands alone in a
 * transaction that ends with it, because most readers ask only once; Postgres gives each statement of a reader its own
 * view of the data anyway.
 */
export class Transaction {
  private client: PoolClient | undefined;
  private opening: Promise<void> | undefined;
  private untouched = true;
  private ended = false;

  constructor(
    private readonly pool: Pool,
    private readonly settings: TransactionSettings,
    private readonly readOnly: boolean,
  ) {}

  /**
   * Runs one statement. With `kept`, the connection keeps its plan.
   * @throws RightsChanged when the caller is no longer who they were taken for
   */
  async run(sql: string, params: readonly unknown[], kept = false): Promise<QueryResult> {
    while (this.opening) await this.opening;
    if (this.ended) throw new Error('the transaction has ended');
    if (this.client) return send(this.client, sql, params, kept);
    const alone = this.readOnly && this.untouched && !LASTING.test(sql);
    this.untouched = false;
    const first = alone ? this.alone(sql, params, kept) : this.begin(sql, params, kept);
    this.opening = first.then(
      () => this.opened(),
      () => this.opened(),
    );
    return first;
  }

  /** Commits and gives the connection back. @throws Error when Postgres has rolled back instead */
  async commit(): Promise<void> {
    const client = await this.end();
    if (!client) return;
    try {
      const { command } = await client.query('commit');
      // A statement failed and somebody went on regardless: Postgres has undone everything, and must not seem to have saved.
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back because a statement in it had failed');
    } catch (error) {
      await rollBack(client);
      throw error;
    } finally {
      client.release();
    }
  }

  /** Undoes everything and gives the connection back. */
  async rollBack(): Promise<void> {
    const client = await this.end();
    if (!client) return;
    await rollBack(client);
    client.release();
  }

  private opened(): void {
    this.opening = undefined;
  }

  private async end(): Promise<PoolClient | undefined> {
    while (this.opening) await this.opening;
    this.ended = true;
    const { client } = this;
    this.client = undefined;
    return client;
  }

  private async alone(sql: string, params: readonly unknown[], kept: boolean): Promise<QueryResult> {
    for (let attempt = 1; ; attempt += 1) {
      const client = await takeConnection(this.pool);
      let dead = false;
      try {
        const { stamp, result } = await readAlone(client, this.settings, sql, params, kept);
        this.confirm(stamp);
        return result;
      } catch (error) {
        dead = isDeadConnection(error);
        // It died in the pool; asking again does no harm. One that can't be made at all is another matter.
        if (attempt > MOST_STALE || !dead) throw error;
      } finally {
        client.release(dead);
      }
    }
  }

  private async begin(sql: string, params: readonly unknown[], kept: boolean): Promise<QueryResult> {
    for (let attempt = 1; ; attempt += 1) {
      const client = await takeConnection(this.pool);
      const sent = sendFirst(client, this.readOnly, this.settings, () => send(client, sql, params, kept));
      const [begun, entered, first] = await Promise.allSettled(sent);
      if (begun.status === 'fulfilled' && entered.status === 'fulfilled') {
        this.client = client;
        // Checked first: what the statement found, or why it failed, is nothing to somebody without the right.
        this.confirm((entered.value.rows[0] as { stamp: unknown }).stamp);
        if (first.status === 'rejected') throw first.reason;
        return first.value;
      }
      // Nothing has happened yet, so the statement may be sent on another connection.
      const { reason } = (begun.status === 'rejected' ? begun : entered) as PromiseRejectedResult;
      await rollBack(client);
      client.release();
      if (attempt > MOST_STALE || !isDeadConnection(reason)) throw reason;
    }
  }

  private confirm(stamp: unknown): void {
    const { pending } = this.settings;
    if (!pending || pending.proven) return;
    if (stamp === null || Number(stamp) !== pending.stamp) throw new RightsChanged();
    pending.proven = true;
  }
}

/** Leaves the connection as it was found; one that can't be brought back is closed, so that the pool makes a new one. */
async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query('rollback');
  } catch (error) {
    log.warn(`connection dropped: ${error instanceof Error ? error.message : String(error)}`);
    void client.end().catch(() => undefined);
  }
}
