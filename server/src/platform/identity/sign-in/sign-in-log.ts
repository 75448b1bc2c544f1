import { Logger } from '@nestjs/common';
import { clock } from '../../context/clock.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import type { Device } from '../sessions/sessions.service.js';

/** What may happen at the door. */
export const SIGN_IN_EVENTS = [
  'signedIn',
  'failed',
  'locked',
  'secondStepFailed',
  'signedOut',
  'sessionsEnded',
  'tokenReused',
  'passwordChanged',
  'passwordForced',
  'invited',
  'invitationUsed',
  'twoStepOn',
  'twoStepOff',
  'twoStepReset',
  'recoveryCodesMade',
] as const;
export type SignInEvent = (typeof SIGN_IN_EVENTS)[number];

/** How somebody proved who they are. */
export type SignInMethod = 'password' | 'ldap' | 'oidc' | 'code' | 'recoveryCode' | 'link';

/** Why somebody was not let in; a closed list, so that it can be filtered. */
export type SignInReason =
  | 'unknownUser'
  | 'wrongPassword'
  | 'disabled'
  | 'noPassword'
  | 'localClosed'
  | 'directoryDown'
  | 'directoryRefused'
  | 'notLinked'
  | 'providerRefused'
  | 'wrongCode'
  | 'usedCode'
  | 'ticketOver'
  | 'tooManyFailures';

export interface SignInEntry {
  readonly event: SignInEvent;
  readonly method?: SignInMethod;
  readonly reason?: SignInReason;
  readonly userId?: string | null;
  /** As it is kept, or as it was typed when there is nobody of that name. */
  readonly username: string;
  readonly device?: Device;
}

const log = new Logger('SignIn');

/**
 * Keeps what happened at the door, in the caller's transaction. Failures are said in the log of the server as well, in
 * words that intrusion prevention reads (docs/operations/hardening.md): they don't change.
 */
export async function noteSignIn(uow: UnitOfWork, entry: SignInEntry): Promise<void> {
  const { event, method, reason, userId, username, device } = entry;
  await uow.elevated('sign-in log', () =>
    uow.execute(
      `insert into sign_in_log (at, event, method, reason, user_id, username, actor_id, ip, user_agent)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        clock.now(),
        event,
        method ?? null,
        reason ?? null,
        userId ?? null,
        username.slice(0, 200),
        uow.principal.userId,
        device?.ip ?? null,
        device?.userAgent?.slice(0, 300) ?? null,
      ],
    ),
  );
}

/** The line that fail2ban counts. Written at once, whatever becomes of the transaction. */
export function sayFailure(username: string, ip: string): void {
  log.warn(`sign-in failed ip=${ip} user=${JSON.stringify(username.slice(0, 64))}`);
}
