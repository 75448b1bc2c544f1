import { Inject, Injectable, Logger } from '@nestjs/common';
import { Client } from 'pg';
import { clock } from '../platform/context/clock.js';
import type { DatabaseUrls } from '../platform/database/connections.js';
import { DATABASE_URLS } from '../platform/database/database.module.js';
import { FileService } from '../platform/files/file.service.js';
import type { SampleLoader, SampleProgress, SampleSize } from '../platform/setup/sample-loader.js';
import { loadSample } from './load-sample.js';
import { removeSample } from './remove-sample.js';

/** The believable company «بازرگانی آرمان پویا», the same on every machine, living up to the day it is loaded on. */
@Injectable()
export class SampleCompanyLoader implements SampleLoader {
  private readonly log = new Logger('Sample');

  constructor(
    @Inject(DATABASE_URLS) private readonly urls: DatabaseUrls,
    private readonly files: FileService,
  ) {}

  load(size: SampleSize, progress: SampleProgress, userId?: string): Promise<void> {
    return this.asOwner(async (client) => {
      const loaderId = await personFor(client, userId);
      const circumstances = { size, now: clock.now(), loaderId, files: this.files.store };
      await loadSample(client, circumstances, progress, (phase, seconds) =>
        this.log.debug(`${phase}: ${seconds.toFixed(2)} s`),
      );
    });
  }

  async remove(progress: SampleProgress): Promise<void> {
    const contents = await this.asOwner((client) => removeSample(client, progress));
    for (const key of contents) await this.files.store.remove(key);
  }

  /** One transaction of the role that owns the tables: COPY is not for the application's role. */
  private async asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: this.urls.ownerUrl, application_name: 'peyvand sample' });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true),
        set_config('app.source', 'system', true), set_config('app.system', 'sample company', true)`);
      const result = await work(client);
      await client.query('commit');
      return result;
    } finally {
      // Without the commit the server rolls back when the connection ends.
      await client.end();
    }
  }
}

/** The person of the company who gets work of their own: who asked, or else the first one there is. */
async function personFor(client: Client, userId: string | undefined): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>(
    `select id from users where kind = 'person' and active and deleted_at is null
     order by (id = $1) desc nulls last, created_at, id limit 1`,
    [userId ?? null],
  );
  return rows[0]?.id;
}
