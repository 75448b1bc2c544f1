import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { areaValues } from '../../settings/areas/setting-areas.service.js';
import { checkPassword } from '../passwords/password-policy.js';
import { setPassword } from '../passwords/user-secrets.js';
import { revokeSessionsOf } from '../sessions/session-rows.js';
import type { Device } from '../sessions/sessions.service.js';
import { type Account, accountById } from '../sign-in/account.js';
import { noteSignIn } from '../sign-in/sign-in-log.js';
import { SIGN_IN_SETTINGS } from '../sign-in/sign-in-settings.js';
import { readTicket, type Ticket, useTicket } from '../sign-in/tickets.js';

/** For whom an invitation is. */
export interface InvitationView {
  readonly username: string;
  readonly fullName: string;
  readonly expiresAt: string;
  readonly minLength: number;
}

/** Links by which somebody chooses a password, once. */
@Injectable()
export class InvitationsService {
  constructor(private readonly door: DataDoor) {}

  /** @throws Problem 401 `auth.linkOver` */
  look(token: string): Promise<InvitationView> {
    return this.door.asSystem('invitation', async (uow) => {
      const { account, ticket } = await this.read(uow, token);
      const { minLength } = await areaValues(uow, SIGN_IN_SETTINGS);
      const { username, fullName } = account;
      return { username, fullName, expiresAt: ticket.expiresAt, minLength };
    });
  }

  /** @throws Problem 401 `auth.linkOver`, 422 with what the password lacks: the link stays good then */
  accept(token: string, password: string, device: Device): Promise<void> {
    return this.door.asSystem('invitation', async (uow) => {
      const { account, ticket } = await this.read(uow, token);
      const fault = await checkPassword(uow, password, account);
      if (fault) throw Problem.rule('record.rule', [{ path: 'newPassword', ...fault }]);
      await useTicket(uow, ticket);
      await setPassword(uow, account.id, password);
      await revokeSessionsOf(uow, account.id, 'passwordChanged');
      const { id: userId, username } = account;
      await noteSignIn(uow, { event: 'invitationUsed', method: 'link', userId, username, device });
    });
  }

  private async read(uow: UnitOfWork, token: string): Promise<{ account: Account; ticket: Ticket }> {
    const ticket = await readTicket(uow, 'link', token);
    const account = ticket?.userId ? await accountById(uow, ticket.userId) : undefined;
    if (!ticket || !account?.mayEnter) throw Problem.unauthenticated('auth.linkOver');
    return { account, ticket };
  }
}
