import { Injectable } from '@nestjs/common';
import type { UserPrincipal } from '../../access/current-principal.js';
import { clock } from '../../context/clock.js';
import { DataDoor } from '../../database/data-door.js';
import { Problem } from '../../errors/problem.js';
import { isUuid } from '../../records/field-types.js';
import { checkPassword } from '../passwords/password-policy.js';
import { setPassword } from '../passwords/user-secrets.js';
import { noteSignIn } from '../sign-in/sign-in-log.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { revokeSessionsOf, SESSION_COLUMNS } from './session-rows.js';
import type { Device } from './sessions.service.js';

/** A living session as its owner sees it. */
export interface SessionView {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly current: boolean;
}

/** What everybody may do with their own account. */
@Injectable()
export class OwnAccountService {
  constructor(
    private readonly door: DataDoor,
    private readonly signIns: SignInService,
  ) {}

  sessions(principal: UserPrincipal): Promise<SessionView[]> {
    return this.door.read((uow) =>
      uow.query<SessionView>(
        `select ${SESSION_COLUMNS}, id is not distinct from $2::uuid as current
         from sessions where user_id = $1 and revoked_at is null and expires_at > $3 order by last_seen_at desc, id desc limit 200`,
        [principal.userId, principal.data.sessionId, clock.now()],
      ),
    );
  }

  /** @throws Problem 404 for a session that isn't the caller's */
  async revoke(principal: UserPrincipal, id: string): Promise<void> {
    if (!isUuid(id)) throw Problem.notFound();
    const ended = await this.door.write((uow) =>
      uow.execute(
        `update sessions set revoked_at = $3, revoked_reason = 'revokedByOwner' where id = $1 and user_id = $2 and revoked_at is null`,
        [id, principal.userId, clock.now()],
      ),
    );
    if (ended === 0) throw Problem.notFound();
  }

  revokeOthers(principal: UserPrincipal): Promise<number> {
    return this.door.write((uow) =>
      revokeSessionsOf(uow, principal.userId, 'revokedByOwner', principal.data.sessionId),
    );
  }

  /** @throws Problem 403 for a key, 422 `password.wrong` or what the password policy says, 429 */
  async changePassword(principal: UserPrincipal, current: string, wanted: string, device: Device): Promise<void> {
    const { kind, username, fullName } = principal.data;
    if (kind !== 'user') throw Problem.forbidden('access.denied');
    await this.signIns.confirm(principal.userId, current, device);
    await this.door.write(async (uow) => {
      const owner = { id: principal.userId, username, fullName };
      const fault = current === wanted ? { code: 'password.same' } : await checkPassword(uow, wanted, owner);
      if (fault) throw Problem.rule('record.rule', [{ path: 'newPassword', ...fault }]);
      await setPassword(uow, principal.userId, wanted);
      await noteSignIn(uow, { event: 'passwordChanged', userId: principal.userId, username, device });
    });
  }
}
