import { Inject, Injectable } from '@nestjs/common';
import { clock } from '../../context/clock.js';
import { currentLocale } from '../../context/request-context.js';
import { MailOutbox } from '../../channels/mail/mail-outbox.js';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { say } from '../../i18n/messages.js';
import { isUuid } from '../../records/field-types.js';
import { recordTypes } from '../../records/record-type.js';
import { RecordWriter } from '../../records/record-writer.js';
import { areaValues } from '../../settings/areas/setting-areas.service.js';
import { mustOutrank } from '../rights-change.js';
import { SESSION_COLUMNS, revokeSessionsOf } from '../sessions/session-rows.js';
import type { SessionView } from '../sessions/own-account.service.js';
import type { Device } from '../sessions/sessions.service.js';
import { noteSignIn, type SignInEvent } from '../sign-in/sign-in-log.js';
import { SIGN_IN_SETTINGS } from '../sign-in/sign-in-settings.js';
import { dropTickets, issueTicket } from '../sign-in/tickets.js';
import { TwoStepService, type TwoStepState } from '../two-step/two-step.service.js';
import { User } from './user.entity.js';

interface Person {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly kind: string;
  readonly roleIds: string[];
}

/** How a user gets in, as administrators see it. */
export interface UserAccessView {
  readonly hasPassword: boolean;
  readonly mustChangePassword: boolean;
  readonly passwordChangedAt: string | null;
  readonly twoStep: TwoStepState & { readonly required: boolean };
  readonly identities: readonly { readonly source: string; readonly name: string; readonly seenAt: string }[];
  readonly lastSignedInAt: string | null;
  readonly sessions: readonly SessionView[];
}

/** A link by which somebody chooses a password, once. */
export interface Invitation {
  readonly token: string;
  /** The whole address where `PUBLIC_URL` is set, else from the root of the site. */
  readonly link: string;
  readonly expiresAt: Date;
  /** The address it was also sent to; null without mail. */
  readonly mailedTo: string | null;
}

