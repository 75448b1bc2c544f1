import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '../../platform/access/principal.js';
import { principalFrom, type PrincipalRow } from '../../platform/access/principal-data.js';
import { MailOutbox } from '../../platform/channels/mail/mail-outbox.js';
import type { MailContent } from '../../platform/channels/mail/mail-content.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.token.js';
import { clock } from '../../platform/context/clock.js';
import type { Locale } from '../../platform/context/request-context.js';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { say } from '../../platform/i18n/messages.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Conversations } from '../conversations/conversations.js';
import { type NewsLine, newsFor } from './news.js';

const DIGEST = 'notifications.digest';
const NOTICES = 'notifications.mail';
/** Once a day, also when the clock of the machine is set. */
const HOURS_BETWEEN = 20;
const LOCALE: Locale = 'fa';

interface Reader {
  readonly userId: string;
  readonly email: string;
}

/** News by e-mail: what somebody wants to hear at once, and the daily summary at their hour. */
@Injectable()
export class Digests implements OnModuleInit {
  constructor(
    private readonly door: DataDoor,
    private readonly jobs: JobQueue,
    private readonly outbox: MailOutbox,
    private readonly conversations: Conversations,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(DIGEST, {}, () => this.sendDigests());
    this.jobs.handle(NOTICES, {}, () => this.sendNotices());
    this.jobs.schedule(DIGEST, '0 * * * *');
    this.jobs.schedule(NOTICES, 1);
  }

  /** The daily summaries whose hour it is. Nobody gets an empty one. */
  async sendDigests(): Promise<void> {
    const now = clock.now();
    const due = await this.readers(
      `s.digest_hour = extract(hour from $1::timestamptz at time zone 'Asia/Tehran')
         and (s.digested_at is null or s.digested_at < $1::timestamptz - interval '${HOURS_BETWEEN} hours')`,
      now,
    );
    for (const reader of due)
      await this.asReader(reader, async (uow) => {
        const row = await uow.one<{ since: string | null }>(
          'select digested_at as since from notification_settings where user_id = $1 for update',
          [reader.userId],
        );
        const since = row?.since ?? new Date(now.getTime() - 24 * 3_600_000).toISOString();
        const news = await newsFor(uow, LOCALE, this.config.publicUrl, 'n.in_app and n.created_at > $2', since);
        await uow.execute('update notification_settings set digested_at = $2 where user_id = $1', [reader.userId, now]);
        const unread = await this.conversations.unread();
        const talk = unread > 0 ? [say(LOCALE, 'digest.conversations', { count: number(unread) })] : [];
        if (news.length > 0 || talk.length > 0) await this.put(uow, reader, 'digest', news, talk);
      });
  }

  /** What people want to hear by e-mail as soon as it happens; several within a minute are one message. */
  async sendNotices(): Promise<void> {
    const due = await this.readers(
      `exists (select 1 from notifications n where n.user_id = u.id and n.mail_due and n.mailed_at is null and n.created_at <= $1)`,
      clock.now(),
    );
    for (const reader of due)
      await this.asReader(reader, async (uow) => {
        const news = await newsFor(
          uow,
          LOCALE,
          this.config.publicUrl,
          'n.mail_due and n.mailed_at is null and n.created_at <= $2',
          clock.now(),
        );
        // Also what they no longer see is settled, and never told.
        await uow.elevated('mail', () =>
          uow.execute('update notifications set mailed_at = $2 where user_id = $1 and mail_due and mailed_at is null', [
            reader.userId,
            clock.now(),
          ]),
        );
        if (news.length > 0) await this.put(uow, reader, 'notice', news, []);
      });
  }

  private readers(condition: string, now: Date): Promise<Reader[]> {
    return this.door.asSystem('news by e-mail', async (uow) => {
      if (!(await this.outbox.isOn(uow))) return [];
      return uow.query<Reader & object>(
        `select u.id as "userId", u.email from users u left join notification_settings s on s.user_id = u.id
         where u.active and u.deleted_at is null and u.kind = 'person' and u.email is not null and ${condition}`,
        [now],
      );
    });
  }

  /** Works with the rights that the reader has now; nothing for one who has none any more. */
  private async asReader({ userId }: Reader, work: (uow: UnitOfWork) => Promise<void>): Promise<void> {
    const row = await this.door.authenticate<PrincipalRow>('principal', [userId]);
    const principal: Principal | undefined = row ? principalFrom(row, 'user', null) : undefined;
    if (principal) await this.door.as(principal, work);
  }

  private async put(
    uow: UnitOfWork,
    { userId, email }: Reader,
    kind: 'digest' | 'notice',
    news: readonly NewsLine[],
    more: readonly string[],
  ): Promise<void> {
    const content: MailContent = {
      locale: LOCALE,
      subject: say(LOCALE, `digest.${kind}Subject`, { count: number(news.length) }),
      blocks: [
        ...(news.length > 0
          ? [{ kind: 'list' as const, items: news.map(({ text, url }) => ({ text, ...(url ? { url } : {}) })) }]
          : []),
        ...more.map((text) => ({ kind: 'text' as const, text })),
      ],
      footer: say(LOCALE, 'digest.footer'),
    };
    await this.outbox.put(uow, { kind, to: email, userId, content });
  }
}

function number(value: number): string {
  return new Intl.NumberFormat('fa-IR').format(value);
}
