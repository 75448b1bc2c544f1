import { availableParallelism } from 'node:os';
import { Injectable, Logger } from '@nestjs/common';
import { clock } from '../../context/clock.js';
import { DataDoor } from '../../database/data-door.js';
import { Problem } from '../../errors/problem.js';
import { normalizeKey } from '../../persian/index.js';
import { areaValues } from '../../settings/areas/setting-areas.service.js';
import { DirectoryService } from '../directory/directory.service.js';
import { decoyHash, passwordMatches } from '../passwords/password-hash.js';
import type { Device } from '../sessions/sessions.service.js';
import { type Account, accountById, accountByName } from './account.js';
import { countFailure, type LimitKeys, limitKeys, mustBeUnlocked } from './sign-in-limits.js';
import { noteSignIn, sayFailure, type SignInMethod, type SignInReason } from './sign-in-log.js';
import { SIGN_IN_SETTINGS, type SignInRules } from './sign-in-settings.js';
import { outcome, type SignedIn, SignInSteps } from './sign-in-steps.js';
import { Queue, Turnstile } from './turnstile.js';

type Proof = { readonly account: Account; readonly method: SignInMethod } | { readonly reason: SignInReason };

const LOCK_NOTED_MS = 60_000;

/** Checks names and passwords, with the same work and the same words for every kind of failure. */
@Injectable()
export class SignInService {
  private readonly log = new Logger('SignIn');
  private readonly queue = new Queue();
  private readonly turnstile = new Turnstile(Math.max(2, availableParallelism()), 500);

  constructor(
    private readonly door: DataDoor,
    private readonly steps: SignInSteps,
    private readonly directory: DirectoryService,
  ) {}

  /** @throws Problem 401 `auth.failed` or the step that is left, 429 `auth.locked` or `auth.busy` */
  async signIn(username: string, password: string, device: Device, otp?: string): Promise<SignedIn> {
    const name = normalizeKey(username);
    return this.queue.pass(name, async () => {
      const keys = limitKeys(name, device.ip);
      const { found, rules } = await this.look(name, username, keys, device);
      const proof = await this.prove(username, found, password, rules);
      if ('reason' in proof) return this.refuse(found, username, keys, device, proof.reason);
      const { account, method } = proof;
      return outcome(
        await this.door.asSystem('sign-in', (uow) =>
          this.steps.advance(uow, account, { method, secondStep: false }, device, otp),
        ),
      );
    });
  }

  /** Checks the caller's own password again, under the same limits. @throws Problem 422 `password.wrong`, 429 */
  async confirm(userId: string, password: string, device: Device): Promise<void> {
    const user = await this.door.asSystem('confirm a password', (uow) => accountById(uow, userId));
    const name = normalizeKey(user?.username ?? '');
    await this.queue.pass(name, async () => {
      const keys = limitKeys(name, device.ip);
      const { found } = await this.look(name, user?.username ?? '', keys, device);
      if (found && (await this.isTheirs(found, password))) return;
      await this.door.asSystem('confirm a password failed', async (uow) => {
        await countFailure(uow, keys);
        await noteSignIn(uow, {
          event: 'failed',
          reason: 'wrongPassword',
          userId,
          username: found?.username ?? '',
          device,
        });
      });
      this.log.warn(`password not confirmed ip=${device.ip} user=${JSON.stringify(user?.username)}`);
      throw Problem.rule('password.wrong', [{ path: 'currentPassword', code: 'password.wrong' }]);
    });
  }

  private async isTheirs(found: Account, password: string): Promise<boolean> {
    if (await this.matches(found, password)) return true;
    if (found.ldap === null) return false;
    const there = await this.directory.prove(found.username, password, false);
    return there !== undefined && 'account' in there && there.account.id === found.id;
  }

  private matches(found: Account | undefined, password: string): Promise<boolean> {
    return this.turnstile.pass(async () => passwordMatches(found?.hash ?? (await decoyHash()), password));
  }

  /** Here first, so that administrators get in whatever the directory does. */
  private async prove(typed: string, found: Account | undefined, password: string, rules: SignInRules): Promise<Proof> {
    const here = await this.proveHere(found, password, rules);
    if ('account' in here || here.reason === 'disabled') return here;
    const isLocal = found !== undefined && found.hash !== null && found.ldap === null;
    const there = await this.directory.prove(typed.trim(), password, isLocal);
    if (there === undefined || isLocal)
      return there && 'reason' in there && there.reason === 'directoryDown' ? there : here;
    return 'account' in there ? { account: there.account, method: 'ldap' } : there;
  }

  private async proveHere(found: Account | undefined, password: string, rules: SignInRules): Promise<Proof> {
    const right = await this.matches(found, password);
    if (!found) return { reason: 'unknownUser' };
    if (!found.hash) return { reason: 'noPassword' };
    if (!right) return { reason: 'wrongPassword' };
    if (!found.mayEnter) return { reason: 'disabled' };
    if (rules.localPasswords === 'administrators' && !found.isAdministrator) return { reason: 'localClosed' };
    return { account: found, method: 'password' };
  }

  /** @throws Problem 429 */
  private async look(name: string, typed: string, keys: LimitKeys, device: Device) {
    try {
      return await this.door.asSystem('sign-in', async (uow) => {
        await mustBeUnlocked(uow, keys);
        return { found: await accountByName(uow, name), rules: await areaValues(uow, SIGN_IN_SETTINGS) };
      });
    } catch (error) {
      if (error instanceof Problem && error.code === 'auth.locked') await this.noteLock(name, typed, device);
      throw error;
    }
  }

  /** A flood of guesses at a closed account is one row a minute. */
  private async noteLock(name: string, typed: string, device: Device): Promise<void> {
    await this.door.asSystem('sign-in locked', async (uow) => {
      const user = await accountByName(uow, name);
      const username = user?.username ?? typed;
      const since = new Date(clock.now().getTime() - LOCK_NOTED_MS);
      const noted = await uow.one(
        `select 1 from sign_in_log where username = $1 and at > $2 and event = 'locked' and ip = $3 limit 1`,
        [username.slice(0, 200), since, device.ip],
      );
      if (!noted)
        await noteSignIn(uow, { event: 'locked', reason: 'tooManyFailures', userId: user?.id, username, device });
    });
    sayFailure(typed, device.ip);
  }

  private async refuse(
    found: Account | undefined,
    typed: string,
    keys: LimitKeys,
    device: Device,
    reason: SignInReason,
  ): Promise<never> {
    await this.door.asSystem('sign-in failed', async (uow) => {
      await countFailure(uow, keys);
      await noteSignIn(uow, { event: 'failed', reason, userId: found?.id, username: found?.username ?? typed, device });
    });
    sayFailure(typed, device.ip);
    // The same for every name, so that it tells of none whether it is here.
    if (reason === 'directoryDown') throw new Problem(503, 'auth.directoryDown', { retryAfterSeconds: 30 });
    throw Problem.unauthenticated('auth.failed');
  }
}
