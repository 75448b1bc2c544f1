import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { loadConfig } from '../platform/config/config.js';
import { readEnvironment } from '../platform/config/environment.js';
import { prepareDatabase } from '../platform/database/connections.js';
import { createApp } from '../platform/http/create-app.js';
import { JobsModule } from '../platform/jobs/jobs.module.js';
import { projectRoot } from '../project-root.js';

/** One command of the operator. */
export interface Command {
  /** `<subject>:<verb>`. */
  readonly name: string;
  /** What follows the name: `--username <name>`. */
  readonly usage?: string;
  readonly about: string;
  run(args: readonly string[]): Promise<void>;
}

/** What an operator can mend: said in plain words, without a trace. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs `work` on the configured installation, beside a server that may be running; it serves nothing and does no jobs. */
export async function onInstallation(work: (app: NestFastifyApplication) => Promise<void>): Promise<void> {
  const root = projectRoot();
  const config = loadConfig({ ...readEnvironment(root), LOG_LEVEL: 'silent' }, root);
  const database = await prepareDatabase(config, () => undefined);
  try {
    JobsModule.workElsewhere = true;
    const app = await createApp(AppModule.for(config, database), config);
    try {
      await work(app);
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}
