import { Injectable } from '@nestjs/common';
import type { UserPrincipal } from '../../access/current-principal.js';
import { clock } from '../../context/clock.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { normalizeKey } from '../../persian/index.js';
import type { Device } from '../sessions/sessions.service.js';
import { type Account, accountById } from '../sign-in/account.js';
import { countFailure, limitKeys, mustBeUnlocked } from '../sign-in/sign-in-limits.js';
import { noteSignIn, type SignInEvent } from '../sign-in/sign-in-log.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { type TwoStepSecret, TwoStepService, type TwoStepState } from './two-step.service.js';

/** Who has no password here shows that they signed in lately instead. */
const FRESH_MS = 15 * 60_000;

/** One's own second step. Every change asks for the password again. */
@Injectable()
export class OwnTwoStepService {
  constructor(
    private readonly door: DataDoor,
    private readonly twoStep: TwoStepService,
    private readonly signIns: SignInService,
  ) {}

  /** How it is, and whether a role demands it. */
  state({ userId }: UserPrincipal): Promise<TwoStepState & { required: boolean }> {
    return this.door.read(async (uow) => {
      const account = await accountById(uow, userId);
      return { ...(await this.twoStep.state(uow, userId)), required: account?.needsTwoStep ?? false };
    });
  }

  async begin(principal: UserPrincipal, password: string | undefined, device: Device): Promise<TwoStepSecret> {
    await this.mustBeThemselves(principal, password, device);
    return this.door.write((uow) => this.twoStep.begin(uow, { id: principal.userId, ...principal.data }));
  }

  /** Puts it in force with the first code; gives the recovery codes. @throws Problem 422 `auth.otpInvalid`, 429 */
  confirm(principal: UserPrincipal, otp: string, device: Device): Promise<string[]> {
    return this.withCode(principal, device, async (uow, { id }) => {
      const codes = await this.twoStep.confirm(uow, id, otp);
      if (codes) await this.note(uow, 'twoStepOn', principal, device);
      return codes;
    });
  }

  async renewCodes(principal: UserPrincipal, password: string | undefined, device: Device): Promise<string[]> {
    await this.mustBeThemselves(principal, password, device);
    return this.door.write(async (uow) => {
      if (!(await this.twoStep.state(uow, principal.userId)).on) throw Problem.conflict('twoStep.off');
      await this.note(uow, 'recoveryCodesMade', principal, device);
      return this.twoStep.renewCodes(uow, principal.userId);
    });
  }

  /** Takes it away, with the password and a code. @throws Problem 409 `twoStep.required` while a role demands it */
  async remove(principal: UserPrincipal, password: string | undefined, otp: string, device: Device): Promise<void> {
    await this.mustBeThemselves(principal, password, device);
    await this.withCode(principal, device, async (uow, account) => {
      if (account.needsTwoStep) throw Problem.conflict('twoStep.required');
      if (!(await this.twoStep.check(uow, account.id, otp)).right) return undefined;
      await this.note(uow, 'twoStepOff', principal, device);
      return this.twoStep.remove(uow, account.id);
    });
  }

  /** A code that is wrong counts like a wrong password, and the count stays. */
  private async withCode<T>(
    principal: UserPrincipal,
    device: Device,
    work: (uow: UnitOfWork, account: Account) => Promise<T | undefined>,
  ): Promise<T> {
    mustBePerson(principal);
    const keys = limitKeys(normalizeKey(principal.data.username), device.ip);
    const result = await this.door.write(async (uow) => {
      const account = await accountById(uow, principal.userId);
      if (!account) throw Problem.unauthenticated();
      await uow.elevated('second step', () => mustBeUnlocked(uow, keys));
      const done = await work(uow, account);
      if (done === undefined) await uow.elevated('second step', () => countFailure(uow, keys));
      return done;
    });
    if (result === undefined) throw Problem.rule('auth.otpInvalid', [{ path: 'otp', code: 'auth.otpInvalid' }]);
    return result;
  }

  /** @throws Problem 403 for a key, 422 `password.wrong` or `auth.signInAgain`, 429 */
  private async mustBeThemselves(principal: UserPrincipal, password: string | undefined, device: Device) {
    mustBePerson(principal);
    const { hasPassword, since } = await this.door.read(async (uow) => {
      const account = await accountById(uow, principal.userId);
      const session = await uow.one<{ since: string }>('select created_at as since from sessions where id = $1', [
        principal.data.sessionId,
      ]);
      return { hasPassword: Boolean(account?.hash ?? account?.ldap), since: session?.since };
    });
    if (hasPassword) return this.signIns.confirm(principal.userId, password ?? '', device);
    if (!since || clock.now().getTime() - new Date(since).getTime() > FRESH_MS) throw Problem.rule('auth.signInAgain');
  }

  private note(uow: UnitOfWork, event: SignInEvent, { userId, data }: UserPrincipal, device: Device): Promise<void> {
    return noteSignIn(uow, { event, userId, username: data.username, device });
  }
}

function mustBePerson({ data }: UserPrincipal): void {
  if (data.kind !== 'user' || data.sessionId === null) throw Problem.forbidden('access.denied');
}
