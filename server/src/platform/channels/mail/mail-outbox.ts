import { Injectable, Logger } from '@nestjs/common';
import { clock } from '../../context/clock.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { newId } from '../../records/new-id.js';
import { SecretBox } from '../../secrets/secret-box.js';
import { SettingAreas } from '../../settings/areas/setting-areas.service.js';
import { plainAddress } from './mail-address.js';
import { type MailContent, type RenderedMail, renderMail } from './mail-content.js';
import { MAIL_SETTINGS } from './mail-settings.js';
import { type MailOutcome, Smtp } from './smtp.js';

const SEND = 'mail.send';
const SWEEP = 'mail.sweep';
const MOST_ATTEMPTS = 6;
/** Minutes to wait after an attempt, by its number; some ten hours in all. */
const WAITS = [1, 5, 20, 90, 480];
/** A worker that has been at it for so long is gone. */
const STALE_MS = 10 * 60_000;
const KEPT_DAYS = 90;

/** A message to write. */
export interface MailDraft {
  /** What it is about, for the list of messages: `invitation`, `digest`, `test`. */
  readonly kind: string;
  /** One plain address. */
  readonly to: string;
  /** The user it goes to, when it goes to one. */
  readonly userId?: string;
  readonly content: MailContent;
}

interface Claimed {
  readonly address: string;
  readonly content: string;
  readonly attempts: number;
}

/**
 * Messages on their way out. A row is written in the transaction of what it tells of; a job hands it to the mail server
 * at most once: `pending -> claimed (committed) -> sent | failed | unknown`. What is unsure is never sent again by itself.
 */
@Injectable()
export class MailOutbox {
  private readonly log = new Logger('Mail');

  constructor(
    private readonly door: DataDoor,
    private readonly jobs: JobQueue,
    private readonly areas: SettingAreas,
    private readonly box: SecretBox,
    private readonly smtp: Smtp,
  ) {
    jobs.handle<{ id: string }>(SEND, { concurrency: 2, timeoutSeconds: 120 }, async ({ id }) => {
      await this.send(id);
    });
    jobs.handle(SWEEP, {}, () => this.sweep());
    jobs.schedule(SWEEP, 5);
  }

  /** Whether messages can go out at all. */
  async isOn(uow: UnitOfWork): Promise<boolean> {
    const { values } = await uow.elevated('mail', () => this.areas.read(uow, MAIL_SETTINGS));
    return values.enabled;
  }

  /**
   * Puts a message into the outbox, in the caller's transaction. Answers its id; null when mail is switched off, or the
   * address is not one plain address.
   */
  async put(uow: UnitOfWork, { kind, to, userId, content }: MailDraft): Promise<string | null> {
    const address = plainAddress(to);
    if (address === undefined || !(await this.isOn(uow))) return null;
    const id = newId();
    const rendered = renderMail(content);
    await uow.elevated('mail', () =>
      uow.execute(
        `insert into mail_outbox (id, kind, user_id, address, subject, content, created_at, next_attempt_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)`,
        [
          id,
          kind,
          userId ?? null,
          address,
          rendered.subject,
          this.box.seal(purpose(id), JSON.stringify(rendered)),
          clock.now(),
        ],
      ),
    );
    await this.jobs.enqueue(uow, SEND, { id }, { retryLimit: 0 });
    return id;
  }

  /** Sends one waiting message now; does nothing for one that is not waiting. */
  async send(id: string): Promise<MailOutcome | undefined> {
    const claimed = await this.claim(id);
    if (!claimed) return undefined;
    const rendered = JSON.parse(this.box.unseal(purpose(id), claimed.content)) as RenderedMail;
    const outcome = await this.smtp.send({ ...rendered, address: claimed.address, id });
    await this.settle(id, claimed.attempts, outcome);
    return outcome;
  }

  /** Takes the message for this process, and lets everybody know before a byte goes out. */
  private claim(id: string): Promise<Claimed | undefined> {
    return this.door.asSystem('send mail', (uow) =>
      uow.one<Claimed>(
        `update mail_outbox set state = 'claimed', claimed_at = $2, attempts = attempts + 1
         where id = $1 and state = 'pending' and content is not null returning address, content, attempts`,
        [id, clock.now()],
      ),
    );
  }

  private async settle(id: string, attempts: number, outcome: MailOutcome): Promise<void> {
    const waits =
      outcome.state === 'later' && attempts < MOST_ATTEMPTS ? (WAITS[attempts - 1] ?? WAITS.at(-1)) : undefined;
    const state =
      waits !== undefined
        ? 'pending'
        : outcome.state === 'later' || outcome.state === 'refused'
          ? 'failed'
          : outcome.state;
    const fault = outcome.state === 'sent' ? null : `${outcome.code} ${outcome.detail}`.trim();
    const next = new Date(clock.now().getTime() + (waits ?? 0) * 60_000);
    await this.door.asSystem('send mail', async (uow) => {
      const settled = await uow.execute(
        `update mail_outbox set state = $2, fault = $3, next_attempt_at = $4, claimed_at = null,
           ended_at = case when $2 <> 'pending' then $5::timestamptz end, content = case when $2 = 'sent' then null else content end
         where id = $1 and state = 'claimed'`,
        [id, state, fault, next, clock.now()],
      );
      if (settled > 0 && state === 'pending')
        await this.jobs.enqueue(uow, SEND, { id }, { runAt: next, retryLimit: 0 });
    });
    if (outcome.state !== 'sent') this.log.warn(`mail ${id} ${state} attempt=${attempts} ${outcome.code}`);
  }

  /** Calls what a lost worker had claimed unknown, sees to what waits although its time has come, forgets the old. */
  async sweep(): Promise<void> {
    const now = clock.now();
    const stale = new Date(now.getTime() - STALE_MS);
    await this.door.asSystem('sweep mail', async (uow) => {
      await uow.execute(
        `update mail_outbox set state = 'unknown', fault = 'mail.unknown', ended_at = $1 where state = 'claimed' and claimed_at < $2`,
        [now, stale],
      );
      const waiting = await uow.query<{ id: string }>(
        `select id from mail_outbox where state = 'pending' and next_attempt_at < $1 order by next_attempt_at limit 500`,
        [stale],
      );
      for (const { id } of waiting) await this.jobs.enqueue(uow, SEND, { id }, { retryLimit: 0, singletonKey: id });
      await uow.execute(`delete from mail_outbox where created_at < $1 and state not in ('pending', 'claimed')`, [
        new Date(now.getTime() - KEPT_DAYS * 86_400_000),
      ]);
    });
  }
}

function purpose(id: string): string {
  return `mail/${id}`;
}