/** What administrators of people may do with how a user gets in. Never with somebody who may do more than they. */
@Injectable()
export class UserAccessService {
  constructor(
    private readonly door: DataDoor,
    private readonly writer: RecordWriter,
    private readonly twoStep: TwoStepService,
    private readonly outbox: MailOutbox,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  get(userId: string): Promise<UserAccessView> {
    return this.door.read(async (uow) => {
      await this.reached(uow, userId);
      return uow.elevated('access of a user', async () => {
        const secret = await uow.one<{ mustChange: boolean; changedAt: string }>(
          'select must_change as "mustChange", changed_at as "changedAt" from user_secrets where user_id = $1',
          [userId],
        );
        const last = await uow.one<{ at: string }>(
          `select at from sign_in_log where user_id = $1 and event = 'signedIn' order by at desc limit 1`,
          [userId],
        );
        const roles = await uow.one(
          `select 1 from users u join roles r on r.id = any(u.role_ids) and r.requires_two_factor and r.deleted_at is null where u.id = $1 limit 1`,
          [userId],
        );
        return {
          hasPassword: secret !== undefined,
          mustChangePassword: secret?.mustChange ?? false,
          passwordChangedAt: secret?.changedAt ?? null,
          twoStep: { ...(await this.twoStep.state(uow, userId)), required: roles !== undefined },
          identities: await uow.query(
            'select source, name, seen_at as "seenAt" from user_identities where user_id = $1 order by source',
            [userId],
          ),
          lastSignedInAt: last?.at ?? null,
          sessions: await uow.query<SessionView>(
            `select ${SESSION_COLUMNS}, false as current from sessions
             where user_id = $1 and revoked_at is null and expires_at > $2 order by last_seen_at desc, id desc limit 200`,
            [userId, clock.now()],
          ),
        };
      });
    });
  }

  /** Makes a link and sends it where mail is on; links made before open nothing any more. */
  invite(userId: string, device: Device): Promise<Invitation> {
    return this.act(userId, 'invited', device, async (uow, person) => {
      if (!person.active || person.kind !== 'person') throw Problem.rule('user.notInvitable');
      await dropTickets(uow, userId);
      const { inviteHours } = await areaValues(uow, SIGN_IN_SETTINGS);
      const { ticket, expiresAt } = await issueTicket(uow, 'link', userId, inviteHours * 3600);
      const link = `${this.config.publicUrl ?? ''}/invitation#${ticket}`;
      const mailed = this.config.publicUrl !== undefined && (await this.mail(uow, person, link, inviteHours));
      return { token: ticket, link, expiresAt, mailedTo: mailed ? person.email : null };
    });
  }

  /** Asks for a new password at the next sign-in. @throws Problem 409 `user.noPassword` */
  forcePassword(userId: string, device: Device): Promise<void> {
    return this.act(userId, 'passwordForced', device, async (uow) => {
      const found = await uow.elevated('password', () =>
        uow.execute('update user_secrets set must_change = true where user_id = $1', [userId]),
      );
      if (found === 0) throw Problem.conflict('user.noPassword');
    });
  }

  /** Ends one session of the user, or all. Gives how many. */
  endSessions(userId: string, sessionId: string | undefined, device: Device): Promise<number> {
    return this.act(userId, 'sessionsEnded', device, async (uow) => {
      if (sessionId === undefined) return revokeSessionsOf(uow, userId, 'revokedByAdministrator');
      const ended = await uow.elevated('sessions: revokedByAdministrator', () =>
        uow.execute(
          `update sessions set revoked_at = $3, revoked_reason = 'revokedByAdministrator'
           where id = $1 and user_id = $2 and revoked_at is null`,
          [sessionId, userId, clock.now()],
        ),
      );
      if (ended === 0) throw Problem.notFound();
      return ended;
    });
  }

  /** Takes the second step away from somebody who lost it, and ends their sessions. */
  resetTwoStep(userId: string, device: Device): Promise<void> {
    return this.act(userId, 'twoStepReset', device, async (uow) => {
      if (!(await this.twoStep.remove(uow, userId))) throw Problem.conflict('twoStep.off');
      await dropTickets(uow, userId);
      await revokeSessionsOf(uow, userId, 'twoStepReset');
    });
  }

  private act<T>(
    userId: string,
    event: SignInEvent,
    device: Device,
    work: (uow: UnitOfWork, person: Person) => Promise<T>,
  ): Promise<T> {
    return this.door.write(async (uow) => {
      const person = await this.reached(uow, userId);
      const result = await work(uow, person);
      await noteSignIn(uow, { event, userId, username: person.username, device });
      return result;
    });
  }

  /** The user, when the caller may edit them and they may do no more than the caller. @throws Problem 403, 404 */
  private async reached(uow: UnitOfWork, userId: string): Promise<Person> {
    const person = isUuid(userId)
      ? await uow.one<Person>(
          `select id, username, full_name as "fullName", email, active, kind, role_ids as "roleIds"
           from users where id = $1 and deleted_at is null`,
          [userId],
        )
      : undefined;
    if (!person) throw Problem.notFound();
    await this.writer.mustReach(uow, recordTypes.of(User), userId, 'edit');
    await mustOutrank(uow, userId, person.roleIds);
    return person;
  }

  private async mail(uow: UnitOfWork, person: Person, link: string, hours: number): Promise<boolean> {
    if (!person.email) return false;
    const locale = currentLocale();
    const words = (key: string) => say(locale, `mail.invitation.${key}`, { name: person.fullName, hours });
    const id = await this.outbox.put(uow, {
      kind: 'invitation',
      to: person.email,
      userId: person.id,
      content: {
        locale,
        subject: words('subject'),
        blocks: [
          { kind: 'text', text: words('text') },
          { kind: 'button', text: words('button'), url: link },
        ],
        footer: words('footer'),
      },
    });
    return id !== null;
  }
}
