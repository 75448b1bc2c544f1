import { Injectable, Logger } from '@nestjs/common';
import { clock } from '../../context/clock.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { newId } from '../../records/new-id.js';
import { ExternalUsers } from '../external/external-users.js';
import { DirectoryError } from './directory-error.js';
import { DirectoryService } from './directory.service.js';
import type { DirectorySettings } from './directory-settings.js';
import { type DirectoryPerson, Ldap } from './ldap.js';

const SYNC = 'directory.sync';
const PATIENCE_MS = 120_000;
const KEPT_RUNS = 200;
/** A directory that suddenly misses more than this part of its people, and more than so many, is not believed. */
const BELIEVED_PART = 0.3;
const BELIEVED_COUNT = 5;

export interface DirectoryChange {
  readonly username: string;
  readonly what: 'created' | 'linked' | 'changed' | 'disabled' | 'kept' | 'refused';
  /** Why somebody was kept or refused. */
  readonly why?: string;
}

/** One comparison of the directory with the users. */
export interface DirectoryRun {
  readonly id: string;
  readonly beganAt: string;
  readonly endedAt: string | null;
  /** Code of what went wrong; nothing was changed then. */
  readonly fault: string | null;
  /** People in the directory. */
  readonly seen: number;
  readonly changes: readonly DirectoryChange[];
}

/** Compares the directory with the users: brings names and roles up to it, and disables those who left. */
@Injectable()
export class DirectorySync {
  private readonly log = new Logger('Directory');

  constructor(
    private readonly door: DataDoor,
    private readonly jobs: JobQueue,
    private readonly directory: DirectoryService,
    private readonly ldap: Ldap,
    private readonly users: ExternalUsers,
  ) {
    jobs.handle<{ asked?: boolean }>(SYNC, { timeoutSeconds: 600 }, async ({ asked }) => {
      await this.run(asked ?? false);
    });
    jobs.schedule(SYNC, 60);
  }

  /** Asks for a comparison now. */
  async ask(): Promise<void> {
    await this.door.asSystem('directory', (uow) =>
      this.jobs.enqueue(uow, SYNC, { asked: true }, { singletonKey: SYNC }),
    );
  }

  list(): Promise<DirectoryRun[]> {
    return this.door.read((uow) =>
      uow.query<DirectoryRun>(
        `select id, began_at as "beganAt", ended_at as "endedAt", fault, seen, changes from directory_runs
         order by began_at desc, id desc limit 20`,
      ),
    );
  }

  /** One comparison; nothing without `asked` unless the settings say so. Gives what it did. */
  async run(asked: boolean): Promise<DirectoryRun | undefined> {
    const access = await this.directory.access();
    if (!access.settings.enabled || (!access.settings.sync && !asked)) return undefined;
    const run = { id: newId(), beganAt: clock.now().toISOString() };
    try {
      const people = await this.ldap.with(access, (session) => session.all(), PATIENCE_MS);
      const changes = await this.door.asSystem('directory', (uow) => this.compare(uow, people, access.settings));
      return await this.keep({ ...run, fault: null, seen: people.length, changes });
    } catch (error) {
      if (!(error instanceof DirectoryError || error instanceof Problem)) throw error;
      this.log.warn(`directory not compared: ${error.message}`);
      return this.keep({ ...run, fault: error.code, seen: 0, changes: [] });
    }
  }

  private async compare(
    uow: UnitOfWork,
    people: readonly DirectoryPerson[],
    settings: DirectorySettings,
  ): Promise<DirectoryChange[]> {
    await uow.query(`select pg_advisory_xact_lock(hashtext('directory.sync'))`);
    const here = new Set(people.filter(({ isDisabled }) => !isDisabled).map(({ subject }) => subject));
    const linked = await uow.query<{ userId: string; subject: string; username: string }>(
      `select i.user_id as "userId", i.subject, u.username from user_identities i join users u on u.id = i.user_id
       where i.source = 'ldap' and u.active and u.deleted_at is null`,
    );
    const gone = linked.filter(({ subject }) => !here.has(subject));
    if (gone.length > BELIEVED_COUNT && gone.length > linked.length * BELIEVED_PART)
      throw new Problem(422, 'directory.tooManyGone', { params: { count: gone.length } });
    const changes: DirectoryChange[] = [];
    for (const person of people) if (!person.isDisabled) changes.push(...(await this.meet(uow, person, settings)));
    for (const { userId, subject, username } of gone) changes.push(await this.disable(uow, userId, subject, username));
    return changes;
  }

  private async meet(
    uow: UnitOfWork,
    person: DirectoryPerson,
    settings: DirectorySettings,
  ): Promise<DirectoryChange[]> {
    const { username } = person;
    try {
      const met = await uow.savepoint(() => this.users.meet(uow, 'ldap', person, settings));
      if ('refused' in met) return settings.createUsers ? [{ username, what: 'refused', why: met.refused }] : [];
      return met.change === 'none' ? [] : [{ username, what: met.change }];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return [{ username, what: 'refused', why: error.options.faults?.[0]?.code ?? error.code }];
    }
  }

  private async disable(uow: UnitOfWork, userId: string, subject: string, username: string): Promise<DirectoryChange> {
    if (!(await this.users.change(uow, userId, { active: false })))
      return { username, what: 'kept', why: 'user.lastAdministrator' };
    await uow.execute(`update user_identities set left_at = $2 where source = 'ldap' and subject = $1`, [
      subject,
      clock.now(),
    ]);
    return { username, what: 'disabled' };
  }

  private keep(run: Omit<DirectoryRun, 'endedAt'>): Promise<DirectoryRun> {
    const endedAt = clock.now().toISOString();
    return this.door.asSystem('directory', async (uow) => {
      await uow.execute(
        'insert into directory_runs (id, began_at, ended_at, fault, seen, changes) values ($1, $2, $3, $4, $5, $6)',
        [run.id, run.beganAt, endedAt, run.fault, run.seen, JSON.stringify(run.changes)],
      );
      await uow.execute(
        'delete from directory_runs where id not in (select id from directory_runs order by began_at desc limit $1)',
        [KEPT_RUNS],
      );
      return { ...run, endedAt };
    });
  }
}
