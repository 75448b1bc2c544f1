import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { loadConfig } from './platform/config/config.js';
import { readEnvironment } from './platform/config/environment.js';
import { prepareDatabase, type DatabaseUrls } from './platform/database/connections.js';
import { migrate } from './platform/database/migrate.js';
import { schemaDrift } from './platform/database/schema-drift.js';
import { apiDocument } from './platform/http/api-document.js';
import { createApp } from './platform/http/create-app.js';
import { projectRoot } from './project-root.js';

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

const commands: Record<string, () => Promise<void>> = {
  /** Prints the API document. */
  openapi: () =>
    onScratchDatabase(async (urls, dataDir) => {
      const config = loadConfig({ PEYVAND_DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
      // Standard output carries the document alone.
      Logger.overrideLogger(false);
      const app = await createApp(AppModule.for(config, urls), config);
      process.stdout.write(`${JSON.stringify(apiDocument(app), null, 2)}\n`);
      await app.close();
    }),
  /** Compares the migrated schema with the declared record types; exits with 1 when they differ. */
  'schema-drift': () =>
    onScratchDatabase(async ({ ownerUrl }) => {
      const differences = await schemaDrift(ownerUrl);
      for (const line of differences) process.stdout.write(`${line}\n`);
      if (differences.length > 0) process.exitCode = 1;
    }),
  /** Brings the schema of the configured database up to date. */
  migrate: async () => {
    const config = loadConfig(readEnvironment(projectRoot()), projectRoot());
    const database = await prepareDatabase(config, () => undefined);
    try {
      for (const name of await migrate(database)) process.stdout.write(`${name}\n`);
    } finally {
      await database.stop();
    }
  },
};

const command = commands[process.argv[2] ?? ''];
if (!command) {
  process.stderr.write(`Commands: ${Object.keys(commands).join(', ')}\n`);
  process.exitCode = 2;
} else {
  command().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
}
