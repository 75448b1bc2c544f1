import { Injectable } from '@nestjs/common';
import { clock } from '../../context/clock.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { SecretBox } from '../../secrets/secret-box.js';
import type { SignInMethod, SignInReason } from '../sign-in/sign-in-log.js';
import { hashRecoveryCode, newRecoveryCodes, readRecoveryCode } from './recovery-codes.js';
import { newTotpSecret, readCode, stepOfCode, totpUri } from './totp.js';

/** What a code generator needs. */
export interface TwoStepSecret {
  /** In base32, to be typed where no camera is at hand. */
  readonly secret: string;
  /** `otpauth://…`, to be shown as a QR code. */
  readonly uri: string;
}

export interface TwoStepState {
  readonly on: boolean;
  readonly since: string | null;
  readonly recoveryCodesLeft: number;
}

/** Whether a code was right; how, or why not. */
export type CodeCheck =
  | { readonly right: true; readonly method: Extract<SignInMethod, 'code' | 'recoveryCode'> }
  | { readonly right: false; readonly reason: Extract<SignInReason, 'wrongCode' | 'usedCode'> };

const ISSUER = 'Peyvand';

/** Codes of the second step. Every method works in the caller's transaction, past the caller's scope. */
@Injectable()
export class TwoStepService {
  constructor(private readonly box: SecretBox) {}

  state(uow: UnitOfWork, userId: string): Promise<TwoStepState> {
    return uow.elevated('two-step', async () => {
      const row = await uow.one<{ since: string | null; left: number }>(
        `select t.confirmed_at as since,
           (select count(*)::integer from recovery_codes c where c.user_id = t.user_id and c.used_at is null) as left
         from two_step t where t.user_id = $1`,
        [userId],
      );
      return { on: Boolean(row?.since), since: row?.since ?? null, recoveryCodesLeft: row?.since ? row.left : 0 };
    });
  }

  /**
   * A new secret that counts for nothing until a code of it was shown.
   * @throws Problem 409 `twoStep.alreadyOn` when one is in force: that one stays as it is
   */
  async begin(uow: UnitOfWork, user: { readonly id: string; readonly username: string }): Promise<TwoStepSecret> {
    const secret = newTotpSecret();
    const begun = await uow.elevated('two-step', () =>
      uow.execute(
        `insert into two_step (user_id, secret, created_at) values ($1, $2, $3)
         on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at, last_step = 0
         where two_step.confirmed_at is null`,
        [user.id, this.box.seal(purpose(user.id), secret), clock.now()],
      ),
    );
    if (begun === 0) throw Problem.conflict('twoStep.alreadyOn');
    return { secret, uri: totpUri(secret, ISSUER, user.username) };
  }

  /** Puts the secret in force with its first code, and gives the recovery codes, this once; undefined for a wrong code. */
  async confirm(uow: UnitOfWork, userId: string, typed: string): Promise<string[] | undefined> {
    const step = await this.step(uow, userId, typed, false);
    if (step === undefined) return undefined;
    await uow.elevated('two-step', () =>
      uow.execute('update two_step set confirmed_at = $2, last_step = $3 where user_id = $1 and confirmed_at is null', [
        userId,
        clock.now(),
        step,
      ]),
    );
    return this.renewCodes(uow, userId);
  }

  /** New recovery codes; the former ones open nothing any more. */
  async renewCodes(uow: UnitOfWork, userId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await uow.elevated('two-step', async () => {
      await uow.execute('delete from recovery_codes where user_id = $1', [userId]);
      await uow.execute('insert into recovery_codes (user_id, hash) select $1, unnest($2::text[])', [
        userId,
        codes.map((code) => hashRecoveryCode(userId, code)),
      ]);
    });
    return codes;
  }

  /** Checks a code of the generator or a recovery code; either works once. */
  async check(uow: UnitOfWork, userId: string, typed: string): Promise<CodeCheck> {
    const recovery = readCode(typed) === undefined ? readRecoveryCode(typed) : undefined;
    if (recovery !== undefined) {
      const used = await uow.elevated('two-step', () =>
        uow.execute('update recovery_codes set used_at = $3 where user_id = $1 and hash = $2 and used_at is null', [
          userId,
          hashRecoveryCode(userId, recovery),
          clock.now(),
        ]),
      );
      return used > 0 ? { right: true, method: 'recoveryCode' } : { right: false, reason: 'wrongCode' };
    }
    const step = await this.step(uow, userId, typed, true);
    if (step === undefined) return { right: false, reason: 'wrongCode' };
    const fresh = await uow.elevated('two-step', () =>
      uow.execute('update two_step set last_step = $2 where user_id = $1 and last_step < $2', [userId, step]),
    );
    return fresh > 0 ? { right: true, method: 'code' } : { right: false, reason: 'usedCode' };
  }

  /** Takes the second step away. */
  async remove(uow: UnitOfWork, userId: string): Promise<boolean> {
    return uow.elevated('two-step', async () => {
      await uow.execute('delete from recovery_codes where user_id = $1', [userId]);
      return (await uow.execute('delete from two_step where user_id = $1', [userId])) > 0;
    });
  }

  private async step(uow: UnitOfWork, userId: string, typed: string, confirmed: boolean): Promise<number | undefined> {
    const code = readCode(typed);
    const row = await uow.elevated('two-step', () =>
      uow.one<{ secret: string }>(
        'select secret from two_step where user_id = $1 and (confirmed_at is not null) = $2 for update',
        [userId, confirmed],
      ),
    );
    if (!row || code === undefined) return undefined;
    return stepOfCode(this.box.unseal(purpose(userId), row.secret), code);
  }
}

function purpose(userId: string): string {
  return `twoStep/${userId}`;
}
