import { createHash } from 'node:crypto';
import { clock } from '../../context/clock.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';

const WINDOW_MS = 15 * 60_000;

/** Failed sign-ins that are let through in one window. */
const MOST = {
  /** One account from one address: a person who forgot, or a guesser. */
  pair: 5,
  /** One account from everywhere: guessing from many addresses. */
  account: 20,
  /** One address for every account: trying one password on all names. An office shares one address. */
  address: 60,
} as const;

export type LimitKeys = Readonly<Record<keyof typeof MOST, string>>;

/** The counters of one try. Names are kept as hashes: people type passwords into the wrong box. */
export function limitKeys(account: string, ip: string): LimitKeys {
  const name = createHash('sha256').update(account).digest('base64url').slice(0, 22);
  return { pair: `pair/${name}/${ip}`, account: `account/${name}`, address: `address/${ip}` };
}

/** Refuses a try when one of its counters is full. @throws Problem 429 `auth.locked` with the seconds to wait */
export async function mustBeUnlocked(uow: UnitOfWork, keys: LimitKeys): Promise<void> {
  const now = clock.now();
  const rows = await uow.query<{ key: string; failures: number; resetsAt: string }>(
    'select key, failures, resets_at as "resetsAt" from sign_in_limits where key = any($1) and resets_at > $2',
    [Object.values(keys), now],
  );
  const waits = rows
    .filter((row) => row.failures >= MOST[row.key.slice(0, row.key.indexOf('/')) as keyof typeof MOST])
    .map((row) => Math.ceil((new Date(row.resetsAt).getTime() - now.getTime()) / 1000));
  if (waits.length === 0) return;
  const seconds = Math.max(1, ...waits);
  throw new Problem(429, 'auth.locked', { retryAfterSeconds: seconds, params: { minutes: Math.ceil(seconds / 60) } });
}

/** Counts a failed try; a window opens with its first failure. */
export async function countFailure(uow: UnitOfWork, keys: LimitKeys): Promise<void> {
  const now = clock.now();
  // In one order, so that two tries at once don't wait for each other in a circle.
  const sorted = Object.values(keys).sort();
  await uow.execute(
    `insert into sign_in_limits as l (key, failures, resets_at) select k, 1, $2 from unnest($1::text[]) as k
     on conflict (key) do update set failures = case when l.resets_at <= $3 then 1 else l.failures + 1 end,
       resets_at = case when l.resets_at <= $3 then excluded.resets_at else l.resets_at end`,
    [sorted, new Date(now.getTime() + WINDOW_MS), now],
  );
  await uow.execute(`delete from sign_in_limits where resets_at < $1`, [new Date(now.getTime() - WINDOW_MS)]);
}

/** A good password clears what the person mistyped before; the address stays counted. */
export async function clearFailures(uow: UnitOfWork, keys: LimitKeys): Promise<void> {
  await uow.execute('delete from sign_in_limits where key = any($1)', [[keys.account, keys.pair].sort()]);
}
