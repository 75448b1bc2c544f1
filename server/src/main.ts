import 'reflect-metadata';
import { readFlags } from './flags.js';
import { loadConfig } from './platform/config/config.js';
import { readEnvironment } from './platform/config/environment.js';
import { prepareDatabase } from './platform/database/connections.js';
import { projectRoot } from './project-root.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<void> {
  const root = projectRoot();
  const config = loadConfig(readEnvironment(root), root);
  const flags = readFlags(process.argv.slice(2));
  // The database starts in processes of its own while this one reads the program.
  const program = Promise.all([import('./boot.js'), import('./first-run.js')]);
  // What is wrong with it is told below, when there is a database to stop again.
  program.catch(() => undefined);
  const database = await prepareDatabase(config, say);
  const { app, firstRun } = await program
    .then(async ([{ boot }, first]) => ({ app: await boot(config, database, say), firstRun: first.firstRun }))
    .catch(async (error: unknown) => {
      await database.stop();
      throw error;
    });
  const stop = once(async () => {
    // The database goes last: the requests and jobs that are still running need it.
    await app.close();
    await database.stop();
    process.exit(0);
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
  await firstRun(app, flags, say);
  await app.listen(config.port, config.host);
  say(`ready     ${(await app.getUrl()).replace('[::1]', '127.0.0.1')}`);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}

const PLAIN = new Set(['ConfigError', 'UnsafeDatabaseError', 'DatabaseSetupError']);

main().catch((error: unknown) => {
  // What an operator can mend is said in plain words; anything else with its trace.
  const plain = error instanceof Error && PLAIN.has(error.name);
  process.stderr.write(`${plain ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 100).unref();
});
