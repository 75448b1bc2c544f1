import { clock } from '../../context/clock.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';

/** Why a session ended. */
export type RevokeReason =
  | 'signedOut'
  | 'revokedByOwner'
  | 'passwordChanged'
  | 'userDisabled'
  | 'userRemoved'
  | 'tokenReused'
  | 'revokedByAdministrator'
  | 'twoStepReset';

/** The columns of a session that its owner and administrators see. */
export const SESSION_COLUMNS = `id, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", ip,
  user_agent as "userAgent"`;

/** Ends the living sessions of a user, all but `except`. Returns how many ended. */
export async function revokeSessionsOf(
  uow: UnitOfWork,
  userId: string,
  reason: RevokeReason,
  except: string | null = null,
): Promise<number> {
  return uow.elevated(`sessions: ${reason}`, () =>
    uow.execute(
      `update sessions set revoked_at = $2, revoked_reason = $3
       where user_id = $1 and revoked_at is null and id is distinct from $4::uuid`,
      [userId, clock.now(), reason, except],
    ),
  );
}
