import { clock } from '../../context/clock.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { revokeSessionsOf } from '../sessions/session-rows.js';
import { dropTickets } from '../sign-in/tickets.js';
import { hashPassword } from './password-hash.js';

/** As many former passwords as any rule can ask for. */
const MOST_FORMER = 24;

/**
 * Keeps the hash of a new password. Whoever knew the old one is out: the user's other sessions, links and half-finished
 * sign-ins end.
 */
export async function setPassword(uow: UnitOfWork, userId: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await uow.elevated('password', async () => {
    await uow.execute(
      `insert into password_history (user_id, password_hash, replaced_at)
       select user_id, password_hash, $2 from user_secrets where user_id = $1
       on conflict (user_id, replaced_at) do nothing`,
      [userId, clock.now()],
    );
    await uow.execute(
      `delete from password_history where user_id = $1 and replaced_at not in (
         select replaced_at from password_history where user_id = $1 order by replaced_at desc limit $2)`,
      [userId, MOST_FORMER],
    );
    await uow.execute(
      `insert into user_secrets (user_id, password_hash, changed_at) values ($1, $2, $3)
       on conflict (user_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at,
         must_change = false`,
      [userId, hash, clock.now()],
    );
  });
  await dropTickets(uow, userId);
  await revokeSessionsOf(uow, userId, 'passwordChanged', uow.principal.data.sessionId);
}
