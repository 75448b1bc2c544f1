import { clock } from '../../context/clock.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { revokeSessionsOf } from '../sessions/session-rows.js';
import { hashPassword } from './password-hash.js';

/** Keeps the hash of a new password and ends the user's other sessions: whoever knew the old one is out. */
export async function setPassword(uow: UnitOfWork, userId: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await uow.elevated('password', () =>
    uow.execute(
      `insert into user_secrets (user_id, password_hash, changed_at) values ($1, $2, $3)
       on conflict (user_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at`,
      [userId, hash, clock.now()],
    ),
  );
  await revokeSessionsOf(uow, userId, 'passwordChanged', uow.principal.data.sessionId);
}
