import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Config } from './platform/config/config.js';
import { bootCheck } from './platform/database/boot-check.js';
import type { DatabaseUrls } from './platform/database/connections.js';
import { migrate } from './platform/database/migrate.js';
import { createApp } from './platform/http/create-app.js';
import { projectRoot } from './project-root.js';

/** Thrown when the database doesn't keep the promises of row-level security: the server must not start on it. */
export class UnsafeDatabaseError extends Error {
  constructor(faults: readonly string[]) {
    super(`The database is not safe to start on:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'UnsafeDatabaseError';
  }
}

export type Say = (line: string) => void;

/** Brings the schema up to date, checks the database and builds the application, not yet listening. */
export async function boot(config: Config, urls: DatabaseUrls, say: Say): Promise<NestFastifyApplication> {
  const done = await migrate(urls);
  for (const name of done) say(`migrate   ${name}`);
  const { faults, warnings } = await bootCheck(urls.appUrl);
  if (faults.length > 0) throw new UnsafeDatabaseError(faults);
  for (const warning of warnings) say(`warning   ${warning}`);
  return createApp(AppModule.for(config, urls), config, join(projectRoot(), 'client', 'dist'));
}
