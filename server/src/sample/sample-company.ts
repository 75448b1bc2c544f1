import { Inject, Injectable, Logger } from '@nestjs/common';
import { Client } from 'pg';
import { clock } from '../platform/context/clock.js';
import type { DatabaseUrls } from '../platform/database/connections.js';
import { DATABASE_URLS } from '../platform/database/database.module.js';
import type { SampleLoader, SampleProgress, SampleSize } from '../platform/setup/sample-loader.js';
import { loadSample } from './load-sample.js';
import { removeSample } from './remove-sample.js';

/** The believable company «بازرگانی آرمان پویا», the same on every machine, living up to the day it is loaded on. */
@Injectable()
export class SampleCompanyLoader implements SampleLoader {
  private readonly log = new Logger('Sample');

  constructor(@Inject(DATABASE_URLS) private readonly urls: DatabaseUrls) {}

  load(size: SampleSize, progress: SampleProgress): Promise<void> {
    return this.asOwner((client) =>
      loadSample(client, size, clock.now(), progress, (phase, seconds) =>
        this.log.debug(`${phase}: ${seconds.toFixed(2)} s`),
      ),
    );
  }

  remove(progress: SampleProgress): Promise<void> {
    return this.asOwner((client) => removeSample(client, progress));
  }

  /** One transaction of the role that owns the tables: COPY is not for the application's role. */
  private async asOwner(work: (client: Client) => Promise<void>): Promise<void> {
    const client = new Client({ connectionString: this.urls.ownerUrl, application_name: 'peyvand sample' });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true),
        set_config('app.source', 'system', true), set_config('app.system', 'sample company', true)`);
      await work(client);
      await client.query('commit');
    } finally {
      // Without the commit the server rolls back when the connection ends.
      await client.end();
    }
  }
}
