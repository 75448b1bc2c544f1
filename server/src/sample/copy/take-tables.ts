import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';

/** What {@link takeTables} takes. Each list in the order in which writers come to its tables: what others point to first. */
export interface WantedTables {
  /** Nobody else writes them; they can be read. */
  readonly lists: readonly string[];
  /** Nobody else reads or writes them. */
  readonly whole: readonly string[];
  /** Names of advisory locks under which others rewrite these tables. */
  readonly advisory: readonly string[];
}

/** Pauses between attempts, in milliseconds: others get their turn, and what runs long (an export) its time. */
const PAUSES_MS = [50, 100, 200, 400, 800, 1_600, ...Array.from({ length: 40 }, () => 3_000)];
/** Share of the server's `deadlock_timeout` that an attempt may take. */
const SHARE = 0.5;
/** Gave up by time, by a lock's time, or because two would have waited for each other for ever. */
const GAVE_UP = new Set(['57014', '55P03', '40P01']);

/**
 * Takes tables for the rest of the transaction, all or none, before it has written anything. Somebody who holds one of them
 * may be on the way to another that is taken already; Postgres would end one of the two after `deadlock_timeout`. So an
 * attempt is given up earlier than that, leaves everything to the others, and is made again.
 * @throws Error when it never succeeded, after some two minutes
 */
export async function takeTables(client: Client, { lists, whole, advisory }: WantedTables): Promise<void> {
  // In the way of nobody but vacuum, which would hold a table for long and yields to this.
  await client.query(`lock table ${[...lists, ...whole].join(', ')} in share update exclusive mode`);
  const attemptMs = Math.floor(SHARE * (await deadlockTimeoutMs(client)));
  const everything = `do $$ begin
    ${advisory.map((name) => `perform pg_advisory_xact_lock(hashtext('${name}'));`).join('\n    ')}
    lock table ${lists.join(', ')} in share row exclusive mode;
    lock table ${whole.join(', ')} in access exclusive mode;
  end $$`;
  for (const pause of PAUSES_MS) {
    await client.query('savepoint taking');
    try {
      await client.query(`set local statement_timeout = ${attemptMs}`);
      await client.query(everything);
      await client.query('set local statement_timeout = 0');
      await client.query('release savepoint taking');
      return;
    } catch (error) {
      if (!GAVE_UP.has(String((error as { code?: unknown }).code))) throw error;
      await client.query('rollback to savepoint taking');
      await delay(pause);
    }
  }
  throw new Error('the tables of the sample were never free: others hold them for long');
}

async function deadlockTimeoutMs(client: Client): Promise<number> {
  const { rows } = await client.query<{ ms: string }>(
    `select extract(epoch from current_setting('deadlock_timeout')::interval) * 1000 as ms`,
  );
  return Number(rows[0]?.ms ?? 1_000);
}
