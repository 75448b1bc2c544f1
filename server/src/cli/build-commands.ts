import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { AppModule } from '../app.module.js';
import { loadConfig } from '../platform/config/config.js';
import { readEnvironment } from '../platform/config/environment.js';
import { type DatabaseUrls, prepareDatabase } from '../platform/database/connections.js';
import { migrate } from '../platform/database/migrate.js';
import { schemaDrift } from '../platform/database/schema-drift.js';
import { apiDocument } from '../platform/http/api-document.js';
import { createApp } from '../platform/http/create-app.js';
import { projectRoot } from '../project-root.js';
import { type Command, print } from './command.js';

/** Runs `work` on a migrated throw-away database. */
async function onScratchDatabase(work: (urls: DatabaseUrls, dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'peyvand-cli-'));
  const config = loadConfig({ PEYVAND_DATA_DIR: dataDir });
  const database = await prepareDatabase(config, () => undefined);
  try {
    await migrate(database);
    await work(database, dataDir);
  } finally {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What the build and an upgrade need. */
export const buildCommands: readonly Command[] = [
  {
    name: 'openapi',
    about: 'Print the API document.',
    run: () =>
      onScratchDatabase(async (urls, dataDir) => {
        const config = loadConfig({ PEYVAND_DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
        // Standard output carries the document alone.
        Logger.overrideLogger(false);
        const app = await createApp(AppModule.for(config, urls), config);
        print(JSON.stringify(apiDocument(app), null, 2));
        await app.close();
      }),
  },
  {
    name: 'schema-drift',
    about: 'Compare the migrated schema with the declared record types; exits with 1 when they differ.',
    run: () =>
      onScratchDatabase(async ({ ownerUrl }) => {
        const differences = await schemaDrift(ownerUrl);
        for (const line of differences) print(line);
        if (differences.length > 0) process.exitCode = 1;
      }),
  },
  {
    name: 'migrate',
    about: 'Bring the schema of the configured database up to date.',
    run: async () => {
      const config = loadConfig(readEnvironment(projectRoot()), projectRoot());
      const database = await prepareDatabase(config, () => undefined);
      try {
        for (const name of await migrate(database)) print(name);
      } finally {
        await database.stop();
      }
    },
  },
];
