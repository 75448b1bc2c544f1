import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { filter, map, Observable, Subject, takeUntil } from 'rxjs';
import type { DatabaseUrls } from '../database/connections.js';
import { DATABASE_URLS } from '../database/database.module.js';
import { DatabaseListener } from '../database/listener.js';
import type { UnitOfWork } from '../database/unit-of-work.js';

/** Something that a signed-in person's screen should know at once. `data` carries ids and figures only. */
export interface LiveEvent {
  /**
   * `notification`: there is a new one. `progress`: how far a job is. `record`: others are at a record or wrote about it.
   * `announcement`: there may be one to read.
   */
  readonly type: 'notification' | 'progress' | 'record' | 'announcement';
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

interface Said extends LiveEvent {
  readonly userIds: readonly string[] | 'all';
}

const CHANNEL = 'peyvand_live';
/** A notice of Postgres may have 8,000 bytes. */
const USERS_PER_NOTICE = 100;

/** Carries events to the people's open streams, whichever process they hang on, once the transaction has committed. */
@Injectable()
export class LiveEvents implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly said = new Subject<Said>();
  private readonly closing = new Subject<void>();
  private readonly listener: DatabaseListener;

  constructor(@Inject(DATABASE_URLS) urls: DatabaseUrls) {
    this.listener = new DatabaseListener(urls.appUrl, CHANNEL, (payload) =>
      this.said.next(JSON.parse(payload) as Said),
    );
  }

  /** Tells these people; nobody hears of it when the transaction fails. */
  async publish(uow: UnitOfWork, userIds: readonly string[], event: LiveEvent): Promise<void> {
    for (let at = 0; at < userIds.length; at += USERS_PER_NOTICE) {
      const said: Said = { ...event, userIds: userIds.slice(at, at + USERS_PER_NOTICE) };
      await uow.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(said)]);
    }
  }

  /** Tells everybody whose stream is open. */
  async publishToAll(uow: UnitOfWork, event: LiveEvent): Promise<void> {
    await uow.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ ...event, userIds: 'all' })]);
  }

  /** The events for one person, until the server stops. */
  of(userId: string): Observable<LiveEvent> {
    return this.said.pipe(
      filter(({ userIds }) => userIds === 'all' || userIds.includes(userId)),
      map(({ type, data }) => ({ type, data })),
      takeUntil(this.closing),
    );
  }

  /** Ends when the server stops. */
  get closed(): Observable<void> {
    return this.closing;
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closing.next();
    await this.listener.stop();
  }
}
