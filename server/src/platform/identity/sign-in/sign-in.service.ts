import { availableParallelism } from 'node:os';
import { Injectable, Logger } from '@nestjs/common';
import { DataDoor } from '../../database/data-door.js';
import { Problem } from '../../errors/problem.js';
import { normalizeKey } from '../../persian/index.js';
import { decoyHash, passwordMatches } from '../passwords/password-hash.js';
import { type Device, type IssuedTokens, SessionsService } from '../sessions/sessions.service.js';
import { clearFailures, countFailure, limitKeys, mustBeUnlocked } from './sign-in-limits.js';
import { Turnstile } from './turnstile.js';

/** Who signed in, as the answer names them. */
export interface SignedInUser {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
}

interface Account extends SignedInUser {
  readonly hash: string | null;
  readonly mayEnter: boolean;
}

/** Checks names and passwords, with the same work and the same words for every kind of failure. */
@Injectable()
export class SignInService {
  private readonly log = new Logger('SignIn');
  private readonly turnstile = new Turnstile(Math.max(2, availableParallelism()), 500);

  constructor(
    private readonly door: DataDoor,
    private readonly sessions: SessionsService,
  ) {}

  /** @throws Problem 401 `auth.failed`, 429 `auth.locked` or `auth.busy` */
  async signIn(username: string, password: string, device: Device): Promise<IssuedTokens & { user: SignedInUser }> {
    const account = normalizeKey(username);
    return this.turnstile.pass(account, async () => {
      const keys = limitKeys(account, device.ip);
      const found = await this.door.asSystem('sign-in', async (uow) => {
        await mustBeUnlocked(uow, keys);
        return uow.one<Account>(
          `select u.id, u.username, u.full_name as "fullName", s.password_hash as hash,
             u.active and u.deleted_at is null and u.kind = 'person' as "mayEnter"
           from users u left join user_secrets s on s.user_id = u.id where fa_key(u.username) = $1`,
          [account],
        );
      });
      const right = await passwordMatches(found?.hash ?? (await decoyHash()), password);
      if (!found?.hash || !found.mayEnter || !right) {
        await this.door.asSystem('sign-in failed', (uow) => countFailure(uow, keys));
        // Stable words: intrusion prevention reads this line.
        this.log.warn(`sign-in failed ip=${device.ip} user=${JSON.stringify(username.slice(0, 64))}`);
        throw Problem.unauthenticated('auth.failed');
      }
      const { hash: _hash, mayEnter: _mayEnter, ...user } = found;
      return this.door.asSystem('sign-in', async (uow) => {
        await clearFailures(uow, keys);
        return { ...(await this.sessions.open(uow, user.id, device)), user };
      });
    });
  }

  /** Checks the caller's own password again, under the same limits. @throws Problem 422 `password.wrong`, 429 */
  async confirm(user: SignedInUser, password: string, device: Device): Promise<void> {
    await this.turnstile.pass(normalizeKey(user.username), async () => {
      const keys = limitKeys(normalizeKey(user.username), device.ip);
      const kept = await this.door.asSystem('confirm a password', async (uow) => {
        await mustBeUnlocked(uow, keys);
        return uow.one<{ hash: string }>('select password_hash as hash from user_secrets where user_id = $1', [
          user.id,
        ]);
      });
      if (await passwordMatches(kept?.hash ?? (await decoyHash()), password)) return;
      await this.door.asSystem('confirm a password failed', (uow) => countFailure(uow, keys));
      this.log.warn(`password not confirmed ip=${device.ip} user=${JSON.stringify(user.username)}`);
      throw Problem.rule('password.wrong', [{ path: 'currentPassword', code: 'password.wrong' }]);
    });
  }
}
