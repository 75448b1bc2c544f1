import 'reflect-metadata';
import { boot } from './boot.js';
import { loadConfig } from './platform/config/config.js';
import { readEnvironment } from './platform/config/environment.js';
import { prepareDatabase } from './platform/database/connections.js';
import { projectRoot } from './project-root.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Does the background jobs and listens to nobody: a further process beside the server, on the same database. */
async function main(): Promise<void> {
  const root = projectRoot();
  const config = loadConfig(readEnvironment(root), root);
  const database = await prepareDatabase(config, say);
  const app = await boot(config, database, say).catch(async (error: unknown) => {
    await database.stop();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await app.close();
    await database.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  say('working');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
