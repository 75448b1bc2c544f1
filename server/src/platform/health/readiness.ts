import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { migrations } from '../../../../migrations/index.js';
import { DataDoor } from '../database/data-door.js';

export interface Readiness {
  readonly status: 'ready' | 'unavailable';
  readonly database: 'ok' | 'unreachable';
  /** `pending`: the schema is older than this program. */
  readonly migrations: 'ok' | 'pending' | 'unknown';
  readonly stopping: boolean;
}

const PATIENCE_MS = 2_000;

/** Whether this process should be sent requests. */
@Injectable()
export class ReadinessService implements OnModuleDestroy {
  private stopping = false;
  private migrated = false;

  constructor(private readonly door: DataDoor) {}

  async check(): Promise<Readiness> {
    const missing = await Promise.race([this.missingMigrations(), later(PATIENCE_MS)]).catch(() => undefined);
    const database = missing === undefined ? 'unreachable' : 'ok';
    const state = missing === undefined ? 'unknown' : missing === 0 ? 'ok' : 'pending';
    const ready = !this.stopping && database === 'ok' && state === 'ok';
    return { status: ready ? 'ready' : 'unavailable', database, migrations: state, stopping: this.stopping };
  }

  /** The first thing that a shutdown does, so that no new requests are sent here while the others end. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  private missingMigrations(): Promise<number> {
    return this.door.asSystem('readiness', async (uow) => {
      // A schema doesn't go back while the program runs: once up to date, only the connection is asked.
      if (this.migrated) return Number((await uow.query('select 1')).length) - 1;
      const done = new Set((await uow.query<{ name: string }>('select name from migrations')).map((row) => row.name));
      const missing = migrations.filter((Migration) => !done.has(new Migration().name)).length;
      this.migrated = missing === 0;
      return missing;
    });
  }
}

function later(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());
}
