import { createHash, randomBytes } from 'node:crypto';
import { clock } from '../../context/clock.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';

/**
 * What a ticket opens; each purpose has one route that takes it.
 * - `code`: the second step of a sign-in. `renewal`: the choice of a new password in the middle of a sign-in.
 * - `enrolment`: setting up the second step in the middle of a sign-in. `link`: choosing a password by a link.
 * - `provider`: the way to a provider and back.
 */
export type TicketPurpose = 'code' | 'renewal' | 'enrolment' | 'link' | 'provider';

/** Wrong answers that a ticket survives. */
const MOST_ATTEMPTS = 5;

export interface Ticket<T extends object = object> {
  readonly hash: string;
  readonly userId: string | null;
  readonly data: T;
  readonly expiresAt: string;
}

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url');
}

/** Makes a ticket; only its hash is kept. */
export async function issueTicket(
  uow: UnitOfWork,
  purpose: TicketPurpose,
  userId: string | null,
  seconds: number,
  data: object = {},
): Promise<{ ticket: string; expiresAt: Date }> {
  const ticket = randomBytes(32).toString('base64url');
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + seconds * 1000);
  await uow.elevated('one-time ticket', async () => {
    await uow.execute('delete from one_time_tickets where expires_at < $1', [now]);
    await uow.execute(
      `insert into one_time_tickets (hash, purpose, user_id, data, created_at, created_by, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [hashOf(ticket), purpose, userId, JSON.stringify(data), now, uow.principal.userId, expiresAt],
    );
  });
  return { ticket, expiresAt };
}

/** A living ticket of this purpose, locked for the transaction; undefined for any other text. */
export function readTicket<T extends object = object>(
  uow: UnitOfWork,
  purpose: TicketPurpose,
  ticket: string,
): Promise<Ticket<T> | undefined> {
  return uow.elevated('one-time ticket', () =>
    uow.one<Ticket<T>>(
      `select hash, user_id as "userId", data, expires_at as "expiresAt" from one_time_tickets
       where hash = $1 and purpose = $2 and expires_at > $3 and attempts < $4 for update`,
      [hashOf(ticket), purpose, clock.now(), MOST_ATTEMPTS],
    ),
  );
}

/** A ticket is used up. */
export async function useTicket(uow: UnitOfWork, { hash }: Ticket): Promise<void> {
  await uow.elevated('one-time ticket', () => uow.execute('delete from one_time_tickets where hash = $1', [hash]));
}

/** A ticket was shown with a wrong answer. */
export async function countAttempt(uow: UnitOfWork, { hash }: Ticket): Promise<void> {
  await uow.elevated('one-time ticket', () =>
    uow.execute('update one_time_tickets set attempts = attempts + 1 where hash = $1', [hash]),
  );
}

/** Whatever is under way for this user ends: links, half-finished sign-ins. */
export async function dropTickets(uow: UnitOfWork, userId: string): Promise<void> {
  await uow.elevated('one-time ticket', () => uow.execute('delete from one_time_tickets where user_id = $1', [userId]));
}
