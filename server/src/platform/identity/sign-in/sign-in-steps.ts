import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { normalizeKey } from '../../persian/index.js';
import { areaValues } from '../../settings/areas/setting-areas.service.js';
import { type Device, type IssuedTokens, SessionsService } from '../sessions/sessions.service.js';
import { TwoStepService } from '../two-step/two-step.service.js';
import { type Account, accountById, passwordIsOver } from './account.js';
import { clearFailures, countFailure, limitKeys, mustBeUnlocked } from './sign-in-limits.js';
import { noteSignIn, sayFailure, type SignInMethod } from './sign-in-log.js';
import { SIGN_IN_SETTINGS } from './sign-in-settings.js';
import { countAttempt, issueTicket, readTicket, type TicketPurpose, useTicket } from './tickets.js';

/** Who signed in, as the answer names them. */
export interface SignedInUser {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
}

export type SignedIn = IssuedTokens & { readonly user: SignedInUser };

/** How far a sign-in is: how it began, and whether a second step was taken, here or at a provider. */
export interface Progress {
  readonly method: SignInMethod;
  readonly secondStep: boolean;
}

/** A step that is left, with the ticket for the one route that takes it. */
export interface NextStep {
  readonly step: Extract<TicketPurpose, 'code' | 'renewal' | 'enrolment'>;
  readonly ticket: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Where a sign-in stands at the end of a transaction. */
export type Standing = { readonly done: SignedIn } | { readonly next: NextStep } | { readonly fault: Problem };

const TICKET_SECONDS = { code: 300, renewal: 600, enrolment: 900 } as const;
const STEP_CODES = {
  code: 'auth.otpRequired',
  renewal: 'auth.passwordRenewalRequired',
  enrolment: 'auth.twoStepRequired',
} as const;

/** The way from a proven password to a session: second step, renewal of the password, setting up of the second step. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly door: DataDoor,
    private readonly sessions: SessionsService,
    private readonly twoStep: TwoStepService,
  ) {}

  /** Goes as far as possible. Writes in the caller's transaction, so it answers faults instead of throwing them. */
  async advance(
    uow: UnitOfWork,
    account: Account,
    { method, secondStep }: Progress,
    device: Device,
    otp?: string,
  ): Promise<Standing> {
    if (!account.mayEnter) return { fault: Problem.unauthenticated('auth.failed') };
    const { maxAgeDays } = await areaValues(uow, SIGN_IN_SETTINGS);
    let passed = secondStep;
    if (account.hasTwoStep && !passed) {
      if (otp === undefined) return this.left(uow, 'code', account, { method, secondStep: false });
      const fault = await this.takeCode(uow, account, device, otp);
      if (fault) return { fault };
      passed = true;
    }
    if (method === 'password' && passwordIsOver(account, maxAgeDays))
      return this.left(uow, 'renewal', account, { method, secondStep: passed });
    if (account.needsTwoStep && !account.hasTwoStep && !passed)
      return this.left(uow, 'enrolment', account, { method, secondStep: false });
    const { id, username, fullName } = account;
    await clearFailures(uow, limitKeys(normalizeKey(username), device.ip));
    await noteSignIn(uow, { event: 'signedIn', method, userId: id, username, device });
    return { done: { ...(await this.sessions.open(uow, id, device)), user: { id, username, fullName } } };
  }

  /**
   * Takes up a sign-in with a ticket. `work` does the step and says how far it is then, or what is wrong; a wrong answer
   * counts against the ticket and against the account.
   * @throws Problem 401 `auth.ticketOver`, 429, and what `work` says
   */
  async resume(
    purpose: NextStep['step'],
    text: string,
    device: Device,
    work: (uow: UnitOfWork, account: Account, progress: Progress) => Promise<Progress | Problem | undefined>,
  ): Promise<SignedIn | undefined> {
    const standing = await this.door.asSystem(`sign-in: ${purpose}`, async (uow): Promise<Standing | undefined> => {
      const ticket = await readTicket<Progress>(uow, purpose, text);
      const account = ticket?.userId ? await accountById(uow, ticket.userId) : undefined;
      if (!ticket || !account?.mayEnter) return { fault: Problem.unauthenticated('auth.ticketOver') };
      await mustBeUnlocked(uow, limitKeys(normalizeKey(account.username), device.ip));
      const result = await work(uow, account, ticket.data);
      if (result === undefined) return undefined;
      if (result instanceof Problem) {
        await countAttempt(uow, ticket);
        return { fault: result };
      }
      await useTicket(uow, ticket);
      const now = await accountById(uow, account.id);
      return this.advance(uow, now ?? account, result, device);
    });
    return standing && outcome(standing);
  }

  /** Checks a code and counts a wrong one. */
  async takeCode(uow: UnitOfWork, account: Account, device: Device, otp: string): Promise<Problem | undefined> {
    const check = await this.twoStep.check(uow, account.id, otp);
    if (check.right) return undefined;
    const { id: userId, username } = account;
    await countFailure(uow, limitKeys(normalizeKey(username), device.ip));
    await noteSignIn(uow, { event: 'secondStepFailed', reason: check.reason, userId, username, device });
    sayFailure(username, device.ip);
    return Problem.unauthenticated('auth.otpInvalid');
  }

  private async left(uow: UnitOfWork, step: NextStep['step'], account: Account, progress: Progress): Promise<Standing> {
    const expiresIn = TICKET_SECONDS[step];
    const { ticket } = await issueTicket(uow, step, account.id, expiresIn, progress);
    return { next: { step, ticket, expiresIn } };
  }
}

/** The tokens. @throws Problem 401 that names the step that is left, with its ticket; or the fault */
export function outcome(standing: Standing): SignedIn {
  if ('done' in standing) return standing.done;
  if ('fault' in standing) throw standing.fault;
  throw new Problem(401, STEP_CODES[standing.next.step], { extensions: { ...standing.next } });
}
